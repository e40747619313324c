"""Seconds per EM iteration, oneDAL's EM in C++ and klem in turns, from one start.

oneDAL comes with `pip install scikit-learn-intelex`, which is large and no dependency
of klem's tests. Its iterations cannot be timed one by one: the time of a short run is
taken from that of a longer one. Both have to come to the same numbers. One thread is
timed by the processor's time, several by the clock.

    python -m benchmarks.peer [--threads 1 2] [--cases 0 1 2] [--repeats 3]
"""

import argparse
import time
import warnings
from types import SimpleNamespace
from typing import Any

import numpy as np
import threadpoolctl

import klem
from benchmarks.cases import SIZES, Case, problem
from benchmarks.em import SAME, difference

ENOUGH = 2e9  # multiplications in the longer run


def theirs(points: np.ndarray, start: dict, iterations: int) -> Any:
    """oneDAL's mixture after so many iterations, by scikit-learn's names."""
    from daal4py import em_gmm

    covariances = list(np.linalg.inv(start["precisions_init"]))
    found = em_gmm(
        nComponents=len(covariances),
        maxIterations=iterations,
        accuracyThreshold=0.0,
        regularizationFactor=0.0,
    ).compute(points, start["weights_init"][None], start["means_init"], covariances)
    return SimpleNamespace(
        weights_=found.weights[0],
        means_=found.means,
        covariances_=np.stack(found.covariances),
    )


def use_threads(threads: int) -> None:
    """As many for oneDAL, whose threads threadpoolctl does not see."""
    import daal4py

    daal4py.daalinit(threads)


def ours(points: np.ndarray, start: dict, iterations: int) -> Any:
    knobs = {"tol": 0, "max_iter": iterations, "covariance_floor": None}
    return klem.GaussianMixture(**start, **knobs).fit(points)


def compare(case: Case, threads: int, repeats: int) -> dict[str, list[float]]:
    """Seconds per iteration of both, in turns; they have to end at the same numbers."""
    points, start = problem(case)
    more = int(np.clip(ENOUGH / (case.N * case.K * (case.D + 5) ** 2), 2, 10))
    clock = time.process_time if threads == 1 else time.perf_counter
    seconds: dict[str, list[float]] = {"theirs": [], "ours": []}
    use_threads(threads)
    with threadpoolctl.threadpool_limits(threads):
        for _ in range(repeats):
            ends = []
            for name, fit in (("theirs", theirs), ("ours", ours)):
                before = clock()
                fit(points, start, 1)
                between = clock()
                ends.append(fit(points, start, 1 + more))
                taken = clock() - between - (between - before)
                seconds[name].append(taken / more)
            apart = difference(*ends)
            assert apart < SAME, f"{case}: the results differ by {apart}"
    return seconds


def row(case: Case, threads: int, seconds: dict[str, list[float]]) -> str:
    medians = [float(np.median(seconds[name])) for name in ("theirs", "ours")]
    ratios = np.array(seconds["theirs"]) / np.array(seconds["ours"])
    return (
        f"{case!s:22} {threads:7} {medians[0]:9.5f} {medians[1]:9.5f} "
        f"{medians[0] / medians[1]:6.2f} {ratios.min():5.2f}-{ratios.max():4.2f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--cases", type=int, nargs="+", default=range(len(SIZES)))
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    try:
        import daal4py  # noqa: F401 - says before any work whether it is there
    except ImportError as missing:
        parser.error(f"oneDAL is needed: pip install scikit-learn-intelex ({missing})")
    warnings.simplefilter("ignore")  # neither converges in so few iterations
    print("N, D, K, form          threads    oneDAL      klem  ratio range")
    for case in (SIZES[i] for i in asked.cases):
        for threads in asked.threads:
            print(row(case, threads, compare(case, threads, asked.repeats)), flush=True)


if __name__ == "__main__":
    main()
