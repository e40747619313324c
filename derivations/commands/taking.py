"""`cite` and `export`: a result or a formula of it, as one takes it along."""

import sys
from collections.abc import Iterator

from derivations.commands.words import alive, named
from derivations.publish.citing import FORMATS as CITED
from derivations.publish.citing import citations
from derivations.publish.data.feed import records, with_citations, written
from derivations.publish.formats import FORMATS as COPIES
from derivations.publish.formats import copies, why_not

COMMENTS = {"latex": "% {}", "mathml": "<!-- {} -->", "text": "{}"}
CODE = "# {}"


def add(commands) -> None:
    one = commands.add_parser("cite", help="cite a result or a formula")
    one.add_argument("id", type=named, metavar="id", help="F17, F17.2 or a slug")
    one.add_argument("--format", choices=CITED, default="plain")
    one.set_defaults(run=cite)
    all_of = commands.add_parser("export", help="formulas in another notation")
    all_of.add_argument("id", nargs="?", type=named, help="F17, F17.2 or a slug")
    all_of.add_argument("--all", action="store_true", help="all results")
    all_of.add_argument("--format", choices=("json", *COPIES), default="json")
    all_of.set_defaults(run=export)


def cite(args) -> int:
    print(citations(*args.id)[args.format], end="")
    return 0


def export(args) -> int:
    if (args.id is None) != args.all:
        print("one id, or --all", file=sys.stderr)
        return 2
    wanted = [args.id] if args.id else [(entry.slug, "") for entry in alive()]
    if args.format == "json":
        print(as_json([slug for slug, _ in wanted]), end="")
        return 0
    found = [text for slug, tag in wanted for text in texts(slug, tag, args.format)]
    print("\n\n".join(found))
    return 0 if found else 1


def as_json(slugs: list[str]) -> str:
    """By the schema of the feed, a formula with its whole result."""
    return written([with_citations(r) for r in records() if r["slug"] in slugs])


def texts(slug: str, tag: str, form: str) -> Iterator[str]:
    """Each formula below its tag and name; of what has no such form, why."""
    (record,) = (r for r in records() if r["slug"] == slug)
    for n, (formula, ways) in enumerate(
        zip(record["formulas"], copies(slug), strict=True)
    ):
        if tag not in ("", formula["tag"]):
            continue
        if form in ways:
            yield f"{comment(formula, record, form)}\n{ways[form].rstrip()}"
        else:
            why = why_not(slug, n, form)
            print(f"{formula['tag']} has no {form}: {why}", file=sys.stderr)


def comment(formula: dict, record: dict, form: str) -> str:
    said = f"{formula['tag']}: {formula['name'] or record['title']}"
    return COMMENTS.get(form, CODE).format(said.replace("--", "––"))
