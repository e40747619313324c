"""One formula, its ways out: every copy is made from the expression that was checked.

A copy is the claim of a chain, and where the chain proves an inequality, its signed
remainder too. What cannot be said in a form is left out there, and the reason is kept.
"""

import json
from functools import cache

from derivations.memo import remembered
from derivations.publish.tags.registry import by_slug

FORMATS = {
    "latex": "LaTeX",
    "mathml": "MathML",
    "sympy": "SymPy",
    "srepr": "SymPy, srepr",
    "numpy": "NumPy",
    "text": "plain text",
}


@cache
def made(slug: str) -> list[dict[str, dict[str, str]]]:
    """For each formula of a result its copies, and why some are not to be had."""

    def make() -> str:
        # Imported here, so that a warm build needs no SymPy.
        from derivations.publish.formats.making import all_copies

        return json.dumps(all_copies(slug), ensure_ascii=False)

    tags = " ".join(formula.tag for formula in by_slug(slug).formulas)
    return json.loads(remembered("formats", f"{slug}.json", make, tags))


def copies(slug: str) -> list[dict[str, str]]:
    """For each formula of a result, in order, its text in each format it has."""
    return [formula["copies"] for formula in made(slug)]


def why_not(slug: str, n: int, format: str) -> str:
    """Why formula n, counted from 0, has no copy in a format; empty if it has one."""
    return made(slug)[n]["reasons"].get(format, "")
