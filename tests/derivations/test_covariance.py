"""The covariance update and the maximum: the SymPy trap, entries, facts, refusals."""

from dataclasses import replace

import numpy as np
import pytest
from sympy import (
    Determinant,
    Integer,
    MatrixSymbol,
    Trace,
    ZeroMatrix,
    log,
    symbols,
)

from derivations.kernel.verdict import agrees
from derivations.mixture_covariance import about_another_point, covariance, entry
from derivations.mixture_maximum import is_maximum
from derivations.notation import Lambda, N, a, b, k, mu, x_bar
from derivations.quantities.covariance import (
    CovarianceAbout,
    CovarianceEntry,
    WeightedCovariance,
)
from derivations.quantities.mixture import Count
from derivations.verification import chain_report

OTHERS = [(2, 2, 2), (3, 1, 3), (3, 2, 2), (3, 2, 3), (3, 3, 3)]


def problems(chain) -> list[str]:
    report = chain_report(covariance(), chain, 0)
    return [p for part in (report, *report["steps"]) for p in part["problems"]]


def verdict(chain, step: str, rhs) -> str:
    return agrees(replace(chain[step], rhs=rhs)).verdict


# The gradient.


def test_sympy_gives_zero_for_the_gradient_in_a_matrix_symbol():
    size, count = symbols("d n", positive=True, integer=True)
    S, X = MatrixSymbol("S", size, size), MatrixSymbol("X", size, size)
    wrong = (count / 2 * log(Determinant(X)) - Trace(S * X) / 2).diff(X)
    assert wrong == ZeroMatrix(size, size)  # it should be n X⁻¹ / 2 - S / 2


@pytest.mark.parametrize("place", [(1, 1, 1), (2, 1, 2), (3, 1, 1)])
def test_zero_is_refuted_as_the_gradient_in_an_entry(place):
    assert verdict(entry(*place), "gradient", Integer(0)) == "refuted"


@pytest.mark.parametrize("place", OTHERS)
def test_the_entries_that_the_card_leaves_out_have_the_same_gradient(place):
    assert problems(entry(*place)) == []


WRONG = {
    "the precision for the covariance": 2 * Lambda[k, 1, 2]
    - 2 * CovarianceAbout(k, 1, 2),
    "half, as on the diagonal": CovarianceEntry.at(2, 1, 2)(k)
    - CovarianceAbout(k, 1, 2),
    "the new mean, while Q has the old one": (
        2 * CovarianceEntry.at(2, 1, 2)(k) - 2 * WeightedCovariance(k, 1, 2)
    ),
}


@pytest.mark.parametrize("gap", WRONG.values(), ids=WRONG)
def test_a_wrong_gradient_is_refuted(gap):
    wrong = Count(k) * gap / 2
    assert verdict(entry(2, 1, 2), "gradient", wrong) == "refuted"


def test_n_in_the_place_of_the_effective_count_is_refuted():
    gap = CovarianceEntry.at(2, 1, 2)(k) - CovarianceAbout(k, 1, 2)
    assert verdict(entry(2, 1, 2), "gradient", N * gap) == "refuted"


def test_the_old_mean_in_the_update_is_refuted():
    same = WeightedCovariance(k, a, b)
    assert verdict(about_another_point(), "shift", same) == "refuted"


def test_half_of_what_the_old_mean_adds_is_refuted():
    shift = (x_bar[k, a] - mu[k, a]) * (x_bar[k, b] - mu[k, b])
    half = WeightedCovariance(k, a, b) + shift / 2
    assert verdict(about_another_point(), "shift", half) == "refuted"


# What the cards take from matrix algebra, at random matrices.


def random_positive(rng, size: int) -> np.ndarray:
    factor = rng.normal(size=(size, size))
    return factor @ factor.T + np.eye(size) / 10


def root(matrix: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(matrix)
    return vectors * np.sqrt(values) @ vectors.T


def log_det(matrix: np.ndarray) -> float:
    sign, size = np.linalg.slogdet(matrix)
    assert sign == 1
    return size


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_trace_and_determinant_are_sum_and_product_of_the_eigenvalues(size, rng):
    Sigma, S = random_positive(rng, size), random_positive(rng, size)
    inverse_root = np.linalg.inv(root(Sigma))
    eigenvalues = np.linalg.eigvalsh(inverse_root @ S @ inverse_root)
    assert eigenvalues.min() > 0
    assert np.isclose(eigenvalues.sum(), np.trace(np.linalg.inv(Sigma) @ S))
    assert np.isclose(np.log(eigenvalues).sum(), log_det(S) - log_det(Sigma))


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_along_a_line_the_determinant_is_a_product(size, rng):
    Sigma, V = random_positive(rng, size), rng.normal(size=(size, size))
    V += V.T
    nu = np.linalg.eigvalsh(root(Sigma) @ V @ root(Sigma))
    epsilon = 0.3 / abs(nu).max()
    moved = np.linalg.inv(Sigma) + epsilon * V
    assert np.isclose(log_det(moved), np.log1p(epsilon * nu).sum() - log_det(Sigma))
    assert np.isclose(nu.sum(), np.trace(V @ Sigma))


def lower_factor(S: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """T with ones on its diagonal, and the pivots t: S = T diag(t) Tᵀ."""
    factor = np.linalg.cholesky(S)
    return factor / np.diag(factor), np.diag(factor) ** 2


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_triangular_factors_exist_and_their_product_shows_the_squares(size, rng):
    Precision, S = random_positive(rng, size), random_positive(rng, size)
    T, t = lower_factor(S)
    flipped, r = lower_factor(Precision[::-1, ::-1])
    R, r = flipped[::-1, ::-1], r[::-1]
    assert np.allclose(R * r @ R.T, Precision)
    assert np.allclose(T * t @ T.T, S)
    M = R.T @ T
    assert np.allclose(M, np.tril(M))
    squares = (np.tril(M, -1) ** 2 * np.outer(r, t)).sum()
    psi = (r * t - 1 - np.log(r * t)).sum()
    gap = np.trace(Precision @ S) - log_det(Precision) - log_det(S) - size
    assert np.isclose(gap, psi + squares)


# The maximum.


def q_of(x, gamma, weights, means, covariances) -> float:
    total = 0
    for share, weight, mean, C in zip(
        gamma.T, weights, means, covariances, strict=True
    ):
        y = x - mean
        form = np.einsum("na,ab,nb->n", y, np.linalg.inv(C), y)
        log_normal = -(form + log_det(2 * np.pi * C)) / 2
        total += share @ (np.log(weight) + log_normal)
    return total


def roots(x, gamma):
    counts = gamma.sum(axis=0)
    means = gamma.T @ x / counts[:, None]
    away = x - means[:, None]
    covariances = (
        np.einsum("nk,kna,knb->kab", gamma, away, away) / counts[:, None, None]
    )
    return counts / len(x), means, covariances


@pytest.mark.parametrize("size", [1, 2, 4])
def test_q_falls_short_of_its_value_at_the_root_by_what_the_card_says(size, rng):
    x, gamma = rng.normal(size=(20, size)), rng.dirichlet(np.ones(3), size=20)
    weights, means, covariances = roots(x, gamma)
    pi, mu = rng.dirichlet(np.ones(3)), rng.normal(size=(3, size))
    Sigma = np.array([random_positive(rng, size) for _ in range(3)])
    ratio = weights / pi
    short = 20 * pi @ (ratio * np.log(ratio) - ratio + 1)
    for share, mean, m, S, C in zip(
        weights, means, mu, covariances, Sigma, strict=True
    ):
        inverse = np.linalg.inv(C)
        eigenvalues = np.linalg.eigvals(inverse @ S).real
        psi = (eigenvalues - 1 - np.log(eigenvalues)).sum()
        short += 20 * share * ((mean - m) @ inverse @ (mean - m) + psi) / 2
    best = q_of(x, gamma, weights, means, covariances)
    assert short > 0
    assert np.isclose(best - q_of(x, gamma, pi, mu, Sigma), short)


def test_the_maximum_rests_on_gibbs_inequality():
    assert is_maximum().uses == ("gmm.m-step.weights",)
