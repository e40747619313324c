"""The page of a tag: the card of its result, and all that one can take along.

The page is written before the site is built and holds hardly more than a call; what it
shows comes from memory where nothing has changed.
"""

import json
from collections.abc import Iterator
from html import escape

from derivations.memo import remembered
from derivations.publish.citing.work import work
from derivations.publish.data import feed
from derivations.publish.finding.uses import path_to_inequality
from derivations.publish.places import permanent, places, way
from derivations.publish.releases.address import site_url
from derivations.publish.tags import tombstone
from derivations.publish.tags.redirects import named
from derivations.publish.tags.registry import FILE, Entry, entries, tag_of

PAGE = """---
title: "{tag}: {slug}"
search: {{exclude: true}}
---

# {tag}: {slug}

```derive
from derivations.publish.tags.result_page import show_tag
show_tag("{tag}")
```
"""
FORMS = {
    "latex": "LaTeX",
    "text": "Plain text",
    "sympy": "SymPy",
    "srepr": "SymPy, as srepr",
    "numpy": "NumPy",
    "mathml": "MathML",
}
STYLES = {"plain": "Plain text", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}


def files() -> Iterator[tuple[str, str]]:
    for tag, entry in entries().items():
        yield f"f/{tag}.md", markdown(entry)
        yield f"f/{tag}.card.json", entry_card(entry)
    yield "f/tags.json", json.dumps(named(entries().values()))


def markdown(entry: Entry) -> str:
    if entry.removed:
        return tombstone.page(entry)
    return PAGE.format(tag=entry.tag, slug=entry.slug)


def entry_card(entry: Entry) -> str:
    if entry.removed:
        return card_text(entry, tombstone.small(entry))
    return remembered("small", f"{entry.tag}.json", lambda: small(entry))


def small(entry: Entry) -> str:
    """The card that a reference shows: title, formula and marks, without ways on."""
    from derivations.publish.cards.html import small_html
    from derivations.publish.typesetting.typeset import set_all
    from derivations.verification import results, verified

    html = small_html(results()[entry.slug], verified(entry.slug))
    return card_text(entry, set_all(html))


def card_text(entry: Entry, html: str) -> str:
    return json.dumps({"tag": entry.tag, "html": html}, ensure_ascii=False)


def show_tag(tag: str) -> None:
    """Print the page of a tag, for an executed block."""
    registry = FILE.read_text(encoding="utf-8")
    also = f"{places()} {registry} {site_url()} {work()}"
    print(remembered("tags", f"{tag}.html", lambda: page(tag), also))


def page(tag: str) -> str:
    from derivations.publish.cards import provenance
    from derivations.publish.cards.html import result_html
    from derivations.verification import results, verified

    (record,) = (r for r in feed.records() if r["tag"] == tag)
    here, slug = f"f/{tag}/", record["slug"]
    return "\n".join(
        [
            f"<p>{where(record, here)}</p>",
            section("The result", [result_html(results()[slug], verified(slug), here)]),
            section("Take it along", map(forms, record["formulas"])),
            section("Cite it", [blocks(feed.with_citations(record)["cite"], STYLES)]),
            section("What it rests on, and what rests on it", relations(record, here)),
            section("Elsewhere", [provenance.elsewhere(slug, here)]),
            section("Code", [provenance.code(slug)]),
            section("History", [provenance.history(slug)]),
            section("No longer here", gone(record, here)),
        ]
    )


def section(title: str, parts) -> str:
    body = "\n".join(parts)
    name = title.lower().replace(",", "").replace(" ", "-")
    return f'<h2 id="{name}">{title}</h2>\n{body}' if body else ""


def where(record: dict, here: str) -> str:
    """The way to the page of the text on which the result is explained."""
    explained = f'<a href="{way(record["page"], here)}">Explained in the text</a>'
    return f"{explained}{', part ' * bool(record['part'])}{escape(record['part'])}."


def forms(formula: dict) -> str:
    name = f": {escape(formula['name'])}" * bool(formula["name"])
    return (
        f'<details class="forms"><summary>{formula["tag"]}{name}</summary>'
        f"{blocks(formula['copies'], FORMS)}</details>"
    )


def blocks(texts: dict[str, str], names: dict[str, str]) -> str:
    """Each text in a frame, under its name; the theme adds a button that copies."""
    return "".join(
        f'<p class="form">{says}</p><div class="highlight">'
        f'<pre tabindex="0" role="group" aria-label="{says}">'
        f"<code>{escape(texts[name])}</code></pre></div>"
        for name, says in names.items()
        if name in texts
    )


def relations(record: dict, here: str) -> list[str]:
    """Both directions, and the way from the one inequality, if there is one."""
    both = [
        f"<p>{says} {', '.join(links(record[key], here)) or 'no other result'}.</p>"
        for key, says in (("uses", "Its steps use"), ("used_by", "It is used by"))
    ]
    path = path_to_inequality(record["slug"])
    steps = " → ".join(links([{"tag": tag_of(s), "slug": s} for s in path], here))
    graph = f'<a href="{way("f/graph/", here)}">What rests on what</a>'
    return [
        *both,
        f"<p>From ln <i>t</i> ≤ <i>t</i> − 1: {steps}.</p>" * (len(path) > 1)
        + f"<p>{graph}, as a picture.</p>",
    ]


def links(others: list[dict], here: str) -> list[str]:
    return [
        f'<a href="{way(permanent(o["tag"]), here)}">{o["tag"]} {o["slug"]}</a>'
        for o in others
    ]


def gone(record: dict, here: str) -> list[str]:
    steps = {step["tag"] for f in record["formulas"] for step in f["steps"]}
    return tombstone.gone(entries()[record["tag"]], steps, here)
