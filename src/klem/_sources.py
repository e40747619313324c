"""Where rows may come from: an array, chunks, a file, or a cluster.

EM reads the data once in each iteration, so a generator that is spent after one pass
will not do; a function that makes one, a list of arrays, or anything else that gives
its chunks anew on each `iter`, will. Libraries are known by what their objects can do,
and are not imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np

from klem._checks import Array, refuse
from klem._rows import Rows, Source, matrix, numbers, require_table, require_weights

AT_ONCE = 1 << 20  # numbers that are read from a file at a time, or one chunk of it
Read = Callable[[], Iterable[Any]]


def rows_of(X: Any, sample_weight: Any = None) -> Source:
    """X as rows: where they are at hand, or on the workers of a cluster."""
    if type(X).__module__.partition(".")[0] == "dask":
        from klem._cluster import remote

        return remote(X, sample_weight)
    weights = None if sample_weight is None else weights_of(sample_weight)
    if (read := reader(X)) is not None:
        return chunked(read, weights)
    rows = matrix(X)
    if weights is not None and weights.shape != (len(rows),):
        raise refuse(f"sample_weight of shape ({len(rows)},)", f"{weights.shape}")
    return Rows(lambda: (rows,), rows.shape[1], weights, whole=True)


def chunked(read: Read, weights: Array | None) -> Rows:
    first = next(iter(read()), None)
    if first is None:
        raise refuse("at least one chunk of rows", "none")
    return Rows(read, numbers(first).shape[1], weights)


def reader(X: Any) -> Read | None:
    """What gives the chunks of X anew; none, if X is one array in memory."""
    if hasattr(X, "to_batches"):  # Arrow: tables and data sets
        return X.to_batches  # type: ignore[no-any-return]
    if hasattr(X, "num_row_groups"):
        return partial(row_groups, X)
    if hasattr(X, "chunks") and hasattr(X, "shape"):  # Zarr, HDF5
        require_table(X)
        return partial(slices, X)
    if callable(X):
        return X  # type: ignore[no-any-return]
    return (lambda: X) if is_chunked(X) else None


def row_groups(X: Any) -> Iterator[Any]:
    """Batches of a Parquet file, which would buffer all groups that it is asked for."""
    for group in range(X.num_row_groups):
        yield from X.iter_batches(row_groups=[group])


def slices(X: Any) -> Iterator[Any]:
    """Rows of an array in a file, some of its chunks at a time."""
    high = X.chunks[0] if X.chunks else 1
    step = high * max(1, AT_ONCE // (high * X.shape[1]))
    for at in range(0, X.shape[0], step):
        yield X[at : at + step]


def is_chunked(X: Any) -> bool:
    """Whether X gives arrays of rows, and is none itself."""
    if isinstance(X, Iterator):
        raise TypeError(
            "expected chunks that can be read again, got an iterator, which is spent "
            "after one pass; hand over a function that makes it"
        )
    if isinstance(X, list | tuple):
        return bool(X) and all(len(getattr(part, "shape", ())) == 2 for part in X)
    return isinstance(X, Iterable) and not hasattr(X, "__array__") and not shaped(X)


def shaped(X: Any) -> bool:
    return hasattr(X, "shape") or hasattr(X, "__array_interface__")


def weights_of(sample_weight: Any) -> Array:
    weights = np.asarray(sample_weight, np.float64)
    if weights.ndim != 1:
        raise refuse("sample_weight of one dimension", f"shape {weights.shape}")
    require_weights(weights, 0)
    return weights
