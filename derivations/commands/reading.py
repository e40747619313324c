"""`list` and `show`: which results there are, and the steps of one."""

import json
import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

from derivations.commands import card
from derivations.commands.chain_latex import in_latex
from derivations.commands.words import checked, named
from derivations.publish.data.described import described
from derivations.publish.data.feed import with_citations, written
from derivations.publish.tags.registry import entries
from derivations.publish.text import scope
from derivations.verification import recalled, results, title

SHOW = """Every step of a result or a formula, with its reason and what checked it.
Checks it first, if nothing is remembered. Exit code: 0, or 1 if a check fails."""


def add(commands) -> None:
    each = commands.add_parser("list", help="every result: tag, slug, marks, scope")
    each.add_argument("--json", action="store_true")
    each.set_defaults(run=list_results)
    one = commands.add_parser("show", help="the steps of one result", description=SHOW)
    one.add_argument("id", type=named, metavar="id", help="F17, F17.2 or a slug")
    form = one.add_mutually_exclusive_group()
    form.add_argument("--latex", action="store_true", help="align*, for a paper")
    form.add_argument("--json", action="store_true", help="the result, by the schema")
    one.set_defaults(run=show)


def rows() -> list[dict]:
    tags = {entry.slug: tag for tag, entry in entries().items() if not entry.removed}
    return [
        {
            "tag": tags.get(slug, "new"),
            "slug": slug,
            "title": title(slug),
            "scope": scope(d),
            "marks": (recalled(slug) or {}).get("marks", ["not verified yet"]),
        }
        for slug, d in results().items()
    ]


def list_results(args) -> int:
    if args.json:
        print(json.dumps(rows(), indent=1, ensure_ascii=False))
        return 0
    found = [
        (row["tag"], row["slug"], ", ".join(row["marks"]), row["scope"])
        for row in rows()
    ]
    if sys.stdout.isatty():
        Console(highlight=False).print(columns(found))
    else:
        wide = max(map(len, results()))
        print("\n".join(f"{t:4} {s:{wide}}  {m:24}  {w}" for t, s, m, w in found))
    return 0


def columns(found: list[tuple[str, str, str, str]]) -> Table:
    """What is too wide for its column goes on below, between words."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for tag, slug, marks, where in found:
        ids = (Text(word, no_wrap=True) for word in (tag, slug))
        table.add_row(*ids, Text(marks), Text(where))
    return table


def show(args) -> int:
    slug, tag = args.id
    report = checked(slug)
    if args.json:
        print(written([with_citations(described(slug))]), end="")
    elif args.latex:
        print(in_latex(slug, tag))
    else:
        card.show(card.rows(slug, report, tag))
    for problem in report["problems"]:
        print(problem, file=sys.stderr)
    return 1 if report["problems"] else 0
