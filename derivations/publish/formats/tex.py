"""A formula on one line of LaTeX, for a paper: amsmath and amssymb, no macro of ours.

Where a remainder has a sign, what it proves stands behind the equation: = … ≥ 0.
"""

from sympy import Expr

from derivations.kernel.calc import Chain
from derivations.kernel.signs import bound
from derivations.publish.typesetting.latex import Textbook
from derivations.publish.typesetting.layout import ordered

SIGNS = {">=": r"\ge", "<=": r"\le", ">": ">", "<": "<"}


def latex(chain: Chain) -> str:
    left, right = chain.claim.args
    parts = [side(left), "=", side(right, chain.nonnegative)]
    if found := bound(chain):
        sign, rest = found
        parts += [SIGNS[sign], side(rest)]
    return " ".join(parts)


def side(e: Expr, last: Expr | None = None) -> str:
    """The terms in the order in which the card has them."""
    return Textbook().join_terms(ordered(e, last))
