"""Three ways to look at a step: its rule, exact instances, and its mutants.

Every answer has three values. What is neither shown nor refuted is unknown, and
unknown is never a pass.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from flint import arb, ctx
from sympy import Expr

from derivations.evaluation.asymptotics import NotTestable, NoValue, lift
from derivations.evaluation.balls import DIGITS, GUARD, QUICK, digits, goal, value
from derivations.evaluation.exact import identical
from derivations.evaluation.worlds import World
from derivations.kernel.calc import Chain, Step
from derivations.kernel.mutants import mutants
from derivations.kernel.names import unfold

INSTANCES = 6
FURTHER = range(1, 6)  # six instances each, for what the first six leave open
NOWHERE = (NoValue, ZeroDivisionError)  # no real value, for certain
BROKEN = (*NOWHERE, ValueError, OverflowError, NotTestable, RecursionError)


@dataclass(frozen=True)
class Agreement:
    """'agree', 'refuted' (with the point and both values) or 'unknown' (and why)."""

    verdict: str
    why: str = ""
    trend: bool = False


@dataclass
class Fate:
    """What became of the mutants; `survivors` and `carried` must stay empty."""

    counts: Counter = field(default_factory=Counter)
    survivors: list = field(default_factory=list)
    carried: list = field(default_factory=list)


def worlds(given, seed: int = 0) -> list[World]:
    """The instances of these assumptions: the same for every step that has them.

    Another seed draws six other ones.
    """
    return instances(given, seed, ctx.dps)


@lru_cache(64)
def instances(given, seed, precision) -> list[World]:
    return [World(seed * INSTANCES + i, given) for i in range(INSTANCES)]


def tries(seed: int) -> list[int]:
    """A seed, and those whose instances come after."""
    return [seed, *(seed + 10**6 * i for i in FURTHER)]


def difference(a, b) -> str:
    """'same', 'different', 'undefined' or 'unknown': certified, or not said."""
    gap = lift(a - b)
    if not gap.is_finite():
        return "undefined"
    if not gap.contains(0):
        return "different"
    return "same" if abs(gap) < arb(10) ** -goal() else "unknown"


def witness(lhs: Expr, rhs: Expr, seed: int, given) -> str:
    """Both values at an instance of its own, where nothing else was drawn."""
    world = World(seed, given)
    left, right = (lift(value(side, world.view())) for side in (lhs, rhs))
    point = ", ".join(f"{name(key)} = {v}" for key, v in sorted(world.items(), key=str))
    return f"{left.str(15)} against {right.str(15)} at {point}"


def name(key) -> str:
    return f"{key[0]}{list(key[1])}" if type(key) is tuple else str(key)


def at_one(lhs: Expr, rhs: Expr, world: World) -> Agreement:
    world.trend = False
    try:
        found = difference(*(value(side, world.view()) for side in (lhs, rhs)))
    except BROKEN as error:
        return Agreement("unknown", f"{type(error).__name__}: {error}")
    if found == "same":
        return Agreement("agree", "", world.trend)
    at = witness(lhs, rhs, world.seed, world.given)
    if found == "different":
        return Agreement("refuted", at)
    return Agreement("unknown", f"{found}: {at}", world.trend)


def agrees(step: Step, given=None, seed: int = 0) -> Agreement:
    """Do both sides agree to 100 digits at every instance? One refutation decides."""
    lhs, rhs = unfold(step.lhs), unfold(step.rhs)
    with digits(DIGITS + GUARD):
        found = []
        for world in worlds(step.given if given is None else given, seed):
            found.append(at_one(lhs, rhs, world))
            if found[-1].verdict == "refuted":
                return found[-1]
    unknown = [f for f in found if f.verdict == "unknown"]
    return (
        unknown[0] if unknown else Agreement("agree", "", any(f.trend for f in found))
    )


def idle_moves(step: Step) -> list:
    """Moves that could be left out: decoration. A rule may not be empty either."""

    def idle(rule) -> bool:
        try:
            return rule.carries(step.lhs, step.rhs)
        except Exception:  # a rule that breaks without the move needs the move
            return False

    moves = [move for move, rule in step.by.shorter() if idle(rule)]
    return moves + ["the whole step"] * (step.lhs == step.rhs)


def idle_givens(chain: Chain, seed: int = 0) -> list:
    """Assumptions without which every step would still agree: decoration."""
    tested = [step for step in chain.steps if not step.by.untested]

    def idle(g) -> bool:
        rest = tuple(h for h in chain.given if h is not g)
        found = (agrees(step, rest, s) for s in tries(seed) for step in tested)
        return all(f.verdict == "agree" for f in found)

    return [g for g in chain.given if idle(g)]


def judge(step: Step, seed: int = 0) -> Fate:
    """Refuse each mutant at an instance or prove it equal; the rule must refuse it."""
    fate = Fate()
    with digits(QUICK + GUARD):  # a certified difference needs no more
        truths = list(truth(step, seed))
        end = step.by(step.lhs)
        for mutant in mutants(step.rhs):
            verdict = fate_of(unfold(mutant), truths)
            if verdict == "alive":
                verdict = last_word(step, mutant, seed)
            fate.counts[verdict] += 1
            if verdict == "survivor":
                fate.survivors.append(mutant)
            if verdict == "refused" and reached(step, mutant, end):
                fate.carried.append(mutant)
    return fate


def truth(step: Step, seed: int) -> Iterator[tuple[World, object]]:
    """The right side at each instance, the smallest and the largest sizes last."""
    rhs = unfold(step.rhs)
    for world in sorted(worlds(step.given, seed), key=lambda w: bool(w.extreme)):
        yield world, value(rhs, world.view())


def last_word(step: Step, mutant: Expr, seed: int) -> str:
    """What no instance refused so far is the same formula, or meets some more."""
    if identical(unfold(step.rhs), unfold(mutant), step.given):
        return "equivalent"
    more = (pair for s in tries(seed)[1:] for pair in truth(step, s))
    found = fate_of(unfold(mutant), more)
    return "survivor" if found == "alive" else found


def reached(step: Step, mutant: Expr, end: Expr) -> bool:
    try:
        return step.by(mutant) == end
    except Exception:  # a rule that breaks on a mutant has refused it
        return False


def fate_of(mutant: Expr, truths) -> str:
    """Refused at the first certified difference; stillborn where it has no value.

    What cannot be evaluated is neither: it stays alive, and has to be proved equal.
    """
    for world, truth in truths:
        try:
            if difference(truth, value(mutant, world.view())) == "different":
                return "refused"
        except NOWHERE:
            return "stillborn"
        except BROKEN:
            continue
    return "alive"
