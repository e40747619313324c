"""Permanent tags: F17 is a result, F17.2 a formula of it, F17.2.1 a step of that.

The registry keeps what each tag has meant, version by version; a tag is never given
twice, and what is removed stays on record. `python -m derivations register` writes it;
the build stops where a formula means something else than its entry says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "registry.json"


@dataclass(frozen=True)
class Meaning:
    """What a formula meant from a version on, and why it changed."""

    version: str
    fingerprint: str
    latex: str
    why: str


@dataclass
class Formula:
    tag: str
    name: str  # as the card says it; empty for the claim
    history: list[Meaning]
    steps: dict[str, str] = field(default_factory=dict)  # tag: name
    removed: str = ""  # the version without it, and why


@dataclass
class Entry:
    """All that a tag of a result has stood for."""

    tag: str
    slug: str
    formulas: list[Formula]
    slugs: dict[str, str] = field(default_factory=dict)  # former: version without it
    removed: str = ""

    @property
    def since(self) -> str:
        return self.formulas[0].history[0].version


def read(file: Path = FILE) -> dict[str, Entry]:
    """Every tag ever given, in the order in which they were."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {row["tag"]: entry(row) for row in rows}


def entry(row: dict) -> Entry:
    formulas = [
        Formula(**f | {"history": [Meaning(**m) for m in f["history"]]})
        for f in row["formulas"]
    ]
    return Entry(**row | {"formulas": formulas})


def write(entries: Iterable[Entry], file: Path = FILE) -> None:
    text = json.dumps([asdict(e) for e in entries], indent=1, ensure_ascii=False)
    file.write_text(f"{text}\n", encoding="utf-8")


@cache
def entries() -> dict[str, Entry]:
    return read()


def by_slug(slug: str) -> Entry:
    for found in entries().values():
        if found.slug == slug and not found.removed:
            return found
    raise KeyError(f"{slug} has no tag; `python -m derivations register` gives it one")


def tag_of(slug: str) -> str:
    return by_slug(slug).tag


def formula_of(slug: str, name: str) -> Formula:
    """The entry of the formula of a result that has a name on its card."""
    for found in by_slug(slug).formulas:
        if found.name == name and not found.removed:
            return found
    raise KeyError(
        f"{slug}: {name!r} has no tag; `python -m derivations register` gives it one"
    )


def step_tag(formula: Formula, name: str) -> str:
    tags = [tag for tag, known in formula.steps.items() if known == name]
    return tags[-1]
