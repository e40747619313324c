"""Narrow bins: the divergence of the binned laws becomes that of the densities.

As Δ → 0 the sum over bins becomes an integral, for densities that allow it. For two
exponential laws nothing need be assumed: their bins are geometric laws, the divergence
of these has a closed form, and the limit and the first correction can be computed.
"""

from functools import cache

from sympy import Add, Expr, Integer, Integral, Limit, Sum, exp, log, oo

from derivations.kernel.calc import Chain, Derivation, Rule, calc, derivation, rule
from derivations.kernel.moves import everywhere
from derivations.notation import Delta, alpha, beta, ell, m, x_
from derivations.quantities.densities import (
    Density,
    ExponentialBin,
    OtherDensity,
    OtherExponentialBin,
)
from derivations.quantization import riemann_sum
from derivations.rules import (
    by_definition,
    geometric,
    linear,
    multiply,
    reduce_fraction,
    split_positive,
    take_limit,
)

P, Q = ExponentialBin(m, alpha), OtherExponentialBin(m, beta)
shares = log((1 - exp(-alpha * Delta)) / (1 - exp(-beta * Delta)))
binned = shares + (beta - alpha) * Delta / (exp(alpha * Delta) - 1)
series = by_definition >> geometric >> reduce_fraction
continuous = log(alpha / beta) + beta / alpha - 1


def relative(rate: Expr) -> Expr:
    """What a bin of width Δ at 0 holds, over density times width: it tends to 1."""
    return (1 - exp(-rate * Delta)) / (rate * Delta)


# Each logarithm is of what tends to 1, so that limits see the constants cancel.
gap = (
    log(relative(alpha))
    - log(relative(beta))
    + (beta - alpha) * (Delta / (exp(alpha * Delta) - 1) - 1 / alpha)
)


def known(chain: Chain) -> Rule:
    """What an earlier chain says, with its name for a reason."""
    claim = chain.claim
    return rule(chain.name, lambda e: e.xreplace({claim.lhs: claim.rhs}))


@everywhere(Limit)
def term_by_term(f: Limit) -> Expr:
    """The limit of (…)/Δ² from the power series of each term, up to Δ²."""
    terms = Add.make_args(f.args[0] * Delta**2)
    return Add(*(g.series(Delta, 0, 3).removeO() for g in terms)) / Delta**2


def riemann() -> Chain:
    p, q = Density(ell * Delta), OtherDensity(ell * Delta)
    at_x = Density(x_) * log(Density(x_) / OtherDensity(x_))
    assumption = rule(
        "assumed: p and q are continuous, q is positive wherever p is, and p ln(p/q) "
        "is directly Riemann integrable",
        riemann_sum,
        untested="no number can test a limit for every pair of densities",
    )
    return calc(
        "",
        Limit(Sum(p * Delta * log(p / q), (ell, -oo, oo)), Delta, 0),
        ("limit", Integral(at_x, (x_, -oo, oo)), assumption),
    )


def one_bin() -> Chain:
    return calc(
        "Two exponential laws, in one bin",
        log(P / Q),
        (
            "split",
            shares + (beta - alpha) * m * Delta,
            (by_definition >> split_positive).because(
                "P_m is what the first bin holds times an exponential, and so is Q_m"
            ),
        ),
    )


def everything() -> Chain:
    by = series.because(
        "geometric series: each bin holds the same fraction of the last one"
    )
    return calc("The bins hold everything", Sum(P, (m, 0, oo)), ("sum", Integer(1), by))


def mean_bin() -> Chain:
    by = series.because("Σ m xᵐ is x/(1 − x)², where x is that same fraction")
    end = 1 / (exp(alpha * Delta) - 1)
    return calc("The mean number of a bin", Sum(m * P, (m, 0, oo)), ("sum", end, by))


def all_bins() -> Chain:
    return calc(
        "Two exponential laws, in all bins",
        Sum(P * log(P / Q), (m, 0, oo)),
        (
            "sum",
            binned,
            (
                known(one_bin()) >> linear >> known(everything()) >> known(mean_bin())
            ).because("each bin as above; only the mean number of a bin is needed"),
        ),
    )


def limit() -> Chain:
    return calc(
        "As the bins shrink: the divergence of the two densities",
        Limit(binned, Delta, 0),
        (
            "limit",
            continuous,
            (take_limit >> split_positive).because("the limit, by SymPy"),
        ),
    )


def shortfall() -> Chain:
    by = split_positive.because(
        "the logarithms regrouped, the fractions multiplied out"
    )
    return calc(
        "The bins less the densities, in logarithms of what tends to 1",
        binned - continuous,
        ("regroup", gap, by),
    )


def rate() -> Chain:
    by = (rule("series", term_by_term) >> multiply).because(
        "each term in powers of Δ, up to its square"
    )
    return calc(
        "The gap closes with the square of the width",
        Limit(gap / Delta**2, Delta, 0),
        ("coefficient", -((alpha - beta) ** 2) / 24, by),
    )


@cache
def continuous_limit() -> Derivation:
    """Σ p(x_ℓ)Δ ln(p/q) → ∫ p ln(p/q): narrow bins give the divergence of densities."""
    parts = riemann, one_bin, everything, mean_bin, all_bins, limit, shortfall, rate
    return derivation("kl.continuous-limit", *(part() for part in parts))
