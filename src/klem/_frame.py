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
from klem._forms import Form
from klem._law import Law
from klem._matrices import Matrices
from klem._overview import Overview

TRIMS = 10
FAR = 10  # times the mean squared distance that a point may lie outside
SMALLEST = 1e-290  # a variance below it has lost digits, or soon will
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

    def matrix(self, given: Array) -> Array:
        """A matrix in squared units of the data, in these coordinates."""
        by = self.inward if self.inward.ndim == 2 else np.diag(self.inward)
        result: Array = by @ given @ by.T
        return result

    def law(self, form: Form, weights: Array, means: Array, roots: Array) -> Law:
        """The parameters in these coordinates, from the roots in the data's own."""
        inside = form.carried(roots, self.inward)
        return Law(weights, self.points(means), inside)


def mapped(points: Array, by: Array) -> Array:
    result: Array = points * by if by.ndim == 1 else points @ by.T
    return result


def frame_of(
    form: Form, seen: Overview, *, floor: Array | None, share: float | None
) -> Frame:
    """The frame of the points that are not far outside, widened by the floor.

    The `floor` is in the data's own units; a `share` is the variance for directions in
    which the data do not spread.
    """
    widening = np.zeros((1, 1)) if floor is None else floor
    require_variances(seen, form, np.diagonal(seen.covariance + widening))
    mean, spread = own_spread(seen)
    if not spreads(form, spread + widening):
        mean, spread = seen.mean, seen.covariance
    if seen.single:  # so that single numbers less it stay exact
        mean = mean.astype(np.float32).astype(np.float64)
    return form_frame(form, seen, mean, spread + widening, share)


def form_frame(
    form: Form, seen: Overview, mean: Array, spread: Array, share: float | None
) -> Frame:
    if isinstance(form, Matrices):
        return whitening(seen, mean, spread, share)
    scales = np.sqrt(axes_of(form, spread))
    return Frame(mean, 1 / scales, scales, np.zeros(len(scales)))


def axes_of(form: Form, spread: Array) -> Array:
    """The variances of the axes, in which a spherical form sees no difference."""
    return np.broadcast_to(form.shaped(spread), len(spread)).copy()


def spreads(form: Form, spread: Array) -> bool:
    """Whether these points spread in every direction that the form sees."""
    if not isinstance(form, Matrices):
        return bool((axes_of(form, spread) > 0).all())
    if not (variances := np.diagonal(spread)).all():
        return False
    scales = np.sqrt(variances)
    least = np.linalg.eigvalsh(spread / np.outer(scales, scales))[0]
    return bool(least > NULL * len(scales))


def require_variances(seen: Overview, form: Form, variances: Array) -> None:
    if form.alike:
        variances = np.full(len(variances), variances.mean())
    noise = np.maximum(np.square(EPSILON * seen.mean), SMALLEST)
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


def whitening(
    seen: Overview, mean: Array, covariance: Array, share: float | None
) -> Frame:
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
    return Frame(mean, inward, outward, null.astype(float))


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


def own_spread(seen: Overview) -> tuple[Array, Array]:
    """The mean and the covariance of the sample, without what lies far outside of it.

    A point is far outside at more than ten times the mean squared distance; leaving
    such points out is repeated, since they inflate the covariance that they are
    measured by. An affine map of the points changes nothing in this.
    """
    scales = np.sqrt(np.diagonal(seen.covariance))
    scales[scales == 0] = 1
    middle = np.median(seen.sample, axis=0)
    points, weights = (seen.sample - middle) / scales, seen.sample_weight
    for _ in range(TRIMS):
        share = weights / weights.sum()
        mean = share @ points
        moved = points - mean
        spread = (share[:, None] * moved).T @ moved
        values, vectors = np.linalg.eigh(spread)
        values = np.maximum(values, NULL * values[-1] + SMALLEST)
        near = (np.square(moved @ vectors) / values).sum(axis=1)
        if (inside := near <= FAR * points.shape[1]).all():
            break
        points, weights = points[inside], weights[inside]
    return middle + scales * mean, spread * np.outer(scales, scales)
