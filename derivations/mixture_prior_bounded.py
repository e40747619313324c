"""With a prior on means and covariances no component can buy likelihood without end.

The most that a component can bring is its height at every one of the N points. That
grows like -½ N ln det Σ, and the prior takes ½ Tr(Σ⁻¹Ψ), which wins: what is left is ψ
of eigenvalues again, with a top at a covariance that is not singular.
"""

from functools import cache

from sympy import Expr, log, pi

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.mixture_factors import square
from derivations.mixture_prior_parts import spectrum, spread
from derivations.mixture_remainders import citing, factors
from derivations.notation import D, N, a, eigenvalue, freedom, k, kappa, norm, over
from derivations.quantities.divergence import Psi
from derivations.quantities.mixture import Determinant
from derivations.quantities.prior import (
    InverseWishart,
    MeanPrior,
    PriorForm,
    PriorTrace,
)
from derivations.quantities.prior_restricted import (
    Height,
    LeastDeterminant,
    PriorSquares,
)
from derivations.rules import (
    by_definition,
    definition_of,
    exchange,
    linear,
    split_logs,
)

count = N + freedom + D + 2
spectral = spectrum(
    PriorTrace(k),
    count,
    LeastDeterminant,
    "λ_ka are the eigenvalues of Σ_k⁻¹Ψ/(N + ν + D + 2), all positive",
)


def constant() -> Expr:
    return log(norm) + D * log(kappa) / 2 - D * (N + 1) * log(2 * pi) / 2


def most() -> Chain:
    lost = (
        kappa * PriorSquares(k) / 2,
        count * over(Psi(eigenvalue[k, a]), (a, D)) / 2,
    )
    gathered = count * log(Determinant(k)) + PriorTrace(k) + kappa * PriorForm(k)
    return calc(
        "",
        N * log(Height(k)) + log(MeanPrior(k)) + log(InverseWishart(k)),
        (
            "gather",
            constant() - gathered / 2,
            (
                definition_of(Height, MeanPrior, InverseWishart) >> split_logs >> linear
            ).because("what multiplies ln det Σ_k together"),
        ),
        (
            "top",
            constant() - count * (log(LeastDeterminant(k)) + D) / 2 - sum(lost),
            (citing(way()) >> spectral >> definition_of(Psi) >> linear).because(
                "the way from m is a sum of squares, formula (2), and the rest is ψ of "
                "eigenvalues"
            ),
        ),
        given=(factors, spread),
        nonnegative=sum(lost),
        equal_when="μ_k = m and Σ_k = Ψ/(N + ν + D + 2)",
    )


def way() -> Chain:
    return calc(
        "The way from m is a sum of squares",
        PriorForm(k),
        (
            "factor",
            PriorSquares(k),
            (by_definition >> factors >> square >> exchange).because(
                "Σ_k⁻¹ = L_kᵀL_k; sum over the rows of L_k last"
            ),
        ),
    )


@cache
def bounded() -> Derivation:
    """N times a component's log height and its log prior have a greatest value."""
    return derivation("gmm.map.bounded", most(), way())
