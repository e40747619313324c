"""The theorems behind a result, on its card: each in our words and in Rocq's own.

Beside the statement as Rocq printed it stands what its names mean here, so that a
reader can judge that the theorem is the sentence. Of a theorem whose sources have
changed since it was recorded nothing is shown.
"""

import re
from html import escape
from itertools import starmap

from derivations.memo import remembered
from derivations.proofs import Theorem, file_of, left_out, proved, recorded
from derivations.publish.cards.words import mark, sentence, words
from derivations.publish.places import link, places

APPLIED = re.compile(r"(.+?)(?: is |: )(.+)")
CLASSICAL = {  # the axioms of Rocq's real numbers, and what they say
    "ClassicalDedekindReals.sig_forall_dec": "what can be decided for each natural "
    "number either holds for all of them or fails for one that can be named",
    "ClassicalDedekindReals.sig_not_dec": "of every statement it can be decided "
    "whether it leads to a contradiction",
    "Classical_Prop.classic": "every statement holds, or its negation does",
    "FunctionalExtensionality.functional_extensionality_dep": "functions that agree "
    "at every argument are equal",
}


def proof_marks(slug: str) -> list[str]:
    """How many theorems stand behind a result; in part, if they leave any of it out."""
    if not (found := proved(slug)):
        return []
    return [f"proved{' in part' if lacking(slug) else ''}: {theorems(len(found))}"]


def lacking(slug: str) -> str:
    """What the theorems that stand do not say of a result."""
    fallen = len(proved(slug)) < sum(t.result == slug for t in recorded())
    return left_out(slug) or "what a changed source has to prove anew" * fallen


def theorems(count: int) -> str:
    return f"{count} theorem{'s' * (count > 1)}"


def proof_link(slug: str, card: str = "") -> str:
    """The mark, as a link to what was proved, on this page or where the card stands."""
    where = f"{card or f'#{slug}'}-proofs"
    return "".join(
        f'<a class="to-proofs" href="{where}">{mark(m)}</a>' for m in proof_marks(slug)
    )


def proofs_html(slug: str) -> str:
    """All that is proved of a result, folded."""
    if not (found := proved(slug)):
        return ""
    return (
        f'<details class="proofs" id="{slug}-proofs">'
        f"<summary>Proved in Rocq: {theorems(len(found))}</summary>"
        f"{extent(slug)}{''.join(map(theorem_html, found))}{foundation(found)}"
        f"<p><code>./dev prove</code> builds them again and records what they say.</p>"
        f"</details>"
    )


def extent(slug: str) -> str:
    """What the theorems say of the result, and what they do not."""
    if left := lacking(slug):
        return f'<p class="extent">Not proved in Rocq: {words(left)}.</p>'
    they = "They say, together," if len(proved(slug)) > 1 else "It says"
    return (
        f'<p class="extent">{they} the sentence at the head of this card;'
        " its other formulas are derived and tested, not proved.</p>"
    )


def theorem_html(theorem: Theorem) -> str:
    name, file = theorem.name.split(".")[1], file_of(theorem.name)
    return (
        f'<p class="says">{words(sentence(theorem.says))}.'
        f' <span class="scope">Holds for {words(theorem.scope)}.</span></p>'
        f'<pre class="rocq" tabindex="0" role="group" aria-label="{name} in Rocq">'
        f"<code>{escape(statement(theorem))}</code></pre>{symbols_html(theorem)}"
        f'<p class="place">Theorem <code>{name}</code> in'
        f" <code>proofs/{file}</code></p>"
    )


def statement(theorem: Theorem) -> str:
    """As Rocq printed it, but for blanks at the end of a line."""
    return "\n".join(line.rstrip() for line in theorem.statement.splitlines())


def symbols_html(theorem: Theorem) -> str:
    return definitions(dict(starmap(used, theorem.symbols.items())))


def used(name: str, says: str) -> tuple[str, str]:
    """A name with what it is applied to, where the map says so, and its meaning."""
    found = APPLIED.fullmatch(says) if says.startswith(f"{name} ") else None
    return (found[1], found[2]) if found else (name, says)


def definitions(meanings: dict[str, str]) -> str:
    rows = (
        f"<div><dt><code>{escape(name)}</code></dt><dd>{words(says)}</dd></div>"
        for name, says in meanings.items()
    )
    return f'<dl class="symbols">{"".join(rows)}</dl>' if meanings else ""


def foundation(found: list[Theorem]) -> str:
    """The axioms; one that is not of the classical real numbers stops the build."""
    held = sorted({axiom for theorem in found for axiom in theorem.axioms})
    return (
        '<details class="axioms"><summary>Axioms: those of the classical real numbers,'
        f" and nothing else</summary>{definitions({a: CLASSICAL[a] for a in held})}"
        "</details>"
    )


def show() -> None:
    print(remembered("tables", "proved.html", table, str(places())))


def table() -> str:
    """Every result with theorems, and what they leave out of it."""
    slugs = dict.fromkeys(theorem.result for theorem in recorded())
    rows = [row(slug) for slug in slugs if proved(slug)]
    count = sum(len(proved(slug)) for slug in slugs)
    head = '<th scope="col">Result</th><th scope="col">Not proved in Rocq</th>'
    return (
        f"<p>{count} theorems stand behind {len(rows)} results:</p>\n"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def row(slug: str) -> str:
    where = link(slug, "verification/")
    return (
        f'<tr><td><a class="slug" href="{where}">{slug}</a> {proof_link(slug, where)}'
        f"</td><td>{words(lacking(slug)) or '–'}</td></tr>"
    )
