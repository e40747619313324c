"""The Markdown of a page as a notebook can show it: numbers, answers, notes and links.

What MkDocs makes of a page is left behind: classes, folded answers and numbers that
are computed become plain Markdown, with LaTeX for MathJax. Anything else that only
MkDocs reads stops the build.
"""

import re
from collections.abc import Callable
from textwrap import dedent

from derivations.publish.numbers import PATTERN

NUMBER = re.compile(PATTERN)
BEHIND = re.compile(r"(?<=\$)(?=\[[^\]\n]+\]\{=)")  # $\to$[2]: MathJax wants a space
LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\(([^)\s]+)\)")
NOTE = re.compile(r"^((?:[^\n#>|].*\n)+)\{ \.(goal|question|margin) \}$", re.M)
ANSWER = re.compile(r'^ {4}\?\?\? answer "(.+)"\n((?:\n| {8}.*\n)+)', re.M)
EXERCISE = re.compile(r"^(\d+)\.  ", re.M)
INSIDE = re.compile(r"^ {4}", re.M)
HEADING = re.compile(r"^(#+) (.+)$", re.M)
FOREIGN = re.compile(r"^ *(?:\?\?\?|!!!|```|:::).*|\{ *[.#=:].*?\}|\[\^.+?\]", re.M)


class Unread(Exception):
    """A page holds Markdown that a notebook cannot show."""


def markdown(text: str, leads: Callable[[str], str], where: str) -> str:
    """A section for Jupyter; `leads` gives the address of a link, or nothing."""
    text = NUMBER.sub(lambda n: n[1], BEHIND.sub(" ", text))
    text = NOTE.sub(note, ANSWER.sub(answer, text))
    if text.startswith("## Exercises\n"):
        text = EXERCISE.sub(r"**\1.** ", INSIDE.sub("", text))
    text = LINK.sub(lambda link: linked(link[1], link[2], leads), text)
    if found := FOREIGN.search(text):
        raise Unread(f"{where}: a notebook cannot show {found[0].strip()!r}")
    return HEADING.sub(r"#\1 \2", text)


def note(found: re.Match) -> str:
    """What is to be learnt stays a paragraph; questions and margins are set off."""
    text = found[1].rstrip()
    return text if found[2] == "goal" else re.sub(r"^", "> ", text, flags=re.M)


def answer(found: re.Match) -> str:
    inside = dedent(found[2]).strip()
    return f"<details><summary>{found[1]}</summary>\n\n{inside}\n\n</details>\n\n"


def linked(text: str, target: str, leads: Callable[[str], str]) -> str:
    address = leads(target)
    return f"[{text}]({address})" if address else text


def numbers(text: str) -> list[tuple[str, str]]:
    """What the prose says is so, and the expression for it."""
    return NUMBER.findall(text)
