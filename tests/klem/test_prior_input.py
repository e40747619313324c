"""A prior that means nothing is refused, and one that does clones and is searched."""

import numpy as np
import pytest
import sklearn.base
import sklearn.model_selection

import klem
from tests.klem.referee import ours, problem

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*converge in max_iter"),
    pytest.mark.filterwarnings("ignore:.*did not converge"),
]
FAITHFUL = klem.old_faithful()


@pytest.mark.parametrize(
    ("knobs", "said"),
    [
        ({"concentration": 0.5}, "prior.concentration of at least 1, got 0.5"),
        ({"concentration": [1, 2]}, r"prior.concentration of shape \(3,\)"),
        ({"concentration": np.nan}, "prior.concentration without NaN"),
        ({"mean": [0, 1]}, r"prior.mean of shape \(3,\)"),
        ({"mean_strength": -1}, "prior.mean_strength of at least 0, got -1"),
        ({"mean_strength": [1, 2]}, "prior.mean_strength to be one number"),
        ({"degrees_of_freedom": 2}, "prior.degrees_of_freedom above D - 1 = 2"),
        ({"scatter": 0}, "prior.scatter above 0"),
        ({"scatter": np.eye(2)}, r"prior.scatter of shape \(3, 3\)"),
        ({"scatter": np.diag([1, 1, 0])}, "prior.scatter to be positive definite"),
        ({"scatter": np.arange(9).reshape(3, 3)}, "prior.scatter to be symmetric"),
    ],
)
def test_a_bad_prior_is_refused(knobs, said):
    points, start = problem()
    with pytest.raises(ValueError, match=said):
        ours(points, start, prior=klem.Prior(**knobs))


def test_what_is_no_prior_is_refused():
    points, start = problem()
    with pytest.raises(TypeError, match=r"expected prior to be a klem\.Prior"):
        ours(points, start, prior="conjugate")


def test_it_clones_and_searches():
    """A search reaches the numbers of the prior by their names."""
    model = klem.GaussianMixture(2, prior=klem.Prior(concentration=3), random_state=0)
    copy = sklearn.base.clone(model)
    assert copy.prior is not model.prior
    assert copy.get_params()["prior__concentration"] == 3
    search = sklearn.model_selection.GridSearchCV(
        model, {"prior__scatter": [1e-3, 1e3]}, cv=3
    )
    search.fit(np.random.default_rng(0).permutation(FAITHFUL))
    assert search.best_params_ == {"prior__scatter": 1e-3}
    assert model.prior.scatter is None  # a search works on copies
    assert "prior=Prior(concentration=3)" in repr(model)
    with pytest.raises(ValueError, match="Invalid parameter 'weight'"):
        model.set_params(prior__weight=1)
