"""What stays of a result or a formula that is gone: its page, its ids, what it meant.

A tag is for ever, so whoever follows an old link finds the last form, since when it is
gone and why, and by tags named in that reason what came instead.
"""

import re
from html import escape

from derivations.publish.cards.words import display
from derivations.publish.places import permanent, way
from derivations.publish.tags.changes import reason
from derivations.publish.tags.registry import Entry, Formula

TAG = re.compile(r"\bF\d+(?:\.\d+)*\b")
PAGE = """---
title: "{tag}: {slug}, removed"
search: {{exclude: true}}
---

# {tag}: {slug}

<p class="removed">{gone}</p>

## What it meant last

{formulas}
"""


def page(entry: Entry) -> str:
    """The page of a result that is gone; a formula gone before it says so itself."""
    here = permanent(entry.tag)
    found = "\n".join(formula_html(f, here) for f in entry.formulas)
    return PAGE.format(
        tag=entry.tag, slug=entry.slug, gone=said(entry, here), formulas=found
    )


def said(entry: Entry, here: str) -> str:
    version, why = reason(entry.removed)
    return (
        f"This result is in no version since {escape(version)}: {linked(why, here)}."
        f" It was first in version {escape(entry.since)}."
    )


def formula_html(formula: Formula, here: str) -> str:
    """Its last meaning, under its id and those of its steps."""
    last = formula.history[-1]
    gone = f"<p>{without(formula, here)}</p>" * bool(formula.removed)
    return (
        f'<p id="{formula.tag}"><strong>{formula.tag}</strong>'
        f" {escape(formula.name)}{steps(formula)}</p>"
        f"{display(last.latex)}{gone}"
        f"<p>This was its meaning from version {escape(last.version)} on; fingerprint"
        f" <code>{last.fingerprint}</code>.</p>"
    )


def without(formula: Formula, here: str) -> str:
    version, why = reason(formula.removed)
    return f"It is in no version since {escape(version)}: {linked(why, here)}."


def gone(entry: Entry, steps_now: set[str], here: str) -> list[str]:
    """Formulas that a result has no more, and steps that the others have no more."""
    formulas = [formula_html(f, here) for f in entry.formulas if f.removed]
    alive = [f.steps for f in entry.formulas if not f.removed]
    former = {t: name for f in alive for t, name in f.items() if t not in steps_now}
    items = [f'<span id="{t}">{t} {escape(name)}</span>' for t, name in former.items()]
    return formulas + [f"<p>Former steps: {', '.join(items)}.</p>"] * bool(items)


def steps(formula: Formula) -> str:
    """Steps by their names; what they said is in the versions that have them."""
    named = [f'<span id="{t}">{escape(n)}</span>' for t, n in formula.steps.items()]
    return f" (steps: {', '.join(named)})" if named else ""


def linked(why: str, here: str) -> str:
    """A reason in which tags are links, which a build holds to lead somewhere."""
    link = r'<a href="{}">{}</a>'
    return TAG.sub(
        lambda found: link.format(way(permanent(found[0]), here), found[0]),
        escape(why),
    )


def small(entry: Entry) -> str:
    """What a reference shows of a result that is gone."""
    version, why = reason(entry.removed)
    return (
        f"<p><strong>{entry.tag} {entry.slug}</strong></p>"
        f"<p>In no version since {escape(version)}: {escape(why)}.</p>"
    )
