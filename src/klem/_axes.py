"""Covariances without correlations: variances of axes (diag), or one for all of them.

A spherical covariance is a stack of one variance, so that broadcasting makes the two
one. The log joint is linear in T(x) = (1, x, x²), or (1, x, |x|²).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from klem._checks import Array, Flags
from klem._law import Law, SingularError, Tile, constant, inverse


@dataclass(frozen=True)
class Axes:
    """Covariances without correlations: a variance for each axis, or one for all."""

    equal: bool

    @property
    def alike(self) -> bool:
        """Whether all axes have one variance."""
        return self.equal

    @property
    def shared(self) -> bool:
        """Whether the sum of all products is known before the first E-step."""
        return False

    def tiles(self, D: int) -> list[Tile]:
        """The squares of the coordinates, or their sum."""
        return [Tile(0, D, D + 1, D + 2 if self.equal else 2 * D + 1)]

    def multiply(self, Z: Array, tile: Tile, out: Array) -> None:
        if self.equal:
            np.einsum("db,db->b", Z, Z, out=out[0])
        else:
            np.multiply(Z, Z, out=out)

    def natural(self, law: Law) -> Array:
        precisions = self.precisions(inverse(law.roots))
        linear = precisions * law.means
        constant = self.constants(law) - 0.5 * (linear * law.means).sum(axis=1)
        return np.hstack([constant[:, None], linear, -0.5 * precisions])

    def constants(self, law: Law) -> Array:
        diagonals = np.broadcast_to(law.roots, law.means.shape)
        return constant(law, -np.log(diagonals).sum(axis=1))

    def central(self, shares: Array, means: Array, second: Array, total: Any) -> Array:
        """Second moments about the mean, from those about the origin."""
        if not self.equal:
            return second - np.square(means)
        squares = np.square(means).sum(axis=1, keepdims=True)
        return (second - squares) / means.shape[1]

    def root(self, covariances: Array, out: Array | None = None) -> Array:
        """Standard deviations; `out` may be the variances."""
        positive = (covariances > 0).all(axis=1)
        if not positive.all():
            raise SingularError(int(np.argmin(positive)))
        return np.sqrt(covariances, out=out)

    def squared(self, roots: Array) -> Array:
        return np.square(roots)

    def raised(self, covariances: Array, floor: Array) -> tuple[Array, Flags]:
        """The variances raised to the floor, and which components were below it."""
        low: Flags = np.any(covariances < floor, axis=1)
        return np.maximum(covariances, floor), low

    def standard(self, factors: Array, away: Array) -> Array:
        """Points less each mean (K, D, B), in each component's own coordinates."""
        return factors[:, :, None] * away

    def own_products(self, R: Array, Y: Array) -> Array:
        """The sums of r y² over the points, as the products of T."""
        squares = np.einsum("kdb,kdb,kb->kd", Y, Y, R)
        return squares.sum(axis=1, keepdims=True) if self.equal else squares

    def grown(self, roots: Array, shift: Array) -> Array:
        """The means' shift, from that in own coordinates."""
        return roots * shift

    def spread_by(self, roots: Array, own: Array) -> Array:
        """The variances, from those in own coordinates."""
        return np.square(roots) * own

    def product(self, roots: Array, own: Array, out: Array) -> Array:
        """The roots, from those in own coordinates, which `out` may be."""
        return np.multiply(roots, own, out=out)

    def drawn(self, roots: Array, noise: Array) -> Array:
        """Standard noise (n, D) with the variances of n roots."""
        return roots * noise

    def carried(self, roots: Array, by: Array, out: Array | None = None) -> Array:
        """Standard deviations after the map, which scales each axis."""
        return np.multiply(roots, by[: roots.shape[1]], out=out)

    def between(self, gaps: Array) -> Array:
        """What two groups add to variances whose means are these gaps apart."""
        squares = np.square(gaps)
        return squares.mean(axis=1, keepdims=True) if self.equal else squares

    def extra(self, null: Array) -> Array:
        """What the covariances have where the data do not spread."""
        return np.zeros(1)

    def shaped(self, matrix: Array) -> Array:
        """One covariance, given as a matrix, in this form: its diagonal."""
        diagonal = np.diagonal(matrix)
        return diagonal.mean(keepdims=True) if self.equal else diagonal

    def round(self, variance: float, K: int, D: int) -> Array:
        """Covariances that are the same in all directions."""
        return np.full((K, 1 if self.equal else D), variance)

    def size(self, K: int, D: int) -> int:
        """How many numbers make up the covariances."""
        return K if self.equal else K * D

    def public(self, covariances: Array) -> Array:
        """The variances in scikit-learn's shape: (K, D), or (K,) if spherical."""
        return covariances[:, 0] if self.equal else covariances

    def private(self, covariances: Array) -> Array:
        return covariances[:, None] if self.equal else covariances

    def shape(self, K: int, D: int) -> tuple[int, ...]:
        return (K,) if self.equal else (K, D)

    def root_of_inverse(self, precisions: Array) -> Array:
        """The standard deviations of given precisions."""
        return inverse(self.root(precisions))

    def precisions(self, factors: Array) -> Array:
        return np.square(factors)
