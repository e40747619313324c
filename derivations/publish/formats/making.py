"""All copies of a result, made anew."""

from collections.abc import Callable

from derivations.kernel.calc import Chain
from derivations.publish.formats.mathml import mathml
from derivations.publish.formats.numpy_function import numpy_function
from derivations.publish.formats.plainly import NoCopy
from derivations.publish.formats.snippet import snippet
from derivations.publish.formats.source import source
from derivations.publish.formats.tex import latex
from derivations.publish.formats.unicode import text
from derivations.verification import results

MAKERS: dict[str, Callable[[str, Chain], str]] = {
    "latex": lambda _, chain: latex(chain),
    "mathml": lambda _, chain: mathml(chain),
    "sympy": snippet,
    "srepr": lambda _, chain: source(chain),
    "numpy": numpy_function,
    "text": lambda _, chain: text(chain),
}


def all_copies(slug: str) -> list[dict[str, dict[str, str]]]:
    return [of_chain(slug, chain) for chain in results()[slug].chains]


def of_chain(slug: str, chain: Chain) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"copies": {}, "reasons": {}}
    for name, make in MAKERS.items():
        try:
            found["copies"][name] = make(slug, chain)
        except NoCopy as reason:
            found["reasons"][name] = str(reason)
    return found
