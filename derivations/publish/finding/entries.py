"""What the index knows of each result, as plain data to be remembered.

All of it is read off elsewhere: tags off the registry, marks off the verification,
symbols off the glossary, equations off the crosswalk and the sources of derivations.
"""

import json
from functools import cache

from derivations.memo import remembered
from derivations.publish.places import places
from derivations.publish.tags import registry

BOOK, PROOFS, NOTES = "PRML", "SPB", "Notes"


@cache
def entries() -> list[dict]:
    """Every result in reading order."""
    also = f"{places()}{registry.FILE.read_text(encoding='utf-8')}"
    return json.loads(remembered("finding", "entries.json", made, also))


def made() -> str:
    # Imported here, so that a warm build needs no SymPy.
    from derivations.verification import results

    return json.dumps([entry(slug) for slug in results()], ensure_ascii=False)


def entry(slug: str) -> dict:
    from derivations.publish.cards.theorems import proof_marks
    from derivations.verification import results, title, verified

    made = results()[slug]
    return {
        "slug": slug,
        "tag": registry.tag_of(slug),
        "title": title(slug),
        "part": places()[slug].split("/")[0],
        "marks": verified(slug)["marks"] + proof_marks(slug),
        "main": main_formula(made),
        "formulas": [formula(slug, chain) for chain in made.chains],
        "symbols": symbols(slug),
        "sources": [*book(slug), *proofs(made), *notes(slug)],
    }


def main_formula(made) -> str:
    """The claim, broken into lines as on its card."""
    from derivations.publish.typesetting.layout import relation

    chain = made.chains[0]
    return relation(chain.claim.lhs, "=", chain.claim.rhs, last=chain.nonnegative)


def formula(slug: str, chain) -> dict:
    """A formula of a result, and the inequality that it proves."""
    from derivations.publish.typesetting.latex import latex

    claim = chain.claim
    return {
        "tag": registry.formula_of(slug, chain.name).tag,
        "name": chain.name,
        "tex": f"{latex(claim.lhs)} = {latex(claim.rhs)}",
        "bound": bound_of(chain),
    }


def bound_of(chain) -> str:
    from derivations.kernel.signs import bound
    from derivations.publish.cards.calculation import SIGNS
    from derivations.publish.typesetting.latex import latex

    if not (found := bound(chain)):
        return ""
    sign, rest = found
    return f"{latex(chain.claim.lhs)} {SIGNS[sign]} {latex(rest)}"


def symbols(slug: str) -> list[int]:
    """Rows of the glossary that its card shows, by number."""
    from derivations.publish.first_page import printed, with_indices
    from derivations.publish.hover import meaning
    from derivations.publish.notation_table import sheet
    from derivations.publish.typesetting.letters import letters

    page, card = f"{places()[slug].rstrip('/')}.md", printed()[slug]
    read = (meaning(x, page) for tex in card["tex"] for x in with_indices(letters(tex)))
    named = {
        number
        for number, row in enumerate(sheet())
        if set(card["classes"]) & set(row["classes"])
    }
    return sorted({m.row for m in read if m} | named)


def book(slug: str) -> list[dict]:
    """The equations of PRML that it holds, or that point to it."""
    from derivations.crosswalk.book import run
    from derivations.crosswalk.prml import EQUATIONS

    rows = [
        (e, e.way if slug in e.ids else "see also")
        for e in EQUATIONS
        if slug in (*e.ids, *e.see)
    ]
    return [
        source(BOOK, e.numbers, run(e.numbers), f"{e.says}, {way}", "crosswalk/prml/")
        for e, way in rows
    ]


def proofs(made) -> list[dict]:
    """The entries of the Book of Statistical Proofs that it answers to."""
    from derivations.crosswalk.proofs import SUBJECTS, entries

    return [
        source(PROOFS, name, [name], SUBJECTS[name], "crosswalk/prml/")
        for name, slugs in entries().items()
        if made.slug in slugs
    ]


def notes(slug: str) -> list[dict]:
    """The rows of the source notes that it answers."""
    from derivations.crosswalk.notes import NOTES as ROWS

    return [
        source(NOTES, row.says, [], row.status, f"crosswalk/notes/#{row.name}")
        for row in ROWS
        if slug in row.ids
    ]


def source(which: str, name: str, words: list[str], says: str, where: str) -> dict:
    """`words` are what one may type to find it."""
    return {
        "which": which,
        "name": name,
        "words": words,
        "says": says,
        "where": where,
    }
