"""Logarithms as the formulas need them: of zero, of sums, and of ratios near one.

Each limit that the text takes by convention, 0 ln 0 = 0 above all, stands here once.
"""

import numpy as np

from klem._checks import Array, Values


def log(p: Array) -> Array:
    """The natural logarithm, with ln 0 = -∞."""
    with np.errstate(divide="ignore"):
        return np.log(p)


def times(p: Array, value: Array) -> Array:
    """The product p · value, with 0 · ∞ = 0: the impossible adds nothing to a mean."""
    with np.errstate(invalid="ignore"):
        return np.where(p > 0, p * value, 0.0)


def log_ratio(p: Array, q: Array) -> Array:
    """The logarithm of p/q, exact to rounding near p = q, and safe from overflow."""
    near = np.abs(p - q) <= q / 2
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        # p - q is exact when p and q are near, so log1p loses no digit; a quotient
        # would keep only the digits in which p/q differs from one.
        return np.where(near & (q > 0), np.log1p((p - q) / q), np.log(p) - np.log(q))


def excess(p: Array, q: Array) -> Array:
    """What t - 1 exceeds ln t by, at t = p/q: never negative, zero only at t = 1."""
    with np.errstate(over="ignore"):
        return np.maximum((p - q) / q - log_ratio(p, q), 0.0)


def log_sum_exp(a: Array, axis: int) -> Values:
    """The logarithm of Σ exp(a), by the largest term: no exponential is above one."""
    top = np.max(a, axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)  # an empty sum is 0, its logarithm -∞
    total = log(np.sum(np.exp(a - top), axis=axis))
    result: Values = total + np.squeeze(top, axis=axis)
    return result
