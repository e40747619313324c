"""Relative entropy is no distance: three coins show it.

With probabilities ½, ¼ and ⅛ for heads every divergence is the logarithm of a rational
number, so that two of them are compared by multiplying whole numbers: 256 is more than
243, and 7 is more than 3.
"""

from functools import cache

from sympy import Expr, Rational, expand_log, log

from derivations.bernoulli import coins, two_values
from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule

half, quarter, eighth = (Rational(1, n) for n in (2, 4, 8))
forth, back = coins(half, quarter), coins(quarter, half)
direct, last = coins(half, eighth), coins(quarter, eighth)

by_primes = rule(
    "the logarithm of a number is the sum of those of its prime factors",
    lambda e: expand_log(e, factor=True),
)
values = (two_values >> by_primes).because(
    "each divergence written out, its logarithms by prime factors"
)
two_sides = two_values.because("a term for heads and one for tails")


def asymmetry() -> Chain:
    extra = log(Rational(256, 243)) / 4
    return calc(
        "",
        forth,
        ("write-out", (log(2) + log(Rational(2, 3))) / 2, two_sides),
        ("value", log(Rational(4, 3)) / 2, by_primes),
        (
            "regroup",
            log(Rational(27, 16)) / 4 + extra,
            by_primes.because(
                "the other direction is ¼ ln ½ + ¾ ln 3/2 = ¼ ln 27/16; "
                "what is left is ¼ ln 256/243"
            ),
        ),
        ("name", back + extra, values),
        nonnegative=extra,
    )


def agreement() -> Chain:
    other = 1 - quarter
    return calc(
        "Two laws that do agree: each is the other with heads and tails exchanged",
        coins(quarter, other),
        ("value", log(3) / 2, two_sides),
        (
            "name",
            coins(other, quarter),
            two_values.because("the other direction has the same two terms"),
        ),
    )


def detour() -> Chain:
    saved = log(Rational(7, 3)) / 4
    parts: Expr = log(Rational(4, 3)) / 2 + log(Rational(432, 343)) / 4
    return calc(
        "The way round is shorter than the direct one",
        direct,
        ("value", log(Rational(16, 7)) / 2, values),
        (
            "regroup",
            parts + saved,
            by_primes.because(
                "from ½ to ¼ it is ½ ln 4/3, from ¼ to 1/8 it is ¼ ln 2 + ¾ ln 6/7 "
                "= ¼ ln 432/343; what is left is ¼ ln 7/3"
            ),
        ),
        ("name", forth + last + saved, values),
        nonnegative=saved,
    )


@cache
def not_a_distance() -> Derivation:
    """KL(p‖q) and KL(q‖p) differ in general, and a detour can be shorter."""
    return derivation(
        "kl.not-a-distance",
        *(asymmetry(), agreement(), detour()),
        source="SPB P147",
    )
