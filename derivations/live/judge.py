"""What became of one step, as plain data: its rule, its numbers, what is wrong.

The checks are the kernel's own; here they are only told.
"""

import time
from collections.abc import Callable, Iterator

from flint import fmpq
from sympy import Expr

from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import GUARD, digits, value
from derivations.evaluation.worlds import World
from derivations.kernel import verdict
from derivations.kernel.calc import Step
from derivations.kernel.names import unfold
from derivations.kernel.verdict import at_one, idle_moves, name, worlds
from derivations.live.setting import tex
from derivations.publish.cards.words import sentence, words
from derivations.publish.typesetting.layout import alone, continued

FIGURES = 10


def judged(step: Step, last: Expr | None = None) -> dict:
    """Everything that a page shows of a step."""
    start = time.perf_counter()
    rule, numbers = carried(step), agreement(step)
    why = "; ".join(filter(None, (rule.pop("why"), numbers.pop("why"))))
    failed = rule["verdict"] == "failed" or numbers["agreement"] == "refuted"
    good = rule["verdict"] == "derived" and numbers["agreement"] == "agrees"
    return {
        "key": step.name,
        "name": words(sentence(step.name)),
        "reason": words(sentence(step.by.says)),
        "latex": tex(continued, step.rhs, last),
        "residual": None,
        **rule,
        **numbers,
        "why": why or None,
        "failed": failed,
        "open": not (failed or good),
        "seconds": round(time.perf_counter() - start, 3),
    }


def carried(step: Step) -> dict:
    """Does the rule bring both sides together, and does it need all its moves?"""
    try:
        left, right = step.by(step.lhs), step.by(step.rhs)
    except Exception as error:  # whatever a rule meets, the step is what failed
        why = f"the rule stopped with {type(error).__name__}: {error}"
        return {"verdict": "failed", "why": why}
    if left != right:
        left_over = tex(alone, left - right)  # which says why
        return {"verdict": "failed", "why": "", "residual": left_over}
    if idle := [said(move) for move in idle_moves(step)]:
        why = f"the step holds without this: {', '.join(idle)}"
        return {"verdict": "failed", "why": why}
    return {"verdict": "stated" if step.by.untested else "derived", "why": ""}


def said(move: Callable) -> str:
    return str(getattr(move, "says", None) or getattr(move, "__name__", move))


def agreement(step: Step) -> dict:
    """Both sides at random exact points."""
    if step.by.untested:
        why = step.by.untested
        return {"agreement": "untested", "trend": False, "witness": None, "why": why}
    found = verdict.agrees(step)
    told = {"agree": "agrees"}.get(found.verdict, found.verdict)
    witness = next(refutations(step), None) if told == "refuted" else None
    why = found.why if told == "unknown" else ""
    return {
        "agreement": told,
        "digits": verdict.DIGITS,
        "trend": found.trend,
        "witness": witness,
        "why": why,
    }


def refutations(step: Step) -> Iterator[dict]:
    """The points at which the sides differ for certain, with both values."""
    lhs, rhs = unfold(step.lhs), unfold(step.rhs)
    with digits(verdict.DIGITS + GUARD):
        for world in worlds(step.given):
            if at_one(lhs, rhs, world).verdict == "refuted":
                yield witness(lhs, rhs, World(world.seed, world.given))


def witness(lhs: Expr, rhs: Expr, world: World) -> dict:
    left, right = (shown(value(side, world.view())) for side in (lhs, rhs))
    point = [
        {"name": name(key), "value": exact(n)}
        for key, n in sorted(world.items(), key=str)
    ]
    return {"left": left, "right": right, "point": point}


def shown(number) -> str:
    """A number in a few figures."""
    return lift(number).str(FIGURES, radius=False)


def exact(number) -> str:
    """A fraction as it is; what is known as an interval in a few figures."""
    return str(number) if isinstance(number, fmpq) else shown(number)
