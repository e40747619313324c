"""Relative entropy: what its results lean on, and what they must refuse."""

import pytest
from sympy import Integral, Rational, Sum, exp, log, oo

from derivations.kernel.calc import calc, rule
from derivations.kernel.signs import nonnegative, positive
from derivations.kernel.verdict import agrees
from derivations.notation import N, i, q, s, t, u, y

between = 1 - u + u * t


@pytest.mark.parametrize("e", [
    log(Rational(256, 243)),
    log(1 + t),
    Integral(u / between, (u, 0, 1)),
    Integral((1 - u) / between**2, (u, 0, 1)),
    Integral(exp(-u), (u, 0, oo)),
    Integral(exp(y), (y, -oo, oo)),
])
def test_what_is_positive_by_form_is_seen(e):
    assert positive(e)


@pytest.mark.parametrize("e", [
    log(Rational(243, 256)),
    log(t),
    Integral(u, (u, 1, 0)),  # runs downwards
    Integral(u, (u, -2, 1)),  # runs where u is not positive
    Integral(1 - u, (u, 0, 2)),
    Integral(1 / (1 - u - u * t), (u, 0, 1)),
    Integral((1 - u) * (u - Rational(1, 2)), (u, 0, 1)),
    Integral(1 - u**2, (u, 0, oo)),
    Integral(y, (y, 0, 1)),
])
def test_what_may_be_negative_is_not(e):
    assert not nonnegative(e)


def test_a_sum_that_may_be_empty_is_not_positive():
    rest = Sum(q[i], (i, 2, N))
    assert nonnegative(rest) and not positive(rest)


def test_an_integral_over_a_pole_is_given_up_soon():
    claim = rule("claim", lambda e: e)
    chain = calc("", Integral(1 / (u - s / (s + 1)), (u, 0, 1)), ("", -log(s), claim))
    assert agrees(chain[""]).verdict == "unknown"
