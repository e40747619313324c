"""One step of klem's estimator gives the diagonal, spherical and tied updates derived.

The derived gradients say which covariance is the root; the responsibilities are those
of the start, and the means those after the step.
"""

import numpy as np
import pytest

import klem
from derivations.checking.forms.mixtures import root
from derivations.notation import D, K, N, d, gamma, k, mu, sigma, sigma_, x
from derivations.quantities.restricted import PooledCovariance
from tests.klem.referee import ours, started
from tests.klem.symbolic import claim, numeric

CASES = [(1, 1, 6), (2, 1, 7), (1, 3, 9), (2, 2, 8), (3, 2, 12), (2, 3, 30)]
pytestmark = pytest.mark.filterwarnings("ignore:.*did not converge")
every_case = pytest.mark.parametrize(("components", "dimensions", "points"), CASES)


def one_step(kind: str, components: int, dimensions: int, points: int):
    """Data, responsibilities at the start, and klem's mixture after one step."""
    rng = np.random.default_rng(components + 10 * dimensions + points)
    data = rng.normal(size=(points, dimensions))
    weights = rng.dirichlet(np.full(components, 5.0))
    means = rng.normal(size=(components, dimensions))
    eye = np.eye(dimensions)
    start = klem.Mixture(weights, means, np.stack([eye] * components))
    model = ours(data, started(start, kind), 1)
    return data, start.responsibilities(data), model


@every_case
def test_diagonal(components, dimensions, points):
    data, shares, model = one_step("diag", components, dimensions, points)
    update = root(claim("gmm.m-step.diagonal").rhs, sigma[k, d] ** 2)
    derived = numeric(update, N, x, gamma, mu, k, d)
    for at in np.ndindex(components, dimensions):
        found = derived(points, data, shares, model.means_, at[0] + 1, at[1] + 1)
        assert np.isclose(model.covariances_[at], found, rtol=1e-9)


@every_case
def test_spherical(components, dimensions, points):
    data, shares, model = one_step("spherical", components, dimensions, points)
    for update in (
        root(claim("gmm.m-step.spherical").rhs, sigma[k] ** 2),
        claim("gmm.m-step.spherical", "The root, by distances").rhs,
    ):
        derived = numeric(update, N, D, x, gamma, mu, k)
        for i, variance in enumerate(model.covariances_):
            found = derived(points, dimensions, data, shares, model.means_, i + 1)
            assert np.isclose(variance, found, rtol=1e-9)


@every_case
def test_tied(components, dimensions, points):
    data, shares, model = one_step("tied", components, dimensions, points)
    for a, b in np.ndindex(dimensions, dimensions):
        derived = numeric(PooledCovariance(a + 1, b + 1), N, K, x, gamma, mu)
        found = derived(points, components, data, shares, model.means_)
        assert np.isclose(model.covariances_[a, b], found, rtol=1e-9, atol=1e-12)


def test_tied_in_one_dimension_by_its_gradient():
    data, shares, model = one_step("tied", 2, 1, 7)
    update = root(
        claim("gmm.m-step.tied", "D = 1, by the standard deviation").rhs, sigma_**2
    )
    derived = numeric(update, N, K, x, gamma, mu)
    assert np.isclose(
        model.covariances_[0, 0], derived(7, 2, data, shares, model.means_), rtol=1e-9
    )


def test_the_update_of_another_kind_is_seen():
    data, shares, model = one_step("diag", 2, 2, 8)
    ball = claim("gmm.m-step.spherical", "The root, by distances").rhs
    derived = numeric(ball, N, D, x, gamma, mu, k)
    other = derived(8, 2, data, shares, model.means_, 1)
    assert not np.isclose(model.covariances_[0], other, rtol=1e-3).any()
