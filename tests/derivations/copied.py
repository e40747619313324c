"""Every formula with its copies, and each formula once more with a fault in it."""

from dataclasses import replace
from functools import cache

import pytest

from derivations.kernel.calc import Chain
from derivations.publish.formats.making import of_chain
from derivations.verification import results

FORMULAS = [
    (slug, place)
    for slug, derivation in results().items()
    for place, _ in enumerate(derivation.chains)
]
every_formula = pytest.mark.parametrize(
    ("slug", "place"), FORMULAS, ids=[f"{slug}-{place + 1}" for slug, place in FORMULAS]
)


def chain_of(slug: str, place: int) -> Chain:
    return results()[slug].chains[place]


@cache
def made(slug: str, place: int) -> dict[str, str]:
    """The copies, not from memory."""
    return of_chain(slug, chain_of(slug, place))["copies"]


def with_right(chain: Chain, right) -> Chain:
    *steps, last = chain.steps
    steps = [*steps, replace(last, rhs=right)]
    return replace(chain, steps=tuple(steps), nonnegative=None)


def off_by_one(chain: Chain) -> Chain:
    """A claim that is wrong wherever the right one holds."""
    return with_right(chain, chain.claim.rhs + 1)


@cache
def wrong(slug: str, place: int) -> dict[str, str]:
    return of_chain(slug, off_by_one(chain_of(slug, place)))["copies"]
