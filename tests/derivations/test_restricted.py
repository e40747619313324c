"""Diagonal, spherical and tied covariances: what is near the update is refuted."""

from dataclasses import replace

import numpy as np
import pytest
from sympy import Integer

from derivations.kernel.verdict import agrees
from derivations.mixture_restricted import diagonal, rise, spherical, tied
from derivations.notation import (
    D,
    K,
    N,
    Sigma,
    V,
    a,
    b,
    d,
    epsilon,
    k,
    nu,
    over,
    s_,
    sigma,
)
from derivations.quantities.covariance import CovarianceAbout, WeightedCovariance
from derivations.quantities.divergence import Psi
from derivations.quantities.mixture import Count
from derivations.quantities.restricted import MeanVariance, PooledCovariance

TOP, BENT = "How far Q is below its top", "Along every line Q bends down"


def verdict(made, chain: str, step: str, rhs) -> str:
    return agrees(replace(made()[chain][step], rhs=rhs)).verdict


def along(pooled):
    """½ N Tr V(Σ − S), with another S."""
    return N / 2 * over(V[a, b] * (Sigma[a, b] - pooled), (b, D), (a, D))


def plain_mean(a, b):
    """The covariances of the components, without their counts as weights."""
    return over(CovarianceAbout(k, a, b), (k, K)) / K


variance, average = CovarianceAbout(k, d, d), MeanVariance(k)
bend = over(nu[a] ** 2 / (1 + epsilon * nu[a]), (a, D))
WRONG = {
    "diagonal: no gradient": (diagonal, "", "root", Integer(0)),
    "diagonal: another coordinate": (
        diagonal,
        "",
        "root",
        Count(k) * rise(CovarianceAbout(k, 1, 1), sigma[k, d]),
    ),
    "diagonal: about the new mean": (
        diagonal,
        "",
        "root",
        Count(k) * rise(WeightedCovariance(k, d, d), sigma[k, d]),
    ),
    "diagonal: all points counted": (
        diagonal,
        "",
        "root",
        N * rise(variance, sigma[k, d]),
    ),
    "diagonal: nothing lost": (
        diagonal,
        TOP,
        "sign",
        diagonal()[TOP]["sign"].rhs + diagonal()[TOP].nonnegative,
    ),
    "spherical: not divided by D": (
        spherical,
        "",
        "root",
        D * Count(k) * rise(D * average, sigma[k]),
    ),
    "spherical: D is lost in front": (
        spherical,
        "",
        "root",
        Count(k) * rise(average, sigma[k]),
    ),
    "spherical: one coordinate": (
        spherical,
        "",
        "root",
        D * Count(k) * rise(CovarianceAbout(k, 1, 1), sigma[k]),
    ),
    "spherical: half of the loss": (
        spherical,
        TOP,
        "sign",
        spherical()[TOP]["sign"].rhs + D * Count(k) / 4 * Psi((s_[k] / sigma[k]) ** 2),
    ),
    "tied: the plain mean": (tied, "", "root", along(plain_mean(a, b))),
    "tied: of the first component": (tied, "", "root", along(CovarianceAbout(1, a, b))),
    "tied: K times": (tied, "", "root", K * along(PooledCovariance(a, b))),
    "tied: one square is lost": (tied, BENT, "curvature", -N * bend / 2),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_formula_is_refuted(wrong):
    assert verdict(*wrong) == "refuted"


@pytest.mark.parametrize("made", [diagonal, spherical, tied])
def test_the_right_ones_are_not(made):
    for chain in made().chains:
        for step in chain.steps:
            assert agrees(step).verdict == "agree"


# By numbers: the best of its kind, and what the restriction costs.


def cost(S: np.ndarray, covariance: np.ndarray) -> float:
    """-2/N_k times what Q holds of a covariance, if the data have S."""
    return np.linalg.slogdet(covariance)[1] + np.trace(np.linalg.solve(covariance, S))


def random_covariance(rng, size: int) -> np.ndarray:
    factor = rng.normal(size=(size, size))
    return factor @ factor.T + np.eye(size) / 10


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_roots_are_the_best_of_their_kind_and_the_kinds_are_nested(size, rng):
    S = random_covariance(rng, size)
    diag, ball = np.diag(np.diag(S)), np.eye(size) * np.trace(S) / size
    assert cost(S, S) <= cost(S, diag) <= cost(S, ball) + 1e-12
    for _ in range(20):
        factors = rng.lognormal(sigma=0.3, size=size)
        assert cost(S, diag) <= cost(S, diag * factors)
        assert cost(S, ball) <= cost(S, ball * factors[0])


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_pooled_covariance_is_the_best_for_all_together(size, rng):
    parts = [random_covariance(rng, size) for _ in range(3)]
    counts = rng.uniform(1, 9, size=3)
    pooled = np.average(parts, axis=0, weights=counts)

    def total(covariance):
        costs = [cost(S, covariance) for S in parts]
        return counts @ costs

    for _ in range(20):
        other = pooled + 0.1 * random_covariance(rng, size) / size
        assert total(pooled) < total(other)
    assert total(pooled) < total(np.mean(parts, axis=0))
