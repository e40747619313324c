"""Sufficient statistics of a Gaussian mixture: sums over points, which add.

Chunks of data, streams and workers meet in the same `+`. Each scatter is taken about
its own mean, because Σ r x xᵀ - N_k m mᵀ loses every digit when the mean is far away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import Array, distribution, number, refuse, require_all, shaped
from klem._logarithms import log, times


@dataclass(frozen=True, eq=False)
class Moments:
    """Counts N_k, means m_k and scatters S_k of points shared among K components.

    `a + b` gives the moments of the points of both.

    Formulas: gmm.m-step.mean, gmm.m-step.covariance.
    Source: PRML 9.17-9.19 (numbering varies by printing).

    Attributes:
        counts: Shape (K,): N_k = Σ_n γ_nk.
        means: Shape (K, D): m_k = Σ_n γ_nk x_n / N_k; 0 for an empty component.
        scatters: Shape (K, D, D): S_k = Σ_n γ_nk (x_n - m_k)(x_n - m_k)ᵀ.
        entropy: -Σ_n Σ_k γ_nk ln γ_nk in nats, what the bound needs beside these.
    """

    counts: Array
    means: Array
    scatters: Array
    entropy: float

    def __post_init__(self) -> None:
        means = shaped("means", self.means, "K", "D")
        K, D = means.shape
        counts = shaped("counts", self.counts, K)
        require_all(lambda c: c >= 0, counts, "counts without negative values")
        shaped("scatters", self.scatters, K, D, D)
        number("entropy", self.entropy)

    @classmethod
    def of(cls, points: ArrayLike, responsibilities: ArrayLike) -> Moments:
        """The moments of points (N, D), shared by responsibilities (N, K).

        Raises:
            ValueError: a shape does not fit, a point is not finite, or a row of
                responsibilities is negative or does not sum to one.
        """
        points = shaped("points", points, "N", "D")
        shares = shaped("responsibilities", responsibilities, len(points), "K")
        distribution("responsibilities", responsibilities, -1)
        parts = [weighted(points, share) for share in shares.T]
        counts, means, scatters = map(np.stack, zip(*parts, strict=True))
        return cls(counts, means, scatters, float(times(shares, -log(shares)).sum()))

    def __add__(self, other: Moments) -> Moments:
        if self.means.shape != other.means.shape:
            raise refuse(
                "moments of the same K and D",
                f"{self.means.shape} and {other.means.shape}",
            )
        counts = self.counts + other.counts
        share = over_count(other.counts, counts)[:, None]
        gap = other.means - self.means
        between = (self.counts[:, None] * share * gap)[:, :, None] * gap[:, None, :]
        return Moments(
            counts,
            self.means + share * gap,
            self.scatters + other.scatters + between,
            self.entropy + other.entropy,
        )


def weighted(points: Array, share: Array) -> tuple[Array, Array, Array]:
    """The count, the mean and the scatter about it."""
    count = share.sum()
    mean = over_count(share @ points, count)
    mean = mean + over_count(share @ (points - mean), count)  # mends rounding
    spread = np.sqrt(share)[:, None] * (points - mean)
    return count, mean, spread.T @ spread  # one factor, so exactly symmetric


def over_count(total: Array, count: Array) -> Array:
    """Total / count, where nothing over nothing is 0."""
    quotient: Array = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
    return quotient
