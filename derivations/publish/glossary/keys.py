"""Which letters in LaTeX mean which row: read off what the printer makes of the forms.

A function that has one meaning whatever it is called with, KL or φ, is known by its
name alone; p(X|θ) and p(z|X,θ) are told apart by what stands in the bracket.
"""

from collections import defaultdict
from typing import NamedTuple

from derivations.publish.glossary import ROWS
from derivations.publish.typesetting.latex import latex
from derivations.publish.typesetting.letters import (
    ANY,
    COORDINATE,
    TOKEN,
    WHICH,
    Letter,
    head_end,
    letters,
)


def table() -> dict[str, list[tuple]]:
    """By the key of a letter: each row that it may mean, and what the hover needs."""
    found: dict[str, dict[int, tuple]] = defaultdict(dict)
    for key, number, tex, own in keys():
        row = ROWS[number]
        found[key].setdefault(number, (number, tex, own, row.meaning, row.where))
    return {key: list(rows.values()) for key, rows in found.items()}


class Key(NamedTuple):
    """A letter that means row `number`; `own` are the indices that the row names."""

    key: str
    number: int
    tex: str
    own: tuple[str, ...] = ()


def keys() -> list[Key]:
    """What each form of each row is known by, the surest first."""
    read = [
        (number, tex, x)
        for number, row in enumerate(ROWS)
        for form in row.forms
        if (x := letter(tex := latex(form)))
    ]
    single = one_meaning(read)
    alone = [(no, tex, x) for no, tex, x in read if x.call and x.key() in single]
    exact = [Key(x.key(x.call), no, tex, open_indices(x)) for no, tex, x in read]
    whatever = [Key(x.key(ANY), no, tex) for no, tex, x in alone]
    bare = [Key(x.key(), no, tex) for no, tex, x in alone]
    loose = [e._replace(key=e.key.replace(COORDINATE, WHICH)) for e in exact]
    taken = {e.key for e in exact}
    return exact + whatever + [e for e in bare + loose if e.key not in taken]


def one_meaning(read: list[tuple[int, str, Letter]]) -> set[str]:
    """Functions of which one row alone speaks, whatever they are called with."""
    rows = defaultdict(set)
    for number, _, x in read:
        if x.call:
            rows[x.key()].add(number)
    return {key for key, numbers in rows.items() if len(numbers) == 1}


def letter(tex: str) -> Letter | None:
    """The letter that a form is, if it is one and not a formula made of several."""
    return letters(tex)[0] if head_end(TOKEN.findall(tex), 0) else None


def open_indices(x: Letter) -> tuple[str, ...]:
    """A function is shown as the glossary has it; a letter, with its own indices."""
    return () if x.call else x.indices
