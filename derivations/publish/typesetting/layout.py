"""Long formulas are broken where a person would break them: at a relation or a sum.

A row is as wide as a phone. What stays too wide is a bracket, and that is broken at
the sum inside it.
"""

from math import inf

from sympy import Add, Expr

from derivations.kernel.names import Kept
from derivations.publish.typesetting.latex import Textbook
from derivations.publish.typesetting.measure import width
from derivations.publish.typesetting.reading_order import in_reading_order

WIDE = 18.0  # letters m on one row of a phone
INDENT = 2.0  # of the rows below the first
ROOMS = (inf, 14.0, 12.0, 10.0)  # for what stands in a bracket: whole, or on rows
ROW = r" \\ "


def relation(lhs: Expr, sign: str, rhs: Expr, last: Expr | None = None) -> str:
    """lhs = rhs on one line, or the right side below; the terms of `last` come last."""
    left, right = in_order(lhs), in_order(rhs, last)
    line = f"{''.join(left)} {sign} {''.join(right)}"
    if width(line) <= WIDE:
        return line
    above = rows(left, "& ", r"&\quad ")
    below = rows(right, rf"&\quad {sign} ", r"&\quad\qquad ")
    return aligned(*above, *below)


def continued(rhs: Expr, last: Expr | None = None) -> str:
    """The next line of a chain: = rhs."""
    terms = in_order(rhs, last)
    lines = rows(terms, "&= ", r"&\qquad ")
    return aligned(*lines) if len(lines) > 1 else f"= {''.join(terms)}"


def in_order(e: Expr, last: Expr | None = None) -> list[str]:
    """The terms of a sum with their signs, as they are to be read."""
    terms = ordered(e, last)
    return [fitted(t, not i, style) for i, (t, style) in enumerate(terms)]


def ordered(e: Expr, last: Expr | None = None) -> list[tuple]:
    """Each term with how it is set; the terms of `last` come last."""
    if isinstance(e, Kept):
        return e.terms()
    end = Add.make_args(last) if last is not None else ()
    terms = in_reading_order(Add.make_args(e))
    terms.sort(key=lambda t: t in end or -t in end)
    return [(t, str) for t in terms]


def alone(e: Expr) -> str:
    """An expression by itself, on as many rows as it needs."""
    lines = rows(in_order(e), "& ", "& ")
    return aligned(*lines) if len(lines) > 1 else lines[0].removeprefix("& ")


def fitted(t: Expr, first: bool, style=str) -> str:
    """A term as it is, or with its brackets broken if it is wider than a row."""
    texts = []
    for room in ROOMS:
        texts.append(Textbook(room).term(t, first, style))
        if width(texts[-1]) <= WIDE - INDENT:
            return texts[-1]
    return min(texts, key=width)


def rows(terms: list[str], first: str, next_: str) -> list[str]:
    """The terms on one row, or on as many as they need."""
    lines = [first]
    for text in terms:
        if lines[-1] not in (first, next_) and too_wide(lines[-1] + text):
            lines.append(next_)
        lines[-1] += text
    return lines


def too_wide(line: str) -> bool:
    return width(line.replace("&", "", 1)) > WIDE


def aligned(*lines: str) -> str:
    return rf"\begin{{aligned}}{ROW.join(lines)}\end{{aligned}}"
