"""`list` and `show`: which results there are, and the steps of one."""

import json
import sys

from derivations.commands import card
from derivations.commands.chain_latex import in_latex
from derivations.commands.words import named
from derivations.publish.data.described import described
from derivations.publish.data.feed import with_citations, written
from derivations.publish.tags.registry import entries
from derivations.publish.text import scope
from derivations.verification import recalled, results, title, verified

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
    wide = max(map(len, results()))
    for row in rows():
        marks = ", ".join(row["marks"])
        print(f"{row['tag']:4} {row['slug']:{wide}}  {marks:24}  {row['scope']}")
    return 0


def show(args) -> int:
    slug, tag = args.id
    report = verified(slug)
    if args.json:
        print(written([with_citations(described(slug))]), end="")
    elif args.latex:
        print(in_latex(slug, tag))
    else:
        card.show(card.rows(slug, report, tag))
    for problem in report["problems"]:
        print(problem, file=sys.stderr)
    return 1 if report["problems"] else 0
