"""`new`: write the three edits that a new result takes, as a stub to fill in.

A stub is no result: it cannot be built, and so gets no tag, and every command that
needs the results stops and says so, until its author has put a derivation there.
"""

import argparse
import builtins
import re
import sys
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

from derivations.commands.edits import ROOT, Edit, Refused, three, unsaved
from derivations.memo import HERE
from derivations.publish.places import DOCS, places
from derivations.publish.tags.registry import entries
from derivations.verification import results, topic

SLUG = re.compile(r"[a-z]+(\.[a-z]+(-[a-z0-9]+)*)+")
NEEDED = {"cache", "calc", "derivation", "Derivation"}
NEW = """Write the three edits that a new result takes: its function, a stub to fill in,
into a module; its line into the catalogue; its block onto a page.
Exit code: 0, or 2 if the slug is taken or has another form, if the module or the page
is not there, or if git could not undo what would be written."""
SAID = """{slug} is a stub now, in three places:

{places}

Fill in what stands in CAPITALS: letters come from notation.py, named quantities from
quantities/, shared rules from rules.py. A step more is a line more. Move the block to
where the text needs it. CONTRIBUTING.md takes one through all of this.

Until it is filled in, `./dev verify {slug}` fails and says so, and nothing is built.
The first build then gives it a tag: commit derivations/registry.json with it.
{undo}"""
PLACES = "the function", "its line", "its block"


def add(commands) -> None:
    one = commands.add_parser(
        "new",
        help="begin a new result: write its three edits",
        description=NEW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    one.add_argument("slug", help="a subject and a name: kl.both-directions")
    says = "where the function goes: derivations/gaussian.py, or that of the nearest id"
    one.add_argument("--module", metavar="file", type=Path, help=says)
    says = "where the block goes: docs/kl/gaussian.md, or that of the nearest id"
    one.add_argument("--page", metavar="file", type=Path, help=says)
    one.set_defaults(run=new)


def new(args) -> int:
    try:
        edits = asked(args.slug, args.module, args.page)
        undo = undone([edit.file for edit in edits])
    except Refused as error:
        print(f"{args.slug}: {error}\nso nothing is written", file=sys.stderr)
        return 2
    for edit in edits:
        edit.file.write_text(edit.text, encoding="utf-8")
    rows = (f"  {edit}: {what}" for edit, what in zip(edits, PLACES, strict=True))
    print(SAID.format(slug=args.slug, places="\n".join(rows), undo=undo))
    return 0


def asked(slug: str, module: Path | None, page: Path | None) -> tuple[Edit, ...]:
    """The three edits, unwritten; whatever is in their way is Refused."""
    if not SLUG.fullmatch(slug):
        raise Refused(
            "that is no slug; one is a subject and a name: kl.both-directions"
        )
    if slug in taken():
        raise Refused("the slug is taken; one stays what it was")
    topic_, shown = module_at(module or nearest(slug)[0]), page or nearest(slug)[1]
    return three(slug, topic_, function(slug, topic_), page_at(shown))


def taken() -> set[str]:
    """Every slug, with those of former times, and those that have no tag yet."""
    given = {slug for e in entries().values() for slug in (e.slug, *e.slugs)}
    return given | set(results())


def nearest(slug: str) -> tuple[Path, Path]:
    """Module and page of the result with the nearest name, in the same subject."""
    subject = slug.partition(".")[0]
    others = [known for known in results() if known.startswith(f"{subject}.")]
    if not others:
        files = "--module derivations/FILE.py and --page docs/FILE.md, which are there"
        raise Refused(f"nothing is called {subject}.… yet; say where with {files}")
    near = get_close_matches(slug, others, n=1, cutoff=0)[0]
    return HERE / f"{module_of(near)}.py", DOCS / page_of(near)


def module_of(slug: str) -> str:
    return topic(slug).rpartition(".")[2]


def page_of(slug: str) -> str:
    place = DOCS / places()[slug].rstrip("/")
    file = place / "index.md" if place.is_dir() else place.with_suffix(".md")
    return file.relative_to(DOCS).as_posix()


def module_at(file: Path) -> str:
    """The topic that stands in a file, which has imported what a stub calls."""
    if not (file.is_file() and file.suffix == ".py" and file.resolve().parent == HERE):
        raise Refused(f"{file} is no module that is there in derivations/")
    if missing := NEEDED - vars(import_module(f"derivations.{file.stem}")).keys():
        names = ", ".join(sorted(missing))
        raise Refused(f"{file} is no topic, or a new one: let it import {names} first")
    return file.stem


def page_at(file: Path) -> Path:
    if not (file.is_file() and file.suffix == ".md" and DOCS in file.resolve().parents):
        raise Refused(f"{file} is no page that is there in docs/")
    return file.resolve()


def function(slug: str, module: str) -> str:
    """A name that Python takes, and that the module has not."""
    subject, _, name = slug.replace("-", "_").partition(".")
    name = name.replace(".", "_")
    known = vars(sys.modules.get(f"derivations.{module}", builtins))
    return f"{subject}_{name}" if iskeyword(name) or name in known else name


def undone(files: list[Path]) -> str:
    """How to undo the edits; Refused if git would lose something else by it."""
    names = [file.relative_to(ROOT).as_posix() for file in files]
    changed = unsaved(names)
    if changed is None:
        return "There is no git here, so nothing but an editor undoes this."
    if changed:
        what = ", ".join(changed)
        raise Refused(f"commit or stash {what} first: git can then undo what is added")
    return f"To undo it all: git restore {' '.join(names)}"
