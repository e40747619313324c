"""The Gaussian has the most entropy of all densities with its variance.

The mean of -ln N under a density p needs no more of p than its variance. So for every
p with the variance of N it is the entropy of N; and it exceeds the entropy of p by the
divergence of p from N, which is never negative.
"""

from functools import cache

from flint import arb
from sympy import E, Eq, Expr, Integral, log, oo, pi

from derivations.differential_entropy import any_density, in_order, p, p_total
from derivations.gaussian_entropy import (
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
from derivations.quantities.information import FromGaussian, Outside
from derivations.rules import (
    definition_of,
    integrate_whole,
    linear_integral,
    split_logs,
)

spread = p.integral((x_ - mu_) ** 2 * p)


def draw_sigma(key, world):
    """∫ (x - μ)² m e^(tx) dx, by its antiderivative."""
    if key != sigma_:
        return {}
    t, mean, mass = (arb(world[k]) for k in (Density.tilt, mu_, Density.mass))

    def below(x):
        s = x - mean
        return mass * (t * x).exp() * (s**2 / t - 2 * s / t**2 + 2 / t**3)

    start, end = (below(arb(world[x])) for x in Density.support)
    return {key: (end - start).sqrt()}


has_variance = Given(
    "its variance about μ is σ²",
    Eq(spread, sigma_**2),
    lambda e: e.xreplace({spread: sigma_**2}),
    draw_sigma,
)


def join_line(e: Expr) -> Expr:
    """∫_{-∞}^{x_min} = ∫ over the whole line - ∫ between the ends - ∫_{x_max}^∞."""
    start, end = Density.support
    below, whole, above = (
        Integral(bell, (x_, *ends)) for ends in ((-oo, start), (-oo, oo), (end, oo))
    )
    return e.xreplace({below: whole - p.integral(bell) - above})


def most() -> Chain:
    gap = FromGaussian(p, bell)
    return calc(
        "No density with this variance has more",
        h(p),
        (
            "compare",
            log(2 * pi * E * sigma_**2) / 2 - gap,
            (
                definition_of(h, FromGaussian)
                >> mean_of_square
                >> p_total
                >> has_variance
            ).because(
                "the divergence is the mean of ln p − ln N under p, "
                "and the mean of −ln N is what it is under N"
            ),
        ),
        given=(in_order,),
        nonnegative=gap,
        equal_when="p = N",
        fixed=any_density,
    )


def gibbs() -> Chain:
    gap, outside = FromGaussian(p, bell), Outside(bell, p)
    unfold = definition_of(FromGaussian, Outside, Psi)
    by = unfold >> split_logs >> linear_integral >> p_total
    return calc(
        "For that divergence is at least an integral of ψ, which is never negative",
        gap - p.integral(p * Psi(bell / p)),
        (
            "cancel",
            outside,
            by.because("ψ(t) is t − 1 − ln t; at t = N/p, N − p stays"),
        ),
        given=(in_order,),
        nonnegative=outside,
        equal_when="p is zero nowhere",
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
            by.because("on the whole line the Gaussian puts one, by SymPy's integral"),
        ),
    )


@cache
def gaussian_entropy() -> Derivation:
    """½ ln(2πeσ²): the entropy of a Gaussian, the most that its variance allows."""
    return derivation(
        "entropy.gaussian",
        *(one_dimension(), any_dimension()),
        *(most(), gibbs(), outside_is_positive()),
        source="PRML 1.105–1.110; SPB P101, P100, P250",
    )
