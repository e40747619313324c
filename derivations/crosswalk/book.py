"""PRML, equation by equation: which result of ours holds it, and in which way.

`ids` are held against the sources that the derivations name, both ways; `see` only
points. Numbers are as in the transcriptions that were read, and vary by printing.
"""

import re
from dataclasses import dataclass

HERE, STEP, FORM, NOT_YET = WAYS = (
    "derived here",
    "as an intermediate step",
    "in another form",
    "not covered yet",
)
RANGE = re.compile(r"(\d+)\.(\d+)(?:–(?:\d+\.)?(\d+))?")


@dataclass(frozen=True)
class Equation:
    """One number or a run of numbers, what it says in our words, and where it is."""

    numbers: str
    says: str
    way: str
    ids: tuple[str, ...] = ()
    see: tuple[str, ...] = ()


def run(numbers: str) -> list[str]:
    """9.69–9.72 is 9.69, 9.70, 9.71, 9.72."""
    found = []
    for chapter, first, last in RANGE.findall(numbers):
        ends = range(int(first), int(last or first) + 1)
        found += [f"{chapter}.{n}" for n in ends]
    return found


def cited(source: str) -> list[str]:
    """The equations of PRML that a derivation's source names; exercises are none."""
    book = next((s for s in source.split("; ") if s.startswith("PRML")), "")
    return [] if " ex" in book else run(book)


def proofs(source: str) -> list[str]:
    """The entries of the Book of Statistical Proofs that a source names."""
    book = next((s for s in source.split("; ") if s.startswith("SPB")), "")
    return re.findall(r"[PD]\d+", book)
