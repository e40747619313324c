"""A result as the reader meets it: formula, assumptions, marks, folded steps."""

from html import escape

from derivations.kernel.calc import Chain, Derivation, Step
from derivations.kernel.signs import bound
from derivations.publish.latex import latex, relation
from derivations.publish.text import chain_scope
from derivations.verification import results, title, verified


def show(slug: str) -> None:
    """Print the card of a result, for an executed block on a page."""
    print(card(results()[slug], verified(slug)))


def card(derivation: Derivation, report: dict) -> str:
    if report["problems"]:
        raise ValueError("\n".join(report["problems"]))
    slug = derivation.slug
    chains = "\n".join(map(chain_html, derivation.chains))
    return (
        f'<section class="result" id="{slug}">\n'
        f'<header><span class="title">{prose(title(slug))}</span>'
        f'<span class="marks">{"".join(map(mark, report["marks"]))}</span></header>\n'
        f"{chains}\n"
        f'<footer><a class="slug" href="#{slug}">{slug}</a>'
        f"{source(derivation)}</footer>\n</section>"
    )


def mark(words: str) -> str:
    return f'<span class="mark {words.split()[0]}">{escape(words)}</span>'


def source(derivation: Derivation) -> str:
    return f'<span class="source">{escape(derivation.source)}</span>'


def prose(text: str) -> str:
    return escape(text)


def display(tex: str) -> str:
    return f'<div class="arithmatex">\\[{escape(tex)}\\]</div>'


def inline(tex: str) -> str:
    return f'<span class="arithmatex">\\({escape(tex)}\\)</span>'


def chain_html(chain: Chain) -> str:
    """One calculation: its claim, what it needs, and its steps, folded."""
    claim = chain.claim
    name = f'<p class="chain">{prose(chain.name)}</p>' if chain.name else ""
    needs = "".join(f"<li>{prose(g.says)}: {inline(latex(g.formula))}</li>"
                    for g in chain.given)
    return (
        f'{name}{display(relation(claim.lhs, "=", claim.rhs))}{signed(chain)}'
        f'<ul class="given"><li class="scope">Scope: {prose(chain_scope(chain))}</li>'
        f"{needs}</ul>"
        f'<details class="steps"><summary>Steps</summary>{steps_html(chain)}</details>'
    )


def signed(chain: Chain) -> str:
    if not (found := bound(chain)):
        return ""
    sign, rest = found
    words = {">=": r"\ge", "<=": r"\le"}[sign]
    when = f", with equality exactly when {prose(chain.equal_when)}"
    return (f'<p class="bound">So {inline(relation(chain.claim.lhs, words, rest))}'
            f"{when if chain.equal_when else ''}.</p>")


def steps_html(chain: Chain) -> str:
    return display(latex(chain.steps[0].lhs)) + "".join(map(step_html, chain.steps))


def step_html(step: Step) -> str:
    reason = step.by.says[0].upper() + step.by.says[1:]
    return f'<p class="reason">{prose(reason)}:</p>{display("= " + latex(step.rhs))}'
