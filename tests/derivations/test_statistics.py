"""Natural parameters and statistics: what is near is refuted, and sums of T suffice."""

from dataclasses import replace

import numpy as np
import pytest

from derivations.kernel.verdict import agrees
from derivations.mixture_statistics import inner, log_joint, matching, seen, sums
from derivations.notation import D, K, N, a, b, k, n, over, x, x_bar
from derivations.quantities.mixture import Count
from derivations.quantities.natural import Natural, NaturalConstant

second = x[n, a] * x[n, b]
diagonal = over(Natural(k, a, a) * x[n, a] ** 2, (a, D))
WRONG = {
    "the linear part twice": (
        log_joint,
        "natural",
        2 * inner(1, x[n, a], second) - inner(1, 0, second),
    ),
    "no linear part": (log_joint, "natural", inner(1, 0, second)),
    "the diagonal alone": (log_joint, "natural", inner(1, x[n, a], 0) + diagonal),
    "each pair once": (log_joint, "natural", inner(1, x[n, a], second / 2)),
    "N for N_k": (
        sums,
        "statistics",
        over(inner(N, seen(x[n, a]), seen(second)), (k, K)),
    ),
    "the constant once": (
        sums,
        "statistics",
        over(inner(0, seen(x[n, a]), seen(second)) + NaturalConstant(k), (k, K)),
    ),
    "a moment about the mean": (
        matching,
        "moments",
        seen((x[n, a] - x_bar[k, a]) * (x[n, b] - x_bar[k, b])) / Count(k),
    ),
    "not normalized": (matching, "moments", seen(second)),
}


@pytest.mark.parametrize(("chain", "step", "rhs"), WRONG.values(), ids=WRONG)
def test_a_wrong_formula_is_refuted(chain, step, rhs):
    assert agrees(replace(chain()[step], rhs=rhs)).verdict == "refuted"


def statistics(points: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """R · Tᵀ: for each component the sums of γ, γ x and γ x xᵀ."""
    products = np.einsum("na,nb->nab", points, points).reshape(len(points), -1)
    return shares.T @ np.hstack([np.ones((len(points), 1)), points, products])


def test_the_statistics_of_parts_add_and_give_the_means_and_covariances():
    rng = np.random.default_rng(4)
    points, shares = rng.normal(size=(30, 2)), rng.dirichlet(np.ones(3), size=30)
    parts = statistics(points[:11], shares[:11]) + statistics(points[11:], shares[11:])
    counts, first, products = parts[:, 0], parts[:, 1:3], parts[:, 3:]
    for i, share in enumerate(shares.T):
        mean = first[i] / counts[i]
        covariance = products[i].reshape(2, 2) / counts[i] - np.outer(mean, mean)
        assert np.allclose(mean, np.average(points, axis=0, weights=share))
        assert np.allclose(covariance, np.cov(points.T, aweights=share, ddof=0))
