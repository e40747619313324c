"""Plain words, LaTeX and marks as HTML: letters slanted as in formulas, indices low."""

import re
from html import escape

RAISED = re.compile(r"(?<=\S)_(old|new)")
SMALL = str.maketrans(
    {s: f"<sub>{c}</sub>" for s, c in zip("ᵢⱼₖₙ₀₁₂", "ijkn012", strict=True)}
)
VARIABLE = re.compile(r"(?<![\w’'&;#-])([b-zB-GJ-Zα-ωℓ]\u0304?)(?![\w’'-])")
INDEX = re.compile(r"(?<=\S)_([A-Za-z0-9\u0370-\u03ffℓ]+)")  # not ², which \w takes


def words(text: str) -> str:
    """Plain words: letters slanted, their indices set low, and old and new high."""
    text = escape(text).translate(SMALL).replace(" = ", "\xa0=\xa0")
    raised = RAISED.sub(r"<sup>\1</sup>", text)
    return VARIABLE.sub(r"<i>\1</i>", INDEX.sub(r"<sub>\1</sub>", raised))


def sentence(says: str) -> str:
    """With a capital, where the first word is a word: φ, q and ln stay as they are."""
    word = says.split()[0].rstrip(":,")
    letters = word.isascii() and word.isalpha() and word not in ("ln", "log", "exp")
    return says[0].upper() + says[1:] if letters and (word == "a" or word[1:]) else says


def mark(words: str) -> str:
    return f'<span class="mark {words.split()[0].rstrip(":")}">{escape(words)}</span>'


def display(tex: str) -> str:
    return f'<div class="arithmatex">\\[{escape(tex)}\\]</div>'


def inline(tex: str) -> str:
    return f'<span class="arithmatex">\\({escape(tex)}\\)</span>'


def prose(text: str) -> str:
    """A sentence with formulas between dollars."""
    parts = text.split("$")
    return "".join(inline(p) if i % 2 else escape(p) for i, p in enumerate(parts))
