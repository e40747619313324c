"""A result as the reader meets it: a card with its formulas, its marks, its ways on."""

from html import escape

from derivations.kernel.calc import Derivation
from derivations.publish.cards.calculation import formula_html
from derivations.publish.cards.provenance import provenance_html
from derivations.publish.cards.take import take_html
from derivations.publish.cards.theorems import proof_link, proof_marks, proofs_html
from derivations.publish.cards.words import display, mark, words
from derivations.publish.finding.uses import used_by, uses
from derivations.publish.places import link, permanent, way
from derivations.publish.tags.registry import by_slug, formula_of
from derivations.publish.typesetting.layout import relation
from derivations.publish.wrong.refused import refused_html
from derivations.verification import title

MEANING = "verification/#what-the-marks-mean"


def result_html(derivation: Derivation, report: dict, page: str) -> str:
    """The card of a result on a page, which has to know its ways to others."""
    if report["problems"]:
        raise ValueError("\n".join(report["problems"]))
    slug, tag = derivation.slug, by_slug(derivation.slug).tag
    in_the_text = "" if page == permanent(tag) else provenance_html(slug, page)
    return (
        f'<section class="result" id="{tag}">\n'
        f'<header><h3 class="title" id="{slug}">{words(title(slug))}</h3>'
        f'<span class="marks">{marks(report, page)}{proof_link(slug)}</span></header>\n'
        f"{formulas(derivation, report)}"
        f"{refused_html(derivation, report)}{proofs_html(slug)}\n"
        f'<footer><a class="tag" href="{way(permanent(tag), page)}">{tag}</a>'
        f'<a class="slug" href="#{slug}">{slug}</a>'
        f"{sources(derivation)}{relations(slug, page)}</footer>\n"
        f"{in_the_text}{take_html(tag, page)}</section>"
    )


def formulas(derivation: Derivation, report: dict) -> str:
    several = len(derivation.chains) > 1
    return "\n".join(
        formula_html(
            chain, said, formula_of(derivation.slug, chain.name), f"({n})" * several
        )
        for n, (chain, said) in enumerate(
            zip(derivation.chains, report["chains"], strict=True), 1
        )
    )


def glance_html(derivation: Derivation, report: dict, page: str) -> str:
    """The claim of a result with its marks, and the way to its card."""
    slug, claim = derivation.slug, derivation.chains[0].claim
    card = link(slug, page)
    return (
        f'<section class="glance">{display(relation(claim.lhs, "=", claim.rhs))}'
        f'<footer><a class="slug" href="{card}">{slug}</a>'
        f'<span class="marks">{marks(report, page)}{proof_link(slug, card)}</span>'
        f"</footer></section>"
    )


def small_html(derivation: Derivation, report: dict) -> str:
    """What a reference shows of the result that it leads to."""
    slug, claim = derivation.slug, derivation.chains[0].claim
    earned = "".join(map(mark, [*report["marks"], *proof_marks(slug)]))
    return (
        f"<p><strong>{words(title(slug))}</strong></p>"
        f"{display(relation(claim.lhs, '=', claim.rhs))}"
        f'<p><span class="slug">{by_slug(slug).tag} {slug}</span>'
        f' <span class="marks">{earned}</span></p>'
    )


def marks(report: dict, page: str) -> str:
    """Each mark opens what it means."""
    there = way(MEANING, page)
    return "".join(f'<a href="{there}">{mark(m)}</a>' for m in report["marks"])


def sources(derivation: Derivation) -> str:
    if not derivation.source:
        return ""
    note = " (numbering varies by printing)" if "PRML" in derivation.source else ""
    return f'<span class="source">{escape(derivation.source)}{note}</span>'


def relations(slug: str, page: str) -> str:
    """What the result rests on, and what rests on it."""
    both = (("uses", uses(slug)), ("used by", used_by(slug)))
    return "".join(
        f'<span class="uses">{says} {", ".join(links(slugs, page))}</span>'
        for says, slugs in both
        if slugs
    )


def links(slugs: list[str], page: str) -> list[str]:
    return [f'<a href="{link(slug, page)}">{slug}</a>' for slug in slugs]
