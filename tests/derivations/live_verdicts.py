"""Verdicts of the kernel with the intervals of a browser, in a process of their own.

python -m tests.derivations.live_verdicts SLUG…: for each result, what became of each
step, and of its first mutants.
"""

import json
import sys
from dataclasses import replace
from itertools import islice

from derivations.live import intervals

if __name__ == "__main__":
    sys.modules["flint"] = intervals

from derivations.catalogue import CATALOGUE
from derivations.evaluation.balls import QUICK
from derivations.kernel import verdict
from derivations.kernel.calc import Derivation, Step
from derivations.kernel.mutants import mutants
from derivations.kernel.verdict import agrees

MUTANTS = 3  # of the first step that can be tested


def verdicts(derivation: Derivation) -> dict:
    steps = [step for chain in derivation.chains for step in chain.steps]
    return {
        "steps": ["untested" if s.by.untested else agrees(s).verdict for s in steps],
        "mutants": of_mutants(derivation),
    }


def of_mutants(derivation: Derivation) -> list[tuple[str, str]]:
    """What becomes of wrong right-hand sides; some are equal to the right one."""
    return [(str(step.rhs), agrees(step).verdict) for step in first_mutants(derivation)]


def first_mutants(derivation: Derivation) -> list[Step]:
    """The first step that can be tested, with its first mutants."""
    steps = (step for chain in derivation.chains for step in chain.steps)
    step = next(step for step in steps if not step.by.untested)
    return [replace(step, rhs=m) for m in islice(mutants(step.rhs), MUTANTS)]


def main() -> None:
    verdict.DIGITS = QUICK  # as derivations.live.start has it
    made = {d.slug: d for d in (make() for make in CATALOGUE)}
    print(json.dumps({slug: verdicts(made[slug]) for slug in sys.argv[1:]}))


if __name__ == "__main__":
    main()
