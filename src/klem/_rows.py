"""Data as chunks of rows that can be read again and again: an array, or many.

EM reads the data once in each iteration, so a generator that is spent after one pass
will not do; a function that makes one, a list of arrays, or anything else that gives
its chunks anew on each `iter`, will. What is read is refused with one sentence where
it holds no numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from klem._checks import Array, refuse

Chunk = tuple[Array, Array | None]  # rows (n, D), and their weights (n,)


@dataclass(frozen=True)
class Rows:
    """Chunks of rows with D columns, and one weight for each row, or none.

    Attributes:
        read: Gives the chunks, anew at each call.
        weights: Shape (N,) over all chunks.
    """

    read: Callable[[], Iterable[Array]]
    D: int
    weights: Array | None

    def __iter__(self) -> Iterator[Chunk]:
        at = 0
        for rows in self.read():
            rows = matrix(rows)
            if rows.shape[1] != self.D:
                raise refuse(f"chunks with {self.D} columns", rows.shape[1])
            end = at + len(rows)
            yield rows, None if self.weights is None else self.weights[at:end]
            at = end
        if self.weights is not None and at != len(self.weights):
            raise refuse(
                f"sample_weight of shape ({at},)", f"shape {self.weights.shape}"
            )

    def blocks(self) -> Iterator[tuple[Array, Array | None, int]]:
        """Small blocks of rows, their weights, and the number of the first row."""
        size, first = max(256, min(16384, (1 << 17) // self.D)), 0
        for rows, weights in self:
            for at in range(0, len(rows), size):
                part = slice(at, at + size)
                yield rows[part], None if weights is None else weights[part], first + at
            first += len(rows)


def rows_of(X: Any, sample_weight: Any = None) -> Rows:
    weights = None if sample_weight is None else weights_of(sample_weight)
    if is_chunked(X):
        read = X if callable(X) else lambda: X
        first = next(iter(read()), None)
        if first is None:
            raise refuse("at least one chunk of rows", "none")
        return Rows(read, matrix(first).shape[1], weights)
    rows = matrix(X)
    if weights is not None and weights.shape != (len(rows),):
        raise refuse(f"sample_weight of shape ({len(rows)},)", f"{weights.shape}")
    return Rows(lambda: (rows,), rows.shape[1], weights)


def is_chunked(X: Any) -> bool:
    """Whether X gives arrays of rows, and is none itself."""
    if callable(X):
        return True
    if isinstance(X, Iterator):
        raise TypeError(
            "expected chunks that can be read again, got an iterator, which is spent "
            "after one pass; hand over a function that makes it"
        )
    if isinstance(X, list | tuple):
        return bool(X) and all(getattr(part, "ndim", 0) == 2 for part in X)
    return isinstance(X, Iterable) and not hasattr(X, "__array__") and not shaped(X)


def shaped(X: Any) -> bool:
    return hasattr(X, "shape") or hasattr(X, "__array_interface__")


def matrix(X: Any) -> Array:
    """The rows as real numbers of shape (n, D); single and whole numbers stay such."""
    if hasattr(X, "tocsr"):
        raise TypeError("expected a dense X, got a sparse one; X.toarray() is dense")
    if np.ma.is_masked(X):
        raise TypeError("expected X without a mask, got masked entries")
    array = X if type(X) is np.ndarray else np.asarray(X)
    if array.dtype.kind == "c":
        raise ValueError(f"Complex data not supported: X of type {array.dtype}")
    if array.dtype.kind not in "biuf":
        array = parsed(array)
    require_table(array)
    return array


def parsed(array: Any) -> Array:
    if array.dtype.kind not in "OUS":
        raise TypeError(f"expected X to be real numbers, got {array.dtype}")
    try:
        return np.asarray(array.astype(np.float64))
    except (TypeError, ValueError) as error:
        refused = f"expected X to be real numbers, got {array.dtype}: {error}"
    raise (TypeError if array.dtype == object else ValueError)(refused)


def require_table(array: Array) -> None:
    if array.ndim != 2:
        raise ValueError(
            f"expected X of shape (N, D), got shape {array.shape}. Reshape your data: "
            "X.reshape(-1, 1) makes one column, X.reshape(1, -1) one row"
        )
    if not array.shape[1]:
        raise ValueError(
            f"expected columns in X, got 0 feature(s) (shape={array.shape}) while a "
            "minimum of 1 is required."
        )
    if not len(array):
        raise ValueError(
            f"expected rows in X, got 0 sample(s) (shape={array.shape}) while a "
            "minimum of 1 is required."
        )


def weights_of(sample_weight: Any) -> Array:
    weights = np.asarray(sample_weight, np.float64)
    if weights.ndim != 1:
        raise refuse("sample_weight of one dimension", f"shape {weights.shape}")
    if not np.isfinite(weights).all() or (weights < 0).any():
        at = int(np.argmin(np.isfinite(weights) & (weights >= 0)))
        raise refuse("sample_weight of at least 0", f"{weights[at]} for row {at}")
    if not weights.any():
        raise refuse("a sample_weight above zero", "zero for every row")
    return weights


def refuse_entry(rows: Array, first_row: int) -> NoReturn:
    """Say which entry cannot be computed with: its sums came out infinite or NaN."""
    sound = np.isfinite(rows)
    if sound.all():
        at = np.unravel_index(int(np.argmax(np.abs(rows))), rows.shape)
        wanted = "X with squares that doubles hold: divide the column by its scale"
    else:
        at = np.unravel_index(int(np.argmin(sound)), rows.shape)
        wanted = "X without NaN or infinity"
    row, column = at
    raise refuse(wanted, f"{rows[at]} in row {first_row + row}, column {column}")


def names_of(X: Any) -> Array | None:
    """The names of the columns of a data frame, where all are strings."""
    names = list(getattr(X, "columns", ()))
    if not names or not all(isinstance(name, str) for name in names):
        return None
    return np.array(names, dtype=object)
