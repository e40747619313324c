"""Densities cut into bins of width Δ.

Bin i holds probability p(x_i) Δ. Its entropy carries -ln Δ and diverges as Δ → 0; a
divergence carries no Δ, provided that both densities were cut into the same bins.
"""

import math
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import (
    Array,
    log_base,
    number,
    positive,
    refuse,
    require_all,
    shaped,
)
from klem._logarithms import log, log_ratio, times

Curve = Callable[[Array], ArrayLike]


@dataclass(frozen=True, eq=False)
class Quantized:
    """A density cut into bins: their middles x_i, their masses p(x_i) Δ, and Δ.

    Attributes:
        points: Shape (n,): the middles of the bins, `width` apart.
        masses: Shape (n,): the probability of each bin.
        width: Δ, above 0.
        tolerance: How far the masses may sum from one. A sum of p(x_i) Δ is a Riemann
            sum over an interval that may cut the tails, so it misses one by a little.

    Raises:
        ValueError: the shapes differ, a mass is negative or not finite, the points are
            not `width` apart, or the masses sum to something far from one.
    """

    points: Array
    masses: Array
    width: float
    _: KW_ONLY
    tolerance: float = 0.01

    def __post_init__(self) -> None:
        points = shaped("points", self.points, "n")
        masses = shaped("masses", self.masses, len(points))
        require_all(lambda m: m >= 0, masses, "masses without negative values")
        positive("width", number("width", self.width))
        if not np.allclose(np.diff(points), self.width, rtol=1e-6, atol=0):
            raise refuse(f"points {self.width} apart", f"gaps {np.diff(points)}")
        if abs(masses.sum() - 1) > self.tolerance:
            raise refuse(
                f"masses that sum to 1 within {self.tolerance}",
                f"a sum of {masses.sum()}",
            )
        object.__setattr__(self, "points", points)
        object.__setattr__(self, "masses", masses)

    @property
    def densities(self) -> Array:
        """The densities p(x_i): mass per width."""
        return self.masses / self.width


def quantize(
    density: Curve, low: float, high: float, *, width: float, tolerance: float = 0.01
) -> Quantized:
    """Masses p(x_i) Δ at the middles x_i of the bins of width Δ in [low, high].

    Formula: entropy.quantized. Source: PRML 1.101 (numbering varies by printing).

    Args:
        density: Takes an array of points and gives the density at each.
        low: Where the first bin begins.
        high: Where the last bin ends; the width must divide the interval.
        width: Δ.
        tolerance: How far the masses may sum from one.

    Raises:
        ValueError: the width does not divide the interval; or the densities are
            negative, NaN or of a wrong shape, or their masses sum to something else.
    """
    edges = bin_edges(low, high, width)
    middles = (edges[:-1] + edges[1:]) / 2
    densities = shaped("density(points)", density(middles), len(middles))
    return Quantized(middles, densities * width, width, tolerance=tolerance)


def quantize_cdf(
    cdf: Curve, low: float, high: float, *, width: float, tolerance: float = 0.01
) -> Quantized:
    """Masses F(x_i + Δ/2) - F(x_i - Δ/2): the exact probability of each bin.

    Formula: entropy.quantized.exponential uses these for an exponential law.

    Args:
        cdf: Takes an array of points and gives the distribution function at each. A
            constant may be added: F - 1 = -exp(-λx) keeps the digits of a tail that
            1 - exp(-λx) rounds to 1.
        low: Where the first bin begins.
        high: Where the last bin ends; the width must divide the interval.
        width: Δ.
        tolerance: How far the masses may sum from one.

    Raises:
        ValueError: the width does not divide the interval; or the function falls, is
            NaN or of a wrong shape, or rises by something else than about one.
    """
    edges = bin_edges(low, high, width)
    masses = np.diff(shaped("cdf(edges)", cdf(edges), len(edges)))
    middles = (edges[:-1] + edges[1:]) / 2
    return Quantized(middles, masses, width, tolerance=tolerance)


def bin_edges(low: float, high: float, width: float) -> Array:
    span = number("high", high) - number("low", low)
    bins = round(span / float(positive("width", number("width", width))))
    if bins < 1 or not math.isclose(bins * width, span, rel_tol=1e-9):
        raise refuse("a width that divides high - low", f"{width} for {span}")
    return low + width * np.arange(bins + 1, dtype=np.float64)


def entropy_quantized(p: Quantized, *, base: float = math.e) -> float:
    """Entropy H_Δ = -Σ p(x_i)Δ log(p(x_i)Δ), which grows like -log Δ as bins shrink.

    Formula: entropy.quantized. Source: PRML 1.101 (numbering varies by printing).

    Args:
        p: The binned density.
        base: The unit is log(base) nats.
    """
    return float(times(p.masses, -log(p.masses)).sum() / log_base(base))


def cross_entropy_quantized(
    p: Quantized, q: Quantized, *, base: float = math.e
) -> float:
    """Cross-entropy -Σ p(x_i)Δ log(q(x_i)Δ), which carries the entropy's -log Δ.

    Formulas: kl.excess-code-length, kl.delta-cancellation.

    Args:
        p: The binned density that the mean is taken over.
        q: The other, in the same bins.
        base: The unit is log(base) nats.

    Returns:
        One number; infinite where q = 0 < p.

    Raises:
        ValueError: p and q are not cut into the same bins.
    """
    same_bins(p, q)
    return float(times(p.masses, -log(q.masses)).sum() / log_base(base))


def kl_quantized(p: Quantized, q: Quantized, *, base: float = math.e) -> float:
    """KL divergence Σ p(x_i)Δ log(p(x_i)/q(x_i)): Δ has left the logarithm.

    It is the cross-entropy less the entropy. Where the masses of p and of q sum to
    different numbers, it can fall below zero by their difference.

    Formulas: kl.delta-cancellation, kl.continuous-limit.

    Args:
        p: The binned density that the mean is taken over.
        q: The other, in the same bins.
        base: The unit is log(base) nats.

    Returns:
        One number; infinite where q = 0 < p.

    Raises:
        ValueError: p and q are not cut into the same bins. Then Δ does not cancel:
            kl.when-delta-stays.
    """
    same_bins(p, q)
    per_bin = times(p.masses, log_ratio(p.densities, q.densities))
    return float(per_bin.sum() / log_base(base))


def same_bins(p: Quantized, q: Quantized) -> None:
    """Two widths would leave ln(Δ_q/Δ_p) behind."""
    if not math.isclose(p.width, q.width, rel_tol=1e-9):
        raise refuse("p and q in bins of one width", f"{p.width} and {q.width}")
    near = p.points.shape == q.points.shape and np.allclose(
        p.points, q.points, rtol=0, atol=1e-6 * p.width
    )
    if not near:
        raise refuse(
            "p and q in the same bins", f"{ends(p.points)} and {ends(q.points)}"
        )


def ends(points: Array) -> str:
    return f"{len(points)} from {points[0]} to {points[-1]}"
