"""What klem and scikit-learn make of hard data, side by side, as a Markdown table.

Each case is fitted with the defaults of both, from the same seed. What is said is the
error or the warnings; what comes out is the range of the standard deviations, in units
of the plain data, and the weights.

    python -m benchmarks.hard
"""

import warnings
from typing import Any

import numpy as np
import sklearn.mixture

import klem

LONGEST = 110  # letters of an error or a warning


def blobs() -> np.ndarray:
    """Two round clusters of deviation 1, at (0, 0) and (6, 6)."""
    rng = np.random.default_rng(0)
    return np.vstack([rng.standard_normal((300, 2)), 6 + rng.standard_normal((300, 2))])


def cases() -> dict[str, tuple[np.ndarray, dict]]:
    """Data and parameters by name."""
    X, rng = blobs(), np.random.default_rng(1)
    distinct = np.repeat([[0.0, 0], [1, 1], [5, 7]], 100, axis=0)
    wide = rng.standard_normal((20, 50))
    return {
        "plain": (X, {}),
        "offset 1e7, diag": (X + 1e7, {"covariance_type": "diag"}),
        "offset 1e8": (X + 1e8, {}),
        "offset 1e8, tied": (X + 1e8, {"covariance_type": "tied"}),
        "data times 1e-6": (X * 1e-6, {}),
        "data times 1e150": (X * 1e150, {}),
        "data times 1e200": (X * 1e200, {}),
        "columns times 1e-8 and 1e8": (X * [1e-8, 1e8], {}),
        "a point at (1e3, 1e3), K = 3": (with_row(X, 1e3, 1e3), {"n_components": 3}),
        "a point at (1e9, -1e9), K = 3": (with_row(X, 1e9, -1e9), {"n_components": 3}),
        "an entry 1e160": (with_row(X, 1e160, 0), {}),
        "3 distinct points, K = 5": (distinct, {"n_components": 5}),
        "all points alike": (np.ones((100, 2)), {}),
        "a constant column": (np.c_[X, np.full(len(X), 3.0)], {}),
        "a collinear column": (np.c_[X, 2 * X[:, :1]], {}),
        "50 columns, 20 points": (wide, {}),
        "50 columns, 20 points, diag": (wide, {"covariance_type": "diag"}),
        "as many components as points": (X[:5], {"n_components": 5}),
        "a NaN": (with_row(X, np.nan, 0), {}),
        "an infinity": (with_row(X, np.inf, 0), {}),
        "no rows": (X[:0], {}),
        "one dimension": (X[:, 0], {}),
        "single precision, offset 1e4": ((X + 1e4).astype(np.float32), {}),
        "objects": (X.astype(object), {}),
    }


def with_row(X: np.ndarray, *row: float) -> np.ndarray:
    return np.vstack([X, [row]])


def outcome(kind: type, points: np.ndarray, knobs: dict) -> str:
    """One line: what came out, and what was said."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            model = kind(**{"n_components": 2, "random_state": 0} | knobs)
            found = summary(model.fit(points))
        except Exception as error:  # each is an outcome
            return f"{type(error).__name__}: {short(str(error))}"
    kinds = {f"{type(w.message).__name__}: {short(str(w.message))}" for w in said}
    return "; ".join([found, *sorted(kinds)])


def summary(model: Any) -> str:
    variances = model.covariances_
    if model.covariance_type in ("full", "tied"):
        variances = np.linalg.eigvalsh(variances)
    low, high = np.sqrt(np.abs([variances.min(), variances.max()]))
    weights = ", ".join(f"{w:.3f}" for w in np.sort(model.weights_))
    return f"deviations {low:.2g} to {high:.2g}, weights {weights}"


def short(text: str) -> str:
    """The first line, cut."""
    line = text.split("\n")[0].replace("|", "/")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def table() -> str:
    """The Markdown table."""
    lines = ["| data | klem | scikit-learn |", "| --- | --- | --- |"]
    for name, (points, knobs) in cases().items():
        kinds = klem.GaussianMixture, sklearn.mixture.GaussianMixture
        cells = [outcome(kind, points, knobs) for kind in kinds]
        lines.append(f"| {name} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
