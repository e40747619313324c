"""The E-step in one pass over the data, block by block, in bounded memory.

The log joint of a block is one matrix product, L = η·T; its responsibilities
R = exp(L)/Σ_k exp(L) give the M-step's sums by another, S = R·Tᵀ. Nothing of size N × K
is kept: a block of sums is added to the last ones, and so are the sums of chunks,
threads and machines. Blocks stand as (K, B), so that sums over k run along rows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from klem._checks import Array
from klem._forms import Form
from klem._frame import Frame
from klem._law import Law, Tile

BYTES = 1 << 21  # of one block: products are fast, and the cache holds it
MOST = 1 << 22  # of one whose T is one tile: threads wait for each other at each call
ALL = 1 << 23  # of such blocks of all threads, where they are not under BYTES
KEPT = 1 << 23  # bytes of T(x) that are kept between iterations, where all fits in
JOINTS = 1 << 17  # of a block: all that is done to them is done in the cache
LINE = 64  # bytes of the cache that processors load and store at once
LOW = 16  # rows of T under which it stands second in the product of the sums
NARROW = 8  # columns under which a block is read column by column


@dataclass(frozen=True)
class Sums:
    """Sums of r_nk T(x_n) over points, which add: the whole of an E-step.

    Attributes:
        values: Shape (K, F), one row for each component.
        evidence: Σ_n w_n ln p(x_n), in nats.
        weight: Σ_n w_n.
        count: How many points.
    """

    values: Array
    evidence: float
    weight: float
    count: int

    def __add__(self, other: Sums) -> Sums:
        return self.plus(other, np.empty_like(self.values))

    def __iadd__(self, other: Sums) -> Sums:
        """Add to these values in place: they take as much room as the parameters."""
        return self.plus(other, self.values)

    def plus(self, other: Sums, out: Array) -> Sums:
        return Sums(
            np.add(self.values, other.values, out=out),
            self.evidence + other.evidence,
            self.weight + other.weight,
            self.count + other.count,
        )


def room(shape: tuple[int, ...], dtype: type) -> Array:
    """An empty array that begins at a line of the cache, in which numbers move faster.

    Where rows are whole lines too, no vector of numbers lies in two of them.
    """
    size = math.prod(shape) * np.dtype(dtype).itemsize
    held = np.empty(size + LINE, np.uint8)
    start = -held.ctypes.data % LINE
    return held[start : start + size].view(dtype).reshape(shape)


class Share:
    """Turns log joints into responsibilities in place, without a largest term.

    Methods of ufuncs are called, not of arrays: they have Python's lock for less time.

    The log joints are moved by one number for all points, which the natural parameters
    have in them, so that exponentials neither vanish nor overflow; where some do, the
    block is taken again by its largest terms.
    """

    def __init__(self, block: int, dtype: type) -> None:
        """Keep room for one number for each point."""
        self.total, self.inverse = room((2, block), dtype)
        tiny = np.finfo(dtype).tiny
        # Below `least` an exponential is nothing beside the lowest sum that is taken,
        # and divided by the highest it is still no subnormal number.
        self.low, self.high = tiny**0.4, tiny**-0.25
        self.least = 0.75 * float(np.log(tiny))

    def vanishes(self, L: Array) -> bool:
        """The exponentials of L in place; whether some of their sums are of no use."""
        total = self.total[: L.shape[1]]
        with np.errstate(over="ignore"):
            self.exponentials(L)
            np.add.reduce(L, axis=0, out=total)
        least, most = np.minimum.reduce(total), np.maximum.reduce(total)
        return not (least > self.low and most < self.high)

    def exponentials(self, L: Array) -> None:
        """In place; none is subnormal: some processors multiply such far slower."""
        if np.minimum.reduce(L, axis=None) < self.least:
            np.maximum(L, self.least, out=L)
        np.exp(L, out=L)

    def by_largest(self, L: Array, weights: Array | None) -> float:
        """What the largest terms add to the evidence; L is ready for `finish`."""
        top = L.max(axis=0)
        L -= top
        self.exponentials(L)
        np.add.reduce(L, axis=0, out=self.total[: L.shape[1]])
        return float(top.sum(dtype=float) if weights is None else weights @ top)

    def finish(self, L: Array, weights: Array | None) -> float:
        """Divide by the sums, and weigh; the evidence that the sums stand for."""
        total, inverse = self.total[: L.shape[1]], self.inverse[: L.shape[1]]
        np.divide(1 if weights is None else weights, total, out=inverse)
        L *= inverse
        np.log(total, out=total)
        if weights is None:
            return float(np.add.reduce(total, dtype=float))
        return float(weights @ total)


class Reader:
    """Blocks of rows as columns in the coordinates of a frame."""

    def __init__(self, frame: Frame, block: int, dtype: type) -> None:
        """Keep room for one block, and the frame in the precision of the blocks."""
        D = len(frame.origin)
        self.origin: Array = frame.origin.astype(dtype)
        self.inward: Array = frame.inward.astype(dtype)
        self.whitens = frame.inward.ndim == 2
        self.narrow = D < NARROW or not self.whitens
        self.moved = room((D, block) if self.narrow else (block, D), dtype)

    def read(self, rows: Array, out: Array) -> None:
        """Write the rows (B, D), moved and mapped, to out (D, B)."""
        if not self.narrow:
            moved = self.moved[: len(rows)]
            np.subtract(rows, self.origin, out=moved, casting="unsafe")
            np.matmul(self.inward, moved.T, out=out)
            return
        moved = self.moved[:, : len(rows)] if self.whitens else out
        for d, x in enumerate(self.origin):
            np.subtract(rows[:, d], x, out=moved[d], casting="unsafe")
        if self.whitens:
            np.matmul(self.inward, moved, out=out)
        else:
            out *= self.inward[:, None]


class Products:
    """The E-step by two matrix products for each block and tile of T."""

    def __init__(
        self,
        form: Form,
        frame: Frame,
        K: int,
        dtype: type,
        points: int = 0,
        threads: int = 1,
    ) -> None:
        """Keep room for one block, for all iterations to come.

        With `points`, as many are swept each time, always the same: if they are few,
        their T(x) is computed once. Where others sweep as well, on threads, calls are
        short unless blocks are long.
        """
        D = len(frame.origin)
        self.form, self.D, self.dtype = form, D, dtype
        self.tiles = form.tiles(D)
        self.F = max((tile.stop for tile in self.tiles), default=D + 1)
        rows = D + 1 + max((t.stop - t.start for t in self.tiles), default=0)
        size = np.dtype(dtype).itemsize
        tiled = len(self.tiles) > 1
        held = BYTES if tiled else max(BYTES, min(MOST, ALL // threads))
        fits = held // size // (rows + 2 * K)
        self.block = max(256, min(JOINTS // K, fits) // LINE * LINE)
        self.keeps = not tiled and 0 < points * rows * size <= KEPT
        self.kept: dict[int, Array] = {}
        self.T = room((rows, self.block), dtype)
        self.T[0] = 1
        self.L = room((K, self.block), dtype)
        self.part = room((K, self.block if tiled else 0), dtype)
        self.share = Share(self.block, dtype)
        self.reader = Reader(frame, self.block, dtype)

    def read_off(self, law: Law, shift: float) -> Array:
        """The natural parameters; `shift` is about what ln p(x) is in the frame."""
        eta = self.form.natural(law)
        eta[:, 0] -= shift
        return eta.astype(self.dtype, copy=False)

    def sweep(
        self, rows: Array, weights: Array | None, eta: Array, shift: float
    ) -> Sums:
        """The sums over some rows."""
        values, evidence = np.zeros(eta.shape), 0.0
        for start in range(0, len(rows), self.block):
            part = rows[start : start + self.block]
            w = None if weights is None else weights[start : start + self.block]
            evidence += self.add(self.features(part, start), w, eta, values)
        weight = len(rows) if weights is None else float(weights.sum())
        return Sums(values, evidence + shift * weight, weight, len(rows))

    def features(self, rows: Array, start: int) -> Array:
        """T(x) of a block; its products only if one tile has them all."""
        if start in self.kept:
            return self.kept[start]
        T = self.T[:, : len(rows)]
        self.reader.read(rows, T[1 : self.D + 1])
        if len(self.tiles) == 1:
            self.fill(T, self.tiles[0])
        if self.keeps:
            self.kept[start] = kept = room(T.shape, self.dtype)
            kept[:] = T
            return kept
        return T

    def add(self, T: Array, w: Array | None, eta: Array, values: Array) -> float:
        L = self.L[:, : T.shape[1]]
        self.joint(eta, T, L)
        evidence = 0.0
        if self.share.vanishes(L):
            self.joint(eta, T, L)
            evidence = self.share.by_largest(L, w)
        evidence += self.share.finish(L, w)
        self.collect(L, T, values)
        return evidence

    def joint(self, eta: Array, T: Array, L: Array) -> None:
        if len(self.tiles) == 1:
            np.matmul(eta, T, out=L)
            return
        np.matmul(eta[:, : self.D + 1], T[: self.D + 1], out=L)
        part = self.part[:, : L.shape[1]]
        for tile in self.tiles:
            products = self.fill(T, tile)
            L += np.matmul(eta[:, tile.start : tile.stop], products, out=part)

    def fill(self, T: Array, tile: Tile) -> Array:
        products = T[self.D + 1 : self.D + 1 + tile.stop - tile.start]
        self.form.multiply(T[1 : self.D + 1], tile, products)
        return products

    def collect(self, R: Array, T: Array, values: Array) -> None:
        if len(self.tiles) == 1:
            values += R @ T.T if len(T) < LOW else (T @ R.T).T
            return
        values[:, : self.D + 1] += R @ T[: self.D + 1].T
        for tile in self.tiles:
            values[:, tile.start : tile.stop] += R @ self.fill(T, tile).T
