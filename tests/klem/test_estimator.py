"""The estimator takes scikit-learn's steps and klem's, in any form and any chunks."""

import warnings

import numpy as np
import pytest
import sklearn.base
import sklearn.model_selection
import sklearn.pipeline
import sklearn.preprocessing
import sklearn.utils.estimator_checks

import klem
from tests.klem.referee import FORMS, ours, parameters, problem, same, theirs

FAITHFUL = klem.old_faithful()
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*did not converge"),
    pytest.mark.filterwarnings("ignore:.*converge in max_iter"),
]
every_form = pytest.mark.parametrize("form", FORMS)


@every_form
@pytest.mark.parametrize("D", [1, 2, 9, 30])
def test_steps_are_scikit_learns(form, D):
    points, start = problem(D=D, form=form)
    a, b = ours(points, start), theirs(points, start)
    same(a, b, rtol=1e-8, atol=1e-10)
    assert a.lower_bound_ == pytest.approx(b.lower_bound_, rel=1e-12)
    assert a.n_iter_ == b.n_iter_ == 5
    shapes = a.precisions_cholesky_, b.precisions_cholesky_
    np.testing.assert_allclose(*shapes, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(a.precisions_, b.precisions_, rtol=1e-8, atol=1e-10)
    for name in ("bic", "aic", "score", "score_samples", "predict", "predict_proba"):
        pair = (getattr(model, name)(points) for model in (a, b))
        np.testing.assert_allclose(*pair, rtol=1e-8, atol=1e-10)


def test_steps_are_those_of_the_mixture():
    points, start = problem()
    model = klem.Mixture(
        start["weights_init"],
        start["means_init"],
        np.linalg.inv(start["precisions_init"]),
    )
    trace = []
    for _ in range(5):
        trace.append(model.log_likelihood(points) / len(points))
        model = model.m_step(model.e_step(points))
    fitted = ours(points, start)
    np.testing.assert_allclose(fitted.trace_, trace, rtol=1e-12)
    expected = model.weights, model.means, model.covariances
    for left, right in zip(parameters(fitted), expected, strict=True):
        np.testing.assert_allclose(left, right, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("init", ["k-means++", "random"])
@pytest.mark.parametrize("seed", range(3))
def test_old_faithful_has_one_fit(init, seed):
    model = klem.GaussianMixture(
        2, random_state=seed, init_params=init, tol=1e-10, max_iter=2000
    )
    model.fit(FAITHFUL)
    assert model.converged_
    assert model.score(FAITHFUL) * 272 == pytest.approx(-1130.263960, abs=1e-6)


@every_form
@pytest.mark.parametrize("floor", [None, 1e-6, 0.2])
@pytest.mark.filterwarnings("ignore:.*lies on covariance_floor")
def test_the_bound_never_falls(form, floor):
    points, start = problem(seed=3, form=form)
    trace = ours(points, start, 40, covariance_floor=floor).trace_
    assert np.diff(trace).min() > -1e-12 * abs(trace[-1])
    assert trace[-1] > trace[0]


@every_form
def test_a_weight_is_that_many_rows(form):
    points, start = problem(seed=1, form=form)
    times = np.random.default_rng(0).integers(0, 4, size=len(points))
    weighed = ours(points, start, sample_weight=times)
    repeated = ours(np.repeat(points, times, axis=0), start)
    same(weighed, repeated, rtol=1e-9, atol=1e-11)
    assert weighed.lower_bound_ == pytest.approx(repeated.lower_bound_, rel=1e-12)


@pytest.mark.parametrize("form", ["full", "tied"])
def test_an_affine_map_of_the_data_maps_the_fit(form):
    """EM from a drawn start, floor and all, comes to the mapped parameters."""
    points, _ = problem(seed=4)
    A = np.array([[2.0, 1, 0], [0, 3e3, 1e3], [1e-3, 0, 2e-3]])
    shift = np.array([1e3, -5, 7])
    knobs = {"covariance_type": form, "random_state": 0, "max_iter": 7, "tol": 0}
    plain = klem.GaussianMixture(3, **knobs).fit(points)
    mapped = klem.GaussianMixture(3, **knobs).fit(points @ A.T + shift)
    np.testing.assert_allclose(mapped.weights_, plain.weights_, rtol=1e-9)
    np.testing.assert_allclose(mapped.means_, plain.means_ @ A.T + shift, rtol=1e-9)
    volume = np.log(abs(np.linalg.det(A)))
    assert mapped.lower_bound_ == pytest.approx(plain.lower_bound_ - volume, rel=1e-9)
    expected = A @ plain.covariances_ @ A.T
    np.testing.assert_allclose(mapped.covariances_, expected, rtol=1e-6)


def test_conventions_hold():
    with warnings.catch_warnings():
        # It inherits from none of scikit-learn's classes, on purpose.
        warnings.filterwarnings("ignore", ".*does not inherit from")
        warnings.simplefilter("ignore", klem.CollapseWarning)  # 27 rows, 30 columns
        results = sklearn.utils.estimator_checks.check_estimator(
            klem.GaussianMixture(), on_skip=None
        )
    assert sum(r["status"] == "passed" for r in results) > 40


def test_it_clones_chains_and_searches():
    pipeline = sklearn.pipeline.make_pipeline(
        sklearn.preprocessing.StandardScaler(),
        klem.GaussianMixture(random_state=0, covariance_type="tied"),
    )
    search = sklearn.model_selection.GridSearchCV(
        pipeline, {"gaussianmixture__n_components": [1, 2]}, cv=3
    )
    search.fit(np.random.default_rng(0).permutation(FAITHFUL))
    assert search.best_params_ == {"gaussianmixture__n_components": 2}
    copy = sklearn.base.clone(search.best_estimator_[-1])
    assert copy.get_params() == search.best_estimator_[-1].get_params()
    assert "n_components=2" in repr(copy)


class Frame:
    """As much of a data frame as the estimator asks for."""

    def __init__(self, table, columns):
        self.table, self.columns, self.shape = table, columns, table.shape

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.table, dtype)

    def __len__(self):
        return len(self.table)


def test_a_data_frame_keeps_its_names():
    model = klem.GaussianMixture(2, random_state=0)
    model.fit(Frame(FAITHFUL, ["eruptions", "waiting"]))
    assert model.feature_names_in_.tolist() == ["eruptions", "waiting"]
    with pytest.raises(ValueError, match="names should match"):
        model.predict(Frame(FAITHFUL, ["waiting", "eruptions"]))


def test_samples_have_the_moments_of_the_mixture():
    points, start = problem(seed=2, K=2, D=2)
    model = ours(points, start, random_state=0)
    drawn, labels = model.sample(20_000)
    shares = np.bincount(labels) / len(labels)
    np.testing.assert_allclose(shares, model.weights_, atol=0.02)
    for k in range(2):
        own = drawn[labels == k]
        np.testing.assert_allclose(own.mean(axis=0), model.means_[k], atol=0.1)
        np.testing.assert_allclose(np.cov(own.T), model.covariances_[k], atol=0.3)
