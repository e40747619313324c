"""The letters of a formula in LaTeX, as our printer sets them and as authors type them.

A letter is its head with its style, γ or **x** or KL, what stands below and above it,
and the bracket right behind it. Which index is meant does not matter, only how many
there are and which count coordinates: γ_nk and γ_nj are one letter, μ_k and μ_a are
two. No SymPy is needed to read them.
"""

import re
from typing import NamedTuple

TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|[^\s]")
TIMES = "·"  # stands where a space sets a bracket apart: a product, not a call
APART = re.compile(r"\s+(?=(?:\\left|\\[bB]igl)?\s*[(\[])")
GROUP = {
    rf"\{name}"
    for name in "mathbf boldsymbol bar hat tilde mathcal mathbb operatorname".split()
}
UNREAD = {rf"\{name}" for name in "mathrm text mathsf mathit begin end tag".split()}
SPACING = {"\\!", "\\,", "\\;", "\\:", "\\ ", "~"}
SIZING = {rf"\{name}" for name in "left right bigl bigr Bigl Bigr middle".split()}
GREEK = {
    rf"\{name}"
    for name in """alpha beta gamma delta epsilon varepsilon theta kappa lambda mu nu pi
    rho sigma tau varphi phi psi chi omega ell Gamma Delta Theta Lambda Sigma Phi Psi
    Omega""".split()
}
INDEX = set("ijknmzabdKND123456789")
OPEN = INDEX - set("KND") | {r"\cdot"}
CLOSES = {"(": ")", "[": "]"}
WHICH = "•"  # stands for an index, whichever it is
COORDINATE = "◦"  # stands for one of a, b and d
ANY = "(…)"  # stands for whatever bracket


class Letter(NamedTuple):
    """What was read at one place: `indices` are those that `below` leaves open."""

    head: str
    below: str = ""
    above: str = ""
    call: str = ""
    indices: tuple[str, ...] = ()

    def key(self, call: str = "") -> str:
        return f"{self.head}_{self.below}^{self.above}{call}"


def letters(tex: str) -> list[Letter]:
    """Every letter of a formula, in order; those in indices are not read."""
    return read(TOKEN.findall(APART.sub(TIMES, tex)))


def read(tokens: list[str]) -> list[Letter]:
    found, at = [], 0
    while at < len(tokens):
        if tokens[at] in UNREAD:
            _, at = group(tokens, at + 1)
        elif (end := head_end(tokens, at)) > at:
            letter, raised, at = one(tokens, at, end)
            found += [letter, *read(raised)]
        else:
            at += 1
    return found


def head_end(tokens: list[str], at: int) -> int:
    """Where the head that begins here ends; here, if none begins."""
    token = tokens[at]
    if token in GROUP:
        return group(tokens, at + 1)[1]
    return at + (token in GREEK or (token.isascii() and token.isalpha()))


def one(tokens: list[str], at: int, end: int) -> tuple[Letter, list[str], int]:
    """The letter with this head, what is raised behind it, and where that ends."""
    head = "".join(tokens[at:end]).replace(r"\boldsymbol", r"\mathbf")
    below: list[str] = []
    raised: list[str] = []
    while end < len(tokens) and tokens[end] in "_^":
        script, after = group(tokens, end + 1)
        below, raised = (script, raised) if tokens[end] == "_" else (below, script)
        end = after
    indices = split(below)
    low = "".join(COORDINATE if x in "abd" else WHICH for x in indices) or word(below)
    above, raised = (word(raised), []) if r"\text" in raised else ("", raised)
    return Letter(head, low, above, call(tokens, end), indices), raised, end


def group(tokens: list[str], at: int) -> tuple[list[str], int]:
    """What stands in the braces that open here, or the one token; and where it ends."""
    if at >= len(tokens) or tokens[at] != "{":
        return tokens[at : at + 1], at + 1
    depth = 0
    for end in range(at, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[end], 0)
        if not depth:
            return tokens[at + 1 : end], end + 1
    return tokens[at + 1 :], len(tokens)


def split(below: list[str]) -> tuple[str, ...]:
    """The indices of nk, of n,z_n and of k+1; none, if these are no indices."""
    apart = {",", "+", "_"}.isdisjoint(below)
    parts = below if apart else "".join(below).split(",")
    bare = tuple(part.replace("{", "").replace("}", "") for part in parts)
    return bare if all(part[:1] in INDEX for part in bare) else ()


def word(tokens: list[str]) -> str:
    return "".join(t for t in tokens if t not in ("{", "}", r"\text"))


def call(tokens: list[str], at: int) -> str:
    """The bracket right behind a letter, with its indices left open."""
    while at < len(tokens) and tokens[at] in SPACING | SIZING:
        at += 1
    if at >= len(tokens) or tokens[at] not in CLOSES:
        return ""
    depth, opens, closes = 0, tokens[at], CLOSES[tokens[at]]
    for end in range(at, len(tokens)):
        depth += (tokens[end] == opens) - (tokens[end] == closes)
        if not depth:
            return f"{opens}{skeleton(tokens[at + 1 : end])}{closes}"
    return ""


def skeleton(tokens: list[str]) -> str:
    """p(z|X,θ_old) and p(k|X,θ) are one thing at two places."""
    unseen = SPACING | SIZING | {TIMES}
    open_ = (WHICH if t in OPEN else t for t in tokens if t not in unseen)
    text = re.sub(r"\^\{\\text\{[^}]*\}\}", "", "".join(open_))
    return re.sub(r"\\boldsymbol|\\textstyle|\\mid\b|[{}]", shorter, text)


def shorter(match: re.Match) -> str:
    return "|" if match[0] == r"\mid" else ""
