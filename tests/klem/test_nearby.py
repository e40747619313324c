"""Bounds leave out what rounding would lose, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

import klem
from klem import _nearby, _ways
from klem._forms import FORMS
from klem._frame import Frame
from klem._law import Law, SingularError
from klem._nearby import Bounds, Nearby, Views, joints
from tests.klem.referee import ours, same, started
from tests.klem.strategies import mixture

pytestmark = pytest.mark.filterwarnings("ignore:.*converge in max_iter")
FULL, D, K = FORMS["full"], 32, 24


def apart(rng, N=6000, gap=4.0):
    """Clusters, some of which lie on top of each other, and a start near them."""
    start = mixture(rng, K, D, least=1.0)
    means = gap * rng.standard_normal((K, D))
    means[1] = means[0] + 0.3
    start = klem.Mixture(start.weights, means, start.covariances)
    labels = rng.choice(K, N, p=start.weights)
    roots = np.linalg.cholesky(start.covariances)
    noise = rng.standard_normal((N, D))
    points = means[labels] + np.einsum("nij,nj->ni", roots[labels], noise)
    given = {name: np.array(value) for name, value in started(start, "full").items()}
    return points, given | {"n_components": K, "covariance_type": "full"}


def as_law(rng):
    start = mixture(rng, K, D, least=0.3)
    law = Law(start.weights, start.means, np.linalg.cholesky(start.covariances))
    maps = rng.standard_normal((D, D))
    return Frame(rng.standard_normal(D), np.linalg.inv(maps), maps, np.zeros(D)), law


def log_joint(frame, law, rows):
    covariances = law.roots @ law.roots.transpose(0, 2, 1)
    return klem.Mixture(law.weights, law.means, covariances).log_joint(
        frame.points(rows)
    )


def noted_ways(monkeypatch):
    ways, of = [], _ways.Ways.of

    def noted(self, law):
        ways.append(of(self, law))
        return ways[-1]

    monkeypatch.setattr(_ways.Ways, "of", noted)
    return ways


def no_bounds(monkeypatch):
    monkeypatch.setattr(_ways, "cheapest", lambda *_: None)


@pytest.mark.parametrize("d", [1, 3, 8, D])
def test_a_bound_is_no_less_than_the_log_joint(d, rng):
    """And is the log joint, where the directions are all there are."""
    frame, law = as_law(rng)
    rows = 10 * rng.standard_normal((300, D))
    view = Views(FULL, frame, law).of(d)
    bounds = Bounds(FULL, D, d).write(view, rows, np.empty((300, K)))
    exact = log_joint(frame, law, rows) - np.log(law.weights)
    assert (bounds >= exact - 1e-9 * np.abs(exact)).all()
    if d == D:
        np.testing.assert_allclose(bounds, exact, rtol=1e-9)
    else:
        assert (bounds > exact + 0.1).any()


def test_bounds_that_rounding_would_spoil_are_not_to_be_had(rng, monkeypatch):
    """Of a needle, in whose directions a log joint is a difference of large numbers."""
    frame, law = as_law(rng)
    roots = law.roots.copy()
    roots[3] = np.diag(np.geomspace(1e-7, 1, D))
    needle = replace(law, roots=roots)
    with pytest.raises(SingularError):
        Views(FULL, frame, needle).of(D)
    needle = replace(needle, means=100 * law.means)
    rows = frame.points_out(needle.means[rng.integers(K, size=100)])
    view = _nearby.cheapest(FULL, frame, needle, rows, False)
    assert view is not None and len(view.directions) < D
    monkeypatch.setattr(_nearby, "SOUND", 1.0)
    assert _nearby.cheapest(FULL, frame, needle, rows, False) is None


def test_directions_that_tell_means_apart_come_first(rng):
    """No other direction has the means further apart, in its mean deviation."""
    _, law = as_law(rng)
    away = law.means - law.weights @ law.means
    covariances = law.roots @ law.roots.transpose(0, 2, 1)
    between = (law.weights[:, None] * away).T @ away
    within = np.tensordot(law.weights, covariances, 1)
    directions = _nearby.discriminants(FULL, law)
    np.testing.assert_allclose(directions @ within @ directions.T, np.eye(D), atol=1e-9)
    ratios = np.diagonal(directions @ between @ directions.T)
    others = rng.standard_normal((1000, D))
    quotients = [(v @ between @ v) / (v @ within @ v) for v in others]
    assert (np.diff(ratios) < 1e-9).all()
    assert max(quotients) < ratios[0]


def test_joints_of_pairs_are_those_of_the_mixture(rng):
    frame, law = as_law(rng)
    rows = rng.standard_normal((50, D))
    points, components = np.nonzero(np.ones((50, K)))
    view = Views(FULL, frame, law).of(3)
    found = joints(view, rows, points, components).reshape(50, K)
    np.testing.assert_allclose(found, log_joint(frame, law, rows), rtol=1e-9)


SOURCES = {
    "array": lambda points: points,
    "chunks": lambda points: np.split(points, [1, 2000]),
    "columns": np.asfortranarray,
}


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("source", SOURCES)
def test_a_fit_is_that_of_all_log_joints(source, weighted, threads, rng, monkeypatch):
    points, start = apart(rng)
    weights = rng.random(len(points)) if weighted else None
    monkeypatch.setattr(klem._threads, "threads", lambda: threads)
    ways = noted_ways(monkeypatch)
    near = ours(SOURCES[source](points), start, sample_weight=weights)
    assert all(way.directions for way, _ in ways)
    no_bounds(monkeypatch)
    every = ours(points, start, sample_weight=weights)
    assert not ways[-1][0].directions
    same(near, every, rtol=1e-9, atol=1e-11)
    np.testing.assert_allclose(near.trace_, every.trace_, rtol=1e-12)


def test_a_bound_that_is_too_low_is_seen(rng, monkeypatch):
    """Bounds that leave out too much change the fit."""
    points, start = apart(rng)
    right = ours(points, start)
    monkeypatch.setattr(_nearby, "LEAST", -1.0)
    wrong = ours(points, start)
    assert np.abs(wrong.means_ - right.means_).max() > 1e-3


def test_components_that_overlap_are_all_worked_out(rng, monkeypatch):
    points, start = apart(rng, gap=0.5)
    ways = noted_ways(monkeypatch)
    ours(points, start)
    assert not any(way.directions for way, _ in ways)


def test_bounds_in_vain_are_tried_ever_less_often(rng, monkeypatch):
    points, start = apart(rng, gap=0.5)
    ways, tried, cheapest = noted_ways(monkeypatch), [], _ways.cheapest

    def noted(*given):
        tried.append(len(ways))
        return cheapest(*given)

    monkeypatch.setattr(_ways, "cheapest", noted)
    ours(points, start, 32, covariance_floor=1e-6)
    assert tried == [0, 1, 3, 7, 15, 31]


def test_single_numbers_are_worked_out_in_double_precision(rng, monkeypatch):
    points, start = apart(rng)
    points = points.astype(np.float32)
    ways = noted_ways(monkeypatch)
    single = ours(points, start)
    assert all(way.directions for way, _ in ways)
    same(single, ours(points.astype(float), start), rtol=1e-9, atol=1e-11)


def test_a_narrow_cluster_far_from_zero_costs_no_digits(rng, monkeypatch):
    """Own coordinates are exact there, and what is near is no more than that."""
    points, start = apart(rng)
    points = np.vstack([points, 30 + 1e-3 * rng.standard_normal((500, D))])
    start["means_init"][2] = 30
    start["precisions_init"][2] = 1e6 * np.eye(D)
    ways = noted_ways(monkeypatch)
    near = ours(points, start)
    assert all(way.directions for way, _ in ways)
    no_bounds(monkeypatch)
    same(near, ours(points, start), rtol=1e-8, atol=1e-11)


def outcome(points, start, floor):
    try:
        return ours(points, start, covariance_floor=floor)
    except ValueError as error:
        return str(error)


@pytest.mark.filterwarnings("ignore:the covariance of component")
@pytest.mark.parametrize("floor", [None, 1e-6])
@pytest.mark.parametrize("far", [1e5, 1e9, 1e100, 1e160])
def test_a_point_far_outside_comes_to_the_same(far, floor, rng, monkeypatch):
    points, start = apart(rng)
    points[17] = far
    near = outcome(points, start, floor)
    no_bounds(monkeypatch)
    every = outcome(points, start, floor)
    if isinstance(every, str):
        assert near[:80] == every[:80]
    else:
        same(near, every, rtol=1e-7, atol=1e-9)


def test_sums_add_and_blocks_change_nothing(rng, monkeypatch):
    frame, law = as_law(rng)
    rows = 3 * rng.standard_normal((1000, D))
    worker = Nearby(FULL, frame, K, 4)
    view = worker.read_off(law, 0.0)
    whole = worker.sweep(rows, None, view, 0.0)
    worker.block = 64
    parts = worker.sweep(rows, None, view, 0.0)
    np.testing.assert_allclose(whole.values, parts.values, rtol=1e-10, atol=1e-10)
    exact = np.logaddexp.reduce(log_joint(frame, law, rows), axis=1).sum()
    assert whole.evidence == pytest.approx(exact, rel=1e-10)
    assert whole.values[:, 0].sum() == pytest.approx(1000, rel=1e-12)


def test_a_component_that_lost_its_points_is_told(rng):
    points, start = apart(rng)
    start["means_init"][5] = 1e3
    with pytest.raises(klem.CollapsedComponentError, match="component 5"):
        ours(points, start)
    with pytest.warns(klem.CollapseWarning, match="component 5 has no points"):
        ours(points, start, covariance_floor=1e-6)


def test_a_view_reads_the_law_that_it_is_given(rng):
    """Weights change which component is first, not what the bounds are."""
    frame, law = as_law(rng)
    other = replace(law, weights=law.weights[::-1] / law.weights.sum())
    rows = rng.standard_normal((20, D))
    points = np.arange(20)
    one, two = (Views(FULL, frame, each).of(D) for each in (law, other))
    found = joints(two, rows, points, points % K) - joints(
        one, rows, points, points % K
    )
    np.testing.assert_allclose(found, np.log(other.weights / law.weights)[points % K])
