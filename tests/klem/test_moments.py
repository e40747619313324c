"""Sufficient statistics: they add, and keep their digits far from the origin."""

from functools import reduce
from operator import add

import numpy as np
import pytest
from hypothesis import given

import klem
from tests.klem.strategies import clusters, law, seeds


def shared(rng, count, components):
    """Responsibilities of which some are zero."""
    shares = rng.random((count, components)) * (rng.random((count, components)) < 0.7)
    shares[:, 0] += 1e-3
    return shares / shares.sum(axis=1, keepdims=True)


def drawn(rng):
    count, dimensions, components = rng.integers(2, 30), *rng.integers(1, 5, size=2)
    points = clusters(rng, count, dimensions, components)
    return points, shared(rng, count, components)


def same(a, b, rtol=1e-10):
    for name in ("counts", "means", "scatters", "entropy"):
        np.testing.assert_allclose(getattr(a, name), getattr(b, name), rtol, atol=1e-10)


def test_known_answer():
    moments = klem.Moments.of([[0.0], [2.0], [7.0]], [[1, 0], [1, 0], [0.5, 0.5]])
    np.testing.assert_array_equal(moments.counts, [2.5, 0.5])
    np.testing.assert_allclose(moments.means, [[2.2], [7.0]])
    np.testing.assert_allclose(moments.scatters[:, 0, 0], [16.4, 0])
    np.testing.assert_allclose(moments.entropy, np.log(2))


@law
@given(seeds)
def test_agrees_with_numpy_cov(rng):
    points, shares = drawn(rng)
    moments = klem.Moments.of(points, shares)
    for k, count in enumerate(moments.counts):
        if count > 0:
            expected = np.cov(points.T, aweights=shares[:, k], ddof=0)
            np.testing.assert_allclose(
                moments.scatters[k] / count, np.atleast_2d(expected), atol=1e-10
            )


@law
@given(seeds)
def test_chunks_add_in_any_order_and_grouping(rng):
    points, shares = drawn(rng)
    cuts = np.sort(rng.integers(1, len(points), size=3)) if len(points) > 1 else []
    chunks = [
        klem.Moments.of(x, r)
        for x, r in zip(np.split(points, cuts), np.split(shares, cuts), strict=True)
        if len(x)
    ]
    whole = klem.Moments.of(points, shares)
    same(reduce(add, chunks), whole)
    same(reduce(add, chunks[::-1]), whole)
    same(reduce(lambda a, b: b + a, chunks), whole)


def test_empty_component_is_neutral():
    points = np.array([[1.0, 2.0], [3.0, 5.0]])
    full = klem.Moments.of(points, [[0, 1], [0, 1]])
    np.testing.assert_array_equal(full.means[0], 0)
    rest = klem.Moments.of(points + 1, [[1, 0], [1, 0]])
    both = full + rest
    np.testing.assert_array_equal(both.means, [[3, 4.5], [2, 3.5]])
    np.testing.assert_array_equal(both.scatters, [rest.scatters[0], full.scatters[1]])


@pytest.mark.parametrize("offset", [0.0, 1e4, 1e8])
def test_scatter_keeps_its_digits_far_from_the_origin(offset):
    """Points that doubles hold exactly at every offset, so rounding is klem's alone."""
    rng = np.random.default_rng(3)
    points = np.round(rng.normal(size=(500, 3)) * 2**10) / 2**10
    shares = shared(rng, 500, 2)
    near, far = (
        klem.Moments.of(points, shares),
        klem.Moments.of(points + offset, shares),
    )
    np.testing.assert_allclose(far.scatters, near.scatters, rtol=1e-8, atol=1e-8)
    halves = [
        klem.Moments.of(points[part] + offset, shares[part])
        for part in (slice(0, 200), slice(200, 500))
    ]
    np.testing.assert_allclose(
        reduce(add, halves).scatters, near.scatters, rtol=1e-4, atol=1e-4
    )


def test_a_mean_far_from_the_origin_is_right_to_its_last_place():
    rng, offset = np.random.default_rng(3), 1e8
    points = np.round(rng.normal(size=(20_000, 1)) * 2**10) / 2**10
    shares = shared(rng, 20_000, 2)
    near, far = (
        klem.Moments.of(points, shares),
        klem.Moments.of(points + offset, shares),
    )
    gap = far.means - offset - near.means
    assert np.abs(gap).max() <= np.spacing(offset)


def test_scatters_are_exactly_symmetric():
    points, shares = drawn(np.random.default_rng(0))
    scatters = klem.Moments.of(points, shares).scatters
    np.testing.assert_array_equal(scatters, scatters.transpose(0, 2, 1))
