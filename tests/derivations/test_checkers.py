"""Each checker can fail: a law of the kernel is a broken example that it refuses."""

import dataclasses

import pytest
from sympy import (
    IndexedBase,
    Integer,
    Sum,
    exp,
    expand,
    log,
    oo,
    pi,
    sqrt,
    symbols,
)

from derivations.evaluation.exact import identical
from derivations.evidence import decomposition
from derivations.kernel.calc import cite, derivation, rule
from derivations.kernel.given import where
from derivations.kernel.mutants import mutants
from derivations.kernel.names import Kept, Named, Ratio, unfold
from derivations.kernel.signs import bound, nonnegative, positive
from derivations.kernel.verdict import (
    idle_givens,
    idle_moves,
    judge,
)
from derivations.notation import K, N, k, n, over, p, q, x, z
from derivations.quantities.divergence import Phi
from derivations.rules import (
    by_definition,
    cancel,
    linear,
    split_logs,
)
from derivations.verification import build, verify
from tests.derivations.broken import (
    ball,
    chain,
    q_sums,
    s,
    step,
    t,
    v,
    zero,
)

# The rule.


def test_a_rule_must_reach_the_right_hand_side():
    assert not linear.carries((t + 1) ** 2, t**2 + t + 1)


def test_a_rule_that_can_be_dropped_is_idle():
    by = rule("expand", expand) >> rule("expand again", expand)
    assert len(idle_moves(step((t + 1) ** 2, t**2 + 2 * t + 1, by))) == 2


def test_a_step_that_says_nothing_is_idle():
    assert idle_moves(step(t, t, rule("nothing", expand)))


def test_a_rule_may_not_carry_mutants():
    assert judge(step((t + 1) ** 2, t**2 + 2 * t + 1, zero)).carried


def test_a_citation_uses_exactly_the_earlier_claim():
    earlier = derivation("an.earlier-one", chain(log(t**2), 2 * log(t), split_logs))
    assert cite(earlier)(1 + log(t**2)) == 1 + 2 * log(t)
    later = derivation("later", chain(1 + log(t**2), 1 + 2 * log(t), cite(earlier)))
    assert later.uses == ("an.earlier-one",)


def test_a_name_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(KeyError, match="average"):
        decomposition()[""]["no such step"]


# Mutants.


def test_what_is_neither_refused_nor_proved_survives():
    nothing = sqrt(t**2 + 2 * t + 1) - t - 1  # zero, but beyond the forms decided
    assert judge(step(t * nothing, t * nothing, zero)).survivors


def test_equivalence_is_only_as_wide_as_the_draw():
    """A degenerate draw would excuse a shifted index: draws need their own tests."""
    uniform = dataclasses.replace(
        q_sums, draw=lambda key, w: {key: 1 / w[K]} if type(key) is tuple else {}
    )
    total = over(q[z], (z, K))
    assert judge(step(total, total, zero, (uniform,))).counts["equivalent"] > 0
    assert (
        over(q[z + 1], (z, K))
        not in judge(step(total, total, zero, (q_sums,))).survivors
    )


@pytest.mark.parametrize(
    ("formula", "mutant"),
    [
        (log(t) + s, log(t) - s),  # flipped sign
        (log(t) + s, log(t)),  # dropped term
        (t * log(s), log(s)),  # dropped factor
        (t * log(s), log(s) / t),  # inverted factor
        (t**2 + s, t**3 + s),  # changed exponent
        (2 * t + s, t + s),  # changed constant
        (t / s, s / t),  # swapped symbols
        (over(x[n], (n, N)), Sum(x[n], (n, 2, N))),  # shifted range
        (over(x[n], (n, N)), over(x[n + 1], (n, N))),  # shifted index
        (t * log(s), t * s),  # removed logarithm
        (over(x[n], (n, N)), -over(x[n], (n, N))),  # the whole with the other sign
    ],
)
def test_every_first_order_fault_is_among_the_mutants(formula, mutant):
    assert mutant in mutants(formula)


def test_an_equivalent_mutant_is_proved_and_a_different_one_is_not():
    total = over(q[z], (z, K))
    assert identical(total, total**2, (q_sums,))
    assert not identical(over(p[k], (k, K)), over(p[k], (k, K)) ** 2, ())


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [
        (log(6 * t / s), log(2) + log(3) + log(t) - log(s), True),
        (log(t + s), log(t) + log(s), False),
        (exp(t + 2 * s), exp(t) * exp(s) ** 2, True),
        (exp(t + s), exp(t) + exp(s), False),
        (log(pi * t), log(pi) + log(t), True),
    ],
)
def test_logarithms_and_exponentials_are_decided_by_their_factors(a, b, equal):
    assert identical(a, b, ()) is equal


# Assumptions and signs.


def test_no_assumption_is_decoration():
    assert idle_givens(decomposition()[""]) == []


def test_an_unused_assumption_is_idle():
    assert len(idle_givens(chain(log(t**2), 2 * log(t), split_logs, (q_sums,)))) == 1


@pytest.mark.parametrize(
    "e",
    [
        t * (v - s) ** 2,
        t + s,
        over(q[z] * Phi(p[z]), (z, K)),
        exp(-v),
        over(x[n] ** 2, (n, N)),
        Integer(0),
    ],
)
def test_what_is_nonnegative_by_form_is_seen(e):
    assert nonnegative(e)


@pytest.mark.parametrize(
    "e",
    [
        t - s,
        v,
        over(x[n], (n, N)),
        (v - s) ** 3,
        log(t),
        Phi(v),
        -t,
        over(q[z] * log(q[z]), (z, K)),
        1 / v,
    ],
)
def test_what_may_be_negative_is_not(e):
    assert not nonnegative(e)


class Away(Named):
    """The sum over n of (x_n - v), which may have either sign."""

    means = staticmethod(lambda v: over(x[n] - v, (n, N)))


def test_a_name_is_looked_into_for_its_sign():
    assert nonnegative(Away(v) ** 2)
    assert not nonnegative(Away(v))
    assert not nonnegative(Away(v) ** 3)


def test_a_sum_that_may_be_empty_is_not_positive():
    assert positive(Sum(t, (n, 1, N))) and positive(Sum(t**n, (n, 1, oo)))
    assert not positive(Sum(t, (n, 1, k - 1)))
    assert nonnegative(Sum(t, (n, 1, k - 1)))


def test_a_bound_needs_its_remainder_as_a_term():
    good = chain(t**2, s + (t - s) ** 2, zero, nonnegative=(t - s) ** 2)
    assert bound(good) == (">=", s)
    assert bound(chain(t, s - t * s, zero, nonnegative=t * s)) == ("<", s)
    with pytest.raises(ValueError, match="not a term"):
        bound(dataclasses.replace(good, nonnegative=(t + s) ** 2))
    with pytest.raises(ValueError, match="not nonnegative"):
        bound(dataclasses.replace(good, nonnegative=t - s))


# Names.


def test_kept_terms_and_ratios_stand_until_they_are_cancelled():
    a, b = symbols("a b")
    assert unfold(Kept(a, b, -b)) == a
    assert cancel(Kept(a, b, -b)) == a
    assert Ratio(a * b, b * t).args == (a * b, b * t)
    assert unfold(Ratio(a * b, b * t)) == a / t


def test_sympys_own_names_do_not_print_ours():
    class Inverse(Named):
        means = staticmethod(lambda a: 1 / a)

    assert str(Inverse(t)) == "Inverse(t)"


# The whole.


def test_a_false_result_fails_with_its_step_residual_and_witness():
    false = derivation("a.false-one", chain(log(t**2), 3 * log(t), split_logs))
    report = verify(false)
    assert report["marks"] == ["failed"]
    assert report["chains"][0]["steps"][0]["marks"] == ["failed"]
    text = "\n".join(report["problems"])
    assert "a.false-one/only" in text and "residual is -log(t)" in text
    assert "refuted" in text and "t = " in text


def test_an_untestable_step_earns_no_mark():
    f = IndexedBase("f")
    leap = rule("a leap", lambda e: e.xreplace({f[1]: f[2]}), untested="no numbers")
    report = verify(derivation("a.leap", chain(f[1], f[2], leap)))
    assert report["marks"] == ["stated"]


def test_a_step_that_is_only_stated_is_counted_apart():
    f = IndexedBase("f")
    leap = rule("a leap", lambda e: e.xreplace({f[1]: f[2]}), untested="no numbers")
    split = chain(log(s * t), log(s) + log(t), split_logs)
    report = verify(derivation("a.half", split, chain(f[1], f[2], leap)))
    earned = [f"{mark}: 1 of 2 steps" for mark in ("derived", "tested", "decided")]
    assert report["marks"] == [*earned, "stated: 1 of 2 steps"]


def test_a_condition_narrows_the_draw():
    above_one = where(s > 1, "s is greater than one", {s: lambda w: 1 + w.number(s)})
    assert all(ball(s, (above_one,), seed) > 1 for seed in range(6))


def test_definitions_are_unfolded_to_the_end():
    assert not unfold(by_definition(Phi(Ratio(t, s)))).atoms(Named)


def test_a_rule_that_stops_is_a_named_problem():
    def stop(e):
        raise ValueError("cannot")

    report = verify(derivation("a.stop", chain(t, s, rule("it stops", stop))))
    assert "a.stop/only: the rule (it stops) stopped with" in report["problems"][0]


def test_a_result_that_cannot_be_built_is_named():
    def no_result():
        raise KeyError("lost")

    with pytest.raises(ValueError, match="no_result cannot be built: KeyError"):
        build(no_result)
