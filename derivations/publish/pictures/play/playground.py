"""Playgrounds: pictures that a reader moves, with every number computed by klem.

On the page stands the still picture, which is what paper shows and a reader without
scripts sees. The numbers are tables below docs/play, made when the text is published:
the scripts look them up, draw between them, and compute none.
"""

import json
from collections.abc import Callable, Iterable
from math import inf
from typing import Any, NamedTuple

from derivations.memo import recall, remember
from derivations.publish.pictures.style import code, mathematics
from derivations.publish.places import DOCS

FOLDER = "play"  # below docs; nothing else is written there


class Words(NamedTuple):
    """What a playground says: its name to those who listen, its prompt, its caption."""

    label: str
    task: str  # HTML; mathematics between \\( and \\), as in the caption
    caption: str


class NotPublished(Exception):
    """The tables of a playground are not there yet."""


def put(
    name: str, still: Callable[[], None], table: Callable[..., Any], words: Words
) -> None:
    """Show the still picture, and what a script needs to replace it by a live one."""
    if not (DOCS / FOLDER / f"{name}.json").is_file():
        raise NotPublished(
            f"docs/{FOLDER}/{name}.json is missing: `python -m derivations publish`"
            " writes it"
        )
    print(f'<section class="play" data-play="{name}" aria-label="{words.label}">')
    print('<div class="still">')
    still()
    print(f'</div><div class="moving"><p class="task">{mathematics(words.task)}</p>')
    print('<div class="stage"></div>')
    print(f'<div class="note"><p>{mathematics(words.caption)}</p>{code(table)}</div>')
    print("</div></section>")


def file(name: str, table: Callable[..., Any], *given: Any) -> tuple[str, str]:
    """The path of a table below docs, and its text, from memory if nothing changed."""
    path, topic = f"{name}.json", table.__module__
    known = recall("play", path, topic)
    made = known or remember("play", path, text(table(*given)), topic)
    return f"{FOLDER}/{path}", made


def text(table: Any) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def digits(values: Iterable[float], places: int) -> list[int | None]:
    """Each value as it prints, without its point: 0.693 is 693; None is infinite."""
    return [
        None if value == inf else int(f"{value:.{places}f}".replace(".", ""))
        for value in values
    ]
