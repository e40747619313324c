"""Break a formula in every small way: each way must be noticed."""

from collections.abc import Iterator
from itertools import combinations

import sympy as sp
from sympy import Expr

from derivations.evaluation.smooth import Smooth
from derivations.kernel.names import Named, unfold


def faults(e: Expr) -> Iterator[Expr]:
    """Single faults at the root of `e`."""
    for i, a in enumerate(e.args if e.is_Add or e.is_Mul else ()):
        rest = (*e.args[:i], *e.args[i + 1 :])
        yield e.func(*rest)
        yield e.func(*rest, -a if e.is_Add else 1 / a)
    if e.is_Pow and e.exp.is_Rational:
        yield from (e.base**n for n in (e.exp + 1, e.exp - 1, -e.exp, 1))
    if e.is_Rational and e != 0:
        yield from (e + 1, 2 * e, e / 2, -e)
    if isinstance(e, sp.log | sp.exp):
        yield from (e.func(1 / e.args[0]), e.func(-e.args[0]), e.args[0])
    if isinstance(e, sp.Sum | sp.Product | sp.Integral):
        *rest, (i, first, last) = e.limits
        for ends in ((first + 1, last), (first, last - 1)):
            yield e.func(e.function, *rest, (i, *ends))
    if isinstance(e, sp.Derivative):
        yield e.expr
        yield e.func(e.expr, *((v, n + 1) for v, n in e.variable_count))
    if isinstance(e, sp.Indexed):
        for i, n in enumerate(e.indices):
            yield e.base[(*e.indices[:i], n + 1, *e.indices[i + 1 :])]
    if isinstance(e, Smooth):
        for i, n in enumerate(e.args[:-1]):
            yield e.func(*e.args[:i], n + 1, *e.args[i + 1 :])
    if isinstance(e, Named):
        for i, j in combinations(range(len(e.args)), 2):
            args = list(e.args)
            args[i], args[j] = args[j], args[i]
            if args[i].is_Symbol == args[j].is_Symbol:
                yield e.func(*args)


def walk(e: Expr) -> Iterator[Expr]:
    """A fault at the root, or inside one argument."""
    yield from faults(e)
    if isinstance(e, sp.Indexed):
        return
    binders = sp.Sum | sp.Product | sp.Integral | sp.Derivative | sp.Subs
    bound = slice(1 if isinstance(e, binders) else None)
    for i, a in enumerate(e.args[bound]):
        for m in walk(a):
            yield e.func(*e.args[:i], m, *e.args[i + 1 :])


def exchanges(e: Expr) -> Iterator[Expr]:
    """One name for another: swapped everywhere, or replaced everywhere."""
    rank = {t.base: len(t.indices) for t in e.atoms(sp.Indexed)}
    labels = {b.label for b in rank}
    names = [
        s
        for s in e.free_symbols | set(rank)
        if s not in labels and not isinstance(s, sp.Indexed)
    ]
    for a, b in combinations(sorted(names, key=str), 2):
        if rank.get(a) == rank.get(b) and a.is_integer == b.is_integer:
            yield from (e.xreplace(m) for m in ({a: b, b: a}, {a: b}, {b: a}))


def mutants(claim: Expr) -> list[Expr]:
    """Every first-order mutant of the formula as shown and as unfolded.

    Each is there once: of those that unfold to the same, the first.
    """
    forms = (claim, unfold(claim))
    found = (-claim, *(m for form in forms for m in walk(form)), *exchanges(claim))
    once: dict[Expr, Expr] = {}
    for mutant in found:
        if isinstance(mutant, Expr) and mutant not in (sp.zoo, sp.nan, sp.oo, -sp.oo):
            once.setdefault(unfold(mutant), mutant)
    once.pop(forms[1], None)
    return list(once.values())
