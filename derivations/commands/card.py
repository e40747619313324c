"""A result for a terminal: each formula with its steps, reasons and verdicts.

One list of rows serves both ways out: coloured columns where a person looks, and plain
lines where a program reads.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from derivations.kernel.calc import Chain, Step
from derivations.kernel.signs import bound
from derivations.publish.cards.calculation import checks
from derivations.publish.cards.characters import characters
from derivations.publish.formats.conditions import assumption
from derivations.publish.formats.tex import side
from derivations.publish.formats.unicode import unicode
from derivations.publish.tags.registry import Formula, formula_of, step_tag, tag_of
from derivations.publish.text import chain_scope
from derivations.verification import results, title

SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}
COLOURS = {
    "title": "bold",
    "name": "bold cyan",
    "formula": "",
    "assumed": "magenta",
    "reason": "italic",
    "checked": "green",
    "stated": "yellow",
    "failed": "bold red",
}


class Row(NamedTuple):
    """A tag on the left, a sign, a text, and what kind of text it is."""

    tag: str
    sign: str
    text: str
    kind: str


def rows(slug: str, report: dict, tag: str = "") -> Iterator[Row]:
    """A result from its title to its last step, or one formula of it."""
    marks = ", ".join(report["marks"])
    yield Row(tag_of(slug), "", f"{slug}: {title(slug)}.", "title")
    yield Row("", "", marks, "failed" if report["problems"] else "checked")
    for chain, found in zip(results()[slug].chains, report["chains"], strict=True):
        entry = formula_of(slug, chain.name)
        if tag in ("", entry.tag):
            yield from formula_rows(chain, found, entry)


def formula_rows(chain: Chain, report: dict, entry: Formula) -> Iterator[Row]:
    yield Row("", "", "", "formula")
    yield Row(entry.tag, "", chain.name or "The claim", "name")
    if where := chain_scope(chain):
        yield Row("", "", f"Holds for {where}.", "assumed")
    yield from (Row("", "", assumption(given), "assumed") for given in chain.given)
    yield Row("", "", set_in_text(chain.claim.lhs), "formula")
    for step, found in zip(chain.steps, report["steps"], strict=True):
        formula = set_in_text(step.rhs, chain.nonnegative)
        yield Row(step_tag(entry, step.name), "=", formula, "formula")
        yield Row("", "", step.by.says, "reason")
        yield Row("", "", said(step, found), kind(found))
    yield from inequality(chain)


def set_in_text(expression, last=None) -> str:
    return unicode(side(expression, last))


def said(step: Step, report: dict) -> str:
    """The verdict on a step: what has checked it, or why nothing can."""
    if report["problems"]:
        return "failed"
    return "; ".join(filter(None, (checks(report), step.by.untested)))


def kind(report: dict) -> str:
    if report["problems"]:
        return "failed"
    return "stated" if report["marks"] == ["stated"] else "checked"


def inequality(chain: Chain) -> Iterator[Row]:
    """What the signed remainder proves."""
    if found := bound(chain):
        sign, rest = found
        proved = f"{set_in_text(chain.claim.lhs)} {SIGNS[sign]} {set_in_text(rest)}"
        equal = f", with equality exactly when {chain.equal_when}"
        yield Row("", "so", proved + equal * bool(chain.equal_when), "formula")


def show(rows: Iterable[Row]) -> None:
    """In columns and colours on a terminal; else one line each, never broken."""
    found = [row._replace(text=characters(row.text)) for row in rows]
    if sys.stdout.isatty():
        Console(highlight=False).print(columns(found))
    else:
        print("\n".join(map(line, found)))


def line(row: Row) -> str:
    return f"{row.tag:8} {row.sign:2} {row.text}".rstrip()


def columns(found: Iterable[Row]) -> Table:
    table = Table.grid("", "", "", padding=(0, 1))
    for row in found:
        text = Text(row.text, COLOURS[row.kind])
        table.add_row(Text(row.tag, "dim", no_wrap=True), row.sign, text)
    return table
