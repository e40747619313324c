"""The entropy of a Gaussian, in one dimension and along the axes of any other.

-ln N(x|μ, σ²) is a constant and a square, so its mean under N is that constant and
half a variance over itself. In the coordinates along the axes of Σ a Gaussian vector
has independent coordinates, so its entropy is the sum of theirs.
"""

from sympy import E, Expr, Rational, expand_log, log, pi

from derivations.kernel.calc import Chain, as_rule, calc, rule
from derivations.normal_means import factored, inverted, moments
from derivations.notation import (
    D,
    Lambda,
    Sigma,
    a,
    b,
    mu,
    over,
    sigma,
    sigma_,
    unit,
    x_,
)
from derivations.quantities.densities import Bell, Normal
from derivations.quantities.expectation import StandardMean
from derivations.quantities.gaussian import Half, LogDensity
from derivations.quantities.information import DifferentialEntropy, ScaledDeterminant
from derivations.quantities.mixture import Determinant
from derivations.rules import (
    by_definition,
    definition_of,
    integrate_whole,
    linear,
    linear_integral,
    multiply,
    split_logs,
)

h = DifferentialEntropy
half = Rational(1, 2)
bell = Bell(x_)


def open_logs(e: Expr) -> Expr:
    """Write out N in ln N(x|μ, σ²), and nowhere else."""
    logs = [f for f in e.atoms(log) if isinstance(f.args[0], Bell | Normal)]
    return e.xreplace({f: expand_log(by_definition(f)) for f in logs})


square = rule("the logarithm of the Gaussian is a square", open_logs)
mean_of_square = split_logs >> square >> linear_integral


def one_dimension() -> Chain:
    return calc(
        "",
        h(bell),
        (
            "moments",
            log(2 * pi * sigma_**2) / 2 + half,
            (definition_of(h) >> mean_of_square >> integrate_whole).because(
                "−ln N is ½ ln(2πσ²) + (x − μ)²/(2σ²); N has total 1 and variance σ²"
            ),
        ),
        (
            "one-logarithm",
            log(2 * pi * E * sigma_**2) / 2,
            split_logs.because("½ is half the logarithm of e"),
        ),
    )


def any_axes() -> Chain:
    """At the points x = μ₁ + A y, with y standard normal and A Aᵀ = Σ₁."""
    trace = over(Lambda[1, a, b] * Sigma[1, a, b], (b, D), (a, D))
    constants = D * log(2 * pi) + log(Determinant(1))
    opened = by_definition >> moments >> factored
    return calc(
        "In D dimensions, whatever the axes",
        StandardMean(-LogDensity(1), unit),
        (
            "average",
            Half(constants + trace),
            opened.because("the mean of (x_a − μ_1a)(x_b − μ_1b) is Σ_1ab"),
        ),
        (
            "trace",
            Half(constants + D),
            (as_rule(inverted) >> linear).because(
                "Σ₁⁻¹ Σ₁ is the unit matrix, with the trace D"
            ),
        ),
        (
            "one-logarithm",
            log((2 * pi * E) ** D * Determinant(1)) / 2,
            (by_definition >> split_logs >> multiply).because(
                "D is the logarithm of e to the power D"
            ),
        ),
    )


def any_dimension() -> Chain:
    along = Normal(x_, mu[a], sigma[a])
    return calc(
        "In D dimensions, coordinate by coordinate along the axes of Σ",
        over(h(along), (a, D)),
        (
            "axes",
            over(log(2 * pi * E * sigma[a] ** 2), (a, D)) / 2,
            (definition_of(h) >> mean_of_square >> integrate_whole >> linear).because(
                "each coordinate is a Gaussian of its own"
            ),
        ),
        (
            "determinant",
            log(ScaledDeterminant(D)) / 2,
            (by_definition >> split_logs).because(
                "det(2πeΣ) is the product of 2πeσ² over the axes"
            ),
        ),
        fixed="coordinates along the axes of Σ, where they are independent",
    )
