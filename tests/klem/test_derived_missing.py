"""One step of klem's estimator with gaps gives the update that was derived.

The derived conditionals are those of the start, and the covariance is about the means
after the step.
"""

import warnings

import numpy as np
import pytest

import klem
from derivations.notation import C, Lambda, N, gamma, k, mu, n, x, x_hat
from derivations.quantities.missing import ExpectedCovarianceAbout, ImputedMean
from tests.klem.strategies import mixture
from tests.klem.symbolic import claim, numeric

POINTS = np.array([[0.5, 1], [2, np.nan], [-1, 0.3], [1, np.nan], [0.2, -2], [3, 2]])


def one_step(components):
    """The start, and klem's mixture after one step from it."""
    start = mixture(np.random.default_rng(components), components, 2, least=0.5)
    model = klem.GaussianMixture(
        components,
        weights_init=start.weights,
        means_init=start.means,
        precisions_init=np.linalg.inv(start.covariances),
        covariance_floor=None,
        missing="marginalize",
        max_iter=1,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one step is not enough, and is what we want
        return start, model.fit(POINTS)


def completed(start):
    """The conditional means and covariances of the points, as they were derived."""
    K, precisions = len(start.weights), np.linalg.inv(start.covariances)
    means = np.repeat(POINTS[:, None], K, axis=1)
    spread = np.zeros((len(POINTS), K, 2, 2))
    guess, variance = (
        claim("gmm.missing.conditional", chain).rhs
        for chain in (
            "The conditional mean, by the precision",
            "The conditional variance is one over the precision",
        )
    )
    mean_of = numeric(guess, n, k, x, mu, Lambda)
    variance_of = numeric(variance, k, Lambda)
    for at in np.argwhere(np.isnan(POINTS[:, 1]))[:, 0]:
        for j in range(K):
            given = at + 1, j + 1, np.nan_to_num(POINTS), start.means, precisions
            means[at, j, 1] = mean_of(*given)
            spread[at, j, 1, 1] = variance_of(j + 1, precisions)
    return means, spread


def shares(start):
    """Responsibilities by the marginal of the first entry, where the second is gone."""
    joint = start.log_joint(np.nan_to_num(POINTS))
    first = klem.Mixture(
        start.weights, start.means[:, :1], start.covariances[:, :1, :1]
    )
    alone = first.log_joint(POINTS[:, :1])
    return klem.posterior(np.where(np.isnan(POINTS[:, 1:]), alone, joint))


@pytest.mark.parametrize("components", [1, 2, 3])
def test_the_step_is_the_derived_one(components):
    start, model = one_step(components)
    (means, spread), R = completed(start), shares(start)
    np.testing.assert_allclose(model.weights_, R.mean(axis=0))
    for j in range(components):
        for a in (0, 1):
            mean = numeric(ImputedMean(k, a + 1), N, gamma, x_hat, k)
            found = mean(len(POINTS), R, means, j + 1)
            assert np.isclose(model.means_[j, a], found, rtol=1e-9)
            for b in (0, 1):
                product = numeric(
                    ExpectedCovarianceAbout(k, a + 1, b + 1), N, gamma, x_hat, C, mu, k
                )
                found = product(len(POINTS), R, means, spread, model.means_, j + 1)
                assert np.isclose(model.covariances_[j, a, b], found, rtol=1e-9)


def test_what_imputing_gives_is_seen():
    start, model = one_step(2)
    (means, spread), R = completed(start), shares(start)
    product = numeric(ExpectedCovarianceAbout(k, 2, 2), N, gamma, x_hat, C, mu, k)
    imputed = product(len(POINTS), R, means, 0 * spread, model.means_, 1)
    assert imputed < 0.99 * model.covariances_[0, 1, 1]
