"""Long formulas are broken where a person would break them: at a relation or a sum."""

import re

from sympy import Add, Expr

from derivations.publish.latex import Textbook, in_reading_order, latex

WIDE = 42  # letters that stand on one line of a phone
TOKEN = re.compile(r"\\[a-zA-Z]+|[^\s{}_^\\]")
UNSEEN = {
    r"\left",
    r"\right",
    r"\middle",
    r"\mathbf",
    r"\boldsymbol",
    r"\frac",
    r"\operatorname",
    r"\mathcal",
    r"\mathrm",
    r"\cancel",
    r"\tfrac",
    r"\bar",
}
ROW = r" \\ "


def width(tex: str) -> int:
    return sum(token not in UNSEEN for token in TOKEN.findall(tex))


def relation(lhs: Expr, sign: str, rhs: Expr, last: Expr | None = None) -> str:
    """lhs = rhs on one line, or the right side below; the terms of `last` come last."""
    left, right = latex(lhs), in_order(rhs, last)
    if width(left) + sum(map(width, right)) <= WIDE:
        return f"{left} {sign} {''.join(right)}"
    below = rows(right, rf"&\quad {sign} ", r"&\quad\qquad ")
    return aligned(f"& {left}", *below)


def continued(rhs: Expr, last: Expr | None = None) -> str:
    """The next line of a chain: = rhs."""
    terms = in_order(rhs, last)
    lines = rows(terms, "&= ", r"&\qquad ")
    return aligned(*lines) if len(lines) > 1 else f"= {''.join(terms)}"


def in_order(e: Expr, last: Expr | None = None) -> list[str]:
    """The terms of a sum with their signs, as they are to be read."""
    end = Add.make_args(last) if last is not None else ()
    terms = sorted(
        in_reading_order(Add.make_args(e)), key=lambda t: t in end or -t in end
    )
    return [Textbook().term(t, first=not i) for i, t in enumerate(terms)]


def rows(terms: list[str], first: str, next_: str) -> list[str]:
    """The terms on one row, or on as many as they need."""
    lines = [first]
    for text in terms:
        if width(lines[-1]) + width(text) > WIDE and lines[-1] not in (first, next_):
            lines.append(next_)
        lines[-1] += text
    return lines


def aligned(*lines: str) -> str:
    return rf"\begin{{aligned}}{ROW.join(lines)}\end{{aligned}}"
