"""Long formulas are broken where a person would break them: at a relation or a sum."""

import re

from sympy import Expr

from derivations.publish.latex import Textbook, latex, positive_first

WIDE = 54  # letters that stand on one line beside the margin
TOKEN = re.compile(r"\\[a-zA-Z]+|[^\s{}_^\\]")
UNSEEN = {r"\left", r"\right", r"\middle", r"\mathbf", r"\boldsymbol", r"\frac",
          r"\operatorname", r"\mathcal", r"\mathrm", r"\cancel", r"\tfrac", r"\bar"}
ROW = r" \\ "


def width(tex: str) -> int:
    return sum(token not in UNSEEN for token in TOKEN.findall(tex))


def relation(lhs: Expr, sign: str, rhs: Expr) -> str:
    """lhs = rhs on one line, or the right side below, its terms below each other."""
    left, right = latex(lhs), latex(rhs)
    if width(left) + width(right) <= WIDE:
        return f"{left} {sign} {right}"
    return aligned(f"& {left}", *rows(rhs, rf"&\quad {sign} ", r"&\quad\qquad "))


def continued(rhs: Expr) -> str:
    """The next line of a chain: = rhs."""
    lines = rows(rhs, "&= ", r"&\qquad ")
    return aligned(*lines) if len(lines) > 1 else f"= {latex(rhs)}"


def rows(e: Expr, first: str, next_: str) -> list[str]:
    """One row, or a row for each term of a sum that is too long for one."""
    if not e.is_Add or width(latex(e)) <= WIDE:
        return [first + latex(e)]
    printer, lines = Textbook(), [first]
    for i, term in enumerate(sorted(e.args, key=positive_first)):
        text = printer.term(term, first=not i)
        if i and width(lines[-1]) + width(text) > WIDE:
            lines.append(next_)
        lines[-1] += text
    return lines


def aligned(*lines: str) -> str:
    return rf"\begin{{aligned}}{ROW.join(lines)}\end{{aligned}}"
