"""What one pass over the data tells: moments, and a sample of its rows.

The sums are taken about the first row, and about the mean where that is far off, so an
offset costs no digits. The pass also finds the entries that cannot be computed with.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from klem._checks import Array
from klem._rows import Rows, refuse_entry

GOLDEN = 0.6180339887498949  # multiples of it modulo one are spread evenly
AWAY = 1e3  # squared distance of mean and reference, in variances, that costs digits


@dataclass(frozen=True)
class Overview:
    """What one pass over the data tells: its weight, moments, and some of its rows.

    Attributes:
        count: How many rows there are.
        weight: The sum of their weights.
        mean: Shape (D,).
        covariance: Shape (D, D).
        sample: Rows spread evenly over the data, whatever its chunks.
        sample_weight: Their weights.
        single: Whether the data is in single precision.
    """

    count: int
    weight: float
    mean: Array
    covariance: Array
    sample: Array
    sample_weight: Array
    single: bool


def overview(rows: Rows) -> Overview:
    """The overview about the first row; again about the mean, where that is far off."""
    first = next(iter(rows))[0][0].astype(np.float64)
    seen = overview_about(rows, first)
    away = np.square(seen.mean - first)
    if (away > AWAY * np.diagonal(seen.covariance)).any():
        constant = np.diagonal(seen.covariance) == 0
        return overview_about(rows, np.where(constant, first, seen.mean))
    return seen


def overview_about(rows: Rows, reference: Array) -> Overview:
    D = rows.D
    sums, squares = np.zeros(D), np.zeros((D, D))
    weight, at, single = 0.0, 0, True
    kept = Sample(D)
    block = max(256, min(16384, (1 << 17) // D))
    for chunk, weights in rows:
        single &= chunk.dtype == np.float32
        for start in range(0, len(chunk), block):
            part = chunk[start : start + block]
            w = None if weights is None else weights[start : start + block]
            with np.errstate(over="ignore", invalid="ignore"):
                moved = part - reference
                weighed = moved if w is None else moved * w[:, None]
                sums += weighed.sum(axis=0)
                squares += weighed.T @ moved
            if not (np.isfinite(squares).all() and np.isfinite(sums).all()):
                refuse_entry(part, at)
            weight += len(part) if w is None else float(w.sum())
            kept.add(part, w, at)
            at += len(part)
    shift = sums / weight
    covariance = squares / weight - np.outer(shift, shift)
    return Overview(at, weight, reference + shift, covariance, *kept.rows(), single)


class Sample:
    """Rows whose number times the golden ratio falls under a threshold, modulo one.

    No period in the data can hide a cluster from it, and chunks do not change it.
    """

    def __init__(self, D: int) -> None:
        """Keep at most about a megabyte or two."""
        self.most = min(8192, max(1024, (1 << 17) // D))
        self.below = 1.0
        self.kept: list[tuple[Array, Array, Array]] = []
        self.count = 0

    def add(self, rows: Array, weights: Array | None, first: int) -> None:
        numbers = np.arange(first, first + len(rows), dtype=np.float64)
        places: Array = (numbers * GOLDEN) % 1
        weights = np.ones(len(rows)) if weights is None else weights
        take = (places < self.below) & (weights > 0)
        taken: Array = rows[take].astype(np.float64)
        self.kept.append((places[take], taken, weights[take]))
        self.count += int(take.sum())
        while self.count > self.most:
            self.below /= 2
            self.thin()

    def thin(self) -> None:
        parts = [np.concatenate(part) for part in zip(*self.kept, strict=True)]
        places, rows, weights = parts
        take = places < self.below
        self.kept = [(places[take], rows[take], weights[take])]
        self.count = int(take.sum())

    def rows(self) -> tuple[Array, Array]:
        _, rows, weights = (
            np.concatenate(part) for part in zip(*self.kept, strict=True)
        )
        return rows, weights
