"""The one inequality: ln t ≤ t - 1, with equality only at t = 1.

What lies between the two sides is a square times an integral of positive things, so
its sign needs no theorem. Slope, curvature and contact at t = 1 say the same in the
usual way.
"""

from functools import cache

from sympy import Derivative, Expr, Integral, Limit, Rational, log

from derivations.kernel.calc import Derivation, calc, derivation, rule
from derivations.kernel.moves import everywhere
from derivations.notation import s, t, u
from derivations.quantities.divergence import Phi, Psi
from derivations.rules import (
    by_definition,
    differentiate,
    integrate_,
    multiply,
    reduce_fraction,
    split_logs,
    take_limit,
)

between = 1 - u + u * t  # runs from 1 to t, as u runs from 0 to 1


@everywhere(Integral)
def transformed(f: Integral) -> Expr:
    """Each integral over s, by s = 1 - u + t u."""
    return f.transform(s, (between, u)) if f.limits[0][0] == s else f


@everywhere(Integral)
def pulled_out(f: Integral) -> Expr:
    """Factors that do not know the variable of an integral stand before it."""
    outside, inside = f.function.factor().as_independent(u, as_Add=False)
    return outside * Integral(inside, *f.limits)


along = rule(
    "with s = 1 − u + t u, which runs from 1 to t as u runs from 0 to 1",
    transformed,
    pulled_out,
)


def signed(weight: Expr) -> Expr:
    """(t - 1)² ∫₀¹ weight / (1 - u + u t) du."""
    return (t - 1) ** 2 * Integral(weight / between, (u, 0, 1))


@cache
def one_inequality() -> Derivation:
    """The one inequality: ln t ≤ t − 1, with equality only at t = 1."""
    return derivation(
        "kl.one-inequality",
        calc(
            "",
            log(t),
            (
                "area",
                t - 1 - Integral((s - 1) / s, (s, 1, t)),
                integrate_.because("ln t is the area under 1/s from 1 to t"),
            ),
            ("substitute", t - 1 - signed(u), along),
            nonnegative=signed(u),
            equal_when="t = 1",
        ),
        calc(
            "The same for φ, which weighs t against 1 the other way",
            Phi(t),
            (
                "area",
                Integral((t - s) / s, (s, 1, t)),
                integrate_.because("t ln s − s has the slope t/s − 1"),
            ),
            ("substitute", signed(1 - u), along),
            nonnegative=signed(1 - u),
            equal_when="t = 1",
        ),
        calc(
            "The two are one function read from both ends",
            Phi(t),
            (
                "turn",
                t * Psi(1 / t),
                (by_definition >> split_logs >> multiply).because(
                    "ψ(1/t) is 1/t − 1 + ln t; multiply it by t"
                ),
            ),
        ),
        calc(
            "The slope of ψ has the sign of t − 1",
            Derivative(Psi(t), t),
            (
                "slope",
                (t - 1) / t,
                (by_definition >> differentiate >> reduce_fraction).because(
                    "the slope of t − 1 − ln t is 1 − 1/t"
                ),
            ),
        ),
        calc(
            "The slope only rises, so ψ is convex",
            Derivative((t - 1) / t, t),
            (
                "curvature",
                1 / t**2,
                (differentiate >> reduce_fraction).because("(t − 1)/t is 1 − 1/t"),
            ),
        ),
        calc(
            "At t = 1 value and slope vanish, and ψ starts as half a square",
            Limit(Psi(t) / (t - 1) ** 2, t, 1),
            (
                "limit",
                Rational(1, 2),
                (by_definition >> take_limit).because(
                    "the limit, by SymPy, for t that falls to 1"
                ),
            ),
        ),
    )
