"""How many threads an E-step takes, and that BLAS takes none of its own meanwhile.

Threads over chunks of rows keep both processors busy where BLAS, at a few dozen
columns, does not; two sets of threads would hinder each other. threadpoolctl holds BLAS
to one, and is used where it is there (scikit-learn brings it).
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager


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


def one_thread_in_products() -> AbstractContextManager[object]:
    """BLAS on one thread, until the context is left."""
    import threadpoolctl

    limits: AbstractContextManager[object] = threadpoolctl.threadpool_limits(
        1, user_api="blas"
    )
    return limits
