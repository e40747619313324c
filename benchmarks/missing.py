"""Seconds and memory of an EM iteration with missing entries, beside complete data.

Both fits take turns on one thread, from one start, and are timed by the processor's
time; their ratio says what 5 % of missing entries cost.

    python -m benchmarks.missing [--share 0.05] [--forms full tied diag] [--repeats 2]
"""

import argparse
import time
import tracemalloc
import warnings

import numpy as np
import threadpoolctl

import klem
from benchmarks.cases import Case, problem

ITERATIONS = 4


def iterations(points: np.ndarray, start: dict) -> list[float]:
    """The seconds of each iteration but the first."""
    noted: list[float] = []
    klem.GaussianMixture(
        **start,
        covariance_floor=None,
        missing="marginalize",
        tol=0,
        max_iter=ITERATIONS,
        progress=lambda *_: noted.append(time.process_time()),
    ).fit(points)
    return list(np.diff(noted))


def peak(points: np.ndarray, start: dict) -> float:
    """The most megabytes that a fit allocates at a time, beside the points."""
    tracemalloc.start()
    iterations(points, start)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def row(case: Case, share: float, repeats: int) -> str:
    points, start = problem(case)
    lost = np.random.default_rng(0).random(points.shape) < share
    gaps = np.where(lost, np.nan, points)
    whole: list[float] = []
    gapped: list[float] = []
    with threadpoolctl.threadpool_limits(1):
        for _ in range(repeats):
            whole += iterations(points, start)
            gapped += iterations(gaps, start)
        memory = peak(gaps, start)
    ratio = np.median(gapped) / np.median(whole)
    return f"{case!s:24} {ratio:5.1f} × the time of complete data, {memory:5.1f} MB"


def main() -> None:
    """Print one line for each form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=0.05)
    parser.add_argument("--forms", nargs="+", default=["full", "tied", "diag"])
    parser.add_argument("--repeats", type=int, default=2)
    asked = parser.parse_args()
    warnings.simplefilter("ignore", klem.ConvergenceWarning)
    for form in asked.forms:
        print(row(Case(100_000, 16, 16, form), asked.share, asked.repeats), flush=True)


if __name__ == "__main__":
    main()
