"""More rows are added to a fit: what one component learns so is the whole truth."""

import numpy as np
import pytest

import klem
from tests.klem.referee import FORMS, ours, parameters, problem, same

pytestmark = pytest.mark.filterwarnings("ignore:.*converge in max_iter")
every_form = pytest.mark.parametrize("form", FORMS)


@every_form
@pytest.mark.parametrize("far", [0, 1e7])
def test_one_component_learns_from_a_stream_what_it_does_at_once(form, far):
    points = np.random.default_rng(0).standard_normal((300, 3)) * [1, 5, 0.1] + far
    points[100:] += 3
    weights = np.random.default_rng(1).random(300)
    stream = klem.GaussianMixture(covariance_type=form, covariance_floor=None)
    for part in np.split(np.arange(300), [100, 101, 250]):
        stream.partial_fit(points[part], sample_weight=weights[part])
    whole = klem.GaussianMixture(covariance_type=form, covariance_floor=None)
    whole.fit(points, sample_weight=weights)
    same(stream, whole, rtol=1e-8, atol=1e-8)


@every_form
def test_a_step_of_a_stream_is_one_of_fixed_responsibilities(form):
    """Old rows keep their shares; new ones get theirs by the parameters so far."""
    points, start = problem(form=form)
    old, new = points[:300], points[300:]
    model = ours(old, start, 50)
    shares = model.predict_proba(new)
    before = model.weights_ * 300, model.means_
    model.partial_fit(new)
    counts = before[0] + shares.sum(axis=0)
    np.testing.assert_allclose(model.weights_, counts / 400, rtol=1e-9)
    means = (before[0][:, None] * before[1] + shares.T @ new) / counts[:, None]
    np.testing.assert_allclose(model.means_, means, rtol=1e-9, atol=1e-12)


@every_form
def test_new_rows_without_news_change_little(form):
    """The same rows again leave a fit that has converged where it is."""
    points, _ = problem(seed=5, form=form)
    model = klem.GaussianMixture(3, covariance_type=form, random_state=0, tol=1e-12)
    model.set_params(max_iter=3000).partial_fit(points)
    before = parameters(model)
    model.partial_fit(points)
    for left, right in zip(parameters(model), before, strict=True):
        np.testing.assert_allclose(left, right, rtol=1e-3, atol=1e-4)


def test_other_columns_are_refused():
    model = klem.GaussianMixture().partial_fit(klem.old_faithful())
    with pytest.raises(ValueError, match="is expecting 2 features"):
        model.partial_fit(np.ones((9, 3)))
