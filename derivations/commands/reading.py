"""`list` and `show`: which results there are, and the steps of one."""

import json

from derivations.commands.words import known
from derivations.publish.text import chain_text, scope
from derivations.verification import recalled, results, title


def add(commands) -> None:
    each = commands.add_parser("list", help="every result: slug, marks, scope")
    each.add_argument("--json", action="store_true")
    each.set_defaults(run=list_results)
    one = commands.add_parser("show", help="the steps of one result")
    one.add_argument("slug", type=known)
    one.set_defaults(run=show)


def rows() -> list[dict]:
    return [
        {
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
        print(f"{row['slug']:{wide}}  {', '.join(row['marks']):16}  {row['scope']}")
    return 0


def show(args) -> int:
    print(f"{args.slug}: {title(args.slug)}.\n{scope(results()[args.slug])}")
    for chain in results()[args.slug].chains:
        print(f"\n{chain_text(chain)}")
    return 0
