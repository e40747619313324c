"""The mistakes that people make, as edits of a right formula.

Each function returns a named edit. What is wrong is so made from what was checked, and
not typed beside it.
"""

from collections.abc import Callable, Mapping

from sympy import Add, Expr, IndexedBase, Integer, Mul, Pow, Sum, log

from derivations.checking.form import Mistake
from derivations.kernel.names import Named, unfold
from derivations.quantities.divergence import KL, Phi, Psi

NEGATIVE = Mistake("the sign is wrong", lambda e: -e)
IN_BITS = Mistake("the value is in bits, not in nats", lambda e: e / log(2))
LOG_2 = Mistake(
    "log₂ for ln", lambda e: unfold(e).replace(log, lambda t: log(t) / log(2))
)
LOG_INSIDE = Mistake(
    "the logarithm stands inside the sum",
    lambda e: unfold(e).replace(log, log_of_each),
)
NO_LOGARITHM = Mistake(
    "the logarithm is missing", lambda e: unfold(e).replace(log, lambda t: t)
)
UPSIDE_DOWN = Mistake(
    "the ratio in the logarithm is upside down",
    lambda e: unfold(e).replace(log, lambda t: -log(t)),
)
FROM_TWO = Mistake(
    "the sum begins at 2",
    lambda e: unfold(e).replace(Sum, lambda f, lim: Sum(f, later(lim))),
)
LOST_HALF = Mistake("a lost ½", lambda e: 2 * e)


def log_of_each(t: Expr) -> Expr:
    return Sum(log(t.function), *t.limits) if isinstance(t, Sum) else log(t)


def later(limit):
    index, first, last = limit
    return index, first + 1, last


def put(says: str, changes: Mapping[Expr, Expr]) -> Mistake:
    """One thing for another, all of them at once."""
    return Mistake(says, lambda e: replaced(e, changes))


def replaced(e: Expr, changes: Mapping[Expr, Expr]) -> Expr:
    seen = e.xreplace(changes)
    return seen if seen != e else unfold(e).xreplace(changes)


def swapped(a: Expr, b: Expr, *names: str) -> Mistake:
    one, other = names or (str(a), str(b))
    return put(f"{one} and {other} swapped", {a: b, b: a})


def lost(says: str, base: IndexedBase) -> Mistake:
    """Every entry of an array is left out, as if it were 1."""

    def edit(e: Expr) -> Expr:
        entries = [t for t in unfold(e).atoms(type(base[1])) if t.base == base]
        return unfold(e).xreplace({t: Integer(1) for t in entries})

    return Mistake(says, edit)


def instead(says: str, kind: type[Named], change: Callable[..., Expr]) -> Mistake:
    """Each named quantity of a kind, however deep, gives way to what `change` makes."""

    def edit(e: Expr) -> Expr:
        while names := e.atoms(Named):
            own = {n: unfold(change(*n.args)) for n in names if isinstance(n, kind)}
            e = e.xreplace({n: n.unfold() for n in names} | own)
        return e

    return Mistake(says, edit)


REVERSED = instead(
    "the divergence is the other way round",
    KL,
    lambda p, q, i, n: KL(q, p, i, n),
)
PHI_FOR_PSI = instead("φ for ψ", Psi, Phi)


def in_term(says: str, part: Expr, change: Callable[[Expr], Expr]) -> Mistake:
    """Only the terms of a sum that hold a part are changed."""

    def edit(e: Expr) -> Expr:
        return Add(*(change(t) if t.has(part) else t for t in Add.make_args(e)))

    return Mistake(says, edit)


def without_term(says: str, part: Expr) -> Mistake:
    return in_term(says, part, lambda t: Integer(0))


def not_normalized(says: str = "not normalized: the denominator is missing") -> Mistake:
    def edit(e: Expr) -> Expr:
        factors = Mul.make_args(unfold(e))
        return Mul(*(f for f in factors if not (f.is_Pow and f.exp.is_negative)))

    return Mistake(says, edit)


def squares(says: str, change: Callable[[Expr], Expr]) -> Mistake:
    """Every square of a difference becomes what `change` makes of the difference."""

    def edit(e: Expr) -> Expr:
        found = [s for s in unfold(e).atoms(Pow) if s.exp == 2 and s.base.is_Add]
        return unfold(e).xreplace({s: change(s.base) for s in found})

    return Mistake(says, edit)
