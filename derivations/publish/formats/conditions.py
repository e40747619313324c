"""Where a formula holds, in lines that a copy carries along: scope and assumptions."""

from derivations.kernel.calc import Chain
from derivations.kernel.given import Given
from derivations.publish.formats.unicode import unicode
from derivations.publish.text import chain_scope
from derivations.publish.typesetting.latex import latex


def conditions(chain: Chain) -> list[str]:
    where = chain_scope(chain)
    scope = [f"Holds for {where}."] if where else []
    return [*scope, *map(assumption, chain.given)]


def assumption(given: Given) -> str:
    return f"Assumed: {given.says}, {unicode(latex(given.formula))}."
