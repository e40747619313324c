"""`register` and `publish`: give tags, and write pages and files for the site."""

import argparse
import sys
from hashlib import sha256

from derivations.memo import recall, remember
from derivations.publish import publishing
from derivations.publish.releases.edition import version
from derivations.publish.tags.registering import Update, update
from derivations.publish.tags.registry import FILE, read, write
from derivations.verification import results

REGISTER = """Give each new result, formula and step its tag, in the registry.
A formula that means something else than before, or is gone, needs a --why."""
UNSAID = """The registry says otherwise:
{}
If that is meant: python -m derivations register --why "what changed, and why"
If a slug is only called otherwise: … register --renamed old.slug=new.slug"""


def add(commands) -> None:
    tags = commands.add_parser("register", help="give tags", description=REGISTER)
    tags.add_argument("--why", default="", help="why meanings changed")
    tags.add_argument("--renamed", nargs="*", type=pair, default=[], metavar="old=new")
    tags.set_defaults(run=register)
    site = commands.add_parser("publish", help="write pages and files below docs/")
    site.set_defaults(run=publish, why="", renamed=[])


def pair(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not equals or new not in results():
        raise argparse.ArgumentTypeError(f"{text!r} is not old.slug=new.slug")
    return old, new


def register(args) -> int:
    try:
        made = update(read(), results(), version(), args.why, dict(args.renamed))
    except KeyError as error:
        print(error.args[0], file=sys.stderr)
        return 2
    if made.unsaid:
        print(UNSAID.format("\n".join(made.unsaid)), file=sys.stderr)
        return 1
    keep(made)
    return 0


def keep(made: Update) -> None:
    """Write it, if anything is new, and say what."""
    if made.added or made.entries != read():
        write(made.entries.values())
        print("\n".join([*made.added, f"written to {FILE.name}: commit it"]))


def publish(args) -> int:
    known = sha256(FILE.read_bytes()).hexdigest()[:16]
    if not recall("registry", known):  # else the derivations are those it was held to
        if code := register(args):
            return code
        remember("registry", sha256(FILE.read_bytes()).hexdigest()[:16], "as it says\n")
    try:
        print(f"{len(publishing.publish())} files are written below docs/")
    except publishing.Failed as error:
        print(f"{error}\nso nothing is published", file=sys.stderr)
        return 1
    return 0
