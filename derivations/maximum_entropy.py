"""The Gaussian has the most entropy of all densities with its variance.

The mean of -ln N under a density p needs no more of p than its variance. So for every
p with the variance of N it is the entropy of N. It exceeds the entropy of p by the
divergence of p from N, and that is never negative, by the one inequality.
"""

from functools import cache

from flint import arb
from sympy import E, Eq, Expr, Integral, log, oo, pi

from derivations.differential_entropy import any_density, drawn_ends, p, p_total
from derivations.gaussian_entropy import (
    any_axes,
    any_dimension,
    bell,
    h,
    mean_of_square,
    one_dimension,
)
from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule
from derivations.kernel.given import Given
from derivations.notation import mu_, sigma_, x_
from derivations.quantities.densities import Density
from derivations.quantities.divergence import Psi
from derivations.quantities.families import Divergence
from derivations.quantities.information import Outside
from derivations.rules import (
    definition_of,
    integrate_whole,
)

most = log(2 * pi * E * sigma_**2) / 2
spread = p.integral((x_ - mu_) ** 2 * p)


def draw_sigma(key, world):
    """∫ (x - μ)² m e^(tx) dx, by its antiderivative."""
    if key != sigma_:
        return {}
    t, mean, mass = (arb(world[k]) for k in (Density.tilt, mu_, Density.mass))

    def below(x):
        s = x - mean
        return mass * (t * x).exp() * (s**2 / t - 2 * s / t**2 + 2 / t**3)

    start, end = map(below, drawn_ends(world))
    return {key: (end - start).sqrt()}


has_variance = Given(
    "its variance about μ is σ²",
    Eq(spread, sigma_**2),
    lambda e: e.xreplace({spread: sigma_**2}),
    draw_sigma,
)


def join_line(e: Expr) -> Expr:
    """What lies before an interval is the whole line less the rest."""
    start, end = Density.support
    below, whole, above = (
        Integral(bell, (x_, *ends)) for ends in ((-oo, start), (-oo, oo), (end, oo))
    )
    return e.xreplace({below: whole - p.integral(bell) - above})


def compare() -> Chain:
    by = definition_of(h, Divergence) >> mean_of_square >> p_total >> has_variance
    return calc(
        "A density with this variance, and how far it is from the Gaussian",
        h(p) + Divergence(p, bell, x_, *Density.support),
        (
            "compare",
            most,
            by.because(
                "together they are the mean of −ln N under p, a constant and a square"
            ),
        ),
        fixed=any_density,
    )


def bound() -> Chain:
    below = p.integral(p * Psi(bell / p))
    by = definition_of(h, Outside, Psi) >> mean_of_square >> p_total >> has_variance
    return calc(
        "So it has no more entropy, even with what N puts outside added",
        h(p) + Outside(bell, p),
        (
            "inequality",
            most - below,
            by.because("p ψ(N/p) is N − p − p ln N + p ln p, and p integrates to one"),
        ),
        nonnegative=below,
        equal_when="p = N, which no density on an interval is",
        fixed=any_density,
    )


def outside_is_positive() -> Chain:
    start, end = Density.support
    tails = (Integral(bell, (x_, *ends)) for ends in ((-oo, start), (end, oo)))
    join = rule("the three parts make the whole line", join_line)
    by = join >> integrate_whole >> definition_of(Outside)
    return calc(
        "What the Gaussian puts where p is zero",
        sum(tails),
        (
            "rest",
            Outside(bell, p),
            by.because(
                "tails and interval make the whole line, which holds one, by SymPy"
            ),
        ),
    )


@cache
def gaussian_entropy() -> Derivation:
    """½ ln(2πeσ²): the entropy of a Gaussian, the most that its variance allows."""
    return derivation(
        "entropy.gaussian",
        *(one_dimension(), any_axes(), any_dimension()),
        *(compare(), bound(), outside_is_positive()),
        source="PRML 1.105–1.110; SPB P101, P100, P250",
    )
