"""Decided steps: one function on both sides, and a wrong formula is never decided."""

import dataclasses
import subprocess
import sys
from contextlib import suppress
from itertools import combinations

import pytest
from flint import fmpq
from sympy import (
    Eq,
    Integral,
    Limit,
    Sum,
    exp,
    log,
    oo,
    symbols,
)
from sympy.external.gmpy import GROUND_TYPES

from derivations import decided as deciding
from derivations.decided import INSTANCES, decided, endless
from derivations.evaluation.exact import UNDECIDED, Generic, sides
from derivations.evaluation.quotients import Quotient
from derivations.kernel.given import where
from derivations.kernel.mutants import mutants
from derivations.kernel.names import unfold
from derivations.kernel.verdict import agrees
from derivations.mixture_covariance import entry
from derivations.notation import D, K, N, d, k, n, over, x
from derivations.verification import results
from tests.derivations.broken import s, step, t, v, zero

y = symbols("y", real=True)
GRADIENTS = [
    ("gmm.m-step.mean", "", "differentiate"),
    ("gmm.m-step.mean", "", "root"),
    ("gmm.m-step.mean", "The gradient, multiplied by Σ_k", "invert"),
    ("gmm.m-step.covariance", "", "slope"),
    ("gmm.m-step.covariance", "", "root"),
    *(
        ("gmm.m-step.covariance", f"D = {size}, entry {entry}", "gradient")
        for size, entry in ((1, "11"), (2, "11"), (2, "12"), (3, "11"), (3, "12"))
    ),
]
OTHERS = [(2, 2, 2), (3, 2, 2), (3, 3, 3), (3, 1, 3), (3, 2, 3)]
every_gradient = pytest.mark.parametrize(("slug", "chain", "name"), GRADIENTS)


def the(slug, chain, name):
    return results()[slug][chain][name]


def wrong(right, mutant):
    return dataclasses.replace(right, rhs=mutant)


def finite(one):
    sides = map(unfold, (one.lhs, one.rhs))
    return not one.by.untested and not any(map(endless, sides))


# What is decided.


@every_gradient
def test_the_gradients_are_decided_at_two_instances(slug, chain, name):
    found = decided(the(slug, chain, name))
    assert len(found) == INSTANCES
    assert all(at.sizes for at in found) and found[0].sizes != found[1].sizes


def test_the_gradient_in_the_means_is_decided_for_two_and_for_three_dimensions():
    found = decided(the("gmm.m-step.mean", "", "root"))
    assert [at.sizes["D"] for at in found] == [2, 3]


every_result = pytest.mark.parametrize("slug", list(results()))


SMALL = {"gmm.q": {("D", "K")}}  # its sizes are three at most, that all labels be tried


@every_result
def test_every_finite_step_is_decided_and_no_other(slug):
    """Stationarity and the maximum of Q among them."""
    for chain in results()[slug].chains:
        for one in chain.steps:
            found, where = decided(one), (chain.name, one.name)
            assert bool(found) == finite(one), where
            if len(found) == INSTANCES and found[1].sizes.get("D") != 1:
                assert alike(*found) <= SMALL.get(slug, set()), where


def alike(first, second) -> set[tuple[str, str]]:
    """Letters with one value at both: each in the other's place would pass.

    Where D is 1 the step is too large for the instances that are meant for this.
    """
    whole, again = (at.sizes | at.places for at in (first, second))
    pairs = combinations(sorted(c for c in whole if c in again and len(c) == 1), 2)
    return {(a, b) for a, b in pairs if whole[a] == whole[b] and again[a] == again[b]}


@pytest.mark.parametrize("place", OTHERS)
def test_the_entries_that_the_card_leaves_out_are_decided(place):
    assert decided(entry(*place).steps[0])


@pytest.mark.parametrize("at", [1, 2, 3])
def test_the_gradient_in_a_mean_is_decided_along_each_axis(at):
    """Beyond the last axis there is none: at D = 2 that is the third."""
    right = the("gmm.m-step.mean", "", "root")
    along = where(Eq(d, at), "this axis", {d: lambda world: fmpq(at)})
    found = decided(dataclasses.replace(right, given=(along, *right.given)))
    assert all(here.places["d"] == at for here in found)
    assert 3 in [here.sizes["D"] for here in found]


def test_no_sizes_means_for_all_numbers():
    assert decided(step(log(t**2), 2 * log(t), zero)) == (deciding.NO_SIZES,)


def test_indices_are_told_as_well_as_sizes():
    (first, *_) = decided(the("gmm.m-step.mean", "", "root"))
    assert set(first.places) == {"d", "k"} and set(first.sizes) == {"N", "K", "D"}


# What is not.


@every_gradient
def test_no_wrong_gradient_is_decided(slug, chain, name):
    """Those mutants that differ at a point are not the same function."""
    right = the(slug, chain, name)
    apart = [m for m in mutants(right.rhs)[:25] if is_refuted(wrong(right, m))]
    assert len(apart) > 5
    assert not any(decided(wrong(right, m)) for m in apart)


@pytest.mark.parametrize(
    ("slug", "chain", "name"),
    [
        ("gmm.q", "The complete-data log-likelihood", "logarithm"),
        ("kl.maximum-likelihood", "The slopes are proportional", "likelihood"),
    ],
)
def test_letters_without_a_range_are_not_beyond_it_each_time(slug, chain, name):
    """Both sides are zero beyond the range, and so would be a wrong one."""
    right = the(slug, chain, name)
    assert decided(right) and not decided(wrong(right, -right.rhs))


def is_refuted(one):
    return agrees(one).verdict == "refuted"


@pytest.mark.parametrize(
    "slug",
    [
        "kl.delta-cancellation",
        "elbo.decomposition",
        "gmm.responsibilities",
        "kl.bernoulli",
        "gmm.m-step.weights",
        "em.log-sum",
        "kl.maximum-likelihood",
    ],
)
def test_no_wrong_formula_is_decided(slug):
    right = results()[slug][""].steps[-1]
    apart = [m for m in mutants(right.rhs)[:25] if is_refuted(wrong(right, m))]
    assert apart and not any(decided(wrong(right, m)) for m in apart)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (over(x[n], (n, N)), x[1] + x[2]),  # true for N = 2
        (over(x[n], (n, N)), x[1] + x[2] + x[3]),  # true for N = 3
        (over(x[n], (n, N)), over(x[n], (n, K))),  # true for N = K
        (D**2 * t, 2 * D * t),  # true for D = 2
        (D**2 * t, 3 * D * t),  # true for D = 3
        (D * log(t), log((-t) ** D)),  # true for D = 2, and for D = 3 without a value
    ],
)
def test_what_is_true_at_one_size_is_told_by_the_other(left, right):
    assert not decided(step(left, right, zero))


def test_what_is_true_at_both_sizes_only_is_decided_at_these_and_says_so():
    found = decided(step(t, t + (N - 2) * (N - 3), zero))
    assert [at.sizes for at in found] == [{"N": 3}, {"N": 2}]


@pytest.mark.parametrize(
    "e",
    [
        Limit(t * v, v, 0),
        Integral(v, (v, 0, t)),
        Sum(exp(-t * k), (k, 1, oo)),
    ],
)
def test_what_is_endless_is_not_decided(e):
    assert decided(step(e, e, zero)) == ()


def test_what_the_field_lacks_is_not_decided():
    many = (t + s + v + y + x[1] + x[2] + 1) ** 40
    assert decided(step(many, many + 0 * t, zero)) == ()


# Two sides without a common fault.


def test_sympy_takes_its_arithmetic_from_python_here():
    assert GROUND_TYPES == "python"


def test_with_flint_inside_of_sympy_nothing_is_decided(monkeypatch):
    monkeypatch.setattr(deciding, "GROUND_TYPES", "flint")
    with pytest.raises(RuntimeError, match="SYMPY_GROUND_TYPES=python"):
        decided(step(t, t + 0, zero))


@pytest.mark.parametrize(
    ("first", "ground"), [("derivations", "python"), ("sympy", "flint")]
)
def test_derivations_choose_it_where_they_are_imported_first(first, ground):
    code = (
        f"import {first}, derivations, sympy.external.gmpy as g; print(g.GROUND_TYPES)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    )
    assert made.stdout.strip() == ground, made.stderr


# What assumptions draw.

FIXED = {  # numbers that assumptions state, or that follow from the labels
    "information.content": {"p"},
    "kl.maximum-likelihood": {"c"},
    "em.monotone": {"q", "Joint"},
    "gmm.m-step.covariance": {"epsilon"},
    "gmm.m-step.is-maximum": {"R", "T"},
    "gmm.m-step.tied": {"epsilon"},
    "gmm.missing.m-step": {"epsilon"},
}


def numbers_drawn(one) -> set[str]:
    """Letters for which an assumption drew a number: it must have stated it."""
    if not finite(one):
        return set()
    world = Generic(3, one.given, deciding.SIZES[3])
    with suppress(*UNDECIDED):  # what was drawn until then counts
        sides(unfold(one.lhs), unfold(one.rhs), world)
    rest = {key: v for key, v in world.items() if key not in world.whole()}
    return {
        str(key[0] if type(key) is tuple else key)
        for key, v in rest.items()
        if not isinstance(v, Quotient) or (v.num.is_constant() and v.den.is_constant())
    }


@every_result
def test_assumptions_draw_letters_but_where_they_state_a_number(slug):
    drawn = [numbers_drawn(chain.steps[0]) for chain in results()[slug].chains]
    assert set().union(*drawn) == FIXED.get(slug, set())
