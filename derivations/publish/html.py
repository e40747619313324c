"""A result as the reader meets it: formula, assumptions, marks, folded steps."""

from html import escape

from sympy import Expr

from derivations.kernel.calc import Chain, Derivation, Step
from derivations.kernel.signs import bound
from derivations.publish.latex import latex
from derivations.publish.layout import alone, continued, relation
from derivations.publish.places import link, places
from derivations.publish.refused import refused_html
from derivations.publish.text import chain_scope
from derivations.publish.theorems import proof_link, proofs_html
from derivations.publish.words import mark, sentence, words
from derivations.verification import title


def result_html(derivation: Derivation, report: dict) -> str:
    if report["problems"]:
        raise ValueError("\n".join(report["problems"]))
    slug = derivation.slug
    places = numbers(derivation)
    chains = "\n".join(map(chain_html, derivation.chains, places))
    return (
        f'<section class="result">\n'
        f'<header><h3 class="title" id="{slug}">{words(title(slug))}</h3>'
        f'<span class="marks">{"".join(map(mark, report["marks"]))}'
        f"{proof_link(slug)}</span></header>\n"
        f"{chains}{refused_html(derivation, report)}{proofs_html(slug)}\n"
        f'<footer><a class="slug" href="#{slug}">{slug}</a>'
        f"{sources(derivation)}{uses(derivation)}</footer>\n</section>"
    )


def glance_html(derivation: Derivation, report: dict, href: str) -> str:
    claim = derivation.chains[0].claim
    return (
        f'<section class="glance">{display(relation(claim.lhs, "=", claim.rhs))}'
        f'<footer><a class="slug" href="{href}">{derivation.slug}</a>'
        f'<span class="marks">{"".join(map(mark, report["marks"]))}'
        f"{proof_link(derivation.slug, href)}</span></footer></section>"
    )


def sources(derivation: Derivation) -> str:
    if not derivation.source:
        return ""
    note = " (numbering varies by printing)" if "PRML" in derivation.source else ""
    return f'<span class="source">{escape(derivation.source)}{note}</span>'


def uses(derivation: Derivation) -> str:
    if not derivation.uses:
        return ""
    page = places()[derivation.slug]
    links = (f'<a href="{link(slug, page)}">{slug}</a>' for slug in derivation.uses)
    return f'<span class="uses">uses {", ".join(links)}</span>'


def display(tex: str) -> str:
    return f'<div class="arithmatex">\\[{escape(tex)}\\]</div>'


def inline(tex: str) -> str:
    return f'<span class="arithmatex">\\({escape(tex)}\\)</span>'


def numbers(derivation: Derivation) -> list[str]:
    """(1), (2), … where a card has several formulas, each with an id to link to."""
    if len(derivation.chains) == 1:
        return [""]
    return [
        f'<span class="number" id="{derivation.slug}-{n}">({n})</span> '
        for n, _ in enumerate(derivation.chains, 1)
    ]


def chain_html(chain: Chain, number: str) -> str:
    """One calculation: its claim, what it needs, and its steps, folded."""
    claim = chain.claim
    label, kind = number + words(chain.name), "chain" if chain.name else "chain unnamed"
    name = f'<p class="{kind}">{label}</p>' if label else ""
    formula = relation(claim.lhs, "=", claim.rhs, last=chain.nonnegative)
    return (
        f"{name}{display(formula)}{signed(chain)}{conditions(chain)}"
        f'<details class="steps"><summary>Steps</summary>{steps_html(chain)}</details>'
    )


def conditions(chain: Chain) -> str:
    """The scope and the assumptions, in words and symbols."""
    where = chain_scope(chain)
    rows = [f'<li class="scope">Holds for {words(where)}.</li>'] if where else []
    rows += [
        f"<li>{words(sentence(g.says))}: {inline(latex(g.formula))}</li>"
        for g in chain.given
    ]
    return f'<ul class="given">{"".join(rows)}</ul>' if rows else ""


SIGNS = {">=": r"\ge", "<=": r"\le", ">": ">", "<": "<"}


def signed(chain: Chain) -> str:
    """The inequality that the remainder proves."""
    if not (found := bound(chain)):
        return ""
    sign, rest = found
    formula = f"{latex(chain.claim.lhs)} {SIGNS[sign]} {latex(rest)}"
    if not chain.equal_when:
        return f'<p class="bound">So {inline(formula + ".")}</p>'
    when = f"with equality exactly when {words(chain.equal_when)}"
    return f'<p class="bound">So {inline(formula + ",")} {when}.</p>'


def steps_html(chain: Chain) -> str:
    steps = (step_html(step, chain.nonnegative) for step in chain.steps)
    return display(alone(chain.steps[0].lhs)) + "".join(steps)


def step_html(step: Step, last: Expr | None) -> str:
    reason = f'<p class="reason">{words(sentence(step.by.says))}:</p>'
    return reason + display(continued(step.rhs, last))
