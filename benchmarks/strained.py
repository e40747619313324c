"""Data on which doubles run short, each with a start for one step of EM.

Three clusters in three dimensions are moved, stretched and made narrow. A case is the
points, and the means and the roots of the covariances of the start.
"""

from typing import NamedTuple

import numpy as np

SIZE, D, K = 600, 3, 3
WEIGHTS = np.array([0.3, 0.3, 0.4])


class Strained(NamedTuple):
    """Points (N, D), means (K, D), and roots (K, D, D)."""

    points: np.ndarray
    means: np.ndarray
    roots: np.ndarray

    def factors(self) -> np.ndarray:
        """U with U Uᵀ the inverse covariances, upper triangular."""
        upper = np.stack([np.linalg.qr(root.T, mode="r") for root in self.roots])
        signs = np.sign(np.diagonal(upper, axis1=1, axis2=2))
        return np.linalg.inv(signs[:, :, None] * upper)


def clusters(seed=0):
    """Points with their labels, means, roots, and a rotation for each cluster."""
    rng = np.random.default_rng(seed)
    means = 2 * rng.standard_normal((K, D))
    roots = np.linalg.cholesky(
        [A @ A.T * 0.36 + 0.3 * np.eye(D) for A in rng.standard_normal((K, D, D))]
    )
    labels = rng.integers(K, size=SIZE)
    noise = rng.standard_normal((SIZE, D, 1))
    points = means[labels] + (roots[labels] @ noise)[:, :, 0]
    rotations = np.linalg.qr(rng.standard_normal((K, D, D)))[0]
    return points, labels, means + 0.1, 1.1 * roots, rotations


def mapped(points, labels, means, roots, by, shift=0.0):
    """The same after linear maps of each cluster about its mean."""
    centres = means[labels]
    points = centres + (by[labels] @ (points - centres)[:, :, None])[:, :, 0]
    return Strained(points + shift, means + shift, by @ roots)


def offset(by):
    points, _, means, roots, _ = clusters()
    return Strained(points + by, means + by, roots)


def condition(number, shift=0.0):
    """All data flat in one direction."""
    points, _, means, roots, turns = clusters()
    A = turns[0] @ np.diag([1, number**-0.25, number**-0.5]) @ turns[0].T
    return Strained(points @ A.T + shift, means @ A.T + shift, A @ roots)


def scales(by):
    points, _, means, roots, _ = clusters()
    return Strained(points * by, means * by, np.diag(by) @ roots)


def tight(by, shift=0.0):
    """One cluster so many times as wide as it was."""
    points, labels, means, roots, _ = clusters()
    maps = np.stack([by * np.eye(D), np.eye(D), np.eye(D)])
    return mapped(points, labels, means, roots, maps, shift)


def needles(number, shift=0.0):
    """Each cluster thin in a direction of its own: no whitening helps."""
    points, labels, means, roots, turns = clusters()
    maps = turns @ np.diag([1, 1, number**-0.5]) @ turns.transpose(0, 2, 1)
    return mapped(points, labels, means, roots, maps, shift)


CASES = {
    "plain": offset(0),
    "offset 1e6": offset(1e6),
    "offset 1e7": offset(1e7),
    "offset 1e8": offset(1e8),
    "condition 1e8": condition(1e8),
    "condition 1e8, offset 1e6": condition(1e8, 1e6),
    "condition 1e12": condition(1e12),
    "columns times 1e-10, 1, 1e10": scales([1e-10, 1, 1e10]),
    "a cluster 1e-3 as wide": tight(1e-3),
    "a cluster 1e-4 as wide": tight(1e-4),
    "a cluster 1e-5 as wide": tight(1e-5),
    "a cluster 1e-6 as wide": tight(1e-6),
    "a cluster 1e-7 as wide": tight(1e-7),
    "a cluster 1e-4 as wide, offset 1e6": tight(1e-4, 1e6),
    "needles of condition 1e8": needles(1e8),
    "needles of condition 1e8, offset 1e6": needles(1e8, 1e6),
}
