"""Data as chunks of rows that can be read again and again: an array, or many.

EM reads the data once in each iteration, so a generator that is spent after one pass
will not do; a function that makes one, a list of arrays, or anything else that gives
its chunks anew on each `iter`, will. What is read is refused with one sentence where
it holds no numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol, TypeVar

import numpy as np

from klem._checks import Array, refuse

Chunk = tuple[Array, Array | None]  # rows (n, D), and their weights (n,)
Found = TypeVar("Found")


class Source(Protocol):
    """Rows that may lie anywhere: what is asked of them adds up over their parts."""

    @property
    def D(self) -> int:
        """How many columns there are."""

    @property
    def far(self) -> bool:
        """Whether the rows are not at hand here, and `total` asks others."""

    def first(self) -> Array:
        """The first row."""

    def total(self, of: Callable[[Rows], Found]) -> Found:
        """What `of` finds in all rows: the sum of what it finds in parts of them."""


@dataclass(frozen=True)
class Rows:
    """Chunks of rows with D columns, and one weight for each row, or none.

    Attributes:
        read: Gives the chunks, anew at each call.
        weights: Shape (N,) over all chunks.
        start: The number of the first row, where these are a part of the data.
    """

    read: Callable[[], Iterable[Array]]
    D: int
    weights: Array | None
    start: int = 0
    far = False

    def first(self) -> Array:
        row: Array = next(iter(self))[0][0]
        return row

    def total(self, of: Callable[[Rows], Found]) -> Found:
        return of(self)

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
        size, first = max(256, min(16384, (1 << 17) // self.D)), self.start
        for rows, weights in self:
            for at in range(0, len(rows), size):
                part = slice(at, at + size)
                yield rows[part], None if weights is None else weights[part], first + at
            first += len(rows)


def rows_of(X: Any, sample_weight: Any = None) -> Source:
    """X as rows: where they are at hand, or on the workers of a cluster."""
    if type(X).__module__.partition(".")[0] == "dask":
        from klem._cluster import remote

        return remote(X, sample_weight)
    return local_rows(X, sample_weight)


def local_rows(X: Any, sample_weight: Any) -> Rows:
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
    if not array.shape[0]:
        raise ValueError(
            f"expected rows in X, got 0 sample(s) (shape={array.shape}) while a "
            "minimum of 1 is required."
        )


def weights_of(sample_weight: Any) -> Array:
    weights = np.asarray(sample_weight, np.float64)
    if weights.ndim != 1:
        raise refuse("sample_weight of one dimension", f"shape {weights.shape}")
    require_weights(weights, 0)
    return weights


def require_weights(weights: Array, start: int) -> None:
    fine = np.isfinite(weights) & (weights >= 0)
    if not fine.all():
        at = int(np.argmin(fine))
        raise refuse(
            "sample_weight of at least 0", f"{weights[at]} for row {start + at}"
        )


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
