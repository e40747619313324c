"""One step of klem's estimator with a prior gives the updates that were derived.

The responsibilities are those of the start, and the sums are taken by the derived
formulas; the prior has numbers of its own in every place.
"""

import numpy as np
import pytest

import klem
from derivations.checking.forms.mixtures import root
from derivations.checking.forms.priors import balance
from derivations.notation import (
    D,
    K,
    N,
    a,
    b,
    centre_,
    concentration,
    d,
    freedom,
    gamma,
    k,
    kappa,
    mu,
    scatter,
    sigma,
    sigma_,
    x,
    x_bar,
)
from derivations.quantities.mixture import WeightedMean
from derivations.quantities.prior import Freedom
from derivations.quantities.prior_restricted import MeanScatter, PooledScatter
from tests.klem.referee import ours, started
from tests.klem.symbolic import claim, numeric

CASES = [(1, 1, 6), (2, 1, 7), (1, 3, 9), (2, 2, 8), (3, 2, 12), (2, 3, 30)]
pytestmark = pytest.mark.filterwarnings("ignore:.*did not converge")
every_case = pytest.mark.parametrize(("components", "dimensions", "points"), CASES)
STRENGTH, FREEDOM = 0.7, 4.5
INVERSES = {"full": 2, "tied": 1, "diag": 2, "spherical": 1}


def one_step(kind: str, components: int, dimensions: int, points: int):
    """Data, responsibilities at the start, the prior, and the mixture after a step."""
    rng = np.random.default_rng(components + 10 * dimensions + points)
    data = rng.normal(size=(points, dimensions)) + 3
    weights = rng.dirichlet(np.full(components, 5.0))
    means = 3 + rng.normal(size=(components, dimensions))
    eye = np.eye(dimensions)
    start = klem.Mixture(weights, means, np.stack([eye] * components))
    factor = rng.normal(size=(dimensions, dimensions))
    prior = klem.Prior(
        concentration=rng.uniform(1, 3, size=components),
        mean=3 + rng.normal(size=dimensions),
        mean_strength=STRENGTH,
        degrees_of_freedom=FREEDOM,
        scatter=factor @ factor.T + eye / 10,
    )
    model = ours(data, started(start, kind), 1, prior=prior)
    return data, start.responsibilities(data), prior, model


@every_case
def test_weights(components, dimensions, points):
    _, shares, prior, model = one_step("full", components, dimensions, points)
    update = claim("gmm.map.weights", "The root: the new weight").rhs
    derived = numeric(update, N, K, gamma, concentration, k)
    for i, weight in enumerate(model.weights_):
        found = derived(points, components, shares, prior.concentration, i + 1)
        assert np.isclose(weight, found, rtol=1e-12)


@every_case
def test_means(components, dimensions, points):
    data, shares, prior, model = one_step("full", components, dimensions, points)
    update = claim("gmm.map.gaussian", "The new mean, coordinate by coordinate").rhs
    derived = numeric(update, N, x, gamma, centre_, kappa, k, a)
    for at in np.ndindex(components, dimensions):
        found = derived(points, data, shares, prior.mean, STRENGTH, *np.add(at, 1))
        assert np.isclose(model.means_[at], found, rtol=1e-11)


@every_case
def test_full(components, dimensions, points):
    """The scatter from the sums, divided by the count of the claim."""
    data, shares, prior, model = one_step("full", components, dimensions, points)
    sums = claim("gmm.map.gaussian", "The scatter, from the sums").rhs
    derived = numeric(
        sums / (Freedom(k) + D + 2),
        N, D, x, x_bar, gamma, centre_, kappa, freedom, scatter, k, a, b,
    )  # fmt: skip
    mean = numeric(WeightedMean(k, a), N, x, gamma, k, a)
    bars = [
        [mean(points, data, shares, i + 1, e + 1) for e in range(dimensions)]
        for i in range(components)
    ]
    numbers = points, dimensions, data, bars, shares, prior.mean
    for at in np.ndindex(components, dimensions, dimensions):
        found = derived(*numbers, STRENGTH, FREEDOM, prior.scatter, *np.add(at, 1))
        assert np.isclose(model.covariances_[at], found, rtol=1e-9, atol=1e-12)


@every_case
def test_diagonal(components, dimensions, points):
    data, shares, prior, model = one_step("diag", components, dimensions, points)
    update = balance(claim("gmm.map.restricted"))
    derived = numeric(
        update, N, D, x, mu, gamma, centre_, kappa, freedom, scatter, k, d
    )
    numbers = points, dimensions, data, model.means_, shares, prior.mean
    for at in np.ndindex(components, dimensions):
        found = derived(*numbers, STRENGTH, FREEDOM, prior.scatter, *np.add(at, 1))
        assert np.isclose(model.covariances_[at], found, rtol=1e-9)


@every_case
def test_spherical(components, dimensions, points):
    data, shares, prior, model = one_step("spherical", components, dimensions, points)
    gradient = claim("gmm.map.restricted", "Spherical").rhs
    derived = numeric(
        gradient, N, D, x, mu, sigma, gamma, centre_, kappa, freedom, scatter, k
    )
    deviations = np.sqrt(model.covariances_)
    numbers = points, dimensions, data, model.means_, deviations, shares, prior.mean
    scale = numeric(MeanScatter(k), N, D, x, mu, gamma, centre_, kappa, scatter, k)
    for i, deviation in enumerate(deviations):
        at = (STRENGTH, FREEDOM, prior.scatter, i + 1)
        size = scale(
            points, dimensions, data, model.means_, shares, prior.mean,
            STRENGTH, prior.scatter, i + 1,
        )  # fmt: skip
        zero = derived(*numbers, *at) * deviation**3 / size
        assert abs(zero) < 1e-10


@every_case
def test_tied(components, dimensions, points):
    """Divided by N + K + ν + D + 1, which the card derives for D = 1."""
    data, shares, prior, model = one_step("tied", components, dimensions, points)
    count = points + components + FREEDOM + dimensions + 1
    for at in np.ndindex(dimensions, dimensions):
        derived = numeric(
            PooledScatter(at[0] + 1, at[1] + 1),
            N, K, x, mu, gamma, centre_, kappa, scatter,
        )  # fmt: skip
        found = derived(
            points, components, data, model.means_, shares, prior.mean,
            STRENGTH, prior.scatter,
        )  # fmt: skip
        assert np.isclose(model.covariances_[at], found / count, rtol=1e-9, atol=1e-12)


def test_tied_in_one_dimension_by_its_gradient():
    data, shares, prior, model = one_step("tied", 2, 1, 7)
    gradient = claim("gmm.map.restricted", "Tied, D = 1, by the standard deviation").rhs
    derived = numeric(
        gradient, N, K, x, mu, sigma_, gamma, centre_, kappa, freedom, scatter
    )

    def at(deviation):
        return derived(
            7, 2, data, model.means_, deviation, shares, prior.mean,
            STRENGTH, FREEDOM, prior.scatter,
        )  # fmt: skip

    deviation = np.sqrt(model.covariances_[0, 0])
    assert abs(at(deviation)) < 1e-9 * abs(at(1.1 * deviation))
    assert at(0.9 * deviation) > 0 > at(1.1 * deviation)


def test_the_update_without_the_prior_is_seen():
    """The checks above can fail: the plain variance is another number."""
    data, shares, _, model = one_step("full", 2, 1, 7)
    update = root(
        claim("gmm.m-step.covariance", "D = 1, by the standard deviation").rhs,
        sigma[k] ** 2,
    )
    derived = numeric(update, N, x, gamma, mu, k)
    plain = derived(7, data, shares, model.means_, 1)
    assert not np.isclose(model.covariances_[0, 0, 0], plain, rtol=1e-2)
