"""Missing entries: what is near the conditional and the update is refuted."""

from dataclasses import replace

import numpy as np
import pytest
from sympy import Integer, log, sqrt

from derivations.kernel.verdict import agrees
from derivations.mixture_expected import statistics, update
from derivations.mixture_missing import conditional
from derivations.notation import (
    C,
    D,
    Lambda,
    N,
    Sigma,
    V,
    a,
    b,
    k,
    mu,
    n,
    over,
    x,
    x_hat,
)
from derivations.quantities.covariance import CovarianceAbout
from derivations.quantities.densities import Normal
from derivations.quantities.missing import (
    ConditionalMean,
    ConditionalVariance,
    ExpectedCovarianceAbout,
    ImputedVariance,
    covariance,
)
from derivations.quantities.mixture import Count

MEAN = "The conditional mean, by the precision"
VARIANCE = "The conditional variance is one over the precision"
ONE, SLOPE = (
    "In D dimensions, with entry d missing",
    "How the entry in the square depends on what is missing",
)
LOST = "What imputing the mean alone loses"


def verdict(made, chain: str, step: str, rhs) -> str:
    return agrees(replace(made()[chain][step], rhs=rhs)).verdict


known, left = ConditionalMean(n, k), ConditionalVariance(k)


def split(mean=known, variance=left):
    """The marginal and a conditional with another mean or variance."""
    seen = Normal(x[n, 1], mu[k, 1], sqrt(covariance(k, 1, 1)))
    return log(seen) + log(Normal(x[n, 2], mean, sqrt(variance)))


def along(covariance_):
    gap = Sigma[k, a, b] - covariance_
    return Count(k) / 2 * over(V[a, b] * gap, (b, D), (a, D))


regression = covariance(k, 2, 1) / covariance(k, 2, 2) * (x[n, 1] - mu[k, 1])
imputed = ExpectedCovarianceAbout(k, a, b) - over(C[n, k, a, b], (n, N)) / N
WRONG = {
    "the mean as if nothing were known": (conditional, "", "square", split(mu[k, 2])),
    "the variance as if nothing were known": (
        conditional,
        "",
        "square",
        split(variance=covariance(k, 2, 2)),
    ),
    "the slope over the other variance": (
        conditional,
        "",
        "square",
        split(mu[k, 2] + regression),
    ),
    "no marginal": (
        conditional,
        "",
        "square",
        split() - log(Normal(x[n, 1], mu[k, 1], sqrt(covariance(k, 1, 1)))),
    ),
    "the slope with the other sign": (
        conditional,
        MEAN,
        "invert",
        2 * mu[k, 2] - conditional()[MEAN]["invert"].rhs,
    ),
    "the variance over the precision of the observed": (
        conditional,
        VARIANCE,
        "invert",
        1 / Lambda[k, 1, 1],
    ),
    "the square is lost": (
        conditional,
        ONE,
        "square",
        over(
            (x[n, a] - mu[k, a]) * Lambda[k, a, b] * (x[n, b] - mu[k, b]),
            (b, D),
            (a, D),
        )
        + 1 / Lambda[k, 1, 1],
    ),
    "no slope": (conditional, SLOPE, "differentiate", Integer(0)),
    "the covariance is forgotten": (
        statistics,
        "",
        "average",
        x_hat[n, k, a] * x_hat[n, k, b],
    ),
    "the covariance of another entry": (
        statistics,
        "",
        "average",
        x_hat[n, k, a] * x_hat[n, k, b] + C[n, k, a, a],
    ),
    "imputed": (update, "", "root", along(imputed)),
    "of the data as they are": (update, "", "root", along(CovarianceAbout(k, a, b))),
    "nothing lost by imputing": (update, LOST, "lose", ImputedVariance(k, a)),
    "all points counted": (
        update,
        LOST,
        "lose",
        ImputedVariance(k, a) + update()[LOST].nonnegative * Count(k) / N,
    ),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_formula_is_refuted(wrong):
    assert verdict(*wrong) == "refuted"


@pytest.mark.parametrize("made", [conditional, statistics, update])
def test_the_right_ones_are_not(made):
    for chain in made().chains:
        for step in chain.steps:
            assert agrees(step).verdict == "agree"


# By numbers, with several entries missing at once.


@pytest.mark.parametrize(("size", "gone"), [(2, [1]), (4, [3]), (5, [0, 2, 4])])
def test_precisions_and_covariances_give_one_conditional(size, gone, rng):
    factor = rng.normal(size=(size, size))
    S = factor @ factor.T + np.eye(size) / 10
    P, kept = np.linalg.inv(S), [d for d in range(size) if d not in gone]
    oo, mo, mm = S[np.ix_(kept, kept)], S[np.ix_(gone, kept)], S[np.ix_(gone, gone)]
    variance = np.linalg.inv(P[np.ix_(gone, gone)])
    np.testing.assert_allclose(mm - mo @ np.linalg.solve(oo, mo.T), variance)
    slope = -variance @ P[np.ix_(gone, kept)]
    np.testing.assert_allclose(mo @ np.linalg.inv(oo), slope)


def test_drawing_given_the_observed_has_the_expected_products(rng):
    """A million draws of a pair, of those with a first entry near 1."""
    pairs = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=1_000_000)
    second = pairs[np.abs(pairs[:, 0] - 1) < 0.02, 1]
    assert np.mean(second) == pytest.approx(0.6, abs=0.03)
    assert np.mean(second**2) == pytest.approx(0.6**2 + 1 - 0.6**2, abs=0.06)
