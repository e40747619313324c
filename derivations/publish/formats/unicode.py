"""A formula as one would type it in an e-mail: ∑_{i=1}^N pᵢ ln(pᵢ/qᵢ).

Made from its LaTeX: Greek letters and signs by their own characters, indices low where
all of them can be, fractions with a slash, and brackets where that needs them.
"""

import re
from functools import cache

from derivations.kernel.calc import Chain
from derivations.publish.formats.signs import GIVEN, SILENT, WORDS, script, sign
from derivations.publish.formats.tex import latex
from derivations.publish.plain import ACCENTS

TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|\s+|.")
STYLES = """mathbf boldsymbol mathcal mathbb mathrm mathsf operatorname text substack
cancel"""  # what cancels is seen to without the stroke
STYLED = {rf"\{w}" for w in STYLES.split()}
BESIDE = re.compile(rf"\s*{GIVEN}(.){GIVEN}\s*")
OPENS, ENDS = f"([{{=<>≤≥,{GIVEN}", ")]}=<>≤≥,"
TALL = "∑∏∫l"  # what has no right end: a sum, or ln, lim and log


def text(chain: Chain) -> str:
    return unicode(latex(chain))


@cache
def unicode(tex: str) -> str:
    out = BESIDE.sub(r"\1", Reader(tex).group())
    out = re.sub(r"\s+", " ", out).strip()
    out = re.sub(r"\b(ln|exp) \(", r"\1(", out)
    out = re.sub(r"‖ ?([^‖]*?) ?‖(?=[²)\]/ ]|$)", r"‖\1‖", out)
    return re.sub(r"([(\[]) | ([)\],])", r"\1\2", out)


class Reader:
    """Reads LaTeX from the left, a group in braces at a time."""

    def __init__(self, tex: str):
        self.tokens, self.at = TOKEN.findall(tex), 0

    def next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def peek(self) -> str:
        """What comes next, but for spaces and what is not printed."""
        rest = self.tokens[self.at :]
        return next((t for t in rest if t.strip() and t not in SILENT), "}")

    def argument(self) -> str:
        while not (token := self.next()).strip():
            pass
        return self.group() if token == "{" else self.one(token, "")

    def group(self) -> str:
        out = ""
        while self.at < len(self.tokens) and (token := self.next()) != "}":
            out += self.one(token, out)
        return out

    def one(self, token: str, before: str) -> str:
        if token == "{":
            return self.group()
        if token == r"\frac":
            return self.fraction(before.rstrip())
        if token == r"\sqrt":
            return f"√({self.argument()})"
        if token in "_^":
            return self.scripts(token, before)
        if token in STYLED:
            return self.argument()
        if token[1:] in ACCENTS:
            return f"{self.argument()}{ACCENTS[token[1:]]}"
        if token in WORDS:
            return token[1:]
        if token == r"\left" and self.peek() == ".":
            return self.next().strip(".")  # a bracket that is not there
        return sign(token)

    def scripts(self, token: str, before: str) -> str:
        """What is low before what is high: γ^{new}_{nk} is γₙₖⁿᵉʷ."""
        first = script(token, self.argument(), before)
        if token == "^" and self.peek() == "_":
            self.next()
            return script("_", self.argument(), before) + first
        return first

    def fraction(self, before: str) -> str:
        """Above/below, in brackets of its own where something stands beside it."""
        above, below = self.argument().strip(), self.argument().strip()
        if above[0] in "∂d" and below[0] in "∂d":
            return f"{above}/{below.replace('∂ ', '∂').replace('d ', 'd')}"
        whole = f"{closed(above, ' ', TALL)}/{closed(below)}"
        alone = (
            before in ("", "-") or before[-1] in OPENS or before[-2:] in (" +", " -")
        )
        follows = self.peek()
        if follows in ("+", "-", r"\right", r"\ge", r"\le") or follows[0] in ENDS:
            return whole if alone else f"({whole})"
        return f"({whole})"


def closed(part: str, loose: str = "", tall: str = "") -> str:
    """In brackets, if a slash beside it would take a piece of it only."""
    depth, open_ = 0, False
    for before, c in zip(f" {part}", part, strict=False):
        depth += (c in "([{") - (c in ")]}")
        sum_ = c in "+-" and before == " "
        open_ |= depth == 0 and (sum_ or c == "/" or (c.isspace() and not loose))
    return f"({part})" if open_ or (tall and part[0] in tall) else part
