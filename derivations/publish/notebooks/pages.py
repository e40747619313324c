"""Which parts of the text have a notebook, and which pages are in it."""

from functools import cache

from derivations.publish.first_page import text
from derivations.publish.navigation import contents, parts
from derivations.publish.places import SHOWN


@cache
def shown() -> dict[str, str]:
    """Parts whose pages show results, by their folder."""
    return {
        folder: part
        for folder, part in parts().items()
        if any(SHOWN.search(text(page)) for page in pages(part))
    }


def pages(part: str) -> list[str]:
    """Those that somebody wrote; the pages of the tags have notebooks of their own."""
    written = (row for row in contents() if not row[1].startswith("f/"))
    return [page for of, page in written if of == part]
