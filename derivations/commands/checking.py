"""`check`: hold a formula of the reader's against a derived one."""

import argparse
import sys

from derivations.checking.forms import FORMS, WITHOUT
from derivations.checking.function import BadFunction
from derivations.checking.parse import BadFormula
from derivations.checking.report import CODES, help_on_names, lines, verdict_on
from derivations.commands.words import known

CHECK = """Hold a formula of yours against a derived one.
Exit code: 0 match, 1 mismatch, 2 not a formula, 3 unknown.
Without a formula, print the names that it may be written in.
A formula is only parsed, never run. A function, module:function, is your own code:
its module is imported, and so runs, and the function is called with random numbers."""


OPTIONS = ("-h", "--help", "--against")


def add(commands) -> None:
    yours = commands.add_parser(
        "check",
        help="hold a formula of yours against a result",
        description=CHECK,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    yours.add_argument("formula", nargs="?", help="p*log(p/q), or module:function")
    yours.add_argument("--against", type=checkable, metavar="id")
    yours.set_defaults(run=check)


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


def spaced(words: list[str]) -> list[str]:
    """A formula may begin with a minus; argparse would take it for an option."""
    if words[:1] != ["check"]:
        return words
    minus = [w[:1] == "-" and w.partition("=")[0] not in OPTIONS for w in words]
    return [" " * m + w for m, w in zip(minus, words, strict=True)]
