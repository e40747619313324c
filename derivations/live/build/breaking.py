"""Wrong versions of a result to try: those that people make, then a machine's.

Only what the kernel refuses for certain is offered: the rule does not carry it, and
both sides differ at a point.
"""

import pickle
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sympy import Expr

from derivations.checking.form import Form, right
from derivations.checking.forms import FORMS
from derivations.kernel.calc import Derivation
from derivations.kernel.mutants import mutants
from derivations.kernel.verdict import agrees
from derivations.live.run import with_wrong
from derivations.publish.cards.words import sentence, words
from derivations.publish.tags.registry import formula_of, step_tag
from derivations.publish.typesetting.layout import alone

EACH = 2  # of a machine, for each step
MOST = 12
LONG = 40  # operations; what has more is not read


class Break(NamedTuple):
    """A wrong right-hand side, and where it stands: chain and step, from 0."""

    key: str
    says: str
    at: int
    step: int
    formula: Expr


def breaks(derivation: Derivation) -> list[Break]:
    """At most MOST of them, those of people first."""
    form = FORMS.get(derivation.slug)
    people = list(of_people(derivation, form)) if form else []
    return [*people, *islice(of_a_machine(derivation), max(0, MOST - len(people)))]


def of_people(derivation: Derivation, form: Form) -> Iterator[Break]:
    """A mistake in the formula at the end of a calculation."""
    if form.reads is not right:
        return
    step = len(derivation.chains[form.chain].steps) - 1
    for n, mistake in enumerate(form.mistakes):
        formula = mistake.edit(form.derived)
        found = Break(f"person:{n}", mistake.says, form.chain, step, formula)
        if portable(formula) and refused(derivation, found):
            yield found


def of_a_machine(derivation: Derivation) -> Iterator[Break]:
    """One small change to the right side of a step, taken over by the next step."""
    for at, chain in enumerate(derivation.chains):
        for number, step in enumerate(chain.steps):
            if step.by.untested:
                continue
            readable = (m for m in mutants(step.rhs) if printed(m) and portable(m))
            made = (
                Break(f"machine:{at}.{number}.{n}", says(step.name), at, number, mutant)
                for n, mutant in enumerate(readable)
            )
            yield from islice((b for b in made if refused(derivation, b)), EACH)


def printed(formula: Expr) -> str | None:
    """Its LaTeX, if it is short enough to be read; some mutants cannot be printed."""
    try:
        return alone(formula) if formula.count_ops() <= LONG else None
    except (AttributeError, TypeError, ValueError):
        return None


def portable(formula: Expr) -> bool:
    """Whether another Python can read it: classes made on the way have no address."""
    try:
        return bool(pickle.dumps(formula))
    except (pickle.PicklingError, AttributeError):
        return False


def says(step: str) -> str:
    return f"one small change in the step “{step}”"


def refused(derivation: Derivation, found: Break) -> bool:
    """By the rule, and by a number, at the step where it was put in."""
    wrong = with_wrong(derivation, found.at, found.step, found.formula)
    step = wrong.chains[found.at].steps[found.step]
    try:
        carried = step.by.carries(step.lhs, step.rhs)
    except Exception:  # a rule that breaks on it has refused it
        carried = False
    return not carried and agrees(step).verdict == "refuted"


def listed(derivation: Derivation, found: list[Break]) -> list[dict]:
    """For the page: what each says, the wrong formula, and the tag of its step."""
    return [row(derivation, b) for b in found]


def row(derivation: Derivation, found: Break) -> dict:
    chain = derivation.chains[found.at]
    entry = formula_of(derivation.slug, chain.name)
    return {
        "key": found.key,
        "kind": found.key.partition(":")[0],
        "says": words(sentence(found.says)),
        "latex": printed(found.formula),
        "where": step_tag(entry, chain.steps[found.step].name),
    }


def pickled(found: list[Break]) -> bytes:
    """For the run: chain, step and formula by key."""
    return pickle.dumps({b.key: (b.at, b.step, b.formula) for b in found}, protocol=5)
