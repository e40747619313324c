"""Information and entropy: what their checks lean on, and what no check can show."""

import pytest
from sympy import Abs, Derivative, Integral, Symbol, oo

from derivations.kernel.asymptotics import NotTestable
from derivations.kernel.balls import GUARD, digits, value
from derivations.kernel.given import World
from derivations.notation import c, u


def ball(e, given=(), seed=0, precision=30):
    with digits(precision + GUARD):
        return value(e, World(seed, given).view())


# The evaluator.


def test_a_modulus_is_the_positive_one_of_the_two():
    for seed in range(4):
        drawn = World(seed)[c]
        assert ball(Abs(c), seed=seed) == max(drawn, -drawn)


def test_the_modulus_of_what_varies_is_not_differentiated():
    with pytest.raises(NotTestable, match="corner"):
        ball(Derivative(Abs(c), c))


def test_what_cannot_be_evaluated_inside_an_integral_is_not_testable():
    with pytest.raises(NotTestable, match="integrand"):
        ball(Integral(Symbol("f", positive=True) ** u * -oo, (u, 0, 1)))
