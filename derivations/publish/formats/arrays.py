"""Sums over letters as sums over the axes of arrays: np.sum(p*np.log(p))."""

from collections.abc import Callable

from sympy import Expr, Product, Sum, Symbol

from derivations.kernel.names import Named
from derivations.notation import SIZES
from derivations.publish.formats.axes import axes_of, bound
from derivations.publish.formats.entry import Entries
from derivations.publish.formats.extents import Extents, inside

REDUCE = {Sum: ("np.sum", "*", 0), Product: ("np.prod", "**", 1)}


class Arrays(Entries):
    """Prints a formula over arrays of these extents; keeps the lines before it."""

    def __init__(
        self,
        extents: Extents,
        letters: set[Symbol],
        prepare: Callable[[Expr], Expr],
    ):
        super().__init__(extents, letters)
        self.prepare = prepare

    def prepared(self, e):
        return self.prepare(e)

    def alone(self, e: Expr) -> str:
        """A part that stands by itself, whatever is summed around it."""
        around = self.scope, self.axes
        self.scope, self.axes = {}, ()
        text = self._print(e)
        self.scope, self.axes = around
        return text

    def _print_Sum(self, e):
        e = self.opened(e)
        around = self.scope, self.axes
        if not e.free_symbols & set(self.scope):
            self.scope, self.axes = {}, axes_of(e)
        outer = set(self.scope) & e.free_symbols
        self.scope = inside(e, self.scope)
        text = self.reduced(e, outer)
        self.scope, self.axes = around
        return text

    _print_Product = _print_Sum

    def opened(self, e: Expr) -> Expr:
        """Names that depend on a letter of these sums, by their definitions."""
        letters = set(self.scope) | bound(e)
        while found := {n for n in e.atoms(Named) if n.free_symbols & letters}:
            e = e.xreplace({n: self.prepared(n.unfold()) for n in found})
            letters |= bound(e)
        return e

    def reduced(self, e: Sum | Product, outer: set[Symbol]) -> str:
        call, times, nothing = REDUCE[type(e)]
        body, own = self._print(e.function), [letter for letter, *_ in e.limits]
        masks = [
            m for letter in own if self.is_masked(letter) for m in self.masks(letter)
        ]
        if masks:
            where = masks[0] if len(masks) == 1 else " & ".join(f"({m})" for m in masks)
            body = f"np.where({where}, {body}, {nothing})"
        met = e.function.free_symbols
        along = [i for i in own if i in met or self.is_masked(i)]
        text = f"{call}({body}{self.along(along, outer)})" if along else f"({body})"
        for letter in own:
            if letter not in along:
                lo, hi = self.scope[letter]
                text = f"({text}{times}{self.raw_size(hi - lo + 1)})"
        return text

    def raw_size(self, e: Expr) -> str:
        text = self.whole(e)
        return text if e.is_Atom else f"({text})"

    def along(self, own: list[Symbol], outer: set[Symbol]) -> str:
        """Which axes are summed; kept, where others stand before them."""
        if not outer:
            return ""
        places = sorted(self.axes.index(i) - len(self.axes) for i in own)
        axis = places[0] if len(places) == 1 else tuple(places)
        kept = any(self.axes.index(i) - len(self.axes) < places[-1] for i in outer)
        return f", axis={axis}" + (", keepdims=True" if kept else "")

    def masks(self, letter: Symbol) -> list[str]:
        lo, hi = self.scope[letter]
        at = self.index(letter)
        low = [] if lo == 1 else [f"{at} > {self.bound_of(lo - 2)}"]
        return low + ([] if hi in SIZES else [f"{at} < {self.bound_of(hi)}"])

    def bound_of(self, e: Expr) -> str:
        """The end of a range, counted from 0, where letters are arrays."""
        e = e.xreplace({i: i + 1 for i in self.letters})
        names = {i: Symbol(self.index(i)) for i in self.letters & e.free_symbols}
        return str(e.xreplace(names))
