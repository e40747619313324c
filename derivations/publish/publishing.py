"""Write what the site holds beside its prose, below docs/, before the site is built.

A page for every tag, the same for machines, and the verification record: ordinary
files, so any builder sees them. What was written once and is no more is removed.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from derivations.memo import remembered
from derivations.publish import citing
from derivations.publish.data import feed, record
from derivations.publish.finding import pages
from derivations.publish.notebooks import parts, setup, sources
from derivations.publish.notebooks import results as each
from derivations.publish.pictures.play import tables
from derivations.publish.places import DOCS
from derivations.publish.releases.edition import version
from derivations.publish.tags import changes_page, redirects, result_page
from derivations.verification import results, verify_all

FOLDERS = "f", "play", setup.FOLDER  # nothing else is written there


def files() -> Iterator[tuple[str, str | bytes]]:
    """Each path below docs, and what stands there."""
    yield "verification.json", remembered("record", "all.json", found, version())
    for part in (result_page, redirects, pages, changes_page, feed, citing, tables):
        yield from part.files()
    for part in (parts, each, sources):
        yield from part.files()


class Failed(Exception):
    """A result does not hold, so nothing is published."""


def found() -> str:
    reports = verify_all(results(), lambda report: None)
    if wrong := [problem for report in reports for problem in report["problems"]]:
        raise Failed("\n".join(wrong))
    return record.text(record.record(reports))


def publish(docs: Path = DOCS) -> list[str]:
    """Write them; a file that is the same already is left as it is."""
    made = dict(files())
    for path, text in made.items():
        put(docs / path, text)
    for old in gone(docs, made):
        old.unlink()
    return sorted(made)


def put(file: Path, made: str | bytes) -> None:
    if isinstance(made, str):
        made = made.encode()  # as bytes, for RIS ends its lines in its own way
    if not file.exists() or file.read_bytes() != made:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made)


def gone(docs: Path, made: Collection[str]) -> list[Path]:
    """Files of an earlier time that nothing writes any more."""
    found = (f for folder in FOLDERS for f in (docs / folder).rglob("*"))
    there = [f for f in found if f.is_file()]
    return [f for f in there if f.relative_to(docs).as_posix() not in made]
