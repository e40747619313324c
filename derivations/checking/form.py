"""A form: the formula of a result at small sizes, in plain names that one can type.

The right side is never typed here. It is read from the claim of the derivation, and the
sizes, and what they make of it, are put in. A mistake is an edit of that formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flint import fmpq
from sympy import Eq, Expr, IndexedBase, Integer, Sum, Symbol, sstr

from derivations.evaluation.worlds import Draws, World
from derivations.kernel.names import unfold
from derivations.verification import results

Letters = dict[str, Expr | tuple[Expr, ...]]


@dataclass(frozen=True)
class Mistake:
    """A wrong formula as people write it: its name, and the edit that makes it."""

    says: str
    edit: Callable[[Expr], Expr]


@dataclass(frozen=True, eq=False)
class Sizes:
    """Sizes and indices that are not drawn but fixed."""

    fixed: Mapping[Symbol, int]

    def draw(self, key, world: World) -> dict:
        return {key: fmpq(self.fixed[key])} if key in self.fixed else {}


def numbered(base: IndexedBase, count: int, *rest: int) -> tuple[Expr, ...]:
    """The entries base[1, …], base[2, …] of an array."""
    return tuple(base[(i, *rest)] for i in range(1, count + 1))


def right(claim: Eq) -> Expr:
    return claim.rhs


def left(claim: Eq) -> Expr:
    return claim.lhs


@dataclass(frozen=True, eq=False)
class Form:
    """What to read of the claim of which chain, at which sizes, and in which names.

    `letters` are the free names, an array under one name; `short` are names that stand
    for formulas; `entries` say what the sizes make of entries, as Σ⁻¹ = 1/σ².
    `arguments` are what a function of the reader's is called with.
    """

    slug: str
    letters: Letters
    what: str
    chain: int = 0
    reads: Callable[[Eq], Expr] = right
    sizes: Mapping[Symbol, int] = field(default_factory=dict)
    entries: Callable[[], Mapping[Expr, Expr]] = dict
    given: tuple[str, int] | None = None  # whose assumptions to draw by, if not its own
    short: Mapping[str, Expr] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @cached_property
    def derived(self) -> Expr:
        """The formula as the derivation has it."""
        return self.reads(results()[self.slug].chains[self.chain].claim)

    def specialized(self, formula: Expr) -> Expr:
        """The same at these sizes, written out."""
        formula = written_out(formula, self.sizes)
        entries = {e: written_out(v, self.sizes) for e, v in self.entries().items()}
        return formula.xreplace(entries)

    @cached_property
    def formula(self) -> Expr:
        return self.specialized(self.derived)

    def mistaken(self, mistake: Mistake) -> Expr:
        return self.specialized(mistake.edit(self.derived))

    @cached_property
    def draws(self) -> tuple[Draws, ...]:
        slug, chain = self.given or (self.slug, self.chain)
        return (Sizes(self.sizes), *results()[slug].chains[chain].given)

    @cached_property
    def free(self) -> dict[str, Expr]:
        """Each free name, and the letter or entry that it stands for."""
        return dict(pair for name in self.letters for pair in self.entries_of(name))

    def entries_of(self, name: str) -> list[tuple[str, Expr]]:
        meant = self.letters[name]
        if isinstance(meant, tuple):
            return [(f"{name}{i}", e) for i, e in enumerate(meant, 1)]
        return [(name, meant)]

    @cached_property
    def names(self) -> dict[str, Expr]:
        """All that may be typed: free names, and names for parts."""
        return self.free | {s: self.specialized(e) for s, e in self.short.items()}

    def plain(self, formula: Expr) -> str:
        """A formula in the plain names."""
        return sstr(formula.xreplace({e: Symbol(n) for n, e in self.free.items()}))


def written_out(formula: Expr, sizes: Mapping[Symbol, int]) -> Expr:
    """Names by their definitions, letters by their sizes, sums term by term."""
    whole = unfold(formula).xreplace({s: Integer(n) for s, n in sizes.items()})
    return whole.replace(Sum, lambda f, *limits: Sum(f, *limits).doit())


def ranges(names) -> str:
    """Names for a reader, those of one array together: x1 … x3."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(re.sub(r"\d+$", "", name), []).append(name)
    parts = (g if len(g) < 3 else [f"{g[0]} … {g[-1]}"] for g in groups.values())
    return ", ".join(name for part in parts for name in part)
