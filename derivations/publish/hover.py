"""What the symbols of a formula mean, for the hover that shows it again.

A formula is read as text. Which letter has which meaning is remembered as plain data,
so a warm build asks without SymPy. A letter with several meanings is left out unless
the page settles which one it is: no guess is better than a wrong one.
"""

import json
import re
from functools import cache
from typing import NamedTuple

from derivations.memo import remembered
from derivations.publish.plain import plain, scripts
from derivations.publish.typesetting.letters import (
    ANY,
    COORDINATE,
    WHICH,
    Letter,
    letters,
)

INDEX = re.compile(r"\{(\w)\}")


class Meaning(NamedTuple):
    """A row of the glossary as it answers to one letter.

    `own` are the indices that its text names, and `where` the pages that it is for.
    """

    row: int
    tex: str
    own: tuple[str, ...]
    text: str
    where: tuple[str, ...]


def meanings(tex: str, page: str = "") -> list[tuple[str, str]]:
    r"""The symbols of a formula in LaTeX, in order, each once, with what they mean.

    `page` is the path of the page below docs, such as gmm/m-step.md. Without it,
    letters are left out whose meaning depends on the page.
    """
    found: dict[int, tuple[str, str]] = {}
    for letter in letters(tex):
        meant = meaning(letter, page)
        if meant and meant.row not in found:
            found[meant.row] = said(meant, letter)
    return list(found.values())


def meaning(letter: Letter, page: str) -> Meaning | None:
    """The one meaning of a letter on this page, or none where there is a doubt."""
    may = candidates(letter)
    here = [m for m in may if page and m.where and page.startswith(m.where)]
    if not here and (page or len(may) == 1):
        here = [m for m in may if not m.where]
    return here[0] if len(here) == 1 else None


def candidates(letter: Letter) -> list[Meaning]:
    """Rows that a letter may stand for; a coordinate also counts as an index."""
    whichever = letter._replace(below=letter.below.replace(COORDINATE, WHICH))
    tries = (key for form in (letter, whichever) for key in keys(form))
    return next((known()[key] for key in tries if key in known()), [])


def keys(letter: Letter) -> list[str]:
    """What a letter may be known as; what is called is never the letter alone."""
    calls = (letter.call, ANY) if letter.call else ("",)
    return [letter.key(call) for call in calls]


@cache
def known() -> dict[str, list[Meaning]]:
    """By the key of a letter: the rows that it may stand for."""
    table = json.loads(remembered("glossary", "letters.json", made))
    return {key: [entry(*row) for row in rows] for key, rows in table.items()}


def entry(row: int, tex: str, own: list, text: str, where: list) -> Meaning:
    return Meaning(row, tex, tuple(own), text, tuple(where))


def made() -> str:
    # Imported here, so that a warm build needs no SymPy.
    from derivations.publish.glossary.keys import table

    return json.dumps(table(), ensure_ascii=False)


def said(meant: Meaning, letter: Letter) -> tuple[str, str]:
    """The symbol and its meaning, with the indices that stand in this formula."""
    here = dict(zip(meant.own, letter.indices, strict=True)) if meant.own else {}
    text = INDEX.sub(lambda m: here.get(m[1], m[1]), meant.text)
    return plain(instance(letter) if here else meant.tex), scripts(text)


def instance(letter: Letter) -> str:
    above = rf"^{{{letter.above}}}" if letter.above else ""
    comma = "," if any(len(i) > 1 for i in letter.indices) else ""
    return f"{letter.head}{above}_{{{comma.join(letter.indices)}}}"
