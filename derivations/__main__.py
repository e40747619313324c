"""The derivations on the command line: list, show, verify them, check a formula."""

import argparse
import json
import sys
from difflib import get_close_matches

from derivations.checking.forms import FORMS, WITHOUT
from derivations.checking.function import BadFunction
from derivations.checking.parse import BadFormula
from derivations.checking.report import CODES, help_on_names, lines, verdict_on
from derivations.publish.text import chain_text, scope
from derivations.verification import recalled, results, title, verify_all


def known(slug: str) -> str:
    """An argument that names a result, or an error with the nearest names."""
    if slug in results():
        return slug
    near = get_close_matches(slug, results(), n=3, cutoff=0.4)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise argparse.ArgumentTypeError(f"no result is called {slug!r}{hint}")


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


def verify(args) -> int:
    slugs = args.slugs or list(results())
    count = 0

    def progress(report):
        nonlocal count
        count += 1
        print(
            f"[{count}/{len(slugs)}] {report['slug']}: {', '.join(report['marks'])}"
            f" ({report['seconds']:.1f} s)",
            flush=True,
        )
        for problem in report["problems"]:
            print(f"    {problem}", file=sys.stderr, flush=True)

    failed = [r for r in verify_all(slugs, progress) if r["problems"]]
    if failed:
        print(
            f"{len(failed)} of {len(slugs)} results failed: "
            f"{', '.join(r['slug'] for r in failed)}",
            file=sys.stderr,
        )
    return 1 if failed else 0


def checkable(slug: str) -> str:
    """A result that a formula can be held against, or why it has none."""
    if known(slug) in FORMS:
        return slug
    raise argparse.ArgumentTypeError(f"{slug} has no formula: {WITHOUT[slug]}")


def check(args) -> int:
    if args.formula is None:
        print(help_on_names([args.against] if args.against else FORMS))
        return 0
    if args.against is None:
        print("against which result? add --against and its id", file=sys.stderr)
        return 2
    form = FORMS[args.against]
    try:
        found = verdict_on(form, args.formula)
    except (BadFormula, BadFunction) as error:
        print(f"{args.against}: {error}", file=sys.stderr)
        return 2
    print("\n".join(lines(form, found)))
    return CODES[found.kind]


CHECK = """Hold a formula of yours against a derived one.
Exit code: 0 match, 1 mismatch, 2 not a formula, 3 unknown.
Without a formula, print the names that it may be written in.
A formula is only parsed, never run. A function, module:function, is your own code:
its module is imported, and so runs, and the function is called with random numbers."""


OPTIONS = ("-h", "--help", "--against")


def spaced(words: list[str]) -> list[str]:
    """A formula may begin with a minus; argparse would take it for an option."""
    if words[:1] != ["check"]:
        return words
    minus = [w[:1] == "-" and w.partition("=")[0] not in OPTIONS for w in words]
    return [" " * m + w for m, w in zip(minus, words, strict=True)]


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m derivations", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="command")
    each = commands.add_parser("list", help="every result: slug, marks, scope")
    each.add_argument("--json", action="store_true")
    each.set_defaults(run=list_results)
    one = commands.add_parser("show", help="the steps of one result")
    one.add_argument("slug", type=known)
    one.set_defaults(run=show)
    all_of = commands.add_parser("verify", help="check results; exit 1 if one fails")
    all_of.add_argument("slugs", nargs="*", type=known, metavar="slug")
    all_of.set_defaults(run=verify)
    yours = commands.add_parser(
        "check",
        help="hold a formula of yours against a result",
        description=CHECK,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    yours.add_argument("formula", nargs="?", help="p*log(p/q), or module:function")
    yours.add_argument("--against", type=checkable, metavar="id")
    yours.set_defaults(run=check)
    return top


if __name__ == "__main__":
    args = parser().parse_args(spaced(sys.argv[1:]))
    sys.exit(args.run(args))
