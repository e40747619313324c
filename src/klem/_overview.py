"""What one pass over the data tells: moments, and a sample of its rows.

The sums are taken about the first row, and about the mean where that is far off, so an
offset costs no digits. The pass also finds the entries that cannot be computed with.
What it finds in parts of the data adds up to what it finds in all of it.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import partial

import numpy as np

from klem._checks import Array, refuse
from klem._rows import Rows, Source, refuse_entry

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
        gaps: Whether entries are missing. Then the moments are those of the observed
            ones, pair by pair, and the sample has conditional means in their place.
    """

    count: int
    weight: float
    mean: Array
    covariance: Array
    sample: Array
    sample_weight: Array
    single: bool
    gaps: bool = False


def overview(rows: Source) -> Overview:
    """The overview about the first row; again about the mean, where that is far off."""
    first = rows.first().astype(np.float64)
    seen = overview_about(rows, first)
    away = np.square(seen.mean - first)
    if (away > AWAY * np.diagonal(seen.covariance)).any():
        constant = np.diagonal(seen.covariance) == 0
        return overview_about(rows, np.where(constant, first, seen.mean))
    return seen


def overview_about(rows: Source, reference: Array) -> Overview:
    look = rows.total(partial(looked, reference))
    if not look.weight:
        raise refuse("a sample_weight above zero", "zero for every row")
    shift = look.sums / look.weight
    covariance = look.squares / look.weight - np.outer(shift, shift)
    mean = reference + shift
    _, sample, weights = look.sample.rows()
    return Overview(
        look.count, look.weight, mean, covariance, sample, weights, look.single
    )


@dataclass
class Look:
    """Sums over rows about a reference, which add, and a sample of the rows."""

    sums: Array
    squares: Array
    sample: Sample
    weight: float = 0.0
    count: int = 0
    single: bool = True

    def __add__(self, other: Look) -> Look:
        return Look(
            self.sums + other.sums,
            self.squares + other.squares,
            self.sample + other.sample,
            self.weight + other.weight,
            self.count + other.count,
            self.single and other.single,
        )


def looked(reference: Array, rows: Rows) -> Look:
    D = len(reference)
    look = Look(np.zeros(D), np.zeros((D, D)), Sample(D))
    for part, weights, first in rows.blocks():
        w = np.ones(len(part)) if weights is None else weights
        with np.errstate(over="ignore", invalid="ignore"):
            moved = part - reference
            look.sums += w @ moved
            look.squares += (w[:, None] * moved).T @ moved
        if not (np.isfinite(look.squares).all() and np.isfinite(look.sums).all()):
            refuse_entry(part, first)
        look.sample.add(part, w, first)
        look.weight, look.count = look.weight + float(w.sum()), look.count + len(part)
        look.single &= part.dtype == np.float32
    return look


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
        self.thin()

    def __add__(self, other: Sample) -> Sample:
        both = copy(self)
        both.kept = [*self.kept, *other.kept]
        both.below = min(self.below, other.below)
        both.only_below()
        both.thin()
        return both

    def thin(self) -> None:
        """Halve the threshold until no more are kept than should be."""
        while self.count > self.most:
            self.below /= 2
            self.only_below()

    def only_below(self) -> None:
        places, rows, weights = self.rows()
        take = places < self.below
        self.kept = [(places[take], rows[take], weights[take])]
        self.count = int(take.sum())

    def rows(self) -> tuple[Array, Array, Array]:
        """Places, rows and weights of those kept, in the order of the data."""
        places, rows, weights = (
            np.concatenate(part) for part in zip(*self.kept, strict=True)
        )
        return places, rows, weights
