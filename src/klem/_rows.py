"""Data as chunks of rows that are read again in each iteration of EM.

What is read is refused with one sentence where it holds no numbers. A chunk without
rows is passed over, as a filter may leave one.
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

    @property
    def whole(self) -> bool:
        """Whether they are one array here, the same on each pass."""

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
        whole: Whether they are one array, the same on each pass.
    """

    read: Callable[[], Iterable[Array]]
    D: int
    weights: Array | None
    start: int = 0
    whole: bool = False
    far = False

    def first(self) -> Array:
        chunk = next(iter(self), None)
        if chunk is None:
            raise refuse("at least one row", "chunks without any")
        row: Array = chunk[0][0]
        return row

    def total(self, of: Callable[[Rows], Found]) -> Found:
        return of(self)

    def __iter__(self) -> Iterator[Chunk]:
        at = 0
        for rows in self.read():
            rows = numbers(rows)
            if rows.shape[1] != self.D:
                raise refuse(f"chunks with {self.D} columns", rows.shape[1])
            first, at = at, at + len(rows)
            if len(rows):
                yield rows, None if self.weights is None else self.weights[first:at]
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


def matrix(X: Any) -> Array:
    """The rows as real numbers of shape (n, D), with n at least 1."""
    array = numbers(X)
    require_rows(array)
    return array


def numbers(X: Any) -> Array:
    """Real numbers in columns; single and whole numbers stay such."""
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


def require_table(array: Any) -> None:
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


def require_rows(array: Any) -> None:
    if not array.shape[0]:
        raise ValueError(
            f"expected rows in X, got 0 sample(s) (shape={array.shape}) while a "
            "minimum of 1 is required."
        )


def require_weights(weights: Array, start: int) -> None:
    fine = np.isfinite(weights) & (weights >= 0)
    if not fine.all():
        at = int(np.argmin(fine))
        raise refuse(
            "sample_weight of at least 0", f"{weights[at]} for row {start + at}"
        )


def refuse_entry(rows: Array, first_row: int, *, gaps: bool = False) -> NoReturn:
    """Say which entry cannot be computed with: its sums came out infinite or NaN."""
    sound = np.isfinite(rows) | (np.isnan(rows) if gaps else False)
    if sound.all():
        at = np.unravel_index(int(np.argmax(np.abs(rows))), rows.shape)
        wanted = "X with squares that doubles hold: divide the column by its scale"
    else:
        at = np.unravel_index(int(np.argmin(sound)), rows.shape)
        wanted = "X without infinity" if gaps else "X without NaN or infinity"
    row, column = at
    raise refuse(wanted, f"{rows[at]} in row {first_row + row}, column {column}")


def names_of(X: Any) -> Array | None:
    """The names of columns of a data frame or an Arrow table, if all are strings."""
    columns = getattr(X, "columns", ())
    names = list(getattr(getattr(X, "schema", None), "names", columns))
    if not names or not all(isinstance(name, str) for name in names):
        return None
    return np.array(names, dtype=object)
