"""How many threads an E-step takes, and that BLAS takes none of its own meanwhile.

Threads over chunks of rows keep both processors busy where BLAS, at a few dozen
columns, does not; two sets of threads would hinder each other. threadpoolctl holds BLAS
to one, and is used where it is there (scikit-learn brings it).
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager

from klem._rows import Rows, Source

WORK = 5e5  # products of coordinates under which threads cost more than they give


@contextmanager
def threads_for(rows: Source, least: float = WORK) -> Iterator[int]:
    """How many threads to take; if more than one, BLAS takes one until this is left.

    One, where rows are known to have no more than the `least` products of coordinates.

    Threads of BLAS spin for a tenth of a second after their last product, and keep a
    processor busy, so BLAS is held to one from before the first pass.
    """
    if rows.far or work(rows) <= least or (n := threads()) == 1:
        yield 1
        return
    import threadpoolctl

    with threadpoolctl.threadpool_limits(1, user_api="blas"):
        yield n


def work(rows: Source) -> float:
    """How many products of coordinates there are; of chunks that is not known."""
    if not (isinstance(rows, Rows) and rows.whole):
        return math.inf
    return len(next(iter(rows))[0]) * (rows.D + 1) ** 2


def threads() -> int:
    """As many as BLAS may use here, or as there are processors for this process."""
    try:
        import threadpoolctl
    except ImportError:
        return 1  # BLAS has threads of its own, and two sets of them hinder each other
    affinity = getattr(os, "sched_getaffinity", None)  # not on every system
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    allowed = [lib["num_threads"] for lib in threadpoolctl.threadpool_info()]
    return min([processors, *allowed])
