"""Differential entropy: what is left of the entropy once the bin width is gone.

It is no mean information: it may be negative, and it moves with the units in which
the variable is measured, since a density has units of its own. The divergence of two
densities does not, because both densities change by the same factor.
"""

from functools import cache

from flint import arb
from sympy import Abs, Eq, Expr, Integral, Rational, log

from derivations.kernel.calc import Chain, Derivation, Rule, calc, derivation, rule
from derivations.kernel.given import Given
from derivations.kernel.moves import everywhere
from derivations.notation import alpha, beta, c, tau, u, w, x_, x_start, y
from derivations.quantities.densities import (
    Density,
    Exponential,
    Flat,
    Law,
    OtherDensity,
    OtherRescaled,
    Rescaled,
)
from derivations.quantities.families import Divergence
from derivations.quantities.information import DifferentialEntropy
from derivations.rules import (
    definition_of,
    integrate_,
    linear_integral,
    split_logs,
)

h = DifferentialEntropy
unit = Abs(c)
p, q, P, Q = Density(x_), OtherDensity(x_), Rescaled(y), OtherRescaled(y)
half = Rational(1, 2)
any_density = "any density on an interval; numbers are tried on exponential functions"


def drawn_ends(world) -> tuple[arb, arb]:
    return arb(world[x_start]), arb(world[x_start] + world[w])


def draw_mass(key, world):
    if key != Density.mass:
        return {}
    tilt = arb(world[Density.tilt])
    start, end = ((tilt * x).exp() for x in drawn_ends(world))
    return {key: tilt / (end - start)}


p_total = Given(
    "the density integrates to one",
    Eq(p.integral(p), 1),
    lambda e: e.xreplace({p.integral(p): 1}),
    draw_mass,
)


@everywhere(Integral)
def change_of_variable(f: Integral) -> Expr:
    """∫ f(y) dy = ∫ f(c x + τ) c dx."""
    ((letter, *ends),) = f.limits
    if letter != y:
        return f
    back = (((end - tau) / c).expand() for end in ends)
    return Integral(c * f.function.xreplace({y: c * x_ + tau}), (x_, *back))


def substitute(*names: type[Law]) -> Rule:
    """With y = cx + τ the densities of cX + τ become those of X over |c|."""
    by = rule("substitute y = c x + τ", change_of_variable) >> definition_of(*names)
    reason = "substitute y = c x + τ, where the density of cX + τ is p(x)/|c|"
    return (by >> linear_integral).because(reason)


def definition() -> Chain:
    return calc("", h(p), ("define", -p.integral(p * log(p)), definition_of(h)))


by_sympy = integrate_.because("the logarithm split, then the integral by SymPy")


def of_exponential() -> Chain:
    return calc(
        "A waiting time with rate α",
        h(Exponential(u, alpha)),
        ("integral", 1 - log(alpha), by_sympy),
    )


def of_flat() -> Chain:
    by = integrate_.because("on an interval of width w the density is 1/w")
    return calc(
        "A flat density of width w: negative as soon as w is below one",
        h(Flat(u, w)),
        ("integral", log(w), by),
    )


def negative() -> Chain:
    by = integrate_.because("on an interval half a unit wide the density is 2")
    return calc("So it may be negative", h(Flat(u, half)), ("integral", -log(2), by))


def units() -> Chain:
    return calc(
        "It moves with the units, for any density",
        h(P),
        ("define", -P.integral(P * log(P)), definition_of(h)),
        (
            "substitute",
            -p.integral(p * log(p / unit)),
            substitute(Rescaled),
        ),
        (
            "split",
            h(p) + log(unit),
            (definition_of(h) >> split_logs >> linear_integral >> p_total).because(
                "the logarithm splits, and ln|c| meets the integral of p, which is 1"
            ),
        ),
        fixed=any_density,
    )


def units_of_exponential() -> Chain:
    return calc(
        "The same by integrals: in units β times as small, a rate is β times as small",
        h(Exponential(u, alpha / beta)) - h(Exponential(u, alpha)),
        ("integral", log(beta), by_sympy),
    )


def units_of_divergence() -> Chain:
    return calc(
        "Divergence does not move with the units",
        P.integral(P * log(P / Q)),
        (
            "substitute",
            p.integral(p * log(p / q)),
            substitute(Rescaled, OtherRescaled),
        ),
        ("name", Divergence(p, q, x_, *Density.support), definition_of(Divergence)),
        fixed=any_density,
    )


@cache
def differential() -> Derivation:
    """h[p] = −∫ p ln p: it may be negative, and with y = c x + τ it gains ln|c|."""
    return derivation(
        "entropy.differential",
        *(definition(), of_exponential(), of_flat(), negative()),
        *(units(), units_of_exponential(), units_of_divergence()),
        source="PRML 1.103, 1.104; SPB D16, P200",
    )
