"""Where a result comes from: other people's equations, its code, what it has meant.

On a card of the text this is folded; on the page of its tag each has a section.
"""

from html import escape

from derivations.publish.cards.words import prose
from derivations.publish.data.held import held
from derivations.publish.data.origin import origin
from derivations.publish.places import way
from derivations.publish.tags.registry import by_slug


def provenance_html(slug: str, page: str) -> str:
    """All of it, folded."""
    return (
        '<details class="provenance"><summary>Elsewhere, code, history</summary>'
        f"{elsewhere(slug, page)}{code(slug)}{history(slug)}</details>"
    )


def elsewhere(slug: str, page: str) -> str:
    """Equations of other people that it holds, and what the crosswalk says of each."""
    items = (
        f'<li><a href="{way(s["page"], page)}">{escape(s["source"])}'
        f" {escape(s['number'])}</a>: {prose(s['says'])} ({escape(s['status'])})</li>"
        for s in held(slug)
    )
    body = "".join(items)
    return f"<ul>{body}</ul>" if body else ""


def code(slug: str) -> str:
    """The function that derives it, and the bytes in which that stands."""
    found = origin(slug)
    first, last = found["lines"]
    return (
        f"<p>Function <code>{found['function']}</code>, lines {first} to {last} of"
        f" <code>{found['file']}</code>, whose content is"
        f" <code>{found['swhid']}</code>.</p>"
        f"<p><code>python -m derivations verify {slug}</code> checks it again.</p>"
    )


def history(slug: str) -> str:
    """What each formula has meant since it was first here."""
    items = (
        f"<li>{f.tag}, version {escape(m.version)}: {escape(m.why)},"
        f" <code>{m.fingerprint}</code></li>"
        for f in by_slug(slug).formulas
        if not f.removed
        for m in f.history
    )
    return f"<ul>{''.join(items)}</ul>"
