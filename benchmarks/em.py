"""Seconds per EM iteration, scikit-learn and klem in turns, from one start.

The ratios are of one run on one machine, so that a busy or a slow one changes them
little; both have to come to the same numbers, or there is no ratio. One thread is
timed by the processor's time, several by the clock. The limit is what the matrix
products and the exponentials of all log joints cost at this machine's measured rates;
where most components are far from most points, klem leaves these out and passes it.

    python -m benchmarks.em [--threads 1 2] [--forms full] [--cases 0 1 2] [--repeats 3]
"""

import argparse
import time
import tracemalloc
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import sklearn.mixture
import threadpoolctl

import klem
from benchmarks.cases import SIZES, Case, problem

SAME = 1e-8  # the largest relative difference of the parameters
SPIN = 0.2  # seconds: so long threads of BLAS may keep processors busy after a product
ENOUGH = 2e9  # multiplications in a timed run of scikit-learn


class Timed(sklearn.mixture.GaussianMixture):
    """scikit-learn's mixture, which notes the time after each iteration."""

    def _m_step(self, *args: Any, **kwargs: Any) -> None:
        super()._m_step(*args, **kwargs)
        self.noted.append(self.clock())


def theirs(points: np.ndarray, knobs: dict, clock: Callable[[], float]) -> Any:
    model = Timed(**knobs, reg_covar=0)
    model.clock, model.noted = clock, []
    return model.fit(points), model.noted


def ours(points: np.ndarray, knobs: dict, clock: Callable[[], float]) -> Any:
    noted: list[float] = []
    model = klem.GaussianMixture(
        **knobs, covariance_floor=None, progress=lambda *_: noted.append(clock())
    )
    return model.fit(points), noted


def difference(a: Any, b: Any) -> float:
    """The largest difference of the parameters, relative to the largest entry."""
    pairs = [
        (getattr(m, n) for m in (a, b)) for n in ("weights_", "means_", "covariances_")
    ]
    return max(float(np.abs(x - y).max() / np.abs(x).max()) for x, y in pairs)


def compare(case: Case, threads: int, repeats: int) -> dict[str, Any]:
    """Seconds per iteration of both, in turns, and how far apart they ended."""
    points, start = problem(case)
    iterations = int(np.clip(ENOUGH / (case.N * case.K * (case.D + 5) ** 2), 2, 10))
    clock = time.process_time if threads == 1 else time.perf_counter
    knobs = start | {"tol": 0, "max_iter": iterations + 1}
    seconds: dict[str, list[float]] = {"theirs": [], "ours": []}
    with threadpoolctl.threadpool_limits(threads):
        for _ in range(repeats):
            time.sleep(SPIN)
            their_model, noted = theirs(points, knobs, clock)
            seconds["theirs"] += list(np.diff(noted))
            time.sleep(SPIN)
            our_model, noted = ours(points, knobs, clock)
            seconds["ours"] += list(np.diff(noted))
        limit = least(case, threads)
    apart = difference(our_model, their_model)
    assert apart < SAME, f"{case}: the results differ by {apart}"
    return {"apart": apart, "limit": limit, **seconds}


def least(case: Case, threads: int) -> float:
    """The seconds that the products and exponentials of an iteration take at least."""
    N, D, K, form = case
    rows = {"full": (D + 1) * (D + 2) // 2, "tied": D + 1, "diag": 2 * D + 1}
    products = 4 * N * K * rows.get(form, D + 2)
    return products / product_rate() + N * K / (exponential_rate() * threads)


def fastest(action: Callable[[], object], times: int = 5) -> float:
    """The least seconds of several calls: what disturbs only adds."""
    taken = []
    for _ in range(times):
        before = time.perf_counter()
        action()
        taken.append(time.perf_counter() - before)
    return min(taken)


def product_rate() -> float:
    """Operations a second in a product of large matrices, on the threads allowed."""
    square = np.random.default_rng(0).random((1200, 1200))
    return 2 * 1200**3 / fastest(lambda: square @ square)


def exponential_rate() -> float:
    """Exponentials a second on one thread, in the cache."""
    numbers = np.linspace(-30, 0, 16384)
    out = np.empty_like(numbers)
    return len(numbers) / fastest(lambda: np.exp(numbers, out=out), 50)


def peak(case: Case) -> float:
    """The most megabytes that klem's fit allocates at a time, beside the points."""
    points, start = problem(case)
    tracemalloc.start()
    klem.GaussianMixture(**start, tol=0, max_iter=2).fit(points)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def row(case: Case, threads: int, found: dict[str, Any]) -> str:
    theirs_, ours_ = (np.array(found[name]) for name in ("theirs", "ours"))
    ratio = np.median(theirs_) / np.median(ours_)
    low, high = (np.quantile(ours_, q) / np.median(ours_) for q in (0.25, 0.75))
    return (
        f"{case!s:22} {threads:7} {np.median(theirs_):10.4f} {np.median(ours_):9.5f} "
        f"{ratio:6.1f} {low:5.2f}-{high:4.2f} {found['limit'] / np.median(ours_):6.2f} "
        f"{found['apart']:8.0e}"
    )


def small(repeats: int = 30) -> str:
    """Old Faithful from scratch, both with their own starts."""
    points, seconds = klem.old_faithful(), []
    for kind in (sklearn.mixture.GaussianMixture, klem.GaussianMixture):
        with threadpoolctl.threadpool_limits(1):
            fit = kind(2, random_state=0).fit
            seconds.append(fastest(lambda fit=fit: fit(points), repeats))
    return "272 x 2 from scratch: scikit-learn {:.5f} s, klem {:.5f} s".format(*seconds)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--forms", nargs="+", default=["full"])
    parser.add_argument("--cases", type=int, nargs="+", default=range(len(SIZES)))
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    warnings.simplefilter("ignore")  # neither converges in so few iterations
    print(small())
    print(
        "N, D, K, form          threads scikit-learn     klem  ratio quartiles  limit"
        "  differ"
    )
    for case in (SIZES[i]._replace(form=f) for f in asked.forms for i in asked.cases):
        for threads in asked.threads:
            print(row(case, threads, compare(case, threads, asked.repeats)), flush=True)
        print(f"{case!s:22} memory beyond X: {peak(case):.1f} MB", flush=True)


if __name__ == "__main__":
    main()
