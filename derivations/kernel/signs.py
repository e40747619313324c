"""Nonnegative by form: sums and products of squares, positive letters, proved names.

An inequality in the text is an equality with such a remainder. The form decides, not
SymPy's assumptions about sums, so that a reader can see the sign as well.
"""

from sympy import Atom, Expr, Indexed, Integral, Sum, exp

from derivations.kernel.calc import Chain
from derivations.kernel.names import Named
from derivations.kernel.smooth import Smooth


def positive(e: Expr) -> bool:
    if e.is_Add:
        return all(map(nonnegative, e.args)) and any(map(positive, e.args))
    if e.is_Mul:
        return all(map(positive, e.args))
    if e.is_Pow and not isinstance(e, exp):
        return positive(e.base) and bool(e.exp.is_real)
    if isinstance(e, exp):
        return bool(e.exp.is_real)
    if isinstance(e, Named):
        return positive(e.unfold())
    if isinstance(e, Sum):  # ranges start at one and hold at least one term
        return positive(e.function)
    return isinstance(e, Atom | Indexed | Smooth) and bool(e.is_positive)


def nonnegative(e: Expr) -> bool:
    if positive(e) or e == 0:
        return True
    if isinstance(e, Named) and e.nonnegative_by:
        return all(map(positive, e.positive_args()))
    if isinstance(e, Sum | Integral):
        return nonnegative(e.function)
    if e.is_Add or e.is_Mul:
        return all(map(nonnegative, e.args))
    if e.is_Pow:
        even = e.exp.is_Integer and e.exp % 2 == 0
        return bool(even and e.base.is_real) or nonnegative(e.base) and e.exp.is_Integer
    return isinstance(e, Atom | Indexed | Smooth) and bool(e.is_nonnegative)


def bound(chain: Chain) -> tuple[str, Expr] | None:
    """What the signed remainder of a chain proves: lhs ≥ rest, or lhs ≤ rest."""
    remainder, end = chain.nonnegative, chain.steps[-1].rhs
    if remainder is None:
        return None
    if not nonnegative(remainder):
        raise ValueError(f"{remainder} is not nonnegative by its form")
    for sign, relation in ((1, ">="), (-1, "<=")):
        if sign * remainder == end or sign * remainder in end.args and end.is_Add:
            return relation, end - sign * remainder
    raise ValueError(f"{remainder} is not a term of {end}")
