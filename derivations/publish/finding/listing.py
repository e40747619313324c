"""The graph of results as a list: what each uses, in which way, and what uses it."""

from derivations.memo import remembered
from derivations.publish.finding.entries import entries
from derivations.publish.finding.index import key
from derivations.publish.finding.uses import used_by, uses, ways
from derivations.publish.places import permanent, way
from derivations.publish.tags import registry

PAGE = "f/graph/"


def show() -> None:
    print(remembered("finding", "graph-list.html", listed, key()))


def listed() -> str:
    """Each result with what it uses and what uses it."""
    return f'<ul class="uses">{"".join(map(item, entries()))}</ul>'


def item(entry: dict) -> str:
    from derivations.publish.cards.words import words

    slug = entry["slug"]
    return (
        f"<li>{to(entry['tag'])} {words(entry['title'])}"
        f"<dl>{used(slug)}{users(slug)}</dl></li>"
    )


def used(slug: str) -> str:
    found = [f"{named(u)} ({' and '.join(ways()[slug][u])})" for u in uses(slug)]
    return f"<dt>uses</dt><dd>{', '.join(found) or 'definitions alone'}</dd>"


def users(slug: str) -> str:
    found = ", ".join(map(named, used_by(slug)))
    return f"<dt>used by</dt><dd>{found}</dd>" if found else ""


def named(slug: str) -> str:
    """A link to a result, and what it is called."""
    return f'{to(registry.tag_of(slug))} <span class="slug">{slug}</span>'


def to(tag: str) -> str:
    return f'<a href="{way(permanent(tag), PAGE)}">{tag}</a>'
