"""The divergence of two Gaussians in the units of the second: its sign is then seen.

With a triangular factor of the covariance and in units in which the second law is the
standard normal one, the divergence is a sum of ψ(t) = t - 1 - ln t and squares. In two
dimensions, multiplied out, trace and determinants turn into just these terms.
"""

from sympy import Sum, log

from derivations.kernel.calc import Chain, calc
from derivations.normal_means import moments
from derivations.notation import (
    A,
    D,
    a,
    i,
    mu,
    over,
    sigma,
    unit,
)
from derivations.quantities.divergence import Psi
from derivations.quantities.expectation import StandardMean
from derivations.quantities.gaussian import (
    LogOwn,
    LogUnit,
    PlanarDeterminant,
    PlanarMahalanobis,
    PlanarTrace,
)
from derivations.rules import (
    by_definition,
    linear,
    multiply,
    split_positive,
)


def triangular() -> Chain:
    below = Sum(A[a, i] ** 2, (i, 1, a - 1))
    remainder = over(Psi(sigma[a] ** 2) + mu[a] ** 2 + below, (a, D)) / 2
    return calc(
        "In D dimensions, against N(0, I): never negative",
        StandardMean(LogOwn() - LogUnit(), unit),
        (
            "average",
            remainder,
            (by_definition >> moments >> linear).because(
                "the mean of x_a² is μ_a² + σ_a² + Σ A_ai²; the rest of each term is ψ"
            ),
        ),
        nonnegative=remainder,
        equal_when="all μ_a and A_ai are 0 and all σ_a are 1, so that the two are one",
    )


def plane_spread() -> Chain:
    s, t = sigma[1, 1] / sigma[2, 1], sigma[1, 2] / sigma[2, 2]
    shear = (A[1, 2, 1] - s * A[2, 2, 1]) / sigma[2, 2]
    remainder = Psi(s**2) + Psi(t**2) + shear**2
    return calc(
        "In two dimensions: twice what the covariances add",
        PlanarTrace() - 2 + log(PlanarDeterminant(2) / PlanarDeterminant(1)),
        (
            "multiply out",
            remainder,
            (by_definition >> split_positive).because(
                "Σ_k is its triangular factor times the transpose; multiply out Σ₂⁻¹Σ₁ "
                "and both determinants"
            ),
        ),
        fixed="D = 2",
        nonnegative=remainder,
        equal_when="both factors are the same, which is Σ₁ = Σ₂",
    )


def plane_shift() -> Chain:
    away = [(mu[1, c] - mu[2, c]) / sigma[2, c] for c in (1, 2)]
    remainder = away[0] ** 2 + (away[1] - away[0] * A[2, 2, 1] / sigma[2, 2]) ** 2
    return calc(
        "In two dimensions: twice what the means add",
        PlanarMahalanobis(),
        (
            "multiply out",
            remainder,
            (by_definition >> multiply).because(
                "the inverse of a triangular factor takes μ₁ − μ₂ to the units of the "
                "second law"
            ),
        ),
        fixed="D = 2",
        nonnegative=remainder,
        equal_when="μ₁ = μ₂",
    )
