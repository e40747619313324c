r"""Numbers in the prose, computed again in every build.

`[0.693]{= log(2) }` prints 0.693, and stops the build unless the expression rounds to
it. An expression that is true or false vouches for words or a formula in the same way:
`[$2 \ln 2$]{= close(klem.entropy([1/4]*4), 2*log(2)) }`.
"""

import math
from fractions import Fraction
from xml.etree.ElementTree import Element

from markdown import Extension
from markdown.inlinepatterns import InlineProcessor

from derivations.memo import remembered

PATTERN = r"\[([^\]\n]+)\]\{= *([^}\n]+?) *\}"


def names() -> dict:
    """What an expression may use: klem, NumPy as np, and elementary functions."""
    import numpy as np

    import klem

    functions = (math.log, math.log2, math.exp, math.sqrt, math.isclose)
    return {f.__name__: f for f in functions} | {
        "pi": math.pi,
        "close": lambda a, b: math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12),
        "at": at,
        "klem": klem,
        "np": np,
    }


def at(slug: str, chain: int = 0, **letters) -> float:
    """The right-hand side of a derived formula with numbers for its letters.

    Sizes are numbers and arrays are lists, whose entries count from 1:
    at("entropy.discrete", N=2, p=[1/2, 1/2]).
    """
    from sympy import Indexed, Rational, Symbol

    from derivations.kernel.names import unfold
    from derivations.verification import results

    claim = unfold(results()[slug].chains[chain].claim.rhs)
    numbers = {name: x for name, x in letters.items() if not isinstance(x, list)}
    sizes = {
        s: Rational(numbers[s.name]) for s in claim.atoms(Symbol) if s.name in numbers
    }
    claim = unfold(claim.xreplace(sizes).doit())
    entries = {
        entry: Rational(entry_of(letters[str(entry.base)], entry.indices))
        for entry in claim.atoms(Indexed)
        if str(entry.base) in letters
    }
    value = claim.xreplace(entries).doit()
    if value.free_symbols:
        unknown = ", ".join(sorted(map(str, value.free_symbols)))
        raise ValueError(f"{slug} wants numbers for {unknown} too")
    return float(value)


def entry_of(array, indices):
    for index in indices:
        array = array[int(index) - 1]
    return array


def vouch(text: str, expression: str) -> str:
    """What the expression gives, for the reader; a ValueError if the text differs."""
    value = eval(expression, names())  # the text's own code, like that of its blocks
    if not holds(text, value):
        raise ValueError(f"the text says {text!r}, but {expression} is {value!r}")
    return "true" if is_truth(value) else f"{value:.9g}"


def is_truth(value) -> bool:
    """True or false, as Python or as NumPy has it."""
    return type(value).__name__ in ("bool", "bool_")


def unread(html: str) -> int:
    """How many numbers of a page were left as they were written."""
    return html.count("]{=")


def holds(text: str, value) -> bool:
    """Whether the value, or the truth, is what the text prints."""
    if is_truth(value):
        return bool(value)
    shown = text.strip("…").replace("−", "-").replace("\u202f", "")
    slack = Fraction(1, 2 * 10 ** len(shown.partition(".")[2])) if "." in shown else 0
    return abs(float(value) - float(Fraction(shown))) <= float(slack) + 1e-9


class Checked(InlineProcessor):
    def handleMatch(self, m, data):
        text, expression = m[1], m[2]
        value = remembered(
            "numbers", "value.txt", lambda: vouch(text, expression), text + expression
        )
        element = Element("data", {"class": "checked", "value": value})
        element.set("title", f"{expression} = {value}")
        element.text = text
        return element, m.start(0), m.end(0)


class Numbers(Extension):
    def extendMarkdown(self, md):
        md.inlinePatterns.register(Checked(PATTERN, md), "checked", 175)


def makeExtension(**options):
    return Numbers(**options)
