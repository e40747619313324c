"""Data of known clusters, and one start for all implementations.

The clusters overlap, so that EM neither assigns every point at once nor never.
"""

from typing import NamedTuple

import numpy as np


class Case(NamedTuple):
    """N points in D dimensions, K components, and the form of their covariances."""

    N: int
    D: int
    K: int
    form: str = "full"

    def __str__(self) -> str:
        return f"{self.N:g}, {self.D}, {self.K} {self.form}"


SIZES = (
    Case(100_000, 2, 3),
    Case(1_000_000, 2, 8),
    Case(100_000, 16, 16),
    Case(100_000, 64, 32),
    Case(20_000, 128, 64),
)


def problem(case: Case) -> tuple[np.ndarray, dict]:
    """The points, and the start as scikit-learn's parameters."""
    N, D, K, form = case
    rng = np.random.default_rng(0)
    means = rng.standard_normal((K, D)) * (3.0 if D <= 2 else 1.2)
    factors = rng.standard_normal((K, D, D)) / np.sqrt(D)
    covariances = factors @ factors.transpose(0, 2, 1) + 0.3 * np.eye(D)
    labels = rng.integers(K, size=N)
    points = np.empty((N, D))
    for k, root in enumerate(np.linalg.cholesky(covariances)):
        own = np.flatnonzero(labels == k)
        points[own] = means[k] + rng.standard_normal((len(own), D)) @ root.T
    return points, {
        "n_components": K,
        "covariance_type": form,
        "weights_init": np.full(K, 1 / K),
        "means_init": means + 0.3 * rng.standard_normal((K, D)),
        "precisions_init": precisions(1.5 * covariances + 0.2 * np.eye(D), form),
    }


def precisions(covariances: np.ndarray, form: str) -> np.ndarray:
    if form in ("full", "tied"):
        shared = covariances if form == "full" else covariances.mean(axis=0)
        return np.linalg.inv(shared)
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    return 1 / (variances if form == "diag" else variances.mean(axis=1))
