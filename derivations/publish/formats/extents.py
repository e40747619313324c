"""How long the arrays of a formula are: as the sums say that run over them.

Where only a part of an array is summed, the greatest of its ranges counts; a range that
ends at another letter is within that letter's own. A joint p(X, z|θ) is an array over
z, one for each θ.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from sympy import Expr, Indexed, IndexedBase, Integer, Product, Sum, Symbol

from derivations.kernel.moves import everywhere
from derivations.notation import SIZES
from derivations.quantities.evidence import Joint, Prior

Ends = tuple[Expr, Expr]
Scope = Mapping[Symbol, Ends]  # the letters of the sums around a place
Extent: TypeAlias = Any  # an expression, or None where nothing is known
Extents = Mapping[IndexedBase, tuple[Extent, ...]]


@everywhere(Joint, Prior)
def as_arrays(e: Expr) -> Expr:
    """p(X, z|θ_old) as joint_old[z], and p(θ_old) as prior_old."""
    *indices, theta = e.args
    at = str(theta.base.label if theta.is_Indexed else theta).removeprefix("theta")
    name = f"{type(e).__name__.lower()}{at}"
    if not indices:
        return Symbol(name, positive=True)
    return IndexedBase(name, positive=True)[tuple(indices)]


def inside(e: Expr, scope: Scope) -> Scope:
    """With the letters of a sum or a product, the outer ones first."""
    return {**scope, **{letter: (lo, hi) for letter, lo, hi in reversed(e.limits)}}


def entries(e: Expr, scope: Scope) -> Iterator[tuple[Indexed, Scope]]:
    """Every entry of an array, with the letters in whose range it stands."""
    if isinstance(e, Indexed):
        yield e, scope
        parts = e.indices
    else:
        parts = e.args
    if isinstance(e, Sum | Product):
        yield from entries(e.function, inside(e, scope))
    else:
        for part in parts:
            yield from entries(part, scope)


def end(index: Expr, scope: Scope) -> Extent:
    """As far as an index goes; unknown for one that is given."""
    if index not in scope:
        return index if index.is_Integer else None
    _, hi = scope[index]
    others = [letter for letter in scope if letter in hi.free_symbols]
    return end(others[0], scope) if others else hi


def extents(e: Expr) -> dict[IndexedBase, tuple[Extent, ...]]:
    """The shape of every array."""
    found: dict[IndexedBase, list[list]] = {}
    for entry, scope in entries(e, {}):
        ends = found.setdefault(entry.base, [[] for _ in entry.indices])
        for known, index in zip(ends, entry.indices, strict=True):
            known.append(end(index, scope))
    return {base: tuple(map(greatest, ends)) for base, ends in found.items()}


def greatest(ends: list[Extent]) -> Extent:
    """N, K or D, if one of them is among the ends; else another size; else a number."""
    sizes = [x for x in ends if x is not None and x.is_Symbol]
    numbers = [x for x in ends if isinstance(x, Integer)]
    known = sorted(sizes, key=lambda x: x not in SIZES) or sorted(numbers, key=int)[-1:]
    return known[0] if known else None
