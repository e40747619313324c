"""Where EM stops: a fixed point has gradient zero, and that is all that it promises.

At θ_old the bound, and so Q, has the slope of ln p(X|θ). If the M-step leaves θ_old
where it is, ln p(X|θ) is stationary; two coins show that this may be its minimum, and
that near it a step changes ln p(X|θ) too little for a threshold to notice.
"""

from functools import cache

from sympy import Derivative, Expr, Integer, Limit, Rational, Subs, log

from derivations.evidence import COORDINATE, FISHER, hidden, log_sum, score
from derivations.expectation_step import at_old, old
from derivations.kernel.calc import Chain, Derivation, calc, cite, derivation, rule
from derivations.kernel.moves import everywhere
from derivations.maximization_step import bound_of_old
from derivations.notation import theta_, theta_old, u, z
from derivations.quantities.coins import FirstCoin, TwoHeads
from derivations.quantities.evidence import Evidence, Expected
from derivations.rules import (
    by_definition,
    differentiate,
    multiply,
    reduce_fraction,
    relabel,
    take_limit,
)

half = Rational(1, 2)
doubled = 2 * u / (1 + 4 * u**2)  # the distance from 1/2 after one step


@everywhere(Subs)
def there(s: Subs) -> Expr:
    """Put the place into what was differentiated, if nothing there was held fixed."""
    names = {v for p in s.point for v in p.free_symbols}
    if any(names & d.free_symbols for d in s.expr.atoms(Derivative)):
        raise ValueError(f"{names} would be differentiated too in {s}")
    return s.expr.xreplace(dict(zip(s.variables, s.point, strict=True)))


evaluate_there = rule("evaluate at θ_old", there)


@cache
def tangent() -> Derivation:
    """At θ_old the bound has the slope of ln p(X|θ)."""
    return derivation(
        "em.tangent",
        calc(
            "",
            Subs(Derivative(bound_of_old, theta_), theta_, theta_old),
            (
                "differentiate",
                hidden(old * score(z, theta_old)),
                (by_definition >> differentiate >> evaluate_there).because(
                    "q is held fixed while the bound is differentiated"
                ),
            ),
            (
                "fisher",
                Derivative(log(Evidence(theta_old)), theta_old),
                cite(log_sum(), FISHER, at_old).because(
                    "By Fisher's identity this average is the gradient of ln p(X|θ)"
                ),
            ),
            fixed=COORDINATE,
        ),
        source="PRML ex. 9.25",
    )


def same_slope() -> Chain:
    return calc(
        "",
        Derivative(log(Evidence(theta_old)), theta_old),
        (
            "fisher",
            hidden(old * score(z, theta_old)),
            cite(log_sum(), FISHER, at_old).because("Fisher's identity"),
        ),
        (
            "q",
            Subs(Derivative(Expected(theta_, theta_old), theta_), theta_, theta_old),
            (by_definition >> differentiate >> evaluate_there >> relabel).because(
                "The gradient of Q, with the weights held fixed"
            ),
        ),
        fixed=COORDINATE,
    )


def least_likely() -> Chain:
    return calc(
        "Two heads from one of two coins: least likely at θ = 1/2",
        TwoHeads(theta_),
        (
            "square",
            Rational(1, 4) + (theta_ - half) ** 2,
            (by_definition >> multiply).because("Complete the square"),
        ),
        nonnegative=(theta_ - half) ** 2,
        equal_when="θ = 1/2",
    )


def coins_m_step() -> Chain:
    first = FirstCoin(theta_old)
    coins = first * log(theta_**2 / 2) + (1 - first) * log((1 - theta_) ** 2 / 2)
    return calc(
        "The M-step for the coins: the new θ is the posterior of the first coin",
        Derivative(coins, theta_),
        (
            "root",
            (first - theta_) / (theta_ * (1 - theta_)) * 2,
            (differentiate >> reduce_fraction).because(
                "Differentiate, over a common denominator"
            ),
        ),
    )


def one_step() -> Chain:
    return calc(
        "One EM step: it stays at 0, at 1/2 and at 1, and elsewhere leaves 1/2",
        FirstCoin(theta_) - theta_,
        (
            "factor",
            theta_ * (1 - theta_) * (2 * theta_ - 1) / (2 * TwoHeads(theta_)),
            (by_definition >> reduce_fraction).because(
                "Collect over a common denominator"
            ),
        ),
    )


def doubling() -> Chain:
    return calc(
        "Near 1/2 one step does no more than double the distance u",
        FirstCoin(half + u) - half,
        (
            "simplify",
            doubled,
            (by_definition >> reduce_fraction).because(
                "Collect over a common denominator"
            ),
        ),
    )


def small_change() -> Chain:
    return calc(
        "So it changes ln p by 12 u², to leading order",
        Limit(log(TwoHeads(half + doubled) / TwoHeads(half + u)) / u**2, u, 0),
        (
            "limit",
            Integer(12),
            (by_definition >> take_limit).because("The limit, by SymPy"),
        ),
    )


@cache
def stopping() -> Derivation:
    """At a fixed point of EM the likelihood is stationary, not always greatest."""
    return derivation(
        "em.stopping",
        same_slope(),
        least_likely(),
        coins_m_step(),
        one_step(),
        doubling(),
        small_change(),
    )
