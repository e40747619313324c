"""Who made this text and what it is: CITATION.cff, and nothing beside it.

The version must be that of pyproject.toml, and the date that of the version in
CHANGELOG.md, where either has one. No date is ever made up: until a version is
released it has none.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from mkdocs.utils import yaml_load

from derivations.publish.releases.edition import ROOT, version

DATED = r"^## \[{}\](?: - (\S+))?$"


class NotCitable(ValueError):
    """What is needed to cite is missing, or is said in two ways."""


@dataclass(frozen=True)
class Author:
    """A person by family and given names, or a group by its name alone."""

    name: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.name}".strip()


@dataclass(frozen=True)
class Work:
    title: str
    authors: tuple[Author, ...]
    version: str
    released: date | None
    doi: str
    licence: tuple[str, ...]


@cache
def work(root: Path = ROOT) -> Work:
    """The work as CITATION.cff has it."""
    said = yaml_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    log = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    if missing := [key for key in ("title", "authors", "license") if not said.get(key)]:
        raise NotCitable(f"CITATION.cff does not say: {', '.join(missing)}")
    if str(said.get("version")) != version():
        raise NotCitable(
            f"CITATION.cff is of version {said.get('version')},"
            f" pyproject.toml of {version()}"
        )
    names = said["license"]
    return Work(
        said["title"],
        tuple(map(author, said["authors"])),
        version(),
        released(said.get("date-released"), log),
        said.get("doi", ""),
        (names,) if isinstance(names, str) else tuple(names),
    )


def author(said: dict) -> Author:
    name = said.get("name") or " ".join(
        filter(None, (said.get("name-particle"), said.get("family-names")))
    )
    if not name:
        raise NotCitable(f"an author in CITATION.cff has no name: {said}")
    return Author(name, said.get("given-names", ""))


def released(cited: object, log: str) -> date | None:
    """The date of this version, if it has one; both files have to agree on it."""
    found = re.search(DATED.format(re.escape(version())), log, re.MULTILINE)
    dates = {str(d) for d in (cited, found and found[1]) if d}
    if len(dates) > 1:
        raise NotCitable(f"the version has two dates: {' and '.join(sorted(dates))}")
    try:
        return next(map(date.fromisoformat, dates), None)
    except ValueError as error:
        raise NotCitable(f"no date of a version: {dates.pop()!r}") from error
