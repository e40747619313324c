"""A result as the reader meets it: formula, assumptions, marks, folded steps."""

import re
from html import escape

from sympy import Expr

from derivations.kernel.calc import Chain, Derivation, Step
from derivations.kernel.signs import bound
from derivations.publish.latex import latex
from derivations.publish.layout import alone, continued, relation
from derivations.publish.places import link, places
from derivations.publish.text import chain_scope
from derivations.verification import title

RAISED = re.compile(r"(?<=\S)_(old|new)")
SMALL = str.maketrans(
    {s: f"<sub>{c}</sub>" for s, c in zip("ᵢⱼₖₙ₀₁₂", "ijkn012", strict=True)}
)
VARIABLE = re.compile(r"(?<![\w’'&;#-])([b-zB-GJ-Zα-ωℓ]\u0304?)(?![\w’'-])")
INDEX = re.compile(r"(?<=\S)_([A-Za-z0-9\u0370-\u03ffℓ]+)")  # not ², which \w takes


def result_html(derivation: Derivation, report: dict) -> str:
    if report["problems"]:
        raise ValueError("\n".join(report["problems"]))
    slug = derivation.slug
    places = numbers(derivation)
    chains = "\n".join(map(chain_html, derivation.chains, places))
    return (
        f'<section class="result">\n'
        f'<header><h3 class="title" id="{slug}">{words(title(slug))}</h3>'
        f'<span class="marks">{"".join(map(mark, report["marks"]))}</span></header>\n'
        f"{chains}\n"
        f'<footer><a class="slug" href="#{slug}">{slug}</a>'
        f"{sources(derivation)}{uses(derivation)}</footer>\n</section>"
    )


def glance_html(derivation: Derivation, report: dict, href: str) -> str:
    claim = derivation.chains[0].claim
    return (
        f'<section class="glance">{display(relation(claim.lhs, "=", claim.rhs))}'
        f'<footer><a class="slug" href="{href}">{derivation.slug}</a>'
        f'<span class="marks">{"".join(map(mark, report["marks"]))}</span></footer>'
        f"</section>"
    )


def mark(words: str) -> str:
    return f'<span class="mark {words.split()[0].rstrip(":")}">{escape(words)}</span>'


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


def words(text: str) -> str:
    """Plain words: letters slanted, their indices set low, and old and new high."""
    text = escape(text).translate(SMALL).replace(" = ", "\xa0=\xa0")
    raised = RAISED.sub(r"<sup>\1</sup>", text)
    return VARIABLE.sub(r"<i>\1</i>", INDEX.sub(r"<sub>\1</sub>", raised))


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


def sentence(says: str) -> str:
    """With a capital, where the first word is a word: φ, q and ln stay as they are."""
    word = says.split()[0].rstrip(":,")
    letters = word.isascii() and word.isalpha() and word not in ("ln", "log", "exp")
    return says[0].upper() + says[1:] if letters and (word == "a" or word[1:]) else says
