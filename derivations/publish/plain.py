"""A symbol in LaTeX as plain text, where no mathematics can be set: γₙₖ, KL(p‖q)."""

import re
from functools import lru_cache
from unicodedata import lookup

LOW = dict(
    zip("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
HIGH = dict(zip("0123456789delnow", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵈᵉˡⁿᵒʷ", strict=True))
ACCENTS = {"bar": "\u0304", "hat": "\u0302", "tilde": "\u0303"}
SIGNS = {r"\mid": "|", r"\|": "‖", r"\cdot": "·", r"\ell": "ℓ", r"\varphi": "φ"}
STYLES = "mathbf boldsymbol mathcal mathbb mathrm mathsf operatorname text textstyle"
STYLE = re.compile(rf"\\(?:{STYLES.replace(' ', '|')})\b|\\[,;:!]")
COMMAND = re.compile(r"\\(?!bar|hat|tilde)[a-zA-Z]+|\\\|")
ACCENT = re.compile(r"\\(bar|hat|tilde)\{+(\w[\u0302-\u0304]*)\}*")
SCRIPT = re.compile(r"([_^])(?:\{+([^{}]*)\}+|(\w))")


@lru_cache(1 << 12)
def plain(tex: str) -> str:
    text = COMMAND.sub(sign, STYLE.sub("", tex))
    while ACCENT.search(text):  # one accent may stand over another
        text = ACCENT.sub(lambda m: m[2] + ACCENTS[m[1]], text)
    text = re.sub(r"[{}]", "", scripts(text))
    return re.sub(r" *([|‖]) *", r"\1", text).strip()


@lru_cache(1 << 12)
def scripts(text: str) -> str:
    """Indices low and exponents high: x_n is xₙ."""
    return SCRIPT.sub(script, text)


def sign(match: re.Match) -> str:
    """A Greek letter by its name."""
    word = match[0]
    if word in SIGNS:
        return SIGNS[word]
    case = "SMALL" if word[1].islower() else "CAPITAL"
    # Unicode spells this one letter in its own way.
    return lookup(f"GREEK {case} LETTER {word[1:].upper().replace('LAMBDA', 'LAMDA')}")


def script(match: re.Match) -> str:
    """Set low or high where every letter can be; else behind _ or ^."""
    inside = "".join((match[2] or match[3]).split())
    letters = LOW if match[1] == "_" else HIGH
    if all(c in letters for c in inside):
        return "".join(letters[c] for c in inside)
    return match[1] + inside
