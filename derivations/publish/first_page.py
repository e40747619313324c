"""The page on which a reader meets a symbol first, read off what the pages show.

A page holds a symbol if one of its cards prints it or if its prose does, as a letter
or as an index. Pages come in the order of the navigation; Start does not count, since
it shows formulas before they are explained.
"""

import json
import re
from collections.abc import Iterator
from functools import cache

from derivations.memo import remembered
from derivations.publish.hover import meaning
from derivations.publish.navigation import contents
from derivations.publish.places import DOCS, SHOWN
from derivations.publish.typesetting.letters import Letter, letters

NOT_HERE = {"index.md", "notation.md"}
CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
TYPED = re.compile(r"\$\$?([^$]+)\$\$?")
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


def pages() -> list[str]:
    """Paths of the pages in reading order, without those that list what others say."""
    written = (page for _, page in contents() if not page.startswith("f/"))
    return [page for page in written if page not in NOT_HERE]


def text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def title(page: str) -> str:
    return TITLE.findall(text(page))[0]


def first_pages(sheet: list[dict]) -> dict[int, str]:
    """By the number of a row: the first page that holds it."""
    first: dict[int, str] = {}
    for page in pages():
        for row in rows_on(page, sheet):
            first.setdefault(row, page)
    return first


def rows_on(page: str, sheet: list[dict]) -> set[int]:
    """Rows of the glossary that a page shows, in its prose or on its cards."""
    cards = [printed()[slug] for slug in SHOWN.findall(text(page))]
    formulas = TYPED.findall(CODE.sub("", text(page))) + [
        tex for card in cards for tex in card["tex"]
    ]
    read = (meaning(x, page) for tex in formulas for x in with_indices(letters(tex)))
    named = {name for card in cards for name in card["classes"]}
    return {m.row for m in read if m} | {
        number for number, row in enumerate(sheet) if named & set(row["classes"])
    }


def with_indices(read: list[Letter]) -> Iterator[Letter]:
    for x in read:
        yield x
        yield from letters(" ".join(x.indices))


@cache
def printed() -> dict[str, dict]:
    """What every card prints."""
    return json.loads(remembered("glossary", "printed.json", made))


def made() -> str:
    # Imported here, so that a warm build needs no SymPy.
    from derivations.publish.glossary.sheet import printed

    return json.dumps(printed(), ensure_ascii=False)
