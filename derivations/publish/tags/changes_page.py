"""The page on what changed: version by version, each formula with both its forms."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from derivations.publish.cards.words import display
from derivations.publish.citing.work import work
from derivations.publish.places import permanent, way
from derivations.publish.releases.address import site_url
from derivations.publish.releases.edition import version
from derivations.publish.releases.versions import folder_of
from derivations.publish.tags.changes import Change, changes
from derivations.publish.tags.tombstone import linked

HERE = "f/changes/"
PAGE = """---
search: {{exclude: true}}
---

# What changed

On this page you can see which formulas mean something else than in an earlier version, with both forms.
Tags are never given twice, so a citation of [version and tag](index.md#what-the-names-stand-for) stays what it was.
On the command line, `python -m derivations changes --since 0.1.0` says the same.

{where}

{parts}
"""  # noqa: E501
LOCAL = (
    "This is a local build; where klem is published, its versions stand side by side."
)
PUBLISHED = '<a href="{}versions/">All published versions</a> stand side by side.'
SAME = "The formula reads as before; where it holds has changed."


def files() -> Iterator[tuple[str, str]]:
    yield "f/changes.md", page(changes())


def page(found: list[Change]) -> str:
    """Newest first; the first version is the one from which later ones differ."""
    by_version = [(v, list(g)) for v, g in groupby(found, lambda c: c.version)]
    *later, (first, start) = by_version
    parts = [part(version, some) for version, some in later]
    parts.append(f"{heading(first)}\n\n{beginning(start)}")
    return PAGE.format(where=where(), parts="\n\n".join(parts))


def where() -> str:
    """The way to other versions, which an own folder under the site's address has."""
    root = folder_of(site_url())
    return f"<p>{PUBLISHED.format(root) if root else LOCAL}</p>"


def heading(which: str) -> str:
    unreleased = which == version() and work().released is None
    return f"## Version {which}{', not released yet' * unreleased}"


def part(which: str, found: list[Change]) -> str:
    return "\n\n".join([heading(which), *map(row, found)])


def beginning(found: list[Change]) -> str:
    added = [change for change in found if change.kind == "added"]
    results = {change.tag.partition(".")[0] for change in added}
    return (
        f"The first version, from which later ones differ: {len(results)} results"
        f" with {len(added)} formulas, all of them in [the index](index.md)."
    )


def row(change: Change) -> str:
    """One change, as HTML, in which no name is taken for Markdown."""
    link = f'<a href="{way(permanent(change.tag), HERE)}">{change.tag}</a>'
    name = f", {escape(change.name)}" * bool(change.name)
    why = f": {linked(change.why.removesuffix('.'), HERE)}" * bool(change.why)
    title = (
        f"<strong>{change.kind.capitalize()}</strong> {link} {change.slug}{name}{why}."
    )
    return f'<div class="change"><p>{title}</p>{forms(change)}</div>'


def forms(change: Change) -> str:
    """Both forms, or the one that there is."""
    if change.kind == "renamed":
        return f"<p>{change.before} is now {change.after}.</p>"
    if change.before == change.after:
        return f"{display(change.after)}<p>{SAME}</p>"
    said = (("Before:", change.before), ("Now:", change.after))
    if change.kind == "changed":
        return "".join(f"<p>{when}</p>{display(form)}" for when, form in said)
    return display(change.before or change.after)
