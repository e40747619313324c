"""The ids of results, formulas and steps in objects.inv, so that other sites link in.

They are labels, which Sphinx finds with :external:ref:`F17.2` and mkdocstrings with
[text][F17.2]. mkdocstrings writes the file, and these beside what it has itself.
"""

from collections.abc import Iterator
from typing import NamedTuple

from derivations.publish.data.feed import records
from derivations.publish.places import permanent
from derivations.publish.releases.edition import version


class Label(NamedTuple):
    name: str
    uri: str
    says: str


def register(inventory) -> None:
    """Put every id into an inventory of mkdocstrings."""
    inventory.version = version()
    for name, uri, says in labels():
        inventory.register(name, "std", "label", uri, priority=-1, dispname=says)


def labels() -> Iterator[Label]:
    for record in records():
        here = record["permanent"]
        for slug in (record["slug"], *record["former_slugs"]):
            yield Label(slug, here, record["title"])
        yield Label(record["tag"], here, f"{record['tag']}: {record['title']}")
        for formula in record["formulas"]:
            yield from within(record, formula)


def within(record: dict, formula: dict) -> Iterator[Label]:
    """A formula, by the name on its card or else its result's, and its steps."""
    said = formula["name"] or record["title"]
    yield Label(formula["tag"], formula["permanent"], f"{formula['tag']}: {said}")
    for step in formula["steps"]:
        tag = step["tag"]
        yield Label(tag, permanent(tag), f"{tag}: {step['name']}")
