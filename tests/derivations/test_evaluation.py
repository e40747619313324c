"""Evaluation without SymPy's calculus: certain, or refused, never just believed."""

import dataclasses

import pytest
from sympy import (
    Derivative,
    Integer,
    Integral,
    Limit,
    Product,
    Rational,
    Sum,
    exp,
    log,
    oo,
    pi,
    sqrt,
    symbols,
)

from derivations.evaluation.asymptotics import NoValue
from derivations.evaluation.balls import GUARD, digits, value, world
from derivations.evaluation.worlds import World
from derivations.kernel.given import density
from derivations.kernel.verdict import (
    agrees,
    difference,
    judge,
)
from derivations.notation import Delta, K, N, k, n, over, q, x, z
from derivations.rules import (
    differentiate,
)
from tests.derivations.broken import (
    ball,
    q_sums,
    s,
    same,
    some_k,
    step,
    t,
    v,
    zero,
)

# Exact instances.


def test_a_wrong_right_hand_side_is_refuted_with_a_witness():
    found = agrees(step(log(t**2), log(t), zero))
    assert found.verdict == "refuted" and "against" in found.why and "t = " in found.why


def test_what_cannot_be_evaluated_is_unknown():
    found = agrees(step(Limit(1 / log(Delta), Delta, 0), Integer(0), zero))
    assert found.verdict == "unknown" and "settle" in found.why


def test_what_is_undefined_is_unknown():
    assert agrees(step(log(-t), log(-t), zero)).verdict == "unknown"


def test_sizes_are_drawn_afresh_with_one_and_larger_among_them():
    drawn = [[int(World(seed)[size]) for seed in range(6)] for size in (N, K)]
    assert all(1 in sizes and max(sizes) >= 5 for sizes in drawn)
    assert drawn[0] != drawn[1]


def test_a_density_sums_to_one_at_every_instance():
    for seed in range(6):
        assert ball(over(q[z], (z, K)), (q_sums,), seed) == 1


def test_a_range_may_end_with_a_number():
    two = density(q[z], (z, 1, 2))
    assert all(ball(q[1] + q[2], (two,), seed) == 1 for seed in range(6))


def test_a_negative_letter_is_drawn_negative():
    below = symbols("below", negative=True)
    assert all(ball(below, (), seed) < 0 for seed in range(6))


def test_outside_its_range_a_density_promises_nothing():
    assert ball(Sum(q[z], (z, 2, K + 1)), (q_sums,)) != 1


# Calculus without SymPy's.


def test_index_capture_is_refused():
    with pytest.raises(ValueError, match="captured"):
        differentiate(Derivative(Sum(x[k] ** 2, (k, 1, K)), x[k]))


def test_jets_see_through_index_capture():
    """SymPy says Σ 2 x_k for ∂/∂x_k; the derivative has one term."""
    assert Sum(x[k] ** 2, (k, 1, K)).diff(x[k]).has(Sum)
    assert same(Derivative(Sum(x[n] ** 2, (n, 1, K)), x[k]), 2 * x[k], (some_k,))


def test_second_and_mixed_derivatives_are_jets_too():
    f = t**3 * log(s) + exp(t * s)
    assert same(Derivative(f, (t, 2)), f.diff(t, 2))
    assert same(Derivative(f, t, s), f.diff(t, s))
    assert not same(Derivative(f, t, s), f.diff(t, 2))


def test_mixed_derivatives_at_one_entry_are_second_derivatives():
    f = over(q[z] ** 3, (z, K))
    i, j = symbols("i j", integer=True, positive=True)
    with digits(30 + GUARD):
        found = value(
            Derivative(f, q[i], q[j]), World(0).view().new_child({i: 1, j: 1})
        )
        assert difference(found, value(6 * q[1], World(0).view())) == "same"


def test_finite_products_are_multiplied_out():
    assert same(Product(exp(x[n]), (n, 1, N)), exp(over(x[n], (n, N))))
    assert not same(Product(exp(x[n]), (n, 1, N)), exp(Sum(x[n], (n, 2, N))))


@pytest.mark.parametrize(
    ("f", "ends", "exact"),
    [
        (exp(-t * v), (0, oo), 1 / t),
        (
            v**2 * exp(-((v - s) ** 2) / (2 * t**2)) / sqrt(2 * pi * t**2),
            (-oo, oo),
            s**2 + t**2,
        ),
        (1 / (1 + t * v), (0, 1), log(1 + t) / t),
    ],
)
def test_integrals_are_enclosed_and_a_wrong_value_is_not(f, ends, exact):
    found = step(Integral(f, (v, *ends)), exact, zero)
    assert agrees(found).verdict == "agree" and not agrees(found).trend
    wrong = dataclasses.replace(found, rhs=exact + Rational(1, 10**90))
    assert agrees(wrong).verdict == "refuted"


def test_an_integral_without_a_bound_is_unknown():
    slow = step(Integral(1 / v**2, (v, 1, oo)), Integer(1), zero)
    assert agrees(slow).verdict == "unknown"


def test_infinite_sums_are_enclosed():
    m = symbols("m", integer=True, nonnegative=True)
    found = step(Sum(m * exp(-t * m), (m, 0, oo)), exp(-t) / (1 - exp(-t)) ** 2, zero)
    assert agrees(found).verdict == "agree" and not agrees(found).trend
    wrong = dataclasses.replace(found, rhs=exp(-t) / (1 - exp(-t)))
    assert agrees(wrong).verdict == "refuted"


def test_a_sum_without_a_bound_is_unknown():
    m = symbols("m", integer=True, positive=True)
    slow = step(Sum(1 / m**2, (m, 1, oo)), pi**2 / 6, zero)
    assert agrees(slow).verdict == "unknown"


@pytest.mark.parametrize(
    ("f", "at", "exact"),
    [
        ((exp(t * Delta) - 1) / Delta, 0, t),
        (Delta * log(Delta), 0, Integer(0)),
        ((1 + t / Delta) ** Delta, oo, exp(t)),
        (log(1 - exp(-t * Delta)) - log(Delta), 0, log(t)),
    ],
)
def test_limits_are_certain_and_a_wrong_one_is_refuted(f, at, exact):
    found = step(Limit(f, Delta, at), exact, zero)
    assert agrees(found).verdict == "agree" and not agrees(found).trend
    wrong = dataclasses.replace(found, rhs=exact + Rational(1, 10**90))
    assert agrees(wrong).verdict == "refuted"


def test_a_limit_that_is_only_seen_says_so():
    almost = (log(t * Delta) - log(t) - log(Delta) + Delta) / Delta
    view = World(0).view()
    with digits(30 + GUARD):
        value(Limit(almost, Delta, 0), view)
    assert world(view).trend


# What has no value, for certain, and what is merely not known.


@pytest.mark.parametrize(
    "nowhere",
    [
        log(-t),
        sqrt(-t),
        Sum(exp(t * k), (k, 1, oo)),
        Sum(1 / k, (k, 1, oo)),
        Integral(exp(t * v), (v, 0, oo)),
        Integral(1 / v, (v, 0, 1)),
        Integral(1 / (v - t), (v, 0, 2 * t)),
        Integral(log(-v), (v, 1, 2)),
    ],
)
def test_what_has_no_real_value_is_seen_for_certain(nowhere):
    with pytest.raises(NoValue):
        ball(nowhere)


def test_a_denominator_that_only_jumps_is_no_pole():
    jumps = Integral(1 / (Rational(1, 4) + 1 / (v - 1)), (v, 0, 2))
    assert same(jumps, 8 - 16 * log(Rational(5, 3)))
    assert not same(jumps, 8 + 16 * log(Rational(5, 3)))
    aside = Integral(1 / (Rational(1, 4) + 1 / (v - 1)), (v, 0, Rational(21, 10)))
    assert same(aside, Rational(42, 5) - 16 * log(Rational(17, 10)))


def test_what_is_merely_not_known_is_not_called_stillborn():
    """An integral of ln v from 0 has a value, which the quadrature does not find."""
    improper = step(t, t + Integral(log(v), (v, 0, 1)), zero)
    assert agrees(improper).verdict == "unknown" and judge(improper).survivors
