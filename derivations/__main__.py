"""The derivations on the command line: python -m derivations list | show | verify."""

import argparse
import json
import sys
from difflib import get_close_matches

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


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m derivations", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="command")
    each = commands.add_parser("list", help="every result: slug, marks, scope")
    each.add_argument("--json", action="store_true")
    each.set_defaults(run=list_results)
    one = commands.add_parser("show", help="the steps of one result")
    one.add_argument("slug", type=known)
    one.set_defaults(run=show)
    check = commands.add_parser("verify", help="check results; exit 1 if one fails")
    check.add_argument("slugs", nargs="*", type=known, metavar="slug")
    check.set_defaults(run=verify)
    return top


if __name__ == "__main__":
    args = parser().parse_args()
    sys.exit(args.run(args))
