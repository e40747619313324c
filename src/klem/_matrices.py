"""Covariances as matrices: one for each component (full), or one for all (tied).

A tied covariance is a stack of one matrix, so that broadcasting makes the two one. The
log joint is linear in T(x) = (1, x, products x_i x_j); with one matrix for all, the
products cancel in the responsibilities, and their sum over the data is known before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from klem._checks import Array, Flags
from klem._covariances import raise_to
from klem._law import Law, SingularError, Tile, constant, inverse, parts, roots_of

TILE = 256  # rows of T at a time: with a block of points they stay in the cache


class Triangle(NamedTuple):
    """The products x_i x_j, i ≤ j, in the order of T.

    Attributes:
        times: What precisions are multiplied by, to make natural parameters.
        place: Shape (D, D): where the product of two coordinates stands.
    """

    i: NDArray[np.intp]
    j: NDArray[np.intp]
    times: Array
    place: NDArray[np.intp]


@lru_cache(maxsize=4)
def triangle(D: int) -> Triangle:
    i, j = np.triu_indices(D)
    place = np.empty((D, D), np.intp)
    place[i, j] = place[j, i] = np.arange(len(i))
    return Triangle(i, j, np.where(i == j, -0.5, -1.0), place)


@dataclass(frozen=True)
class Matrices:
    """Covariances with all their entries: one for each component, or one for all."""

    tied: bool

    @property
    def alike(self) -> bool:
        """Whether all axes have one variance."""
        return False

    @property
    def shared(self) -> bool:
        """Whether the sum of all products is known before the first E-step."""
        return self.tied

    def tiles(self, D: int) -> list[Tile]:
        """Products x_i x_j, i ≤ j; none if tied, as their sum over k is known."""
        found: list[Tile] = []
        first, start = 0, D + 1
        while first < D and not self.tied:
            last, stop = first, start
            while last < D and (last == first or stop - start + D - last <= TILE):
                last, stop = last + 1, stop + D - last
            found.append(Tile(first, last, start, stop))
            first, start = last, stop
        return found

    def multiply(self, Z: Array, tile: Tile, out: Array) -> None:
        at = 0
        for i in range(tile.first, tile.last):
            np.multiply(Z[i], Z[i:], out=out[at : at + len(Z) - i])
            at += len(Z) - i

    def natural(self, law: Law) -> Array:
        K, D = law.means.shape
        i, j, times, _ = triangle(0 if self.tied else D)
        eta = np.empty((K, 1 + D + len(i)))
        for part in parts(law.roots):
            precisions = self.precisions(inverse(law.roots[part]))
            own = slice(None) if self.tied else part
            linear = precisions @ law.means[own, :, None]
            eta[own, 1 : D + 1] = linear[:, :, 0]
            np.multiply(precisions[:, i, j], times, out=eta[own, D + 1 :])
        half = 0.5 * (eta[:, 1 : D + 1] * law.means).sum(axis=1)
        eta[:, 0] = self.constants(law) - half
        return eta

    def constants(self, law: Law) -> Array:
        diagonals = np.diagonal(law.roots, axis1=1, axis2=2)
        return constant(law, -np.log(diagonals).sum(axis=1))

    def central(self, shares: Array, means: Array, second: Array, total: Any) -> Array:
        """Second moments about the mean, from those about the origin."""
        if self.tied and not second.shape[1]:
            between: Array = total - (shares[:, None] * means).T @ means
            return between[None]
        D = means.shape[1]
        place = triangle(D).place
        moments = np.empty((len(means), D, D))
        for moment, mean, products in zip(moments, means, second, strict=True):
            products.take(place, out=moment)
            moment -= np.outer(mean, mean)
        return np.tensordot(shares, moments, 1)[None] if self.tied else moments

    def root(self, covariances: Array, out: Array | None = None) -> Array:
        """Their Cholesky factors; `out` may be the covariances."""
        out = np.empty_like(covariances) if out is None else out
        for part in parts(covariances):
            try:
                out[part] = np.linalg.cholesky(covariances[part])
            except np.linalg.LinAlgError:
                first = part.start + first_singular(covariances[part])
                raise SingularError(first) from None
        return out

    def squared(self, roots: Array) -> Array:
        result: Array = roots @ roots.transpose(0, 2, 1)
        return result

    def raised(self, covariances: Array, floor: Array) -> tuple[Array, Flags]:
        """The covariances raised to the floor, and which of them were below it."""
        try:
            for part in parts(covariances):
                np.linalg.cholesky(covariances[part] - floor)
            return covariances, np.zeros(len(covariances), bool)
        except np.linalg.LinAlgError:
            root = np.asarray(np.linalg.cholesky(floor), np.float64)
            before = list(covariances)
            raised = [raise_to(root, c) for c in before]
        pairs = zip(raised, before, strict=True)
        return np.stack(raised), np.array([new is not old for new, old in pairs])

    def standard(self, factors: Array, away: Array) -> Array:
        """Points less each mean (K, D, B), in each component's own coordinates."""
        moved: Array = factors.transpose(0, 2, 1) @ away
        return moved

    def own_products(self, R: Array, Y: Array) -> Array:
        """The sums of r y yᵀ over the points, as the products of T."""
        i, j, *_ = triangle(Y.shape[1])
        sums: Array = ((Y * R[:, None]) @ Y.transpose(0, 2, 1))[:, i, j]
        return sums

    def grown(self, roots: Array, shift: Array) -> Array:
        """The means' shift, from that in own coordinates."""
        result: Array = (roots @ shift[:, :, None])[:, :, 0]
        return result

    def spread_by(self, roots: Array, own: Array) -> Array:
        """The covariances, from those in own coordinates."""
        result: Array = roots @ own @ roots.transpose(0, 2, 1)
        return result

    def product(self, roots: Array, own: Array, out: Array) -> Array:
        """The roots, from those in own coordinates, which `out` may be."""
        for some in parts(roots):
            out[some] = roots[some] @ own[some]
        return out

    def drawn(self, roots: Array, noise: Array) -> Array:
        """Standard noise (n, D) with the covariances of n roots."""
        result: Array = (roots @ noise[:, :, None])[:, :, 0]
        return result

    def carried(self, roots: Array, by: Array, out: Array | None = None) -> Array:
        """Roots, lower triangular, of the covariances after the linear map."""
        if by.ndim == 1:
            return np.multiply(by[:, None], roots, out=out)
        out = np.empty_like(roots) if out is None else out
        for part in parts(roots):
            upper = np.linalg.qr((by @ roots[part]).transpose(0, 2, 1), mode="r")
            signs = np.sign(np.diagonal(upper, axis1=1, axis2=2))
            out[part] = (signs[:, :, None] * upper).transpose(0, 2, 1)
        return out

    def between(self, gaps: Array) -> Array:
        """What two groups add to a covariance whose means are these gaps apart."""
        return gaps[:, :, None] * gaps[:, None, :]

    def extra(self, null: Array) -> Array:
        """What the covariances have where the data do not spread."""
        return np.diag(null)

    def shaped(self, matrix: Array) -> Array:
        """One covariance, given as a matrix, in this form."""
        return matrix

    def round(self, variance: float, K: int, D: int) -> Array:
        """Covariances that are the same in all directions."""
        return np.repeat(variance * np.eye(D)[None], 1 if self.tied else K, axis=0)

    def size(self, K: int, D: int) -> int:
        """How many numbers make up the covariances."""
        return (1 if self.tied else K) * D * (D + 1) // 2

    def public(self, covariances: Array) -> Array:
        """The covariances in scikit-learn's shape: (K, D, D), or (D, D) if tied."""
        return covariances[0] if self.tied else covariances

    def private(self, covariances: Array) -> Array:
        return covariances[None] if self.tied else covariances

    def shape(self, K: int, D: int) -> tuple[int, ...]:
        return (D, D) if self.tied else (K, D, D)

    def root_of_inverse(self, precisions: Array) -> Array:
        """The roots of the covariances of given precisions, without inverting these.

        P with its rows and columns in reverse order has the root L; L in reverse order
        is upper triangular, the factor U.
        """
        upper = self.root(precisions[:, ::-1, ::-1])[:, ::-1, ::-1]
        return roots_of(upper, out=upper)

    def precisions(self, factors: Array) -> Array:
        result: Array = factors @ factors.transpose(0, 2, 1)
        return result


def first_singular(covariances: Array) -> int:
    for k, covariance in enumerate(covariances):
        try:
            np.linalg.cholesky(covariance)
        except np.linalg.LinAlgError:
            return k
    raise AssertionError("one of them is singular")
