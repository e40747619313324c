"""The parameters of a mixture in a frame, and what all forms of covariances share."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from klem._checks import Array

HALF_LOG_2PI = 0.5 * math.log(2 * math.pi)


class Law(NamedTuple):
    """The parameters of a mixture, in the coordinates of a frame.

    The covariances are L Lᵀ with L in `roots`; `factors` holds U = L⁻ᵀ, so that the
    precisions are U Uᵀ, and Uᵀ (x - μ) has the identity as its covariance.
    """

    weights: Array
    means: Array
    roots: Array
    factors: Array


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
