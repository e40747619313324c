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
    sums, squares = np.zeros(rows.D), np.zeros((rows.D, rows.D))
    weight, count, single, sample = 0.0, 0, True, Sample(rows.D)
    for part, weights, first in rows.blocks():
        w = np.ones(len(part)) if weights is None else weights
        with np.errstate(over="ignore", invalid="ignore"):
            moved = part - reference
            sums += w @ moved
            squares += (w[:, None] * moved).T @ moved
        if not (np.isfinite(squares).all() and np.isfinite(sums).all()):
            refuse_entry(part, first)
        sample.add(part, w, first)
        weight, count = weight + float(w.sum()), first + len(part)
        single &= part.dtype == np.float32
    shift = sums / weight
    covariance = squares / weight - np.outer(shift, shift)
    mean = reference + shift
    return Overview(count, weight, mean, covariance, *sample.rows(), single)


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

    def add(self, rows: Array, weights: Array, first: int) -> None:
        numbers = np.arange(first, first + len(rows), dtype=np.float64)
        places: Array = (numbers * GOLDEN) % 1
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
