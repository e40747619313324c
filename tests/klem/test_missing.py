"""Missing entries: the steps are a slow reference's, and the end is a maximum."""

import warnings

import numpy as np
import pytest
import scipy.optimize
import sklearn.utils.estimator_checks

import klem
from tests.klem import gapped
from tests.klem.gapped import with_gaps
from tests.klem.referee import FORMS, ours, parameters, problem, same
from tests.klem.strategies import clusters

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*did not converge"),
    pytest.mark.filterwarnings("ignore:.*converge in max_iter"),
]
every_form = pytest.mark.parametrize("form", FORMS)


@pytest.fixture(params=["products", "own coordinates"])
def either(request, monkeypatch):
    """The E-step by products, or in each component's own coordinates."""
    if request.param != "products":
        monkeypatch.setattr(klem._ways, "STRAIN", 0)


def gappy(form="full", share=0.25, **knobs):
    points, start = problem(form=form, **knobs)
    return with_gaps(points, share), start | {"missing": "marginalize"}


def close(model, expected, **tolerance):
    for ours_, theirs in zip(parameters(model), expected, strict=True):
        np.testing.assert_allclose(ours_, theirs.astype(float), **tolerance)


def stepped(points, start, iterations, **knobs):
    """The reference after some steps, and the trace."""
    form, D = start["covariance_type"], points.shape[1]
    K = start["n_components"]
    precisions = gapped.matrices(start["precisions_init"], form, K, D)
    found = (
        start["weights_init"],
        start["means_init"],
        gapped.in_form(np.linalg.inv(precisions.astype(float)), np.ones(K), form),
    )
    if form == "tied":
        found = (*found[:2], np.linalg.inv(start["precisions_init"]))
    trace = []
    for _ in range(iterations):
        bound, *found = gapped.step(points, *found, form, **knobs)
        trace.append(float(bound))
    return trace, found


@every_form
@pytest.mark.parametrize("D", [2, 3, 9])
def test_steps_are_those_of_the_slow_reference(form, D, either):
    points, start = gappy(form, D=D, N=60)
    points[7] = np.nan
    model, (trace, expected) = ours(points, start, 3), stepped(points, start, 3)
    np.testing.assert_allclose(model.trace_, trace, rtol=1e-12)
    close(model, expected, rtol=1e-9, atol=1e-11)


@every_form
def test_weights_count_rows_with_gaps(form, either, rng):
    points, start = gappy(form, N=60)
    times = rng.integers(0, 4, size=len(points))
    model = ours(points, start, 2, sample_weight=times)
    _, expected = stepped(points, start, 2, sample_weight=times)
    close(model, expected, rtol=1e-9, atol=1e-11)
    repeated = ours(np.repeat(points, times, axis=0), start, 2)
    same(model, repeated, rtol=1e-9, atol=1e-11)


@every_form
def test_nothing_missing_is_the_plain_fit(form):
    points, start = problem(form=form)
    plain = ours(points, start)
    same(ours(points, start | {"missing": "marginalize"}), plain, rtol=1e-10)


@every_form
def test_a_complete_row_is_as_in_the_plain_e_step(form, either):
    """One gap among 400 rows, of weight zero: the sums are those of complete data."""
    points, start = problem(form=form)
    weights = np.r_[np.ones(len(points)), 0]
    plain = ours(points, start)
    gap = np.r_[points, [[np.nan, 0, 0]]]
    knobs = start | {"missing": "marginalize"}
    same(ours(gap, knobs, sample_weight=weights), plain, rtol=1e-10, atol=1e-12)


@every_form
@pytest.mark.parametrize("floor", [None, 1e-6])
def test_the_likelihood_never_falls(form, floor, either, rng):
    points = with_gaps(clusters(rng, 300, 4, 3), 0.4)
    model = fitted(points, form, covariance_floor=floor, tol=0, max_iter=60)
    assert np.diff(model.trace_).min() > -1e-12
    assert model.score(points) >= model.lower_bound_ - 1e-12


def fitted(points, form="full", K=3, **knobs):
    return klem.GaussianMixture(
        K, covariance_type=form, missing="marginalize", random_state=0, **knobs
    ).fit(points)


@every_form
def test_predictions_are_those_of_the_marginals(form, rng):
    points = with_gaps(clusters(rng, 90, 3, 2), 0.4)
    points[5] = np.nan
    model = fitted(points, form, 2, max_iter=3)
    full = gapped.matrices(model.covariances_, form, 2, 3)
    rows = list(gapped.shared(points, model.weights_, model.means_, full))
    evidence, R, means, _ = (np.stack(p).astype(float) for p in zip(*rows, strict=True))
    np.testing.assert_allclose(model.score_samples(points), evidence, atol=1e-12)
    np.testing.assert_allclose(model.predict_proba(points), R, atol=1e-12)
    np.testing.assert_array_equal(model.predict(points), R.argmax(axis=1))
    expected = np.where(np.isnan(points), np.einsum("nk,nkd->nd", R, means), points)
    np.testing.assert_allclose(model.impute(points), expected, atol=1e-12)
    assert model.score(points) == pytest.approx(evidence.mean())


def test_a_row_without_any_entry_says_nothing(rng):
    points = with_gaps(clusters(rng, 90, 3, 2))
    model = fitted(points, K=2)
    nothing = np.full((1, 3), np.nan)
    assert model.score_samples(nothing) == pytest.approx(0, abs=1e-14)
    np.testing.assert_allclose(model.predict_proba(nothing)[0], model.weights_)
    average = model.weights_ @ model.means_
    np.testing.assert_allclose(model.impute(nothing)[0], average)


def negative_log_likelihood(vector, points):
    """One Gaussian in two dimensions, by its mean and its triangular factor."""
    mean, root = vector[:2], np.array([[np.exp(vector[2]), 0], vector[3:5]])
    root[1, 1] = np.exp(vector[4])
    parts = (gapped.marginal(x, 1, mean, root @ root.T)[0] for x in points)
    return -float(sum(parts))


def test_the_end_is_where_a_search_ends_too(rng):
    """EM and a maximization that knows nothing of it find one maximum."""
    points = with_gaps(rng.normal(size=(40, 2)) @ [[1, 0.8], [0, 0.6]] + [3, -2], 0.3)
    model = fitted(points, K=1, tol=1e-14, max_iter=3000)
    found = scipy.optimize.minimize(
        negative_log_likelihood, [3, -2, 0, 0, 0], (points,), tol=1e-9
    )
    assert model.score(points) * 40 == pytest.approx(-found.fun, abs=1e-7)
    np.testing.assert_allclose(model.means_[0], found.x[:2], atol=1e-4)


def test_the_gradient_vanishes_at_the_end(rng):
    """For a mixture: no small step in any mean raises the observed likelihood."""
    points = with_gaps(clusters(rng, 60, 2, 2), 0.2)
    model = fitted(points, K=2, tol=1e-15, max_iter=5000)
    best = model.score(points)
    for at in np.ndindex(2, 2):
        up, down = (moved(model, at, step).score(points) for step in (1e-4, -1e-4))
        assert max(up, down) < best
        assert abs(up - down) / 2e-4 < 1e-5


def moved(model, at, step):
    import copy

    other = copy.deepcopy(model)
    other.means_[at] += step
    return other


def test_mean_imputation_shrinks_what_marginalizing_keeps(rng):
    """The published mistake: impute, then fit the completed rows."""
    points = rng.normal(size=(4000, 2))
    points[:, 1] += points[:, 0]
    gaps = points.copy()
    gaps[rng.random(4000) < 0.5, 1] = np.nan
    model = fitted(gaps, K=1, tol=1e-12, max_iter=500)
    variance = model.covariances_[0, 1, 1]
    shrunk = np.var(model.impute(gaps)[:, 1])
    assert variance == pytest.approx(2, rel=0.1)
    assert shrunk == pytest.approx(1.5, rel=0.1)


def test_a_mean_of_what_is_left_is_biased_and_the_fit_is_not(rng):
    """Missing at random, not completely: x_2 is there only where x_1 is small."""
    points = rng.normal(size=(4000, 2))
    points[:, 1] += points[:, 0]
    gaps = np.where([[False, True]] & (points[:, :1] > 0), np.nan, points)
    model = fitted(gaps, K=1, tol=1e-12, max_iter=500)
    assert np.nanmean(gaps[:, 1]) < -0.6
    assert model.means_[0, 1] == pytest.approx(0, abs=0.15)


@pytest.mark.parametrize("chunks", [1, 7])
def test_chunks_change_nothing(chunks):
    points, start = gappy(N=200)
    parts = [part for part in np.array_split(points, chunks)]
    same(ours(parts, start), ours(points, start), rtol=1e-11, atol=1e-13)


def test_warm_start_goes_on():
    points, start = gappy()
    model = ours(points, start, 2, warm_start=True)
    model.fit(points)
    same(model, ours(points, start, 4), rtol=1e-9, atol=1e-11)


def test_partial_fit_takes_more_rows_with_gaps(rng):
    points = with_gaps(clusters(rng, 900, 3, 2))
    model = fitted(points[:300], K=2)
    for part in (points[300:600], points[600:]):
        model.partial_fit(part)
    assert model.score(points) > fitted(points[:300], K=2).score(points) - 0.05
    complete = np.nan_to_num(points[:50])
    assert np.isfinite(model.partial_fit(complete).lower_bound_)


def test_single_precision_is_near():
    points, start = gappy()
    single = ours(points.astype(np.float32), start)
    same(single, ours(points, start), rtol=1e-4, atol=1e-4)


def test_units_change_nothing(rng):
    points = with_gaps(clusters(rng, 300, 3, 2))
    scales, shift = np.array([1e-6, 1, 1e6]), np.array([1e-3, -5, 1e9])
    plain = fitted(points, K=2, max_iter=5)
    other = fitted(points * scales + shift, K=2, max_iter=5)
    np.testing.assert_allclose(other.weights_, plain.weights_, rtol=1e-6)
    np.testing.assert_allclose(other.means_, plain.means_ * scales + shift, rtol=1e-6)


REFUSED = {
    "infinity": ([[0.0, np.inf], [1, np.nan], [2, 1]], "X without infinity, got inf"),
    "an empty column": ([[0.0, np.nan], [1, np.nan]], "none in column 1"),
    "a constant column": ([[0.0, 1], [1, np.nan], [2, 1]], "in column 1"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_computed_with_is_refused(case):
    points, said = REFUSED[case]
    with pytest.raises(ValueError, match=said):
        fitted(np.array(points), K=1)


def test_nan_is_an_error_unless_asked_for(rng):
    whole = clusters(rng, 90, 3, 2)
    points = with_gaps(whole)
    with pytest.raises(ValueError, match="without NaN or infinity"):
        klem.GaussianMixture(2).fit(points)
    model = klem.GaussianMixture(2, random_state=0).fit(whole)
    with pytest.raises(ValueError, match="without NaN or infinity"):
        model.predict(points)
    with pytest.raises(ValueError, match="missing to be one of"):
        klem.GaussianMixture(2, missing="drop").fit(points)


@pytest.mark.filterwarnings("ignore:.*lies on covariance_floor")
def test_collinear_columns_are_named(rng):
    points = clusters(rng, 200, 2, 2)
    points = np.c_[points, points[:, 0] * 2]
    points[::9, 1] = np.nan
    with pytest.warns(klem.CollapseWarning, match="relation between columns 0, 2"):
        fitted(points, K=2, max_iter=5)
    with pytest.raises(ValueError, match="relation between columns 0, 2"):
        fitted(points, K=2, covariance_floor=None)


def test_a_collapse_is_named(rng):
    points = np.r_[clusters(rng, 200, 2, 1), [[90.0, 90.0]]]
    points[::9, 1] = np.nan
    start = {"means_init": [[0, 0], [90, 90]]}
    with pytest.warns(klem.CollapseWarning, match="component 1 lies on covariance_fl"):
        fitted(points, K=2, **start)
    with pytest.raises(klem.CollapsedComponentError, match="component 1"):
        fitted(points, K=2, covariance_floor=None, **start)


def test_conventions_hold_with_missing_entries():
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*does not inherit from")
        warnings.simplefilter("ignore", klem.CollapseWarning)
        results = sklearn.utils.estimator_checks.check_estimator(
            klem.GaussianMixture(missing="marginalize"), on_skip=None
        )
    assert sum(r["status"] == "passed" for r in results) > 40


def test_tags_allow_nan_only_when_asked_for():
    tags = klem.GaussianMixture().__sklearn_tags__()
    assert not tags.input_tags.allow_nan
    tags = klem.GaussianMixture(missing="marginalize").__sklearn_tags__()
    assert tags.input_tags.allow_nan
