"""Tags and slugs in the prose: each has to stand for something, linked or not.

Links to a page or an id are checked on the built site. A bare F999, or a slug in code,
is no link and would pass there, so the text of a page is read for them as well.
"""

import re
from functools import cache

from derivations.publish.tags.registry import Entry, entries

TAG = re.compile(r"(?<![\w#&-])#?(F\d+(?:\.\d+)*)\b")


def unknown(markdown: str) -> list[str]:
    """Ids in a text that no registry entry has."""
    found = TAG.findall(markdown) + slug().findall(markdown)
    return [name for name in dict.fromkeys(found) if name not in known()]


@cache
def slug() -> re.Pattern:
    """What looks like a slug, since it begins as one does: kl.…, but not kl.md."""
    topics = sorted({entry.slug.partition(".")[0] for entry in entries().values()})
    name = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
    return re.compile(rf"(?<![\w./-])(?:{'|'.join(topics)})(?!\.md\b)(?:\.{name})+")


@cache
def known() -> set[str]:
    return {name for entry in entries().values() for name in names(entry)}


def names(entry: Entry) -> set[str]:
    """A result's tag and slugs, and the tags of its formulas and steps."""
    steps = {tag for formula in entry.formulas for tag in formula.steps}
    return {entry.tag, entry.slug, *entry.slugs, *steps} | {
        formula.tag for formula in entry.formulas
    }
