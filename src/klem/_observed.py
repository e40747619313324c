"""What the observed coordinates tell of a Gaussian, and what they leave open.

With x = μ + L y and y standard normal, to observe x_o is to observe the projection of y
onto the span of the rows o of L. With an orthonormal basis Q of it, Q Qᵀ y is known and
the rest of y is as before: mean zero, covariance I - Q Qᵀ. So the marginal density, the
conditional mean and the conditional covariance take one QR factorization a pattern, and
no covariance is inverted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from klem._axes import Axes
from klem._checks import Array, Flags
from klem._forms import Form
from klem._law import HALF_LOG_2PI, Law, inverse
from klem._matrices import triangle

Places = NDArray[np.intp]


Left = Flags | list[tuple[Places, Array]]


class Observed(NamedTuple):
    """Points (D, B) with missing entries, as K Gaussians see them.

    Attributes:
        joint: ln π_k + ln N(x_o|μ_ko, Σ_koo), shape (K, B).
        standard: E[y|x_o], shape (K, D, B), where x = μ_k + L_k y.
        left: What is open of y. Groups of points that lack the same entries, with the
            covariance of y given x_o, (K, D, D); without correlations, which entries
            are missing, (D, B).
    """

    joint: Array
    standard: Array
    left: Left


def observed(form: Form, law: Law, Z: Array) -> Observed:
    """What K Gaussians see of points (D, B), in which NaN is a missing entry."""
    missing = np.isnan(Z)
    if isinstance(form, Axes):
        return by_axes(form, law, Z, missing)
    return by_projection(law, Z, missing)


def by_projection(law: Law, Z: Array, missing: Flags) -> Observed:
    (K, D), B = law.means.shape, Z.shape[1]
    joint, Y = np.empty((K, B)), np.empty((K, D, B))
    left: list[tuple[Places, Array]] = []
    for seen, places in patterns(missing.T):
        Q, R = np.linalg.qr(law.roots[:, seen].transpose(0, 2, 1))
        moved = Z[np.ix_(seen, places)] - law.means[:, seen, None]
        y = np.linalg.inv(R).transpose(0, 2, 1) @ moved
        scale = np.log(np.abs(np.diagonal(R, axis1=1, axis2=2))).sum(axis=1)
        at_mean = np.log(law.weights) - scale - len(seen) * HALF_LOG_2PI
        joint[:, places] = at_mean[:, None] - 0.5 * np.einsum("kdb,kdb->kb", y, y)
        Y[:, :, places] = Q @ y
        left.append((places, np.eye(D) - Q @ Q.transpose(0, 2, 1)))
    return Observed(joint, Y, left)


def by_axes(form: Axes, law: Law, Z: Array, missing: Flags) -> Observed:
    """Without correlations a missing entry is as it was: mean 0 and variance 1."""
    away = np.where(missing, 0, Z) - law.means[:, :, None]
    Y = form.standard(inverse(law.roots), away)
    Y[:, missing] = 0
    scales = np.log(np.broadcast_to(law.roots, law.means.shape)) + HALF_LOG_2PI
    joint = np.log(law.weights)[:, None] - scales @ ~missing
    joint -= 0.5 * np.einsum("kdb,kdb->kb", Y, Y)
    return Observed(joint, Y, missing)


def open_products(form: Form, left: Left, R: Array) -> Array:
    """What is open of y adds this to the sums of r y yᵀ, as the products of T."""
    if isinstance(form, Axes):
        sums: Array = R @ np.transpose(left)
        return sums.sum(axis=1, keepdims=True) if form.alike else sums
    i, j, *_ = triangle(left[0][1].shape[1])
    groups = (R[:, places].sum(axis=1)[:, None] * S[:, i, j] for places, S in left)
    return np.asarray(sum(groups))


def patterns(missing: Flags) -> Iterator[tuple[Places, Places]]:
    """Groups of points that lack the same entries: what they have, and their places.

    The shape of `missing` is (B, D).
    """
    packed = np.packbits(missing, axis=1)
    words = np.zeros((len(packed), -(-packed.shape[1] // 8) * 8), np.uint8)
    words[:, : packed.shape[1]] = packed
    keys = words.view(np.uint64)
    order = np.lexsort(keys.T)
    fresh = np.flatnonzero((keys[order][1:] != keys[order][:-1]).any(axis=1)) + 1
    for places in np.split(order, fresh):
        yield np.flatnonzero(~missing[places[0]]), places
