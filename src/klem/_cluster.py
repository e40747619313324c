"""Rows in a Dask array: each worker takes the sums over the chunks that it holds.

A pass over the data sends the parameters out, once to each worker, and brings sums
back, which are added as a tree on the way: no row travels. The tree is the same in each
pass, so neither the number of workers nor the death of one changes a digit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import dask
import dask.array
import numpy as np

from klem._checks import Array, refuse
from klem._rows import Found, Rows, require_rows, require_table, require_weights

FAN = 8  # how many sums are added at a time: chunks side by side first


@dataclass(frozen=True)
class Part:
    """A chunk of rows on some worker, its weights, and the number of its first row."""

    rows: Any
    weights: Any
    start: int


@dataclass(frozen=True)
class Remote:
    """Rows with D columns, in parts that workers hold or can make.

    Attributes:
        held: What the parts are of: workers forget arrays that no one holds.
    """

    parts: Sequence[Part]
    D: int
    held: tuple[Any, Any]
    far = True
    whole = False

    def first(self) -> Array:
        (row,) = dask.compute(self.asked(Rows.first, self.parts[0]))
        return np.asarray(row)

    def total(self, of: Callable[[Rows], Found]) -> Found:
        """The sum of what `of` finds in each part, where the part lies."""
        sent = dask.delayed(of, pure=False)  # one node of the graph for all tasks
        found = [self.asked(sent, part) for part in self.parts]
        while len(found) > 1:
            groups = (found[at : at + FAN] for at in range(0, len(found), FAN))
            found = [dask.delayed(added, pure=False)(group) for group in groups]
        (total,) = dask.compute(found[0])
        return total  # type: ignore[no-any-return]

    def asked(self, of: Any, part: Part) -> Any:
        ask = dask.delayed(answer, pure=False)
        return ask(of, part.rows, part.weights, self.D, part.start)


def answer(
    of: Callable[[Rows], Found], rows: Any, weights: Any, D: int, start: int
) -> Found:
    """What `of` finds in one chunk: this runs on a worker."""
    if weights is not None:
        require_weights(weights, start)
    return of(Rows(lambda: (rows,), D, weights, start))


def added(found: list[Any]) -> Any:
    return reduce(add, found)


def remote(X: Any, sample_weight: Any) -> Remote:
    """The rows of a Dask array (N, D), whose columns are not cut."""
    if not isinstance(X, dask.array.Array):
        raise TypeError(
            f"expected a dask array, got {type(X).__name__}; of a data frame "
            "X.to_dask_array(lengths=True) is one"
        )
    if np.isnan(X.shape).any():
        X = X.copy()
        X.compute_chunk_sizes()
    require_table(X)
    require_rows(X)
    if X.numblocks[1] > 1:
        X = X.rechunk({1: -1})
    lengths = X.chunks[0]
    weights = weights_along(X, sample_weight)
    chunks = X.to_delayed()[:, 0]
    of_chunks = [None] * len(chunks) if weights is None else weights.to_delayed()
    starts = np.cumsum([0, *lengths[:-1]]).tolist()
    cut = zip(chunks, of_chunks, starts, lengths, strict=True)
    parts = [Part(rows, w, start) for rows, w, start, n in cut if n]
    return Remote(parts, X.shape[1], (X, weights))


def weights_along(X: Any, sample_weight: Any) -> Any:
    """The weights in chunks as X; those in memory go to the workers once."""
    if sample_weight is None:
        return None
    weights = dask.array.asarray(sample_weight)
    if weights.shape != (X.shape[0],):
        raise refuse(f"sample_weight of shape ({X.shape[0]},)", f"{weights.shape}")
    weights = weights.astype(np.float64).rechunk((X.chunks[0],))
    return weights if weights is sample_weight else weights.persist()
