"""What binning costs: the divergence of two binned exponentials, in closed form.

Bins of width Δ turn rates α and β into geometric laws. Their divergence has a closed
form; as Δ → 0 it rises to the divergence of the densities, from which it falls short
by (α - β)² Δ² / 24.
"""

from functools import cache

from sympy import Expr, Integral, Limit, Sum, exp, log, oo

from derivations.kernel.calc import Derivation, calc, derivation
from derivations.kernel.names import Ratio
from derivations.notation import Delta, alpha, beta, m, u
from derivations.rules import (
    by_definition,
    geometric,
    integrate_,
    reduce_fraction,
    split_positive,
    take_limit,
)


def mass(rate: Expr) -> Expr:
    """The probability of bin m."""
    return exp(-rate * m * Delta) * (1 - exp(-rate * Delta))


log_ratio = log((1 - exp(-alpha * Delta)) / (1 - exp(-beta * Delta)))
binned = log_ratio + (beta - alpha) * Delta / (exp(alpha * Delta) - 1)
continuous = log(alpha / beta) + beta / alpha - 1


@cache
def binned_divergence() -> Derivation:
    """Two geometric laws: Σ P ln(P/Q) in closed form."""
    return derivation(
        "kl.binned-exponentials",
        calc(
            "",
            Sum(mass(alpha) * log(Ratio(mass(alpha), mass(beta))), (m, 0, oo)),
            (
                "split",
                Sum(mass(alpha) * (log_ratio + (beta - alpha) * m * Delta), (m, 0, oo)),
                by_definition >> split_positive,
            ),
            ("sum", binned, geometric >> reduce_fraction),
        ),
    )


@cache
def continuous_divergence() -> Derivation:
    """The divergence of the two densities."""
    density, other = (rate * exp(-rate * u) for rate in (alpha, beta))
    return derivation(
        "kl.exponentials",
        calc(
            "",
            Integral(density * log(Ratio(density, other)), (u, 0, oo)),
            ("integral", continuous, integrate_),
        ),
    )


@cache
def continuous_limit() -> Derivation:
    """As bins shrink, the divergence of the binned laws becomes that of the densities."""
    return derivation(
        "kl.continuous-limit",
        calc(
            "",
            Limit(binned, Delta, 0),
            ("limit", continuous, take_limit >> split_positive),
        ),
    )


@cache
def shortfall() -> Derivation:
    """Binning loses (α - β)² Δ² / 24, to leading order."""
    return derivation(
        "kl.quantization-loss",
        calc(
            "",
            Limit((binned - continuous) / Delta**2, Delta, 0),
            ("coefficient", -((alpha - beta) ** 2) / 24, take_limit >> reduce_fraction),
        ),
    )
