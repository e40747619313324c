"""What stands on a command line, read and written.

An error says what was expected.
"""

import argparse
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from derivations.publish.tags.registry import Entry, entries
from derivations.verification import recalled, results, verified

Named = tuple[str, str]  # a slug, and the tag of a formula or nothing


def checked(slug: str) -> dict:
    """The report on a result; who waits at a terminal is told what for."""
    if not recalled(slug) and sys.stderr.isatty():
        print(f"checking {slug}, which is remembered…", file=sys.stderr, flush=True)
    return verified(slug)


def named(text: str) -> Named:
    """What an id stands for, or an error with the nearest ids."""
    known = dict(ids())
    if (found := known.get(text) or known.get(text.upper())) is not None:
        return found
    near = get_close_matches(text, known, n=3, cutoff=0.4)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise argparse.ArgumentTypeError(f"no formula is called {text!r}{hint}")


def ids() -> Iterator[tuple[str, Named]]:
    """Every tag and slug, former ones too, with what it stands for now."""
    for entry in alive():
        for name in (entry.tag, entry.slug, *entry.slugs):
            yield name, (entry.slug, "")
        for formula in entry.formulas:
            if not formula.removed:
                yield formula.tag, (entry.slug, formula.tag)


def alive() -> list[Entry]:
    return [entry for entry in entries().values() if not entry.removed]


def known(text: str) -> str:
    """The slug of a result, by any id of it; a new one has no tag yet."""
    return text if text in results() else named(text)[0]


def natural(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise argparse.ArgumentTypeError(f"a seed is one of 0 … 999999, not {text!r}")
    return int(text)


def writable(text: str) -> Path:
    file = Path(text)
    if file.is_dir() or not file.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no file in a folder that is there")
    return file
