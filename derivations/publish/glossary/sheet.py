"""The glossary and what the cards print, as plain data to be remembered.

With these a page is built without SymPy, for as long as no derivation changes.
"""

from sympy import Expr, preorder_traversal

from derivations.publish.glossary import GROUPS
from derivations.publish.glossary.keys import letter
from derivations.publish.glossary.row import Row, domain, name_of
from derivations.publish.typesetting.latex import latex


def sheet() -> list[dict]:
    """Every row as the table shows it, in the order of the glossary."""
    return [facts(group, row) for group, rows in GROUPS.items() for row in rows]


def facts(group: str, row: Row) -> dict:
    """What was said of a row, and what is read off its forms."""
    tex = list(dict.fromkeys(map(latex, row.forms)))
    return {
        "group": group,
        "tex": tex,
        "meaning": row.meaning,
        "domain": domain(row.equals or row.forms[0]),
        "shape": row.shape,
        "names": list(dict.fromkeys(filter(None, map(name_of, row.forms)))),
        "klem": row.klem,
        "classes": [] if any(map(letter, tex)) else classes_of(row),
    }


def classes_of(row: Row) -> list[str]:
    """What to look for where no letter tells: |Σ| has none of its own."""
    return [full_name(held) for held in row.objects() if isinstance(held, type)]


def full_name(held: type) -> str:
    return f"{held.__module__}.{held.__name__}"


def printed() -> dict[str, dict]:
    """For each result all that its card prints: LaTeX, and names without a letter."""
    from derivations.verification import results

    return {slug: shown(expressions(made)) for slug, made in results().items()}


def expressions(made) -> list[Expr]:
    return [
        e
        for chain in made.chains
        for sides in ((s.lhs, s.rhs) for s in chain.steps)
        for e in sides
    ] + [g.formula for g in made.given]


def shown(formulas: list[Expr]) -> dict:
    kinds = {type(e) for f in formulas for e in preorder_traversal(f)}
    names = {full_name(c) for kind in kinds for c in kind.__mro__}
    ours = sorted(n for n in names if n.startswith("derivations.quantities."))
    return {"tex": list(dict.fromkeys(map(latex, formulas))), "classes": ours}
