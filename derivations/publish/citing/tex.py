r"""Plain text in LaTeX's own letters: γₙₖ is $\gamma_{nk}$, é is {\'e}, & is \&.

What has no letters there is refused, since LaTeX would drop it without a word.
"""

import re
from unicodedata import category, decomposition, name, normalize

SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "|": r"$|$",
    "<": r"$<$",
    ">": r"$>$",
}
SIGNS = {
    **{"‖": r"$\Vert$", "−": "$-$", "→": r"$\to$", "∞": r"$\infty$", "∫": r"$\int$"},
    **{"≤": r"$\le$", "≥": r"$\ge$", "ℓ": r"$\ell$", "·": r"$\cdot$", "×": r"$\times$"},
    **{"≠": r"$\ne$", "≈": r"$\approx$", "∂": r"$\partial$", "√": r"$\surd$"},
    **{"½": r"$\frac{1}{2}$", "φ": r"$\varphi$", "…": r"\ldots{}"},
    **{"–": "--", "—": "---", "‘": "`", "’": "'", "“": "``", "”": "''"},
    **{"ø": r"{\o}", "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}", "ß": r"{\ss}"},
    **{"æ": r"{\ae}", "Æ": r"{\AE}", "å": r"{\aa}", "Å": r"{\AA}", "\xa0": "~"},
}
ACCENTS = {
    **{"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "="},
    **{"\u0306": "u ", "\u0308": '"', "\u030a": "r ", "\u030b": "H ", "\u030c": "v "},
    **{"\u0327": "c ", "\u0328": "k "},
}
DOTLESS = {"i": r"\i ", "j": r"\j "}
INDEX = re.compile(r"(?<=\S)_([A-Za-z0-9Α-Ωα-ωℓ]+)")
CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
SCRIPTS = {"<sub>": "_", "<super>": "^"}
RUN = re.compile(r"([\^_])\{([^{}]*)\}\$\$\1\{")  # ⁻ and ¹ are one power
WORD = 3  # letters: nk are two indices, old is a word
LATIN = "ΑΒΕΖΗΙΚΜΝΟΡΤΧο"  # LaTeX has no commands for them


class NoLetters(ValueError):
    """A sign for which LaTeX has no letters here."""


def tex(text: str) -> str:
    """A text for LaTeX: the parts between indices, and these set low."""
    pieces = INDEX.split(text)
    whole = "".join(index(p) if i % 2 else letters(p) for i, p in enumerate(pieces))
    while (joined := RUN.sub(r"\1{\2", whole)) != whole:
        whole = joined
    return whole.replace("$$", "")


def index(text: str) -> str:
    inside = within(text)
    return f"$_{{{inside}}}$" if len(text) < WORD else rf"$_{{\mathrm{{{inside}}}}}$"


def within(text: str) -> str:
    """Inside mathematics, where no letter begins it again."""
    return letters(text).replace("$", "")


def letters(text: str) -> str:
    return "".join(map(letter, CLUSTER.findall(text)))


def letter(cluster: str) -> str:
    """One sign with what stands over or under it."""
    whole = normalize("NFC", cluster)
    for known in (SPECIAL, SIGNS):
        if whole in known:
            return known[whole]
    base, *marks = list(normalize("NFD", cluster))
    if marks:
        return accented(base, marks, cluster)
    if base.isascii() and category(base) != "Cc":
        return base
    return script(base) or greek(base)


def accented(base: str, marks: list[str], cluster: str) -> str:
    if len(marks) > 1 or marks[0] not in ACCENTS or not base.isascii():
        raise NoLetters(f"LaTeX has no letters here for {cluster!r}")
    return rf"{{\{ACCENTS[marks[0]]}{DOTLESS.get(base, base)}}}".replace(" }", "}")


def script(sign: str) -> str:
    """Small letters and figures: ᵢ and ²; nothing for any other sign."""
    kind, _, code = decomposition(sign).partition(" ")
    if kind not in SCRIPTS:
        return ""
    return f"${SCRIPTS[kind]}{{{within(chr(int(code, 16)))}}}$"


def greek(sign: str) -> str:
    """By its name in Unicode; the capitals that are Latin ones are just these."""
    words = name(sign, "").split()
    if len(words) != 4 or words[0::2] != ["GREEK", "LETTER"] or sign in LATIN:
        raise NoLetters(f"LaTeX has no letters here for {sign!r}")
    # Unicode spells this one letter in its own way.
    said = words[3].replace("LAMDA", "LAMBDA").lower()
    return rf"$\{said.capitalize() if words[1] == 'CAPITAL' else said}$"
