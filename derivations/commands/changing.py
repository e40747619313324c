"""`changes`: what means something else than in a version, formula by formula."""

import argparse
import re
from itertools import groupby

from derivations.publish.releases.edition import version
from derivations.publish.tags.changes import Change, changes, number

VERSION = re.compile(r"\d+\.\d+\.\d+")


def add(commands) -> None:
    said = commands.add_parser("changes", help="what changed since a version")
    said.add_argument("--since", type=known, required=True, metavar="VERSION")
    said.set_defaults(run=show)


def known(text: str) -> str:
    """A version up to this one, or an error that says which this is."""
    if not VERSION.fullmatch(text) or number(text) > number(version()):
        expected = f"a version such as 0.1.0, up to this one, {version()}"
        raise argparse.ArgumentTypeError(f"{text!r} is not {expected}")
    return text


def show(args) -> int:
    found = changes(args.since)
    if not found:
        print(f"No formula has changed since {args.since}.")
    for which, some in groupby(found, lambda change: change.version):
        print("\n".join([f"Version {which}", *map(line, some)]))
    return 0


def line(change: Change) -> str:
    """One change, with its forms below it."""
    words = [change.kind, change.tag, change.slug, change.name, change.why]
    forms = (("before", change.before), ("now", change.after))
    rows = [f"      {when}: {form}" for when, form in forms if form]
    return "\n".join([f"  {'  '.join(filter(None, words))}", *rows])
