"""Input is refused with one sentence: what was expected, and what came.

Probabilities may miss a sum of one by the square root of their rounding unit (1.5e-8
for doubles): sums of rounded numbers stay far inside, forgotten normalizations do not.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Values = np.float64 | Array  # one number, or an array of them where axes remain

ASYMMETRY = 1e-8  # relative to the largest entry: what rounding leaves, and more


def refuse(expected: str, got: object) -> ValueError:
    return ValueError(f"expected {expected}, got {got}")


def real(name: str, value: ArrayLike) -> Array:
    """The value as doubles; NaN and everything that is no real number is refused."""
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        raise refuse(f"{name} to be real numbers", f"an array of type {array.dtype}")
    array = array.astype(np.float64)
    if np.isnan(array).any():
        raise refuse(f"{name} without NaN", f"{np.isnan(array).sum()} NaN")
    return array


def finite(name: str, value: ArrayLike) -> Array:
    array = real(name, value)
    require_all(np.isfinite, array, f"{name} to be finite")
    return array


def positive(name: str, value: ArrayLike) -> Array:
    array = finite(name, value)
    require_all(lambda a: a > 0, array, f"{name} above 0")
    return array


def require_all(holds: Callable[[Array], Any], array: Array, expected: str) -> None:
    if not np.all(fine := holds(array)):
        raise refuse(expected, array[~np.asarray(fine)].flat[0])


def number(name: str, value: ArrayLike) -> float:
    array = finite(name, value)
    if array.ndim:
        raise refuse(f"{name} to be one number", f"an array of shape {array.shape}")
    return float(array)


def whole(name: str, value: object, least: int) -> int:
    if not isinstance(value, int | np.integer) or value < least:
        raise refuse(f"{name} to be a whole number of at least {least}", repr(value))
    return int(value)


def log_base(base: float) -> float:
    """The natural logarithm of the base: nats divided by it are in the base's unit."""
    base = number("base", base)
    if base <= 1:
        raise refuse("base above 1", base)
    return math.log(base)


def probabilities(name: str, value: ArrayLike) -> Array:
    array = real(name, value)
    require_all(lambda p: (p >= 0) & (p <= 1), array, f"{name} between 0 and 1")
    return array


def distribution(name: str, value: ArrayLike, axis: int) -> Array:
    """Probabilities that sum to one along the axis."""
    rounding = np.finfo(np.result_type(np.asarray(value).dtype, np.float16)).eps
    array = real(name, value)
    if not -array.ndim <= axis < array.ndim:
        raise refuse(f"{name} to have axis {axis}", f"shape {array.shape}")
    require_all(lambda p: p >= 0, array, f"{name} without negative probabilities")
    total = np.atleast_1d(array.sum(axis=axis))
    near_one = np.abs(total - 1) <= math.sqrt(rounding)
    if not near_one.all():
        raise refuse(
            f"{name} to sum to 1 along axis {axis}", f"a sum of {total[~near_one][0]}"
        )
    return array


def shaped(name: str, value: ArrayLike, *shape: int | str) -> Array:
    """Finite numbers of the given shape; a letter stands for any length but zero."""
    array = finite(name, value)
    fits = array.ndim == len(shape) and all(
        have == want or (isinstance(want, str) and have > 0)
        for have, want in zip(array.shape, shape, strict=True)
    )
    if not fits:
        form = ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "")
        raise refuse(f"{name} of shape ({form})", f"shape {array.shape}")
    return array


def cholesky(name: str, matrix: Array) -> Array:
    """L with L Lᵀ = matrix, which must be symmetric and positive definite."""
    gap = np.abs(matrix - matrix.T).max()
    if gap > ASYMMETRY * np.abs(matrix).max():
        raise refuse(f"{name} to be symmetric", f"entries that differ by {gap}")
    try:
        return np.asarray(np.linalg.cholesky(matrix), np.float64)
    except np.linalg.LinAlgError:
        least = np.linalg.eigvalsh(matrix)[0]
        raise refuse(
            f"{name} to be positive definite", f"a smallest eigenvalue of {least}"
        ) from None
