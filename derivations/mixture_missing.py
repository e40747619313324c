"""Missing entries: what a Gaussian says of them, and how likely the rest is.

To complete the square in the missing coordinate splits a Gaussian into the marginal of
what is observed, which is the row's likelihood, and the conditional of what is not. The
matrix that is left of the precision is the inverse of the observed covariance.
"""

from functools import cache

from sympy import Derivative, Expr, log, sqrt

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import within
from derivations.mixture_covariance import positive_definite
from derivations.mixture_factors import square
from derivations.mixture_remainders import citing
from derivations.notation import D, Lambda, a, b, d, k, mu, n, over, v, x
from derivations.quantities.covariance import (
    CovarianceEntry,
    LogGaussian,
    PrecisionDeterminant,
)
from derivations.quantities.densities import Normal
from derivations.quantities.missing import (
    ConditionalMean,
    ConditionalVariance,
    covariance,
)
from derivations.quantities.mixture import QuadraticForm, ScaledDeviation
from derivations.rules import (
    by_definition,
    differentiate,
    linear,
    multiply,
    reduce_fraction,
    split_positive,
)

some_d = within(d, 1, D)


def plane() -> Chain:
    """Two coordinates, of which the first is observed."""
    seen = Normal(x[n, 1], mu[k, 1], sqrt(covariance(k, 1, 1)))
    rest = Normal(x[n, 2], ConditionalMean(n, k), sqrt(ConditionalVariance(k)))
    return calc(
        "",
        LogGaussian.at(2)(n, k),
        (
            "square",
            log(seen) + log(rest),
            (citing(plane_variance()) >> by_definition >> split_positive).because(
                "C_k22 is one over Λ_k22, by formula (3); complete the square in x_n2"
            ),
        ),
        given=(positive_definite(2),),
        fixed="D = 2",
    )


def plane_mean() -> Chain:
    away = Lambda[k, 1, 2] / Lambda[k, 2, 2] * (x[n, 1] - mu[k, 1])
    return calc(
        "The conditional mean, by the precision",
        ConditionalMean(n, k),
        (
            "invert",
            mu[k, 2] - away,
            by_definition.because(
                "write the entries of Σ_k as those of the inverse of Λ_k; its "
                "determinant cancels"
            ),
        ),
        fixed="D = 2",
    )


def plane_variance() -> Chain:
    return calc(
        "The conditional variance is one over the precision",
        ConditionalVariance(k),
        (
            "invert",
            1 / Lambda[k, 2, 2],
            (by_definition >> reduce_fraction).because(
                "the same; over a common denominator the determinant cancels"
            ),
        ),
        fixed="D = 2",
    )


def one_missing() -> Chain:
    """Any D, with one entry missing: the square in that coordinate."""
    short = Lambda[k, a, b] - Lambda[k, d, a] * Lambda[k, d, b] / Lambda[k, d, d]
    form = (x[n, a] - mu[k, a]) * short * (x[n, b] - mu[k, b])
    return calc(
        "In D dimensions, with entry d missing",
        QuadraticForm(n, k),
        (
            "square",
            ScaledDeviation(n, k, d) ** 2 / Lambda[k, d, d]
            + over(form, (b, D), (a, D)),
            (by_definition >> square >> linear).because(
                "add and subtract the square; in what is left row d of the matrix is "
                "zero, so it does not contain x_nd"
            ),
        ),
    )


def slope() -> Chain:
    """So x_nd less that entry over Λ_kdd does not change with x_nd."""
    return calc(
        "How the entry in the square depends on what is missing",
        Derivative(ScaledDeviation(n, k, d), x[n, d]),
        (
            "differentiate",
            Lambda[k, d, d],
            (by_definition >> differentiate >> some_d).because(
                "one term of the sum contains x_nd"
            ),
        ),
    )


def left(r, c) -> Expr:
    """Entry rc of what is left of Λ_k when the third coordinate is missing."""
    return Lambda[k, r, c] - Lambda[k, r, 3] * Lambda[k, c, 3] / Lambda[k, 3, 3]


def space_determinant() -> Chain:
    """Three coordinates, of which the third is missing."""
    rest = left(1, 1) * left(2, 2) - left(1, 2) ** 2
    return calc(
        "The determinant, D = 3 and the third entry missing",
        PrecisionDeterminant.at(3)(k),
        (
            "split",
            Lambda[k, 3, 3] * rest,
            (by_definition >> multiply).because("multiply out"),
        ),
        fixed="D = 3",
    )


def space_inverse() -> Chain:
    """What is left of Λ_k undoes the covariance of the observed: first coordinate."""
    seen = [
        over_two(*(CovarianceEntry.at(3, *sorted((r, c)))(k) for c in (1, 2)))
        for r in (1, 2)
    ]
    return calc(
        "What is left is the inverse of the observed covariance, D = 3",
        left(1, 1) * seen[0] + left(1, 2) * seen[1],
        (
            "invert",
            v[1],
            (by_definition >> reduce_fraction).because(
                "apply the observed part of Σ_k to any v, and what is left of Λ_k to "
                "that; over a common denominator all but v_1 cancels"
            ),
        ),
        fixed="D = 3",
    )


def over_two(first: Expr, second: Expr) -> Expr:
    return first * v[1] + second * v[2]


@cache
def conditional() -> Derivation:
    """A Gaussian splits into the marginal of what is observed, and a conditional."""
    return derivation(
        "gmm.missing.conditional",
        plane(),
        plane_mean(),
        plane_variance(),
        one_missing(),
        slope(),
        space_determinant(),
        space_inverse(),
    )
