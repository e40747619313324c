"""At the fitted point on Old Faithful the symbolic gradient of Q is zero.

SymPy differentiates Q; the responsibilities are held at the fitted ones; the data go
in. Where a parameter is moved a little the gradient is far from zero, so that it is
not zero for want of a dependence.
"""

from functools import cache

import numpy as np
import pytest
from sympy import Derivative

import klem
from derivations.notation import D, K, Lambda, N, d, det, gamma, k, lam, mu, pi_, x
from tests.klem.symbolic import claim, numeric

POINTS = klem.old_faithful()
SIZE = len(POINTS)
ZERO = 1e-12  # of N: gradients are taken per standard deviation, and of ln Λ and ln π
ENTRIES = (1, 1), (1, 2), (2, 2)
STEP = 1e-4  # in the same units: what a moved parameter is moved by


@cache
def fitted():
    """EM until nothing moves: the likelihood stands still long before θ does."""
    start = klem.Mixture.seeded(POINTS, 2)
    model = klem.expectation_maximization(start, POINTS, tolerance=0).model
    for _ in range(100):
        model = model.m_step(model.e_step(POINTS))
    return model


@cache
def responsibilities():
    return fitted().responsibilities(POINTS)


def precisions(model):
    return np.linalg.inv(model.covariances)


def spreads(model):
    return np.sqrt(np.diagonal(model.covariances, axis1=1, axis2=2))


def everything(model):
    """The values of the letters x, γ, π, μ, Λ, det, N, K, D."""
    determinants = np.linalg.det(model.covariances)
    thetas = model.weights, model.means, precisions(model), determinants
    return POINTS, responsibilities(), *thetas, SIZE, *model.means.shape


def in_means(model):
    """∂Q/∂μ_kd, per standard deviation."""
    letters = x, gamma, pi_, mu, Lambda, det, N, K, D, k, d
    slope = numeric(claim("gmm.m-step.mean").lhs, *letters)
    values = everything(model)
    at = [[slope(*values, k_, d_) for d_ in (1, 2)] for k_ in (1, 2)]
    return np.array(at) * spreads(model)


def in_precisions(model):
    """∂Q/∂Λ_kab for the entries 11, 12 and 22, per size of the entry."""
    letters = x, gamma, pi_, mu, Lambda, N, K, k
    Q = claim("gmm.m-step.covariance", "D = 2, entry 11").lhs.expr
    values = POINTS, responsibilities(), model.weights, model.means, precisions(model)
    slopes = []
    for row, column in ENTRIES:
        slope = numeric(Derivative(Q, Lambda[k, row, column]), *letters)
        scale = precisions(model)[:, row - 1, column - 1]
        slopes.append([slope(*values, SIZE, 2, k_) for k_ in (1, 2)] * scale)
    return np.array(slopes)


def in_weights(model):
    """∂/∂π_k of the Lagrangian with its multiplier -N, per size of the weight."""
    letters = x, gamma, pi_, mu, Lambda, det, N, K, D, lam, k
    slope = numeric(claim("gmm.m-step.weights").lhs, *letters)
    values = everything(model)
    return np.array([slope(*values, -SIZE, k_) for k_ in (1, 2)]) * model.weights


def moved(model, **to):
    names = ("weights", "means", "covariances")
    return klem.Mixture(*(to.get(name, getattr(model, name)) for name in names))


def other_means():
    return moved(fitted(), means=fitted().means + STEP * spreads(fitted()))


def other_covariances():
    return moved(fitted(), covariances=fitted().covariances * (1 + STEP))


def other_weights():
    return moved(fitted(), weights=fitted().weights + STEP * np.array([1, -1]))


every_gradient = pytest.mark.parametrize(
    ("gradient", "elsewhere"),
    [
        (in_means, other_means),
        (in_precisions, other_covariances),
        (in_weights, other_weights),
    ],
)


@every_gradient
def test_gradient_vanishes_at_the_fit_and_not_beside_it(gradient, elsewhere):
    assert np.abs(gradient(fitted())).max() < ZERO * SIZE
    assert np.abs(gradient(elsewhere())).min() > 1e-2 * STEP * SIZE


def start():
    return klem.Mixture.seeded(POINTS, 2)


def along_means(step, component, coordinate):
    means = start().means.copy()
    means[component, coordinate] += step * spreads(start())[component, coordinate]
    return moved(start(), means=means)


def along_precisions(step, entry, component):
    row, column = np.subtract(ENTRIES[entry], 1)
    changed = precisions(start())
    changed[component, row, column] *= 1 + step
    changed[component, column, row] = changed[component, row, column]
    return moved(start(), covariances=np.linalg.inv(changed))


@pytest.mark.parametrize(
    ("gradient", "along"), [(in_means, along_means), (in_precisions, along_precisions)]
)
def test_derived_gradient_is_the_slope_of_klems_q(gradient, along):
    """By a central difference, away from the fit, where no slope is zero."""
    moments = klem.Moments.of(POINTS, responsibilities())
    derived, step = gradient(start()), 1e-5
    for place, slope in np.ndenumerate(derived):
        above, below = (
            along(by, *place).expected_log_joint(moments) for by in (step, -step)
        )
        assert (above - below) / (2 * step) == pytest.approx(slope, rel=1e-6)
