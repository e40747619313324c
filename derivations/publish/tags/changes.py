"""What changed from one version to the next, formula by formula, with both forms.

It is read off the registry alone: what a formula meant first was added then, each later
meaning is a change, and what was removed or renamed says in which version.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from derivations.publish.tags.registry import Entry, Formula, entries


@dataclass(frozen=True)
class Change:
    """`before` and `after` are LaTeX, or slugs where a result is renamed."""

    version: str
    kind: str  # added, changed, removed or renamed
    tag: str
    slug: str
    name: str = ""
    before: str = ""
    after: str = ""
    why: str = ""


def number(version: str) -> tuple[int, ...]:
    """0.10.0 comes after 0.9.0."""
    return tuple(map(int, version.split("."))) if version else ()


def changes(
    since: str = "", registry: Mapping[str, Entry] | None = None
) -> list[Change]:
    """All that changed after a version, newest first, and by tag within one."""
    known = entries() if registry is None else registry
    found = [change for entry in known.values() for change in of_entry(entry)]
    later = [change for change in found if number(change.version) > number(since)]
    return sorted(later, key=lambda change: number(change.version), reverse=True)


def of_entry(entry: Entry) -> Iterator[Change]:
    for old, new in pairwise([*entry.slugs, entry.slug]):
        yield Change(
            entry.slugs[old], "renamed", entry.tag, entry.slug, before=old, after=new
        )
    for formula in entry.formulas:
        yield from of_formula(entry, formula)


def of_formula(entry: Entry, formula: Formula) -> Iterator[Change]:
    who = (formula.tag, entry.slug, formula.name)
    first, last = formula.history[0], formula.history[-1]
    yield Change(first.version, "added", *who, after=first.latex)
    for old, new in pairwise(formula.history):
        yield Change(new.version, "changed", *who, old.latex, new.latex, new.why)
    if gone := formula.removed or entry.removed:
        version, why = reason(gone)
        yield Change(version, "removed", *who, before=last.latex, why=why)


def reason(removed: str) -> tuple[str, str]:
    """The version that is without it, and why, as the registry holds them."""
    version, _, why = removed.partition(": ")
    return version, why.removesuffix(".")
