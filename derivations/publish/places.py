"""Where each result stands: the page whose block shows it, read off the text itself."""

import re
from functools import cache
from os.path import relpath
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = re.compile(r'^show\("([^"]+)"\)', re.MULTILINE)


@cache
def places() -> dict[str, str]:
    """The page of each slug that is shown, as an address below the site's root."""
    found: dict[str, str] = {}
    for page in sorted(DOCS.rglob("*.md")):
        for slug in SHOWN.findall(page.read_text(encoding="utf-8")):
            if slug in found:
                raise ValueError(
                    f"{slug} is shown on {address(page)} and {found[slug]}"
                )
            found[slug] = address(page)
    return found


def address(page: Path) -> str:
    path = page.relative_to(DOCS).with_suffix("")
    return "" if str(path) == "index" else f"{path.as_posix()}/".replace("index/", "")


def link(slug: str, page: str) -> str:
    """The way from one page to the card of a result."""
    if slug not in places():
        raise KeyError(f'{slug} stands on no page: write show("{slug}") on one')
    return way(f"{places()[slug]}#{slug}", page)


def way(there: str, page: str) -> str:
    """The way from one page to an address below the site's root."""
    path, mark, place = there.partition("#")
    if path == page:
        return mark + place
    end = "/" if path.endswith("/") or not path else ""
    return f"{relpath('/' + path, '/' + page)}{end}{mark}{place}"


def permanent(tag: str) -> str:
    """The address of a tag below the site's root: f/F17/, or f/F17/#F17.2."""
    result = tag.partition(".")[0]
    return f"f/{result}/" + f"#{tag}" * (tag != result)
