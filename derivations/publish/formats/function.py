"""The right side of a claim as a function: of which arrays, letters and indices.

Whoever types numbers has plain names for some entries, and they are used here: the mean
μ_1 of the first Gaussian is mu_p. What is no finite sum is no such function.
"""

from dataclasses import dataclass
from functools import cached_property

from sympy import (
    Derivative,
    Expr,
    Indexed,
    Integral,
    KroneckerDelta,
    Limit,
    Subs,
    Sum,
    Symbol,
    oo,
)

from derivations.checking.forms import FORMS
from derivations.kernel.calc import Chain
from derivations.notation import SIZES
from derivations.publish.formats.extents import Extents, as_arrays, entries, extents
from derivations.publish.formats.plainly import NoCopy, defined
from derivations.quantities.densities import Density
from derivations.quantities.expectation import StandardMean
from derivations.quantities.labels import LabelSum

NEVER = {
    Limit: "its right side is a limit",
    Derivative: "its right side has a derivative of a function that is left open",
    Subs: "its right side has a derivative of a function that is left open",
    Density: "its right side has a density that is left open",
    Integral: "its right side has an integral",
    StandardMean: "its right side is a mean over normal coordinates",
    LabelSum: "its right side is a sum over all ways to label the points",
}


@dataclass(frozen=True, eq=False)
class Function:
    """The right side of a chain, as a function of its letters."""

    slug: str
    chain: Chain

    @property
    def right(self) -> Expr:
        return self.chain.claim.rhs

    def __post_init__(self):
        for kind, reason in NEVER.items():
            if defined(self.right).has(kind):
                raise NoCopy(reason)
        if any(oo in limit for s in self.formula.atoms(Sum) for limit in s.limits):
            raise NoCopy("its right side is an infinite sum")

    @cached_property
    def given_names(self) -> dict[Expr, Expr]:
        """Entries with a plain name of their own, as μ_1 is mu_p where one types it."""
        whole = as_arrays(defined(self.right))
        letters = FORMS[self.slug].letters if self.slug in FORMS else {}
        named = {
            meant: Symbol(name, **meant.base.label._assumptions_orig)
            for name, meant in letters.items()
            if isinstance(meant, Indexed) and all(i.is_Integer for i in meant.indices)
        }
        others = {x.base for x, _ in entries(whole, {}) if x not in named}
        return {x: name for x, name in named.items() if x.base not in others}

    def prepared(self, e: Expr) -> Expr:
        return as_arrays(e).xreplace(self.given_names)

    @cached_property
    def formula(self) -> Expr:
        """All of it, without names."""
        return self.prepared(defined(self.right))

    @cached_property
    def shapes(self) -> Extents:
        return extents(self.formula)

    @cached_property
    def counting(self) -> set[Symbol]:
        """Letters that count entries, from 0."""
        indices = {i for x, _ in entries(self.formula, {}) for i in x.indices}
        compared = {i for d in self.formula.atoms(KroneckerDelta) for i in d.args}
        return {i for i in indices | compared if i.is_Symbol} - set(SIZES)

    @cached_property
    def free(self) -> list[Symbol]:
        ends = {x for shape in self.shapes.values() for x in shape if x is not None}
        plain = self.formula.free_symbols & standing(self.formula) - ends
        return sorted(plain, key=lambda x: (x in self.counting, str(x)))


def standing(e: Expr) -> set[Symbol]:
    """Letters that stand by themselves, not as the name of an array."""
    if e.is_Symbol:
        return {e}
    parts = e.indices if isinstance(e, Indexed) else e.args
    return set().union(*map(standing, parts))
