"""Another seed draws other points, at which every step must hold just as well."""

import pytest

from derivations.evaluation.worlds import World
from derivations.kernel.calc import calc, rule
from derivations.kernel.given import where
from derivations.kernel.verdict import agrees, idle_givens, judge, tries, worlds
from derivations.notation import J, K, k, n, p, t
from derivations.rules import by_definition
from derivations.verification import results, verify


def test_a_seed_draws_instances_of_its_own():
    drawn = [[world[t] for world in worlds((), seed)] for seed in (0, 1, 7)]
    assert len({*drawn[0], *drawn[1], *drawn[2]}) == 18
    assert drawn[1] == [World(6 + i)[t] for i in range(6)]


@pytest.mark.parametrize("seed", [0, 1, 999999])
def test_whatever_the_seed_sizes_of_one_and_five_are_met(seed):
    sizes = [int(world[K]) for world in worlds((), seed)]
    assert {1, 5} <= set(sizes)


@pytest.mark.parametrize("slug", ["gmm.responsibilities", "elbo.jensen"])
def test_what_six_points_leave_open_is_tried_at_more(slug):
    """At the points of seed 1 n = k each time, and J ≤ K without being asked to."""
    assert verify(results()[slug], seed=1)["problems"] == []


def test_two_indices_that_were_drawn_alike_are_told_apart_in_the_end():
    same = next(s for s in range(9999) if all(w[k] == w[n] for w in worlds((), s)))
    named = calc("", p[k, n], ("name", p[k, n] * 1, rule("as it is", lambda e: e)))
    fate = judge(named.steps[0], same)
    assert fate.survivors == [] and fate.counts["refused"]
    assert agrees(named.steps[0], seed=same).verdict == "agree"


def test_an_assumption_that_is_never_needed_stays_idle():
    narrow = where(J <= K, "J is at most K", {J: lambda w: w.number(J) * 0 + 1})
    chain = calc("", t + J, ("same", J + t, by_definition), given=(narrow,))
    assert idle_givens(chain, 3) == [narrow]


def test_further_tries_are_other_seeds():
    assert len({*tries(0), *tries(1), *tries(999999)}) == 18
