"""A smooth function is drawn by its jets: free numbers that obey the chain rule."""

import pytest
from sympy import Derivative, Function, Limit, Rational, S, Subs, exp, log, symbols

from derivations.evaluation.asymptotics import NotTestable
from derivations.evaluation.balls import GUARD, digits, value
from derivations.evaluation.exact import identical
from derivations.evaluation.smooth import Smooth
from derivations.evaluation.worlds import World
from derivations.kernel.calc import calc, cite, derivation
from derivations.kernel.mutants import mutants
from derivations.kernel.signs import nonnegative
from derivations.kernel.verdict import agrees, difference
from derivations.notation import K, over, z
from derivations.rules import differentiate, split_logs

s, t = symbols("s t", real=True)
i = symbols("i", integer=True, positive=True)


class F(Smooth):
    def _eval_is_positive(self):
        return True


class G(Smooth):
    pass


slope = Derivative(F(i, t), t)


def same(left, right, seed=0):
    with digits(100 + GUARD):
        here = World(seed).view()
        return difference(value(left, here), value(right, here)) == "same"


@pytest.mark.parametrize(
    "expression",
    [
        log(F(i, t)),
        F(i, t) ** 2 * exp(-t),
        F(i, t**2 + s),
        F(i, t) * F(i, s),
        over(F(z, t) * G(z, t), (z, K)),
    ],
)
@pytest.mark.parametrize("order", [1, 2])
def test_jets_obey_sympys_rules_of_differentiation(expression, order):
    expected = expression
    for _ in range(order):
        expected = expected.diff(t)
    assert same(Derivative(expression, (t, order)), expected.doit())


def test_two_directions():
    product = F(i, t) * F(i, s)
    assert same(Derivative(product, t, s), product.diff(t).diff(s))


@pytest.mark.parametrize(
    "left, right",
    [
        (F(i, t), F(i, s)),
        (F(i, t), F(i + 1, t)),
        (F(i, t), G(i, t)),
        (slope, F(i, t)),
        (slope, slope.xreplace({t: s})),
        (slope, Derivative(F(i, t), (t, 2))),
        (slope, S.Zero),
    ],
)
def test_values_and_derivatives_at_different_places_are_free(left, right):
    claim = calc("", left, ("wrong", right, split_logs)).steps[0]
    assert agrees(claim).verdict == "refuted"
    assert not identical(left, right, ())


def test_one_place_reached_by_two_ways_is_one():
    half, whole = symbols("half whole", real=True)
    assert same(F(i, half + half), F(i, 2 * half))
    assert same(Subs(F(i, whole), whole, t), F(i, t))


def test_a_derivative_at_a_place_keeps_what_is_fixed_there_fixed():
    ratio = F(i, t) / F(i, s)
    there = Subs(Derivative(ratio, t), t, s)
    assert same(there, Derivative(log(F(i, s)), s))
    assert not same(there, Derivative(ratio.xreplace({t: s}), s) + 1)


def test_values_are_positive_where_the_class_says_so_and_slopes_take_either_sign():
    with digits(100):
        worlds = [World(seed).view() for seed in range(8)]
        assert all(value(F(i, t), w) > 0 for w in worlds)
        assert {bool(value(slope, w) > 0) for w in worlds} == {True, False}
        assert {bool(value(G(i, t), w) > 0) for w in worlds} == {True, False}


def test_no_value_is_made_up_where_the_place_is_no_number():
    with digits(100), pytest.raises(NotTestable, match="no instance of F"):
        value(Limit(F(i, t), t, 1), World(0).view())


def test_an_unknown_function_of_sympy_has_no_instance():
    with digits(100), pytest.raises(NotTestable):
        value(Function("f")(t), World(0).view())


def test_mutants_shift_its_index_and_change_the_order_of_its_derivative():
    broken = mutants(F(i, t) + Derivative(F(i, t), t))
    assert F(i + 1, t) + slope in broken
    assert F(i, t) + Derivative(F(i, t), (t, 2)) in broken
    assert 2 * F(i, t) in broken


def test_equality_is_decided_for_all_smooth_functions():
    assert identical(log(F(i, t) ** 2 * G(i, s) ** 2), 2 * log(F(i, t) * G(i, s)), ())
    assert not identical(F(i, t), F(i, s), ())


def test_its_sign_is_seen():
    assert nonnegative(over(F(z, t), (z, K))) and not nonnegative(G(i, t))


def test_a_result_may_be_cited_at_a_special_value():
    earlier = derivation(
        "chain-rule",
        calc("", Derivative(log(F(i, t)), t), ("rule", slope / F(i, t), differentiate)),
    )
    special = cite(earlier, at={t: s})
    assert special(Derivative(log(F(i, s)), s)) == slope.xreplace({t: s}) / F(i, s)
    assert special(Derivative(log(F(i, t)), t)) == Derivative(log(F(i, t)), t)
    assert cite(earlier, at={i: Rational(1)})(slope) == slope
