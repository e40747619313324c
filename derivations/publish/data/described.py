"""A result as plain data: all that its card says, for machines.

Its form is docs/schemas/formulas-1.json. Nothing is worded here: titles, reasons and
assumptions are the derivation's, marks are those that verification gave.
"""

from dataclasses import asdict

from derivations.checking.forms import FORMS
from derivations.checking.witnesses import as_read, witnessed
from derivations.kernel.calc import Chain, Derivation, Step
from derivations.kernel.signs import bound
from derivations.publish.cards.calculation import SIGNS
from derivations.publish.data.held import held
from derivations.publish.data.origin import origin
from derivations.publish.data.record import FATES, proofs
from derivations.publish.finding.uses import used_by, uses
from derivations.publish.formats import copies
from derivations.publish.navigation import parts
from derivations.publish.places import permanent, places
from derivations.publish.tags import fingerprint
from derivations.publish.tags.registry import (
    Formula,
    by_slug,
    formula_of,
    step_tag,
    tag_of,
)
from derivations.publish.text import chain_scope
from derivations.publish.typesetting.latex import latex
from derivations.verification import results, title, verified


def described(slug: str) -> dict:
    derivation, entry, report = results()[slug], by_slug(slug), verified(slug)
    page = places()[slug]
    return {
        "tag": entry.tag,
        "slug": slug,
        "title": title(slug),
        "since": entry.since,
        "former_slugs": list(entry.slugs),
        "fingerprint": fingerprint.of_result(derivation),
        "marks": report["marks"],
        "part": parts().get(page.split("/")[0], ""),
        "page": f"{page}#{slug}",
        "permanent": permanent(entry.tag),
        "formulas": formulas(derivation, report),
        "refused": refused(derivation, report),
        **proofs(slug),
        "sources": held(slug),
        "uses": list(map(reference, uses(slug))),
        "used_by": list(map(reference, used_by(slug))),
        "code": origin(slug),
    }


def reference(slug: str) -> dict[str, str]:
    return {"tag": tag_of(slug), "slug": slug}


def formulas(derivation: Derivation, report: dict) -> list[dict]:
    rows = zip(
        derivation.chains, report["chains"], copies(derivation.slug), strict=True
    )
    return [formula(derivation.slug, *row) for row in rows]


def formula(slug: str, chain: Chain, report: dict, ways: dict[str, str]) -> dict:
    known = formula_of(slug, chain.name)
    claim = chain.claim
    return {
        "tag": known.tag,
        "name": chain.name,
        "permanent": permanent(known.tag),
        "fingerprint": known.history[-1].fingerprint,
        "latex": f"{latex(claim.lhs)} = {latex(claim.rhs)}",
        "bound": inequality(chain),
        "scope": chain_scope(chain),
        "given": [{"says": g.says, "latex": latex(g.formula)} for g in chain.given],
        "copies": ways,
        "start": latex(chain.steps[0].lhs),
        "steps": [
            step(known, s, r) for s, r in zip(chain.steps, report["steps"], strict=True)
        ],
        "history": [asdict(meaning) for meaning in known.history],
    }


def inequality(chain: Chain) -> dict[str, str] | None:
    """The inequality that the remainder proves, and when it is an equality."""
    if not (found := bound(chain)):
        return None
    sign, rest = found
    said = f"{latex(chain.claim.lhs)} {SIGNS[sign]} {latex(rest)}"
    return {"latex": said, "equal_when": chain.equal_when}


def step(formula: Formula, made: Step, report: dict) -> dict:
    return {
        "tag": step_tag(formula, made.name),
        "name": made.name,
        "rule": made.by.says,
        "marks": report["marks"],
        "untested": made.by.untested,
        "latex": latex(made.rhs),
    }


def refused(derivation: Derivation, report: dict) -> dict:
    """Wrong versions: of people, each with its value, and of a machine, counted."""
    return {
        "mistakes": mistakes(derivation),
        "machine": {fate: report["mutants"].get(fate, 0) for fate in FATES},
    }


def mistakes(derivation: Derivation) -> dict | None:
    """None where no form says in which letters a formula is wrong."""
    if not (form := FORMS.get(derivation.slug)):
        return None
    seen = witnessed(form, form.mistakes)
    chain = derivation.chains[form.chain]
    return {
        "formula": formula_of(derivation.slug, chain.name).tag,
        "what": form.what,
        "point": {name: seen.point[letter] for name, letter in form.free.items()},
        "value": seen.right,
        "wrong": [
            {"says": m.says, "value": seen.wrong[m.says], "latex": wrong(form, m)}
            for m in form.mistakes
        ],
    }


def wrong(form, mistake) -> str:
    """Nothing where it is too long to be read."""
    found = as_read(form, mistake)
    return "" if found is None else latex(found)
