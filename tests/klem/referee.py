"""scikit-learn and klem from one start, so that their numbers can be held together."""

import numpy as np
import sklearn.mixture

import klem
from tests.klem.strategies import clusters, mixture

FORMS = ("full", "tied", "diag", "spherical")


def in_form(covariances, form):
    """Covariances (K, D, D) in the shape of a covariance type."""
    diagonals = np.diagonal(covariances, axis1=1, axis2=2)
    return {
        "full": covariances,
        "tied": covariances.mean(axis=0),
        "diag": diagonals,
        "spherical": diagonals.mean(axis=1),
    }[form]


def inverse(covariances, form):
    return np.linalg.inv(covariances) if form in ("full", "tied") else 1 / covariances


def started(start, form):
    """A mixture as a start, by scikit-learn's names."""
    return {
        "n_components": len(start.weights),
        "covariance_type": form,
        "weights_init": start.weights,
        "means_init": start.means,
        "precisions_init": inverse(in_form(start.covariances, form), form),
    }


def problem(seed=0, N=400, D=3, K=3, form="full"):
    """Points, and the parameters of a start as scikit-learn and klem both take them."""
    rng = np.random.default_rng(seed)
    points, start = clusters(rng, N, D, K), mixture(rng, K, D, least=1.0)
    means = points[rng.choice(N, K, replace=False)]
    return points, started(start, form) | {"means_init": means}


def ours(points, start, iterations=5, *, sample_weight=None, **knobs):
    knobs = {"covariance_floor": None, "tol": 0, "max_iter": iterations} | knobs
    model = klem.GaussianMixture(**start, **knobs)
    return model.fit(points, sample_weight=sample_weight)


def theirs(points, start, iterations=5):
    model = sklearn.mixture.GaussianMixture(
        **start, reg_covar=0, tol=0, max_iter=iterations
    )
    return model.fit(points)


def parameters(model):
    return model.weights_, model.means_, model.covariances_


def same(a, b, **tolerance):
    for left, right in zip(parameters(a), parameters(b), strict=True):
        np.testing.assert_allclose(left, right, **tolerance)
