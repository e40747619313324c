"""A mixture by its statistics: all that EM needs of a point is T(x) = (1, x, x xᵀ).

The logarithm of a weighted Gaussian is linear in T(x), with natural parameters η_k as
its coefficients. So Q holds the data in sums of γ T(x) only, which add from part to
part, and the M-step picks the Gaussian whose mean of T is the data's.
"""

from functools import cache

from sympy import Expr, Sum, log

from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule
from derivations.kernel.moves import everywhere
from derivations.mixture_covariance import centre
from derivations.mixture_mean import Lambda_symmetric
from derivations.mixture_remainders import citing
from derivations.notation import D, K, N, a, b, gamma, k, n, over, pi_, x, x_bar
from derivations.quantities.covariance import WeightedCovariance
from derivations.quantities.mixture import Count, Gaussian
from derivations.quantities.natural import Natural, NaturalConstant, NaturalLinear
from derivations.rules import (
    by_definition,
    definition_of,
    exchange,
    linear,
    split_logs,
)


@everywhere(Sum)
def name_of_x(s: Sum) -> Expr:
    """Σ_ab x_b f(a, b) = Σ_ab x_a f(b, a)."""
    if not s.has(x[n, b]) or s.has(x[n, a]):
        return s
    return Sum(s.function.xreplace({a: b, b: a}), *s.limits)


x_first = rule("the names of bound indices are free", name_of_x)


def inner(one: Expr, first, second) -> Expr:
    """η · T, from the three parts of T."""
    return (
        NaturalConstant(k) * one
        + over(NaturalLinear(k, a) * first, (a, D))
        + over(Natural(k, a, b) * second, (b, D), (a, D))
    )


def seen(summand: Expr) -> Expr:
    return over(gamma[n, k] * summand, (n, N))


def log_joint() -> Chain:
    return calc(
        "",
        log(pi_[k] * Gaussian(n, k)),
        (
            "natural",
            inner(1, x[n, a], x[n, a] * x[n, b]),
            (
                by_definition
                >> split_logs
                >> linear
                >> exchange
                >> x_first
                >> Lambda_symmetric
            ).because(
                "multiply out the quadratic form; what is linear in x_n occurs twice, "
                "because Σ_k⁻¹ is symmetric"
            ),
        ),
    )


def sums() -> Chain:
    return calc(
        "The data in Q",
        over(gamma[n, k] * log(pi_[k] * Gaussian(n, k)), (n, N), (k, K)),
        (
            "statistics",
            over(inner(Count(k), seen(x[n, a]), seen(x[n, a] * x[n, b])), (k, K)),
            (citing(log_joint()) >> definition_of(Count) >> linear >> exchange).because(
                "by formula (1); η_k does not depend on the point, so the sum over the "
                "points goes past it"
            ),
        ),
        given=(Lambda_symmetric,),
    )


def matching() -> Chain:
    return calc(
        "What the M-step matches",
        WeightedCovariance(k, a, b) + x_bar[k, a] * x_bar[k, b],
        (
            "moments",
            seen(x[n, a] * x[n, b]) / Count(k),
            (by_definition >> linear >> centre).because(
                "the mean of a product is the covariance and the product of the means"
            ),
        ),
    )


@cache
def exponential_family() -> Derivation:
    """The logarithm of a weighted Gaussian is linear in T(x) = (1, x, x xᵀ)."""
    return derivation("gmm.exponential-family", log_joint(), sums(), matching())
