"""Coordinates in which the data has mean zero and, nearly, the identity as covariance.

EM is equivariant under affine maps, and rounding is not: in these coordinates an offset
of 1e8, or scales from 1e-10 to 1e10, cost no digits. Axes are moved and scaled alone,
where the form of the covariances has no correlations.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klem._checks import Array, refuse
from klem._covariances import EPSILON, UNRESOLVED, CollapseWarning
from klem._forms import Form, law_of
from klem._law import Law
from klem._matrices import Matrices
from klem._overview import Overview

NULL = 100 * EPSILON  # per column: an eigenvalue of the correlations that is zero


@dataclass(frozen=True)
class Frame:
    """The map z = W (x - x₀), and its inverse x = A z + x₀.

    Attributes:
        origin: x₀, shape (D,).
        inward: W, a matrix, or a vector of factors for each axis.
        outward: A, in the same shape.
        null: Shape (D,): 1 for a coordinate in which the data do not spread; there the
            covariances are 1, which stands for the floor.
    """

    origin: Array
    inward: Array
    outward: Array
    null: Array

    @property
    def log_volume(self) -> float:
        """The logarithm of det A: ln p(x) is ln p(z) less it."""
        if self.outward.ndim == 1:
            return float(np.log(self.outward).sum())
        return float(np.linalg.slogdet(self.outward)[1])

    @property
    def resolution(self) -> float:
        """How far apart two numbers near x₀ must be to differ, in these coordinates."""
        noise = UNRESOLVED * np.abs(self.origin)
        return float(np.max(np.abs(mapped(noise, np.abs(self.inward)))))

    def points(self, X: Array) -> Array:
        """Points (n, D) in these coordinates."""
        return mapped(X - self.origin, self.inward)

    def points_out(self, Z: Array) -> Array:
        return mapped(Z, self.outward) + self.origin

    def law(self, form: Form, weights: Array, means: Array, covariances: Array) -> Law:
        """The parameters in these coordinates."""
        inside = form.moved(covariances, self.inward)
        return law_of(form, weights, self.points(means), inside)


def mapped(points: Array, by: Array) -> Array:
    result: Array = points * by if by.ndim == 1 else points @ by.T
    return result


def frame_of(
    form: Form, seen: Overview, *, floor: Array | None, share: float | None
) -> Frame:
    """The frame of the data, widened by a floor in the data's own units.

    A `share` is the variance for directions in which the data do not spread.
    """
    spread = seen.covariance if floor is None else seen.covariance + floor
    variances = np.diagonal(spread)
    if isinstance(form, Matrices):
        require_variances(seen, variances)
        return whitening(seen, spread, share)
    if form.equal:
        variances = np.full(len(variances), variances.mean())
    require_variances(seen, variances)
    scales = np.sqrt(variances)
    return Frame(seen.mean, 1 / scales, scales, np.zeros(len(scales)))


def require_variances(seen: Overview, variances: Array) -> None:
    noise = np.square(UNRESOLVED / 8 * seen.mean)
    flat = np.flatnonzero(~(variances > noise))
    if not len(flat):
        return
    if seen.count == 1:
        raise refuse("at least 2 points", "n_samples = 1")
    d = int(flat[0])
    raise refuse(
        "columns that vary: leave out those that do not, or give covariance_floor as a "
        "matrix in squared units of the data",
        f"the variance {variances[d]} about {seen.mean[d]} in column {d}",
    )


def whitening(seen: Overview, covariance: Array, share: float | None) -> Frame:
    scales = np.sqrt(np.diagonal(covariance))
    values, vectors = np.linalg.eigh(covariance / np.outer(scales, scales))
    null = values <= NULL * len(scales)
    if null.any():
        related = np.flatnonzero((np.abs(vectors[:, null]) > 0.01).any(axis=1))
        report_relation(seen, related, share)
        values[null] = share
    roots = np.sqrt(values)
    inward = (vectors / roots).T / scales
    outward = scales[:, None] * (vectors * roots)
    return Frame(seen.mean, inward, outward, null.astype(float))


def report_relation(
    seen: Overview, columns: NDArray[np.intp], share: float | None
) -> None:
    """Refuse, or warn of, columns of which some are linear functions of others."""
    shown = ", ".join(map(str, columns[:5])) + (", …" if len(columns) > 5 else "")
    wanted = (
        "points that spread in every direction: leave out columns, choose "
        'covariance_type="diag", or give covariance_floor as a matrix'
    )
    got = f"{seen.count} points with a linear relation between columns {shown}"
    if share is None:
        raise refuse(wanted, got)
    warnings.warn(
        f"expected {wanted}; got {got}, where covariance_floor now is the variance",
        CollapseWarning,
        stacklevel=5,
    )


def own_spread(points: Array, weights: Array) -> Array:
    """The covariance of the points, (n, D), without those far outside of it.

    A point is far outside at more than ten times the mean squared distance; leaving
    such points out is repeated, since they inflate the covariance that they are
    measured by. An affine map of the points changes nothing in this.
    """
    spread = None
    for _ in range(10):
        share = weights / weights.sum()
        moved = points - share @ points
        found = (share[:, None] * moved).T @ moved
        try:
            root = np.linalg.cholesky(found)
        except np.linalg.LinAlgError:
            break  # what is left lies in a plane
        spread = found
        near = np.square(np.linalg.solve(root, moved.T)).sum(axis=0)
        if (inside := near <= 10 * points.shape[1]).all():
            break
        points, weights = points[inside], weights[inside]
    return found if spread is None else spread
