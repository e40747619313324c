"""Assumptions as data: each renders itself, rewrites with itself, draws instances.

A `Given` overrides what a `World` would draw, wherever values hang together: a row that
sums to one, a symmetric matrix, one index out of a range.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from flint import fmpq
from sympy import (
    And,
    Basic,
    Eq,
    Expr,
    Indexed,
    KroneckerDelta,
    Le,
    S,
    Sum,
    Symbol,
    sympify,
)

from derivations.evaluation.balls import value
from derivations.evaluation.worlds import Key, World
from derivations.kernel.moves import everywhere, sums
from derivations.kernel.names import unfold


@dataclass(frozen=True, eq=False)
class Given:
    """An assumption: its words, its formula, its rewrite, its instances."""

    says: str
    formula: Basic
    rewrite: Callable[[Expr], Expr]
    draw: Callable[[Key, World], dict]

    def __call__(self, expr: Expr) -> Expr:
        return self.rewrite(expr)


def size(last: Expr, world: World) -> int:
    """The end of a range: a number, or a size that is drawn."""
    return int(value(sympify(last), world.view()))


def density(p: Expr, limit: tuple, *rows: tuple, width: Expr = S.One) -> Given:
    """Entries p over `limit` sum to one, at each of `rows`; times a width, if any."""
    i, first, last = limit
    position = p.indices.index(i)

    def draw(key, world):
        inside = (
            type(key) is tuple
            and key[0] == p.base
            and all(
                lo <= key[1][p.indices.index(at)] <= size(hi, world)
                for at, lo, hi in rows
            )
        )
        if not inside:  # beyond the range nothing is promised: shifted sums must show
            return {}
        row = [
            (p.base, (*key[1][:position], j, *key[1][position + 1 :]))
            for j in range(int(first), size(last, world) + 1)
        ]
        mass = sum(world.number(k) for k in row) * (1 if width == 1 else world[width])
        return {k: world.number(k) * mass**-1 for k in row}

    def to_one(f, lim):
        whole = tuple(lim) == tuple(limit) and f == p
        return 1 / width if whole else Sum(f, lim)

    total = Sum(p * width, limit)
    return Given("the probabilities sum to one", Eq(total, 1), sums(to_one), draw)


def within(k: Symbol, first: int, last: Symbol) -> Given:
    """k is one of first..last, so a sum over that range meets it once: δ sifts."""

    def sift(f, lim):
        j, *ends = lim
        delta = next((d for d in f.atoms(KroneckerDelta) if {j, k} == set(d.args)), 0)
        if tuple(ends) != (first, last) or not delta or not f.coeff(delta):
            return Sum(f, lim)
        return f.coeff(delta).xreplace({j: k})

    def draw(key, world):
        if key != k:
            return {}
        return {k: fmpq(Random(f"{world.seed} {k}").randint(first, size(last, world)))}

    ends = Le(first, k, evaluate=False), Le(k, last, evaluate=False)
    return Given(
        f"{k} is one of the indices", And(*ends, evaluate=False), sums(sift), draw
    )


def symmetric(entry: Expr) -> Given:
    """The last two indices of `entry` may be exchanged."""
    base, (*head, a, b) = entry.base, entry.indices

    def order(t):
        if t.base != base:
            return t
        return base[(*t.indices[:-2], *sorted(t.indices[-2:], key=str))]

    swap = everywhere(Indexed)(order)

    def draw(key, world):
        if type(key) is not tuple or key[0] != base:
            return {}
        return {key: world.number((base, (*key[1][:-2], *sorted(key[1][-2:]))))}

    return Given("the matrix is symmetric", Eq(entry, base[(*head, b, a)]), swap, draw)


def defined(entry: Expr, meaning: Expr, says: str) -> Given:
    """Entries of an array are short for an expression in other things."""
    base, formula, meaning = entry.base, Eq(entry, meaning), unfold(meaning)
    bound = {i for s in meaning.atoms(Sum) for i, *_ in s.limits}

    def written_out(t):
        if t.base != base:
            return t
        if bound & {*t.indices, *entry.indices}:
            raise ValueError(f"an index of {t} would be captured by its definition")
        return meaning.xreplace(dict(zip(entry.indices, t.indices, strict=True)))

    def draw(key, world):
        if type(key) is not tuple or key[0] != base:
            return {}
        return {key: value(written_out(base[key[1]]), world.view())}

    return Given(says, formula, everywhere(Indexed)(written_out), draw)


def where(formula: Basic, says: str, draws: dict[Symbol, Callable]) -> Given:
    """A condition that only narrows the draw, by a formula for each symbol it binds."""

    def draw(key, world):
        return {key: draws[key](world)} if key in draws else {}

    return Given(says, formula, lambda e: e, draw)
