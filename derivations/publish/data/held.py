"""Other people's equations that a result holds, and what the crosswalk says of each.

Equations of PRML go by number, entries of the Book of Statistical Proofs by theirs, and
rows of the notes and of the errata by their names on the pages.
"""

from collections.abc import Iterable, Iterator

from derivations.crosswalk import errata
from derivations.crosswalk.notes import NOTES
from derivations.crosswalk.prml import EQUATIONS
from derivations.crosswalk.proofs import SUBJECTS, entries
from derivations.crosswalk.rows import Row

PRML_PAGE, NOTES_PAGE = "crosswalk/prml/", "crosswalk/notes/"


def held(slug: str) -> list[dict]:
    return [*equations(slug), *proofs(slug), *notes(slug), *slips(slug)]


def equations(slug: str) -> Iterator[dict]:
    for e in EQUATIONS:
        if slug in e.ids:
            yield source("PRML", e.numbers, e.says, e.way, PRML_PAGE)


def proofs(slug: str) -> Iterator[dict]:
    for entry, slugs in entries().items():
        if slug in slugs:
            yield source("SPB", entry, SUBJECTS[entry], "covered", PRML_PAGE)


def notes(slug: str) -> Iterator[dict]:
    yield from rows("notes", NOTES, NOTES_PAGE, slug)


def slips(slug: str) -> Iterator[dict]:
    """What was met in transcriptions of PRML and in the Book of Statistical Proofs."""
    yield from rows("PRML, transcribed", errata.PRML, PRML_PAGE, slug)
    yield from rows("SPB, as read", errata.PROOFS, PRML_PAGE, slug)


def rows(kind: str, found: Iterable[Row], page: str, slug: str) -> Iterator[dict]:
    for row in found:
        if slug in row.ids:
            yield source(kind, row.name, row.says, row.status, f"{page}#{row.name}")


def source(kind: str, number: str, says: str, status: str, page: str) -> dict:
    return {
        "source": kind,
        "number": number,
        "says": says,
        "status": status,
        "page": page,
    }
