"""The divergence of two Gaussians, in one dimension and in D.

The logarithm of the ratio is a quadratic, so only the means of 1, y and y² over the
standard normal law are needed: from the integral in one dimension, coordinate by
coordinate in D.
"""

from functools import cache

from sympy import Expr, Integral, Rational, log, oo

from derivations.gaussian_units import plane_shift, plane_spread, triangular
from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule
from derivations.kernel.moves import everywhere
from derivations.kernel.names import unfold
from derivations.normal_means import factored, inverted, moments
from derivations.notation import (
    D,
    Lambda,
    Sigma,
    a,
    b,
    mu,
    over,
    sigma,
    unit,
    x_,
    y,
)
from derivations.quantities.densities import Normal
from derivations.quantities.divergence import Psi
from derivations.quantities.expectation import StandardMean
from derivations.quantities.families import Divergence
from derivations.quantities.gaussian import (
    Half,
    LogDensity,
    Mahalanobis,
    Trace,
)
from derivations.quantities.mixture import Determinant
from derivations.rules import (
    by_definition,
    integrate_,
    linear,
    split_logs,
    split_positive,
)

half = Rational(1, 2)
first, second = (Normal(x_, mu[c], sigma[c]) for c in (1, 2))
divergence = Divergence(first, second, x_, -oo, oo)
gap = (mu[1] - mu[2]) ** 2


@everywhere(Integral)
def to_standard(f: Integral) -> Expr:
    return f.transform(x_, (mu[1] + sigma[1] * y, y))


def standardized(e: Expr) -> Expr:
    """Each integral over x, by x = μ₁ + σ₁ y."""
    return to_standard(unfold(e))


# One move: over x itself SymPy's integral thinks for a second and comes out in erfc.
standardize = rule(
    "substitute x = μ₁ + σ₁ y and integrate", lambda e: integrate_(standardized(e))
)


def one_dimension() -> Chain:
    return calc(
        "",
        divergence,
        (
            "integrate",
            log(sigma[2] / sigma[1])
            + (sigma[1] ** 2 + gap) / (2 * sigma[2] ** 2)
            - half,
            standardize.because(
                "split the logarithm of the ratio, substitute x = μ₁ + σ₁ y, integrate "
                "(by SymPy): over y the mean of 1 is 1, of y it is 0, of y² it is 1"
            ),
        ),
        fixed="D = 1",
    )


def log_ratio() -> Chain:
    form = [(x_ - mu[c]) ** 2 / (2 * sigma[c] ** 2) for c in (1, 2)]
    return calc(
        "The logarithm of the ratio is a quadratic in x",
        log(first / second),
        (
            "split",
            log(sigma[2] / sigma[1]) + form[1] - form[0],
            (by_definition >> split_positive).because(
                "√(2π) cancels, and the logarithm of each exponential is its exponent"
            ),
        ),
        fixed="D = 1",
    )


def sign_in_one_dimension() -> Chain:
    t = sigma[1] ** 2 / sigma[2] ** 2
    remainder = half * Psi(t) + gap / (2 * sigma[2] ** 2)
    return calc(
        "Never negative: a price for the width and one for the place",
        log(sigma[2] / sigma[1]) + (sigma[1] ** 2 + gap) / (2 * sigma[2] ** 2) - half,
        (
            "name",
            remainder,
            (by_definition >> split_positive).because(
                "ψ(t) is t − 1 − ln t, here at t = σ₁²/σ₂²"
            ),
        ),
        fixed="D = 1",
        nonnegative=remainder,
        equal_when="μ₁ = μ₂ and σ₁ = σ₂",
    )


def pairs(summand: Expr) -> Expr:
    return over(summand, (b, D), (a, D))


def any_dimension() -> Chain:
    shift = (mu[1, a] - mu[2, a]) * Lambda[2, a, b] * (mu[1, b] - mu[2, b])
    spread = Lambda[2, a, b] * Sigma[1, a, b]
    log_ratio = log(Determinant(2) / Determinant(1))
    return calc(
        "In D dimensions",
        StandardMean(LogDensity(1) - LogDensity(2), unit),
        (
            "average",
            Half(
                pairs(spread)
                + pairs(shift)
                - pairs(Lambda[1, a, b] * Sigma[1, a, b])
                + log_ratio
            ),
            (by_definition >> split_logs >> moments >> linear >> factored).because(
                "the mean of (x_a − μ_ka)(x_b − μ_kb) is "
                "Σ_1ab + (μ_1a − μ_ka)(μ_1b − μ_kb)"
            ),
        ),
        (
            "name",
            Half(Trace() + Mahalanobis() - D + log_ratio),
            (by_definition >> inverted >> linear).because(
                "Σ₁⁻¹ Σ₁ is the unit matrix, with trace D; the other sums have names"
            ),
        ),
    )


@cache
def gaussian() -> Derivation:
    """Two Gaussians: half of a trace less D, a squared distance and a log-volume."""
    return derivation(
        "kl.gaussian",
        one_dimension(),
        log_ratio(),
        sign_in_one_dimension(),
        any_dimension(),
        triangular(),
        plane_spread(),
        plane_shift(),
        source="SPB P193, P92",
    )
