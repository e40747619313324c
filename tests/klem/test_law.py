"""Triangles are inverted by halves, both ways."""

import numpy as np
import pytest

from klem._law import Law, inverse, roots_of


@pytest.mark.parametrize("D", [1, 2, 16, 17, 50])
def test_the_inverse_of_a_triangle_is_one(D, rng):
    roots = np.tril(rng.standard_normal((3, D, D))) / D + 2 * np.eye(D)
    factors = inverse(roots)
    np.testing.assert_allclose(
        factors.transpose(0, 2, 1) @ roots, [np.eye(D)] * 3, atol=1e-13
    )
    assert not np.tril(factors, -1).any()
    np.testing.assert_allclose(roots_of(factors), roots, rtol=1e-12, atol=1e-13)
    in_place = factors.copy()
    assert roots_of(in_place, out=in_place) is in_place
    np.testing.assert_array_equal(in_place, roots_of(factors))
    exact = np.square(np.linalg.inv(roots)).sum(axis=(1, 2))
    law = Law(np.ones(3), np.zeros((3, D)), roots)
    np.testing.assert_allclose(law.traces, exact, rtol=1e-12)
