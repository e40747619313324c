"""Hard data: for each case a right answer, a warning with the cure, or an error."""

import warnings

import numpy as np
import pytest
import scipy.sparse

import klem

RNG = np.random.default_rng(0)
BLOBS = np.vstack([RNG.standard_normal((300, 2)), RNG.standard_normal((300, 2)) + 6])
NOBODY = np.array([[1e3, 1e3]])
LONE = np.vstack([BLOBS, NOBODY])
THREE = np.repeat([[0.0, 0], [1, 1], [5, 7]], 100, axis=0)


def with_entry(value):
    points = BLOBS.copy()
    points[3, 1] = value
    return points


def fit(points, K=2, **knobs):
    return klem.GaussianMixture(K, random_state=0, **knobs).fit(points)


PLAIN = fit(BLOBS)

REFUSED = {
    "more components than points": (BLOBS[:3], {"K": 5}, "at least n_components = 5"),
    "more than distinct points": (THREE, {"K": 5}, "at least 5 distinct points, got 3"),
    "one point": (BLOBS[:1], {"K": 1}, "n_samples = 1"),
    "all alike": (np.ones((100, 2)), {}, "columns that vary"),
    "all alike far away": (np.full((100, 2), 1e6), {}, "columns that vary"),
    "constant column": (np.c_[BLOBS, np.full(600, 1e8)], {}, "in column 2"),
    "constant axis": (
        np.c_[BLOBS, np.full(600, 3)],
        {"covariance_type": "diag"},
        "in column 2",
    ),
    "collinear, no floor": (
        np.c_[BLOBS, 2 * BLOBS[:, 0]],
        {"covariance_floor": None},
        "linear relation between columns 0, 2",
    ),
    "NaN": (with_entry(np.nan), {}, "without NaN or infinity, got nan in row 3, col"),
    "infinity": (with_entry(-np.inf), {}, "got -inf in row 3, column 1"),
    "outlier 1e160": (with_entry(1e160), {}, r"squares.*1e\+160 in row 3, column 1"),
    "scale 1e200": (BLOBS * 1e200, {}, "divide the column by its scale"),
    "scale 1e-160": (BLOBS * 1e-160, {}, "columns that vary"),
    "empty": (BLOBS[:0], {}, r"rows in X, got 0 sample\(s\)"),
    "no columns": (BLOBS[:, :0], {}, r"columns in X, got 0 feature\(s\)"),
    "one dimension": (BLOBS[:, 0], {}, "Reshape your data"),
    "words": (np.array([["a", "b"]] * 9), {}, "real numbers"),
    "complex": (BLOBS * 1j, {}, "Complex data not supported"),
    "no components": (BLOBS, {"K": 0}, "n_components to be a whole number"),
    "no such form": (BLOBS, {"covariance_type": "round"}, "covariance_type to be one"),
    "no such start": (BLOBS, {"init_params": "best"}, "init_params to be one of"),
    "negative floor": (BLOBS, {"covariance_floor": -1}, "covariance_floor of at least"),
    "negative tol": (BLOBS, {"tol": -1}, "tol of at least 0"),
    "no iterations": (BLOBS, {"max_iter": 0}, "max_iter to be a whole number"),
    "no starts": (BLOBS, {"n_init": 0}, "n_init to be a whole number"),
    "weights of sum 2": (BLOBS, {"weights_init": [1, 1]}, "weights_init to sum to 1"),
    "a weight of zero": (BLOBS, {"weights_init": [1, 0]}, "weights_init above 0"),
    "means of another size": (BLOBS, {"means_init": [[0, 0]]}, "means_init of shape"),
    "a floor that is none": (BLOBS, {"covariance_floor": np.nan}, "covariance_floor"),
    "no precision": (
        BLOBS,
        {"precisions_init": -np.stack([np.eye(2)] * 2)},
        "positive definite",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.filterwarnings("ignore::klem.CollapseWarning")
def test_it_is_refused_in_one_sentence(case):
    points, knobs, said = REFUSED[case]
    with pytest.raises(ValueError, match=said):
        fit(points, **knobs)


@pytest.mark.parametrize(
    "points",
    [
        np.array([[{}, 1.0]] * 9, object),
        (row for row in BLOBS),
        iter([BLOBS]),
        np.ma.masked_less(BLOBS, 0),
        np.array([["2020-01-01"]] * 9, "M8[D]"),
        scipy.sparse.csr_matrix(BLOBS),
    ],
    ids=["objects", "generator", "iterator", "mask", "dates", "sparse"],
)
def test_it_is_of_no_use(points):
    with pytest.raises(TypeError, match="expected"):
        fit(points)


@pytest.mark.parametrize(
    "weights, said",
    [
        (np.zeros(600), "above zero"),
        (np.full(600, -1.0), "at least 0, got -1.0 for row 0"),
        (np.full(600, np.nan), "at least 0, got nan"),
        (np.ones(599), r"shape \(600,\)"),
        (np.ones((600, 1)), "one dimension"),
    ],
    ids=["zero", "negative", "NaN", "too few", "two dimensions"],
)
def test_weights_are_refused(weights, said):
    with pytest.raises(ValueError, match=said):
        klem.GaussianMixture(2).fit(BLOBS, sample_weight=weights)


@pytest.mark.parametrize("form", ["full", "tied", "diag", "spherical"])
@pytest.mark.parametrize(
    "scale, offset", [(1, 1e8), (1, 1e10), (1e-6, 0), (1e150, 0), (1e-100, 0)]
)
def test_units_and_offsets_change_nothing(form, scale, offset):
    plain = fit(BLOBS, covariance_type=form)
    moved = fit(BLOBS * scale + offset, covariance_type=form)
    # An offset of 1e10 leaves the data six digits.
    tolerance = 1e-10 + 1e-15 * offset
    np.testing.assert_allclose(moved.weights_, plain.weights_, rtol=tolerance)
    spread = moved.covariances_ / scale / scale
    np.testing.assert_allclose(spread, plain.covariances_, rtol=tolerance, atol=1e-5)


def test_scales_may_differ_by_column():
    scales = np.array([1e-10, 1e10])
    moved = fit(BLOBS * scales)
    spread = moved.covariances_ / np.outer(scales, scales)
    np.testing.assert_allclose(spread, PLAIN.covariances_, rtol=1e-9)


@pytest.mark.parametrize("far", [1e3, 1e6, 1e9])
@pytest.mark.parametrize("form", ["full", "diag", "spherical"])
def test_a_point_far_away_is_named_and_spoils_nothing(far, form):
    points = np.vstack([BLOBS, [[far, -far]]])
    with pytest.warns(klem.CollapseWarning, match="component . lies on"):
        model = fit(points, 3, covariance_type=form)
    order = np.argsort(np.abs(model.means_[:, 1]))
    plain = fit(BLOBS, covariance_type=form)
    np.testing.assert_allclose(model.means_[order[2]], [far, -far])
    np.testing.assert_allclose(
        np.sort(model.means_[order[:2], 0]), np.sort(plain.means_[:, 0]), rtol=1e-6
    )


def test_without_a_floor_the_point_of_a_collapse_is_named():
    with pytest.raises(klem.CollapsedComponentError) as caught:
        fit(LONE, 3, covariance_floor=None)
    np.testing.assert_allclose(caught.value.point, NOBODY[0])
    assert "1000" in str(caught.value)


def test_another_start_is_taken_where_one_collapses():
    """Of several starts those that collapse do not count."""
    points = np.vstack([BLOBS, BLOBS.mean(axis=0)])
    model = klem.GaussianMixture(
        3, random_state=1, n_init=6, covariance_floor=None, max_iter=300
    )
    model.fit(points)
    assert np.isfinite(model.lower_bound_)


def test_collinear_columns_are_named():
    points = np.c_[BLOBS, 2 * BLOBS[:, 0]]
    with pytest.warns(klem.CollapseWarning, match="between columns 0, 2"):
        model = fit(points)
    np.testing.assert_allclose(
        model.covariances_[:, :2, :2], PLAIN.covariances_, rtol=1e-5
    )


def test_a_floor_in_units_of_the_data_allows_constant_columns():
    points = np.c_[BLOBS, np.full(600, 3)]
    with pytest.warns(klem.CollapseWarning, match="lies on covariance_floor"):
        model = fit(points, covariance_floor=1e-4 * np.eye(3))
    np.testing.assert_allclose(model.covariances_[:, 2, 2], 1e-4, rtol=1e-6)
    np.testing.assert_allclose(model.means_[:, :2], PLAIN.means_, rtol=1e-4)


def test_more_columns_than_points_are_fitted_by_axes():
    points = np.random.default_rng(1).standard_normal((20, 50))
    with pytest.warns(klem.CollapseWarning, match="linear relation"):
        fit(points, 1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit(points, 1, covariance_type="diag")


@pytest.mark.parametrize("kind", [int, np.int8, np.float32, np.float16, object, ">f8"])
def test_numbers_of_any_type_will_do(kind):
    points = np.round(BLOBS * 10)
    expected, model = fit(points), fit(points.astype(kind))
    np.testing.assert_allclose(model.means_, expected.means_, rtol=1e-3)
    assert model.predict_proba(points.astype(kind)).shape == (600, 2)


def test_single_precision_far_from_zero_is_fitted():
    model = fit((BLOBS + 1e4).astype(np.float32))
    np.testing.assert_allclose(model.covariances_, PLAIN.covariances_, atol=1e-3)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.parametrize("method", ["predict", "predict_proba", "score_samples"])
def test_predictions_refuse_what_a_fit_refuses(method, bad):
    with pytest.raises(ValueError, match="row 3, column 1"):
        getattr(PLAIN, method)(with_entry(bad))


def test_too_few_iterations_are_said():
    with pytest.warns(klem.ConvergenceWarning, match="max_iter = 1"):
        model = fit(BLOBS, max_iter=1)
    assert not model.converged_


def test_clusters_of_fewer_points_than_columns_are_found(rng):
    """Whitened, all would be equally far apart, and the start up to rounding."""
    labels = np.repeat([0, 1], [8, 12])
    points = rng.standard_normal((20, 50)) + 4 * labels[:, None]
    with pytest.warns(klem.CollapseWarning):
        found = klem.GaussianMixture(2, random_state=0).fit_predict(points)
    assert len(set(zip(found, labels, strict=True))) == 2
