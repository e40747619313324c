"""Nonnegative by form: sums and products of squares, positive letters, proved names.

An inequality in the text is an equality with such a remainder. The form decides, not
SymPy's assumptions about sums, so that a reader can see the sign as well.
"""

from sympy import Add, Atom, Expr, Indexed, Integral, S, Sum, Symbol, degree, exp, log

from derivations.evaluation.smooth import Smooth
from derivations.kernel.calc import Chain
from derivations.kernel.names import Named, unfold


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
    if isinstance(e, log):
        return positive(e.args[0] - 1)
    if isinstance(e, Sum):
        return positive(e.function) and all(map(holds_a_term, e.limits))
    if isinstance(e, Integral):
        return ascends(e) and len(e.limits) == 1 and inside(e.function, *e.limits[0])
    return isinstance(e, Atom | Indexed | Smooth) and bool(e.is_positive)


def holds_a_term(limit: tuple) -> bool:
    """1..N does, and 1..a-1 does not where a = 1."""
    _, first, last = limit
    return bool((last - first).is_extended_nonnegative)


def nonnegative(e: Expr) -> bool:
    if positive(e) or e == 0:
        return True
    if isinstance(e, Named):
        proved = e.nonnegative_by and all(map(positive, e.positive_args()))
        return bool(proved) or nonnegative(e.unfold())
    if isinstance(e, Sum):
        return nonnegative(e.function)
    if isinstance(e, Integral):
        return ascends(e) and nonnegative(e.function)
    if e.is_Add or e.is_Mul:
        return all(map(nonnegative, e.args))
    if e.is_Pow:
        if e.exp.is_Integer and e.exp % 2 == 0 and unfold(e.base).is_real:
            return True
        return nonnegative(e.base) and bool(e.exp.is_Integer)
    return isinstance(e, Atom | Indexed | Smooth) and bool(e.is_nonnegative)


def ascends(e: Integral) -> bool:
    """Each range runs upwards, and where its letter has the sign that it declares."""
    return all(
        (low < high) is S.true and (not x.is_positive or nonnegative(low))
        for x, low, high in e.limits
    )


def inside(f: Expr, x: Symbol, low: Expr, high: Expr) -> bool:
    """Positive between the ends: a factor that is affine in x, by its two ends."""
    if f.is_Mul or (f.is_Pow and f.exp.is_Integer):
        return all(inside(g, x, low, high) for g in (f.args if f.is_Mul else [f.base]))
    if f.is_Add and low.is_finite and high.is_finite and affine(f, x):
        ends = f.subs(x, low), f.subs(x, high)
        return all(map(nonnegative, ends)) and any(map(positive, ends))
    return positive(f)


def affine(f: Expr, x: Symbol) -> bool:
    return f.is_polynomial(x) and degree(f, x) == 1


def bound(chain: Chain) -> tuple[str, Expr] | None:
    """What the signed remainder of a chain proves: lhs ≥ rest, or ≤, > or <."""
    remainder, end = chain.nonnegative, chain.steps[-1].rhs
    if remainder is None:
        return None
    if not nonnegative(remainder):
        raise ValueError(f"{remainder} is not nonnegative by its form")
    for sign, relation in ((1, ">"), (-1, "<")):
        if terms(sign * remainder) <= terms(end):
            may_be_equal = "" if positive(remainder) else "="
            return relation + may_be_equal, end - sign * remainder
    raise ValueError(f"{remainder} is not a term of {end}")


def terms(e: Expr) -> set[Expr]:
    return set(Add.make_args(e))
