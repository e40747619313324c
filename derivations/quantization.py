"""Entropy knows the width of the bins that a continuous variable is cut into.

A bin of width Δ in which the density has the mean pᵢ holds the probability pᵢΔ. Its
logarithm splits, and as the bins hold everything, the part with Δ is -ln Δ whatever
the density: it grows without end as the bins shrink. What is left settles at the
differential entropy; for an exponential law all of it can be followed exactly.
"""

from functools import cache

from sympy import Expr, Integral, Limit, Sum, exp, expand, log, oo

from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule
from derivations.kernel.given import density
from derivations.kernel.moves import everywhere
from derivations.notation import (
    Delta,
    N,
    alpha,
    ell,
    i,
    m,
    over,
    p,
    u,
    x_,
)
from derivations.quantities.densities import Density, Exponential, ExponentialBin
from derivations.quantities.divergence import Bin, CodeLength
from derivations.quantities.information import DifferentialEntropy
from derivations.rules import (
    by_definition,
    definition_of,
    geometric,
    integrate_,
    linear,
    reduce_fraction,
    split_logs,
    split_positive,
    take_limit,
)

P = Bin(p[i])
H = CodeLength(p[i], p[i], i, N)  # the entropy: P in the code made for P
P_sums = density(p[i], (i, 1, N), width=Delta)


def bins(summand: Expr) -> Sum:
    return over(summand, (i, N))


heights = bins(p[i] * Delta * log(p[i]))
apart = (by_definition >> split_logs >> linear).because(
    "the logarithm of pᵢΔ splits into one of the height and one of the width"
)


def with_width() -> Chain:
    return calc(
        "",
        H,
        ("define", -bins(P * log(P)), definition_of(CodeLength)),
        ("split", -heights - bins(p[i] * Delta * log(Delta)), apart),
        (
            "pull-out",
            -heights - log(Delta) * bins(p[i] * Delta),
            linear.because("ln Δ is the same in every bin, so it leaves the sum"),
        ),
        (
            "sum",
            -heights - log(Delta),
            (linear >> P_sums).because("the bins hold everything, so Σ pᵢΔ is 1"),
        ),
    )


def halving() -> Chain:
    return calc(
        "Halving the width m times adds m bits, so there is no end to it",
        -log(Delta / 2**m),
        (
            "split",
            m * log(2) - log(Delta),
            split_logs.because("the logarithm of a quotient is a difference"),
        ),
    )


@everywhere(Sum)
def heights_to_integral(s: Sum) -> Expr:
    ((_, first, last),) = s.limits
    heights = (s.function / Delta).xreplace({ell * Delta: x_})
    return Integral(heights, (x_, first * Delta, last * Delta))


@everywhere(Limit)
def riemann_sum(f: Limit) -> Expr:
    """Σ g(ℓΔ)Δ becomes ∫ g(x) dx in the limit of narrow bins."""
    return heights_to_integral(f.args[0])


def heights_settle() -> Chain:
    h = DifferentialEntropy(Density(x_))
    here, (start, end) = Density(ell * Delta), Density.support
    assumption = rule(
        "assumed: the Riemann sums of p ln p converge to its integral, as they do for "
        "p continuous and positive from x₀ to x₀ + w",
        riemann_sum,
        untested="no number can test a limit for every density",
    )
    by = assumption >> definition_of(DifferentialEntropy)
    return calc(
        "The part of the heights settles",
        -Limit(
            Sum(here * Delta * log(here), (ell, start / Delta, end / Delta)), Delta, 0
        ),
        ("limit", h, by.because(assumption.says)),
    )


@cache
def quantized() -> Derivation:
    """H_Δ = −Σ pᵢΔ ln pᵢ − ln Δ: cutting into bins costs −ln Δ."""
    return derivation(
        "entropy.quantized",
        *(with_width(), halving(), heights_settle()),
        source="PRML 1.101, 1.102",
    )


P_m = ExponentialBin(m, alpha)
H_bins = -Sum(P_m * log(P_m), (m, 0, oo))
# One logarithm holds Δ beside what it meets, so that the limits see the two cancel.
decay = alpha * Delta / (exp(alpha * Delta) - 1)
exact = decay - log(1 - exp(-alpha * Delta))
settling = decay + log(alpha * Delta / (1 - exp(-alpha * Delta)))


def geometric_bins() -> Chain:
    whole = Integral(Exponential(u, alpha), (u, m * Delta, (m + 1) * Delta))
    by = integrate_ >> rule("e^(a+b) = e^a e^b", lambda e: expand(e, log=False))
    reason = "the integral by SymPy; each bin holds the same fraction of the last one"
    return calc("The bins are geometric", whole, ("integral", P_m, by.because(reason)))


def closed_form() -> Chain:
    in_bin = log(1 - exp(-alpha * Delta)) - alpha * m * Delta
    series = "the probabilities sum to one, and the mean of m is 1/(e^(αΔ) − 1)"
    return calc(
        "",
        H_bins,
        (
            "split",
            -Sum(P_m * in_bin, (m, 0, oo)),
            (by_definition >> split_positive).because(
                "P_m is an exponential times what the first bin holds"
            ),
        ),
        (
            "sum",
            exact,
            (by_definition >> geometric >> reduce_fraction).because(series),
        ),
    )


def settles() -> Chain:
    return calc(
        "As the bins shrink, what is left beside −ln Δ settles",
        Limit(exact + log(Delta), Delta, 0),
        ("limit", 1 - log(alpha), take_limit),
    )


def remainder() -> Chain:
    return calc(
        "What is left beside the limit, in one logarithm",
        exact + log(Delta) - (1 - log(alpha)),
        (
            "regroup",
            settling - 1,
            split_positive.because("the three logarithms are one"),
        ),
    )


def rate() -> Chain:
    return calc(
        "It settles with the square of the width",
        Limit((settling - 1) / Delta**2, Delta, 0),
        ("coefficient", alpha**2 / 24, take_limit),
    )


@cache
def quantized_exponential() -> Derivation:
    """Bins of an exponential law: H_Δ in closed form, and H_Δ + ln Δ → 1 − ln α."""
    return derivation(
        "entropy.quantized.exponential",
        *(closed_form(), geometric_bins(), settles(), remainder(), rate()),
        source="PRML 1.101, worked out for one law",
    )
