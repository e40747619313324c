"""Seconds of predictions, scikit-learn's and klem's, in turns, from the same fit.

Both have to come to the same numbers, or there is nothing to tell.

    python -m benchmarks.predictions [--threads 1 2] [--cases 0 1 2]
"""

import argparse
import warnings
from typing import Any

import numpy as np
import sklearn.mixture
import threadpoolctl

import klem
from benchmarks.cases import SIZES, Case, problem
from benchmarks.em import fastest

METHODS = "predict_proba", "score_samples", "predict"
MOST = 200_000  # rows, of which scikit-learn's log joints fit into memory


def fits(case: Case) -> tuple[np.ndarray, list[Any]]:
    """Points, and what both make of them in one iteration."""
    points, start = problem(case)
    points, knobs = points[:MOST], start | {"tol": 0, "max_iter": 1}
    theirs = sklearn.mixture.GaussianMixture(**knobs, reg_covar=0)
    ours = klem.GaussianMixture(**knobs, covariance_floor=None)
    return points, [theirs.fit(points), ours.fit(points)]


def row(case: Case, threads: int) -> str:
    """What each prediction takes; both have to come to the same numbers."""
    points, models = fits(case)
    told = [f"{case!s:22} {threads:7}"]
    with threadpoolctl.threadpool_limits(threads):
        for name in METHODS:
            calls = [getattr(model, name) for model in models]
            np.testing.assert_allclose(*(call(points) for call in calls), atol=1e-8)
            theirs, ours = (fastest(lambda c=c: c(points), 3) for c in calls)
            told.append(f"{name} {ours:.4f} s, {theirs / ours:.1f} x as fast")
    return "; ".join(told)


def main() -> None:
    """Print a line for each case and number of threads."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--cases", type=int, nargs="+", default=range(len(SIZES)))
    asked = parser.parse_args()
    warnings.simplefilter("ignore")  # one iteration is no convergence
    for case in (SIZES[i] for i in asked.cases):
        for threads in asked.threads:
            print(row(case, threads), flush=True)


if __name__ == "__main__":
    main()
