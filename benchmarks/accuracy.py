"""One step of EM by klem and by scikit-learn, held to the same step in long double.

Errors: of the mean log-likelihood in nats; of the weights, relative; of the means in
standard deviations; of the covariances in whitened units, where each is the identity,
both as `covariances_` and as `precisions_cholesky_` have them.

    python -m benchmarks.accuracy [--record]
"""

import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
import sklearn.mixture

import klem
from benchmarks import long_double as exact
from benchmarks import recording
from benchmarks.strained import CASES, WEIGHTS, K, Strained


class Errors(NamedTuple):
    """The largest error of each kind."""

    likelihood: float
    weights: float
    means: float
    covariances: float
    factors: float


def by_klem(case: Strained) -> Any:
    model = klem.GaussianMixture(
        K, warm_start=True, covariance_floor=None, tol=0, max_iter=1
    )
    model.weights_, model.means_ = WEIGHTS, case.means
    model.precisions_cholesky_ = case.factors()
    return model.fit(case.points)


def by_scikit_learn(case: Strained) -> Any:
    model = sklearn.mixture.GaussianMixture(K, reg_covar=0)
    model.weights_, model.means_ = WEIGHTS, case.means
    model.precisions_cholesky_ = case.factors()
    model.lower_bound_, shares = model._e_step(case.points)
    model._m_step(case.points, shares)
    return model


def errors(model: Any, case: Strained) -> Errors:
    """Of a model one step after the start of the case."""
    given = case.points, WEIGHTS, case.means, case.factors()
    evidence, weights, means, covariances = exact.step(*given)
    shifts, spread, white = [], [], []
    factors = np.asarray(model.precisions_cholesky_, exact.long)
    for k, right in enumerate(covariances):
        root = exact.cholesky(right)
        shifts.append(exact.solved(root, model.means_[k] - means[k]))
        half = exact.solved(root, model.covariances_[k] - right)
        spread.append(exact.solved(root, half.T))
        white.append(factors[k].T @ right @ factors[k] - np.eye(len(right)))
    return Errors(
        float(abs(model.lower_bound_ - evidence / len(case.points))),
        float(np.abs(model.weights_ / weights - 1).max()),
        float(np.sqrt(np.square(shifts).sum(axis=1)).max()),
        float(np.abs(spread).max()),
        float(np.abs(white).max()),
    )


def found(step: Callable[[Strained], Any], case: Strained) -> Errors | str:
    """The errors, or what was raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return errors(step(case), case)
        except Exception as error:  # each is an outcome
            return type(error).__name__


def rows() -> Iterator[list[Any]]:
    """The name of each case, and klem's and scikit-learn's errors."""
    for name, case in CASES.items():
        pairs = [figures(found(step, case)) for step in (by_klem, by_scikit_learn)]
        yield [name, *pairs]


def figures(result: Errors | str) -> list[float] | str:
    if isinstance(result, str):
        return result
    return [float(f"{error:.0e}") for error in result]


if __name__ == "__main__":
    table = []
    for row in rows():
        print(*row, sep="\n  ", flush=True)
        table.append(row)
    if "--record" in sys.argv:
        head = list(Errors._fields)
        recording.write("accuracy", ("scikit-learn",), head=head, rows=table)
