"""What stands on a command line, read; an error says what was expected."""

import argparse
from difflib import get_close_matches
from pathlib import Path

from derivations.verification import results


def known(slug: str) -> str:
    """An argument that names a result, or an error with the nearest names."""
    if slug in results():
        return slug
    near = get_close_matches(slug, results(), n=3, cutoff=0.4)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise argparse.ArgumentTypeError(f"no result is called {slug!r}{hint}")


def natural(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise argparse.ArgumentTypeError(f"a seed is one of 0 … 999999, not {text!r}")
    return int(text)


def writable(text: str) -> Path:
    file = Path(text)
    if file.is_dir() or not file.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no file in a folder that is there")
    return file
