"""Which letter of a nest of sums has which axis: in the order that the arrays have."""

from itertools import permutations

from sympy import Expr, Product, Sum, Symbol, preorder_traversal

from derivations.publish.formats.extents import entries


def bound(e: Expr) -> set[Symbol]:
    return {letter for s in e.atoms(Sum, Product) for letter, *_ in s.limits}


def axes_of(e: Expr) -> tuple[Symbol, ...]:
    """The letters of a nest of sums, in the order in which the arrays have them."""
    letters = nest(e)
    found = [[i for i in x.indices if i in letters] for x, _ in entries(e, {})]

    def against(order: tuple[Symbol, ...]) -> int:
        at = {letter: place for place, letter in enumerate(order)}
        return sum([at[i] for i in x] != sorted(at[i] for i in x) for x in found)

    return min(permutations(letters), key=against)


def nest(e: Expr) -> list[Symbol]:
    """The letters of a sum, and of the sums within that depend on them, outer first."""
    letters = [letter for letter, *_ in reversed(e.limits)]
    within = [s for s in preorder_traversal(e.function) if isinstance(s, Sum | Product)]
    before: list[Symbol] = []
    while before != letters:
        before = list(letters)
        for inner in within:
            if inner.free_symbols & set(letters):
                new = [letter for letter, *_ in reversed(inner.limits)]
                letters += [letter for letter in new if letter not in letters]
    return letters
