"""The parameters of a mixture in a frame, and what all forms of covariances share."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from klem._checks import Array

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)
PART = 1 << 17  # numbers that are worked on at a time, where all take much room


class Law(NamedTuple):
    """The parameters of a mixture, in the coordinates of a frame.

    The covariances are L Lᵀ with L in `roots`. Nothing else as large is kept: U = L⁻ᵀ,
    with which the precisions are U Uᵀ, is computed where it is needed.
    """

    weights: Array
    means: Array
    roots: Array


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
    """U = L⁻ᵀ of each root, or 1/σ; `out` may be the roots. L is the inverse of U."""
    out = np.empty_like(roots) if out is None else out
    if roots.ndim < 3:
        return np.divide(1, roots, out=out)
    for some in parts(roots):
        out[some] = np.linalg.inv(roots[some]).transpose(0, 2, 1)
    return out


def traces(roots: Array) -> Array:
    """The trace of each precision: how narrow the narrowest directions are."""
    axes = tuple(range(1, roots.ndim))
    found = [np.square(inverse(roots[some])).sum(axis=axes) for some in parts(roots)]
    return np.concatenate(found)


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
