"""Three ways to look at a step: its rule, exact instances, and its mutants."""

from collections import Counter
from dataclasses import dataclass, field

from flint import arb

from derivations.kernel.balls import (
    DIGITS,
    GUARD,
    QUICK,
    NotTestable,
    digits,
    goal,
    lift,
    value,
)
from derivations.kernel.calc import Derivation, Step
from derivations.kernel.exact import identical
from derivations.kernel.given import World
from derivations.kernel.mutants import mutants
from derivations.kernel.names import unfold

INSTANCES = 6


def worlds(step: Step, given=None) -> list[World]:
    return [World(s, step.given if given is None else given) for s in range(INSTANCES)]


def difference(a, b):
    """'same', 'different', 'undefined' or 'unknown': certified, or not said."""
    gap = lift(a - b)
    if not gap.is_finite():
        return "undefined"
    if not gap.contains(0):
        return "different"
    return "same" if abs(gap) < arb(10) ** -goal() else "unknown"


def agreement(lhs, rhs, at_worlds) -> str:
    """Do both sides agree to 100 digits at every instance? Refuted at the first no."""
    with digits(DIGITS + GUARD):
        found = set()
        for world in at_worlds:
            found.add(difference(value(lhs, world.view()), value(rhs, world.view())))
            if "different" in found:
                return "different"
    return "same" if found == {"same"} else "unknown"


def agrees(step: Step, given=None) -> str:
    return agreement(unfold(step.lhs), unfold(step.rhs), worlds(step, given))


def idle_moves(step: Step) -> list:
    """Moves that could be left out: decoration. A rule may not be empty either."""
    shorter = step.by.shorter()
    idle = [move for move, rule in shorter if rule.carries(step.lhs, step.rhs)]
    return idle + [None] * (step.lhs == step.rhs)


def idle_givens(derivation: Derivation) -> list:
    """Assumptions without which every step would still agree: decoration."""

    def idle(g):
        rest = tuple(h for h in derivation.given if h is not g)
        return all(agrees(step, rest) == "same" for step in derivation.steps)

    return [g for g in derivation.given if idle(g)]


@dataclass
class Fate:
    """What became of the mutants; `survivors` and `carried` must stay empty."""

    counts: Counter = field(default_factory=Counter)
    survivors: list = field(default_factory=list)
    carried: list = field(default_factory=list)


def judge(step: Step) -> Fate:
    """Refuse each mutant at an instance or prove it equal; the rule must refuse it too."""
    fate, lhs = Fate(), unfold(step.lhs)
    with digits(QUICK + GUARD):  # a certified difference needs no more
        truths = [(w, value(lhs, w.view())) for w in worlds(step)]
        goal = step.by(step.lhs)
        for mutant in mutants(step.rhs):
            verdict = fate_of(unfold(mutant), truths)
            if verdict == "alive":
                same = identical(unfold(step.rhs), unfold(mutant), step.given)
                verdict = "equivalent" if same else "survivor"
            fate.counts[verdict] += 1
            if verdict == "survivor":
                fate.survivors.append(mutant)
            if verdict == "killed" and step.by(mutant) == goal:
                fate.carried.append(mutant)
    return fate


def fate_of(mutant, truths) -> str:
    for world, truth in truths:
        try:
            verdict = difference(truth, value(mutant, world.view()))
        except (ZeroDivisionError, ValueError, OverflowError, NotTestable):
            return "stillborn"
        if verdict == "different":
            return "killed"
        if verdict == "undefined":
            return "stillborn"
    return "alive"
