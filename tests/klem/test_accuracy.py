"""One step of the estimator, held to one in long double, where doubles run short.

Errors of means are in standard deviations, those of covariances in whitened units, and
taken from `precisions_cholesky_`: the entries of a covariance of condition 1e8 cannot
hold eight digits of its smallest eigenvalue.
"""

import numpy as np
import pytest
import sklearn.mixture

import klem
from klem import _steps
from tests.klem import long_double as exact

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*converge in max_iter"),
    pytest.mark.skipif(
        np.finfo(np.longdouble).eps > 1e-18, reason="long double is double here"
    ),
]
SIZE, D, K = 600, 3, 3


def clusters(seed=0):
    """Points with their labels, and the roots of the covariances about the means."""
    rng = np.random.default_rng(seed)
    means = 2 * rng.standard_normal((K, D))
    roots = np.linalg.cholesky(
        [A @ A.T * 0.36 + 0.3 * np.eye(D) for A in rng.standard_normal((K, D, D))]
    )
    labels = rng.integers(K, size=SIZE)
    noise = rng.standard_normal((SIZE, D, 1))
    points = means[labels] + (roots[labels] @ noise)[:, :, 0]
    rotations = np.linalg.qr(rng.standard_normal((K, D, D)))[0]
    return points, labels, means + 0.1, 1.1 * roots, rotations


def mapped(points, labels, means, roots, by):
    """The same after linear maps of each cluster about its mean."""
    centres = means[labels]
    points = centres + (by[labels] @ (points - centres)[:, :, None])[:, :, 0]
    return points, means, by @ roots


def offset(by):
    points, _, means, roots, _ = clusters()
    return points + by, means + by, roots


def condition(number):
    """All data flat in one direction."""
    points, _, means, roots, turns = clusters()
    A = turns[0] @ np.diag([1, number**-0.25, number**-0.5]) @ turns[0].T
    return points @ A.T, means @ A.T, A @ roots


def scales(by):
    points, _, means, roots, _ = clusters()
    return points * by, means * by, np.diag(by) @ roots


def tight(by):
    points, labels, means, roots, _ = clusters()
    maps = np.stack([by * np.eye(D), np.eye(D), np.eye(D)])
    return mapped(points, labels, means, roots, maps)


def needles(by, shift):
    """Each cluster thin in a direction of its own: no whitening helps."""
    points, labels, means, roots, turns = clusters()
    maps = turns @ np.diag([1, 1, by]) @ turns.transpose(0, 2, 1)
    points, means, roots = mapped(points, labels, means, roots, maps)
    return points + shift, means + shift, roots


CASES = {
    "plain": (offset(0), 1e-13),
    "offset 1e6": (offset(1e6), 1e-13),
    "offset 1e8": (offset(1e8), 1e-13),
    "condition 1e8": (condition(1e8), 1e-9),
    "condition 1e12": (condition(1e12), 1e-6),
    "scales 1e-10 to 1e10": (scales([1e-10, 1, 1e10]), 1e-13),
    "one cluster 1e-3 as wide": (tight(1e-3), 1e-12),
    "one cluster 1e-7 as wide": (tight(1e-7), 1e-8),
    "needles of condition 1e8": (needles(1e-4, 0), 1e-8),
    "needles far away": (needles(1e-4, 1e6), 1e-7),
}


def start(model, means, roots):
    upper = [np.linalg.qr(root.T, mode="r") for root in roots]
    roots = np.stack([(np.sign(np.diagonal(R))[:, None] * R).T for R in upper])
    model.weights_ = np.array([0.3, 0.3, 0.4])
    model.means_ = means
    model.precisions_cholesky_ = np.linalg.inv(roots).transpose(0, 2, 1)
    return model.weights_, means, model.precisions_cholesky_


def errors(model, evidence, weights, means, covariances):
    """Of ln p(X) a point, the weights, the means and the covariances."""
    roots = [exact.cholesky(covariance) for covariance in covariances]
    gaps = model.means_ - means
    shifts = [exact.solved(L, x) for L, x in zip(roots, gaps, strict=True)]
    factors = np.asarray(model.precisions_cholesky_, np.longdouble)
    white = factors.transpose(0, 2, 1) @ covariances @ factors
    return (
        abs(model.lower_bound_ - evidence / SIZE),
        np.abs(model.weights_ / weights - 1).max(),
        np.linalg.norm(np.array(shifts, float), axis=1).max(),
        np.abs(white - np.eye(D)).max(),
    )


def taken(points, means, roots):
    model = klem.GaussianMixture(
        K, warm_start=True, covariance_floor=None, tol=0, max_iter=1
    )
    parameters = start(model, means, roots)
    return errors(model.fit(points), *exact.step(points, *parameters))


@pytest.mark.parametrize("case", CASES)
def test_a_step_is_exact_to_rounding(case):
    problem, tolerance = CASES[case]
    _, means, roots = problem
    bound, weights, shift, spread = taken(*problem)
    assert spread < tolerance
    assert weights < tolerance
    # A mean is a double: its rounding, in standard deviations, is no fault of ours.
    deviations = np.abs(np.linalg.inv(roots)) @ np.abs(means)[:, :, None]
    assert shift < tolerance + 1e-15 * deviations.max()
    assert bound < max(tolerance, 1e-12)


def test_products_alone_would_not_do(monkeypatch):
    """It is own coordinates that make narrow components exact."""
    monkeypatch.setattr(_steps, "STRAIN", np.inf)
    problem, tolerance = CASES["one cluster 1e-7 as wide"]
    try:
        assert taken(*problem)[3] > 1e3 * tolerance
    except klem.CollapsedComponentError:
        pass  # no covariance was left of the differences


def test_far_from_zero_it_is_better_than_scikit_learn():
    points, means, roots = CASES["offset 1e8"][0]
    model = sklearn.mixture.GaussianMixture(K, reg_covar=0)
    parameters = start(model, means, roots)
    model.lower_bound_, shares = model._e_step(points)
    model._m_step(points, shares)
    theirs = errors(model, *exact.step(points, *parameters))
    assert taken(points, means, roots)[3] < 1e-3 * theirs[3]


@pytest.mark.parametrize("shift", [0, 1024])
def test_single_numbers_are_computed_with_as_such(shift, monkeypatch):
    """Blocks are in single precision, and the fit is good to five digits."""
    points, means, roots = CASES["plain"][0]
    points = np.round(points, 2).astype(np.float32) + np.float32(shift)
    kinds = []
    make = _steps.Products

    def noted(form, frame, components, dtype):
        kinds.append(dtype)
        return make(form, frame, components, dtype)

    monkeypatch.setattr(_steps, "Products", noted)
    parameters = {}
    for kind in (np.float32, np.float64):
        model = klem.GaussianMixture(
            K, warm_start=True, covariance_floor=None, tol=0, max_iter=5
        )
        start(model, means + shift, roots)
        parameters[kind] = model.fit(points.astype(kind)).covariances_
    assert kinds == [np.float32, np.float64]
    single, double = parameters.values()
    assert 1e-12 < np.abs(single - double).max() < 1e-5 * np.abs(double).max()
