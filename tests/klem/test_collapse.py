"""Collapsing components: a named error without a floor, monotone EM with one."""

import numpy as np
import pytest
from hypothesis import given, settings

import klem
from tests.klem.strategies import clusters, covariance, frame, law, mixture, seeds

FAITHFUL = klem.old_faithful()
slow_law = settings(law, max_examples=25)


def one_hot(labels, components):
    return np.eye(components)[labels]


def on_one_point(**knobs):
    """Component 1 sits narrowly on the first eruption."""
    weights, means = [0.99, 0.01], [FAITHFUL.mean(axis=0), FAITHFUL[0]]
    covariances = [np.cov(FAITHFUL.T), 1e-3 * np.eye(2)]
    start = klem.Mixture(weights, means, covariances, **knobs)
    return klem.expectation_maximization(start, FAITHFUL, max_iterations=200)


def test_a_component_on_one_point_is_named():
    with pytest.raises(
        klem.CollapsedComponentError, match="expected component 1 to hold"
    ) as caught:
        on_one_point()
    assert caught.value.component == 1
    assert isinstance(caught.value, ValueError)


def test_a_floor_keeps_it():
    end = on_one_point(covariance_floor=1e-3)
    least = np.linalg.eigvalsh(end.model.covariances).min()
    assert least == pytest.approx(1e-3)
    assert end.converged


@pytest.mark.parametrize(
    ("points", "labels", "found"),
    [
        (FAITHFUL, np.zeros(272, int), "component 1 to hold .+ got no points"),
        (
            FAITHFUL,
            [1] + [0] * 271,
            "component 1 .+ deviation of 0.0 in coordinate 0 at 3.6",
        ),
        (FAITHFUL * [1, 0], [1] * 9 + [0] * 263, "component 0 .+ coordinate 1"),
        (
            FAITHFUL[:, [0, 0]],
            [1] * 9 + [0] * 263,
            "component 0 .+ smallest eigenvalue",
        ),
        (FAITHFUL, [1, 1] + [0] * 270, "component 1 .+ correlations"),
        (
            FAITHFUL * 1e-4 + 1e12,
            [1] * 9 + [0] * 263,
            "component 0 .+ deviation of 0.000.+ at 1000000000000",
        ),
    ],
    ids=["empty", "point", "flat", "line", "two points", "unresolved"],
)
def test_what_collapsed_is_said(points, labels, found):
    with pytest.raises(klem.CollapsedComponentError, match=found):
        klem.Mixture.from_responsibilities(points, one_hot(labels, 2))


@pytest.mark.parametrize("unit", [1e-150, 1e-6, 1e6, 1e100])
def test_small_units_are_no_collapse(unit):
    """What counts is the spread against its own mean, not against a constant."""
    start = klem.Mixture.seeded(FAITHFUL * unit, 2)
    end = klem.expectation_maximization(start, FAITHFUL * unit)
    there = end.log_likelihood + 272 * 2 * np.log(unit)
    assert there == pytest.approx(-1130.263960, abs=1e-4)


def test_a_tight_cluster_beside_an_outlier_is_no_collapse():
    rng = np.random.default_rng(0)
    points = np.vstack(
        [rng.normal(size=(50, 2)), rng.normal(size=(50, 2)) * 1e9 + 1e11]
    )
    model = klem.Mixture.from_responsibilities(
        points, one_hot(np.repeat([0, 1], 50), 2)
    )
    np.testing.assert_allclose(model.covariances[0], np.cov(points[:50].T, ddof=0))


def drawn_floor(rng, dimensions):
    return [0.7, covariance(rng, dimensions)][rng.integers(2)]


def above(model, floor, rng):
    """The model with its covariances lifted well over the floor."""
    D = model.means.shape[1]
    lift = floor * np.eye(D) if np.isscalar(floor) else floor
    return klem.Mixture(
        model.weights, model.means, model.covariances + lift, covariance_floor=floor
    )


@slow_law
@given(seeds)
def test_em_with_a_floor_never_lowers_the_likelihood(rng):
    """A start with three components on few points, most of which would collapse."""
    D = int(rng.integers(1, 4))
    points = clusters(rng, int(rng.integers(3, 8)), D, 2)
    floor = drawn_floor(rng, D)
    chain = []
    klem.expectation_maximization(
        above(mixture(rng, 3, D), floor, rng),
        points,
        max_iterations=30,
        progress=lambda iteration, _: chain.append(iteration),
    )
    for _, start, after_e, after_m, end in chain:
        rounding = 1e-11 * (1 + abs(start))
        assert after_e == pytest.approx(start, abs=rounding)
        assert after_e <= after_m + rounding
        assert after_m <= end + rounding


@slow_law
@given(seeds)
def test_raised_covariance_is_the_best_above_the_floor(rng):
    """No covariance above the floor, nearby or far, has a larger Q."""
    D = int(rng.integers(1, 4))
    points, floor = rng.normal(size=(5, D)), 3 * covariance(rng, D)
    moments = klem.Moments.of(points, np.ones((5, 1)))
    best = klem.Mixture.from_moments(moments, covariance_floor=floor)
    gap = np.linalg.eigvalsh(best.covariances[0] - floor)
    assert gap.min() >= -1e-9 * np.abs(floor).max()
    top = best.expected_log_joint(moments)
    for scale in (1e-3, 1e-2, 0.1, 1, 10):
        root = np.linalg.cholesky(
            best.covariances[0] - floor + 1e-12 * np.abs(floor).max() * np.eye(D)
        ) + scale * rng.normal(size=(D, D))
        other = klem.Mixture([1.0], best.means, [floor + root @ root.T])
        assert other.expected_log_joint(moments) <= top + 1e-9 * abs(top)


@slow_law
@given(seeds)
def test_a_floor_moves_with_the_units(rng):
    D = int(rng.integers(1, 4))
    points, floor = rng.normal(size=(D + 2, D)), covariance(rng, D)
    A, b = frame(rng, D)
    ones = np.ones((D + 2, 1))
    here = klem.Mixture.from_responsibilities(points, ones, covariance_floor=floor)
    there = klem.Mixture.from_responsibilities(
        points @ A.T + b, ones, covariance_floor=A @ floor @ A.T
    )
    expected = A @ here.covariances[0] @ A.T
    np.testing.assert_allclose(
        there.covariances[0], expected, rtol=1e-6, atol=1e-6 * np.abs(expected).max()
    )


def test_a_floor_that_is_not_reached_changes_nothing():
    start = klem.Mixture.seeded(FAITHFUL, 2)
    floored = klem.Mixture.seeded(FAITHFUL, 2, covariance_floor=1e-6)
    free, kept = (
        klem.expectation_maximization(s, FAITHFUL).model for s in (start, floored)
    )
    np.testing.assert_array_equal(free.covariances, kept.covariances)
