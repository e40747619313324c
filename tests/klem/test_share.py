"""Log joints become responsibilities: right, and none of them subnormal."""

import numpy as np
import pytest
import scipy.special

from klem._sweep import Share

every_type = pytest.mark.parametrize("dtype", [np.float64, np.float32])


def log_joints(dtype, top):
    """A component that has every point, and others down to where exp is nothing."""
    least = 1.5 * np.log(np.finfo(dtype).tiny)
    rows = [np.full(2000, top), np.linspace(top, least, 2000), np.full(2000, -1e4)]
    return np.array(rows, dtype)


def shared(share, L, way):
    if way == "largest":
        return share.by_largest(L, None) + share.finish(L, None)
    assert not share.vanishes(L)
    return share.finish(L, None)


@every_type
@pytest.mark.parametrize("way", ["together", "largest"])
@pytest.mark.parametrize("top", [-20.0, 0.0, 20.0])
def test_responsibilities_are_those_of_log_sum_exp(dtype, way, top):
    L = log_joints(dtype, top)
    exact = scipy.special.softmax(L.astype(np.longdouble), axis=0)
    evidence = scipy.special.logsumexp(L.astype(float), axis=0).sum()
    found = shared(Share(2000, dtype), L, way)
    tiny, eps = float(np.finfo(dtype).tiny), float(np.finfo(dtype).eps)
    assert not ((L > 0) & (L < tiny)).any()
    np.testing.assert_allclose(L, exact.astype(float), rtol=40 * eps, atol=eps)
    assert found == pytest.approx(evidence, rel=40 * eps)


@every_type
@pytest.mark.parametrize("far", [-1.0, 1.0])
def test_sums_out_of_range_ask_for_the_largest_terms(dtype, far):
    edge = -far * 0.5 * np.log(np.finfo(dtype).tiny)
    L = np.zeros((3, 50), dtype)
    L[:, 7] = edge
    assert Share(50, dtype).vanishes(L)
