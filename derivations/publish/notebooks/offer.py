"""What every page says of notebooks: where they are, and what they need."""

from derivations.publish.navigation import contents
from derivations.publish.notebooks.pages import shown
from derivations.publish.notebooks.setup import FOLDER, archive
from derivations.publish.places import DOCS, address, way


def offer(page: str) -> str:
    """The notebook of a page's part, or those of all parts; with their sources."""
    of = {path: part for part, path in contents()}.get(page)
    here = address(DOCS / page)
    mine = {f: part for f, part in shown().items() if part == of} or shown()
    one = len(mine) == 1
    links = ", ".join(link(f"{f}.ipynb", part, here) for f, part in mine.items())
    sources = link(archive(), "its sources" if one else "their sources", here)
    said = "This part as a notebook" if one else "The text as notebooks"
    return (
        f'<p class="download notebooks" data-search-exclude>{said} for Jupyter, with '
        f"outputs: {links}. To run it again, put {sources} into the same folder.</p>"
    )


def link(file: str, says: str, here: str) -> str:
    return f'<a href="{way(f"{FOLDER}/{file}", here)}" download>{says}</a>'
