"""What klem and scikit-learn make of hard data, side by side.

Each case is fitted by both, from the same seed, with two components unless it says
otherwise. What comes out is the range of the standard deviations, and the weights; or,
where it should be the fit of the plain data in other units, how far it is from that.
Errors and warnings are told as they are.

    python -m benchmarks.hard [--record]
"""

import sys
import warnings
from collections import Counter
from typing import Any, NamedTuple

import numpy as np
import sklearn.mixture

import klem
from benchmarks import recording

LONGEST = 240  # letters of an error or a warning
KINDS = klem.GaussianMixture, sklearn.mixture.GaussianMixture


class Case(NamedTuple):
    """Points and parameters; the units of the columns, if it should fit as plain."""

    points: np.ndarray
    knobs: dict[str, Any]
    units: tuple[float, float] | None = None


def blobs() -> np.ndarray:
    """Two round clusters of deviation 1, at (0, 0) and (6, 6)."""
    rng = np.random.default_rng(0)
    return np.vstack([rng.standard_normal((300, 2)), 6 + rng.standard_normal((300, 2))])


def cases() -> dict[str, Case]:
    """By name."""
    return (
        same_fit() | other_units() | far_points() | too_few() | no_spread() | refused()
    )


def same_fit() -> dict[str, Case]:
    X, as_plain = blobs(), (1.0, 1.0)
    return {
        "plain": Case(X, {}, as_plain),
        "each row twice": Case(np.repeat(X, 2, axis=0), {}, as_plain),
        "a weight of 2 for each row": Case(X, weighed(np.full(len(X), 2)), as_plain),
        "objects": Case(X.astype(object), {}, as_plain),
        "single precision, offset 1e4": Case(
            (X + 1e4).astype(np.float32), {}, as_plain
        ),
        "offset 1e7": Case(X + 1e7, {}, as_plain),
        "offset 1e7, diag": Case(X + 1e7, {"covariance_type": "diag"}, as_plain),
        "offset 1e8": Case(X + 1e8, {}, as_plain),
        "offset 1e8, tied": Case(X + 1e8, {"covariance_type": "tied"}, as_plain),
    }


def weighed(weights: np.ndarray) -> dict[str, Any]:
    return {"sample_weight": weights}


def other_units() -> dict[str, Case]:
    X = blobs()
    return {
        "data times 1e-6": Case(X * 1e-6, {}, (1e-6, 1e-6)),
        "data times 1e150": Case(X * 1e150, {}, (1e150, 1e150)),
        "data times 1e200": Case(X * 1e200, {}, (1e200, 1e200)),
        "columns times 1e-8 and 1e8": Case(X * [1e-8, 1e8], {}, (1e-8, 1e8)),
        "whole numbers, in thousandths": Case(
            np.round(1e3 * X).astype(int), {}, (1e3, 1e3)
        ),
    }


def far_points() -> dict[str, Case]:
    X, third = blobs(), {"n_components": 3}
    return {
        "a point at (1e3, 1e3), K = 3": Case(with_row(X, 1e3, 1e3), third),
        "a point at (1e9, -1e9), K = 3": Case(with_row(X, 1e9, -1e9), third),
        "an entry 1e160": Case(with_row(X, 1e160, 0), {}),
    }


def too_few() -> dict[str, Case]:
    distinct = np.repeat([[0.0, 0], [1, 1], [5, 7]], 100, axis=0)
    wide = np.random.default_rng(1).standard_normal((20, 50))
    return {
        "3 distinct points, K = 5": Case(distinct, {"n_components": 5}),
        "as many components as points": Case(blobs()[:5], {"n_components": 5}),
        "more components than points": Case(blobs()[:5], {"n_components": 6}),
        "50 columns, 20 points": Case(wide, {}),
        "50 columns, 20 points, diag": Case(wide, {"covariance_type": "diag"}),
    }


def no_spread() -> dict[str, Case]:
    X = blobs()
    return {
        "all points alike": Case(np.ones((100, 2)), {}),
        "a constant column": Case(np.c_[X, np.full(len(X), 3.0)], {}),
        "a collinear column": Case(np.c_[X, 2 * X[:, :1]], {}),
    }


def refused() -> dict[str, Case]:
    X = blobs()
    ones = np.ones(len(X))
    return {
        "a NaN": Case(with_row(X, np.nan, 0), {}),
        "an infinity": Case(with_row(X, np.inf, 0), {}),
        "no rows": Case(X[:0], {}),
        "one dimension": Case(X[:, 0], {}),
        "weights of zero": Case(X, weighed(0 * ones)),
        "a negative weight": Case(X, weighed(np.append(ones[1:], -1))),
    }


def with_row(X: np.ndarray, *row: float) -> np.ndarray:
    return np.vstack([X, [row]])


def outcome(kind: type, case: Case) -> str:
    """One line: what came out, and what was said."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            model = fitted(kind, case)
        except Exception as error:  # each is an outcome
            return f"{type(error).__name__}: {short(str(error))}"
        found = summary(model) if case.units is None else distance(kind, model, case)
    return "; ".join([found, *told([w.message for w in said])])


def fitted(kind: type, case: Case) -> Any:
    knobs = {"n_components": 2, "random_state": 0} | case.knobs
    given = {"sample_weight": knobs.pop("sample_weight", None)}
    given = {name: value for name, value in given.items() if value is not None}
    return kind(**knobs).fit(case.points, **given)


def told(messages: list[Any]) -> list[str]:
    """Each kind of warning once: how often, and the first of them."""
    kinds = [type(m).__name__ for m in messages]
    first = {kind: str(m) for kind, m in reversed([*zip(kinds, messages, strict=True)])}
    counts = Counter(kinds).items()
    times = {kind: f"{n} × {kind}" if n > 1 else kind for kind, n in counts}
    return [f"{times[kind]}: {short(first[kind])}" for kind in times]


def distance(kind: type, model: Any, case: Case) -> str:
    """How far the covariances are from those of the plain data, in these units."""
    form = model.covariance_type
    plain = fitted(kind, Case(blobs(), {"covariance_type": form}))
    assert case.units is not None
    unit = np.outer(case.units, case.units) if form != "diag" else case.units
    order, right = np.argsort(model.means_[:, 0]), np.argsort(plain.means_[:, 0])
    mine, theirs = model.covariances_ / unit, plain.covariances_
    if form != "tied":
        mine, theirs = mine[order], theirs[right]
    off = float(np.abs(mine - theirs).max() / np.abs(theirs).max())
    if off < 1e-3:
        return "the fit of the plain data"
    least = 10.0 ** np.floor(np.log10(off))  # the rest is up to a machine's rounding
    shown = f"{least:.0%}" if off < 1 else f"{least:g} times"
    return f"covariances off by over {shown}"


def summary(model: Any) -> str:
    variances = model.covariances_
    if model.covariance_type in ("full", "tied"):
        variances = np.linalg.eigvalsh(variances)
    low, high = np.sqrt(np.abs([variances.min(), variances.max()]))
    weights = ", ".join(f"{w:.3f}" for w in np.sort(model.weights_))
    return f"deviations {low:.2g} to {high:.2g}, weights {weights}"


def short(text: str) -> str:
    """The first line, cut."""
    line = text.split("\n")[0]
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def rows() -> list[list[str]]:
    """The name of each case, what klem makes of it, and what scikit-learn does."""
    return [
        [name, *(outcome(kind, case) for kind in KINDS)]
        for name, case in cases().items()
    ]


if __name__ == "__main__":
    found = rows()
    for row in found:
        print(*row, sep="\n  ")
    if "--record" in sys.argv:
        head = ["data", "klem", "scikit-learn"]
        recording.write("hard", ("scikit-learn",), head=head, rows=found)
