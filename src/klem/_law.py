"""The parameters of a mixture in a frame, and what all forms of covariances share."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from klem._checks import Array

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)
PART = 1 << 17  # numbers that are worked on at a time, where all take much room
SMALL = 16  # columns of a triangle that is inverted as any matrix is


@dataclass(frozen=True, eq=False)
class Law:
    """The parameters of a mixture, in the coordinates of a frame.

    The covariances are L Lᵀ with L in `roots`. Nothing else as large is kept: U = L⁻ᵀ,
    with which the precisions are U Uᵀ, is computed where it is needed.
    """

    weights: Array
    means: Array
    roots: Array

    @cached_property
    def traces(self) -> Array:
        """The trace of each precision: how narrow the narrowest directions are."""
        axes = tuple(range(1, self.roots.ndim))
        inverses = (inverse(self.roots[some]) for some in parts(self.roots))
        return np.concatenate([np.square(U).sum(axis=axes) for U in inverses])


class Tile(NamedTuple):
    """The products of the coordinates first:last, which stand in start:stop of T."""

    first: int
    last: int
    start: int
    stop: int


class SingularError(ValueError):
    """A covariance has no Cholesky factor: which one."""

    def __init__(self, component: int) -> None:
        """Keep which one."""
        super().__init__(f"covariance {component} is singular")
        self.component = component


def parts(stack: Array) -> Iterator[slice]:
    """Some matrices of a stack at a time, so that what is made of them is small."""
    at_once = max(1, PART // max(1, stack[0].size))
    for start in range(0, len(stack), at_once):
        yield slice(start, start + at_once)


def inverse(roots: Array, out: Array | None = None) -> Array:
    """U = L⁻ᵀ of each root, or 1/σ; `out` may be the roots."""
    out = np.empty_like(roots) if out is None else out
    if roots.ndim < 3:
        return np.divide(1, roots, out=out)
    for some in parts(roots):
        out[some] = lower_inverse(roots[some]).transpose(0, 2, 1)
    return out


def roots_of(factors: Array, out: Array | None = None) -> Array:
    """L = U⁻ᵀ of each factor, or σ; `out` may be the factors."""
    out = np.empty_like(factors) if out is None else out
    if factors.ndim < 3:
        return np.divide(1, factors, out=out)
    for some in parts(factors):
        out[some] = lower_inverse(factors[some].transpose(0, 2, 1))
    return out


def lower_inverse(L: Array) -> Array:
    """The inverses of lower triangles, by halves: half of what they hold are zeros."""
    if (D := L.shape[-1]) <= SMALL:
        return np.asarray(np.linalg.inv(L))
    out, half = np.zeros_like(L), D // 2
    upper = out[:, :half, :half] = lower_inverse(L[:, :half, :half])
    lower = out[:, half:, half:] = lower_inverse(L[:, half:, half:])
    np.matmul(lower, L[:, half:, :half] @ -upper, out=out[:, half:, :half])
    return out


def strain(law: Law) -> float:
    """How much larger than the log joint its terms may be: |μ|² over a variance."""
    away = 1 + np.square(law.means).sum(axis=1)
    return float((law.traces * away).max())


def stretch(law: Law) -> float:
    """The largest condition of a covariance, or somewhat more."""
    entries = law.roots.reshape(len(law.roots), -1)
    spread = np.einsum("kn,kn->k", entries, entries)
    return float((law.traces * spread).max())


def weighed(counts: Array, spread: Array) -> Array:
    """Each covariance times its count; one that all share, times the sum of them."""
    if len(spread) < len(counts):
        return np.asarray(counts.sum() * spread)
    by_component: Array = counts.reshape(-1, *[1] * (spread.ndim - 1)) * spread
    return by_component


def constant(law: Law, log_scale: Array) -> Array:
    """What the log joint is at the mean: ln π_k - ½ ln det 2πΣ_k."""
    at_mean: Array = np.log(law.weights) + log_scale
    at_mean -= law.means.shape[1] * HALF_LOG_2PI
    return at_mean
