"""Signs, words, low and high letters: what LaTeX has commands for, as characters."""

import re

from derivations.publish.plain import HIGH, LOW, plain

UP = HIGH | {"-": "⁻", "T": "ᵀ", "m": "ᵐ", "D": "ᴰ"}
GIVEN = "\0"  # marks a bar that stands between two things, as in p(x|y)
SIGNS = {
    r"\sum": "∑",
    r"\prod": "∏",
    r"\int": "∫",
    r"\partial": "∂",
    r"\infty": "∞",
    r"\to": "→",
    r"\ne": "≠",
    r"\notin": "∉",
    r"\geq": "≥",
    r"\leq": "≤",
    r"\neq": "≠",
    r"\ge": "≥",
    r"\le": "≤",
    r"\mid": f"{GIVEN}|{GIVEN}",
    r"\|": f"{GIVEN}‖{GIVEN}",
    r"\lVert": "‖",
    r"\rVert": "‖",
    r"\,": " ",
    r"\ ": " ",
}
WORDS = {rf"\{w}" for w in "ln log lim det exp max min sin cos tan tanh".split()}
SILENT = {rf"\{w}" for w in "left right bigl bigr textstyle ! ;".split()}
LIMITED = re.compile(r"([∑∏∫]|lim)(_(\{[^{}]*\}|.))?$")


def sign(token: str) -> str:
    if token in SILENT:
        return ""
    if token in SIGNS:
        return SIGNS[token]
    if not token.startswith("\\"):
        return token
    try:
        return plain(token)
    except KeyError:  # neither a sign nor a Greek letter
        raise ValueError(
            f"no plain sign for {token} yet: add it to {__name__}"
        ) from None


def script(where: str, inside: str, before: str) -> str:
    """Low or high where each letter can be; limits of sums stay behind _ and ^."""
    inside = inside.strip()
    big = LIMITED.search(before)
    letters = LOW if where == "_" else UP
    if not big and all(c in letters for c in inside):
        return "".join(letters[c] for c in inside)
    if len(inside) == 1:
        return where + inside
    left, right = "{}" if where == "_" or big else "()"
    return f"{where}{left}{inside}{right}"
