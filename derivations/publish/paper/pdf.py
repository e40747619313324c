"""The whole text as one PDF, made from the pages that everyone reads.

A strict build is printed page by page, in the order of the navigation, and bound by
python -m derivations.publish.paper.pdf. It needs Chromium, Playwright and pypdf.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from derivations.publish.navigation import contents
from derivations.publish.paper.download import PDF, ROOT, text
from derivations.publish.paper.printing import browser_path, chromium, sheets
from derivations.publish.places import DOCS, address

NEEDED = ("playwright", "pypdf")


def addresses() -> list[tuple[str, str]]:
    """Part and address of each page, in the order of the navigation.

    Pages of tags, and what lists them, are for the screen.
    """
    pages = [(part, address(DOCS / page)) for part, page in contents()]
    return [(part, page) for part, page in pages if not page.startswith("f/")]


def build(site: str) -> None:
    """A strict build, in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", site]
    settings = {"MKDOCS_STRICT": "true", "PYTHONPATH": f"{ROOT}:{ROOT}/src"}
    subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=True)


def make(
    browser, site: Path, pdf: Path, pages: list[tuple[str, str]], made_from: str
) -> str:
    """Print and bind the pages of a built site; says what came out."""
    from derivations.publish.paper.binding import bound, count

    document = bound(list(sheets(browser, site, pages, count)), made_from)
    part = pdf.with_suffix(".part")  # whole or not at all
    document.write(part)
    part.replace(pdf)
    size = pdf.stat().st_size / 1e6
    return f"{pdf}: {len(document.pages)} pages, {size:.1f} MB"


def check() -> None:
    """Stop before the build if what prints or binds is not there."""
    if absent := [name for name in NEEDED if find_spec(name) is None]:
        raise SystemExit(f"to make the PDF: pip install {' '.join(absent)}")
    browser_path()


def main() -> None:
    check()
    made_from = text()
    with TemporaryDirectory() as site:
        build(site)
        with chromium() as browser:
            print(make(browser, Path(site), PDF, addresses(), made_from))


if __name__ == "__main__":
    main()
