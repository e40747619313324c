"""One formula as the reader meets it: claim, bound, conditions, and folded steps.

Each formula and each step has its permanent tag as an id, and each step says what has
checked it.
"""

from sympy import Expr

from derivations.kernel.calc import Chain, Step
from derivations.kernel.signs import bound
from derivations.publish.cards.words import display, inline, sentence, words
from derivations.publish.tags.registry import Formula, step_tag
from derivations.publish.text import chain_scope
from derivations.publish.typesetting.latex import latex
from derivations.publish.typesetting.layout import alone, continued, relation

SIGNS = {">=": r"\ge", "<=": r"\le", ">": ">", "<": "<"}


def formula_html(chain: Chain, report: dict, entry: Formula, number: str) -> str:
    """One calculation: its claim, what it needs, and its steps."""
    formula = relation(chain.claim.lhs, "=", chain.claim.rhs, last=chain.nonnegative)
    return (
        f'<div class="formula" id="{entry.tag}">'
        f"{label(chain, entry, number)}{display(formula)}{signed(chain)}"
        f'{conditions(chain)}<details class="steps"><summary>Steps</summary>'
        f"{steps_html(chain, report, entry)}</details></div>"
    )


def label(chain: Chain, entry: Formula, number: str) -> str:
    """The number, which links to the formula itself, and the name."""
    link = f'<a class="number" href="#{entry.tag}" title="{entry.tag}">{number}</a> '
    said = link * bool(number) + words(chain.name)
    kind = "chain" if chain.name else "chain unnamed"
    return f'<p class="{kind}">{said}</p>' if said else ""


def conditions(chain: Chain) -> str:
    """The scope and the assumptions, in words and symbols."""
    where = chain_scope(chain)
    rows = [f'<li class="scope">Holds for {words(where)}.</li>'] if where else []
    rows += [
        f"<li>{words(sentence(g.says))}: {inline(latex(g.formula))}</li>"
        for g in chain.given
    ]
    return f'<ul class="given">{"".join(rows)}</ul>' if rows else ""


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


def steps_html(chain: Chain, report: dict, entry: Formula) -> str:
    steps = zip(chain.steps, report["steps"], strict=True)
    shown = (
        step_html(s, r, chain.nonnegative, step_tag(entry, s.name)) for s, r in steps
    )
    return display(alone(chain.steps[0].lhs)) + "".join(shown)


def step_html(step: Step, report: dict, last: Expr | None, tag: str) -> str:
    return (
        f'<div class="step" id="{tag}">'
        f'<p class="reason">{words(sentence(step.by.says))}:</p>'
        f"{display(continued(step.rhs, last))}"
        f'<p class="checks"><a href="#{tag}">{tag}</a> {words(checks(report))}</p>'
        f"</div>"
    )


def checks(report: dict) -> str:
    """What has checked a step, and at which sizes it was decided."""
    where = [said for said in map(instance, report["decided"]) if said]
    return ", ".join(report["marks"]) + f" at {' and at '.join(where)}" * bool(where)


def instance(at: dict) -> str:
    return ", ".join(f"{k} = {v}" for k, v in (at["sizes"] | at["places"]).items())
