"""Moves that change every node of one kind, and nothing else.

A rule is made of such moves, and each mutant of a formula is moved as well. Mutants are
mostly alike, so what has been changed once is remembered.
"""

from collections.abc import Callable
from functools import lru_cache, update_wrapper

from sympy import Expr, Sum

Move = Callable[[Expr], Expr]


def everywhere(*kinds: type) -> Callable[[Move], Move]:
    """Make a change of one node the move that changes every node of these kinds.

    Innermost nodes are changed first.
    """

    def spread_out(change: Move) -> Move:
        @lru_cache(1 << 14)
        def walk(e: Expr) -> Expr:
            args = tuple(map(walk, e.args))
            if any(new is not old for new, old in zip(args, e.args, strict=True)):
                e = e.func(*args)
            return change(e) if isinstance(e, kinds) else e

        return update_wrapper(walk, change)

    return spread_out


def sums(move: Callable[[Expr, tuple], Expr]) -> Move:
    """Rewrite every sum, innermost first, by `move(summand, limit)` on one limit."""

    def each(s: Sum) -> Expr:
        out = s.function
        for limit in s.limits:
            out = move(out, limit)
        return out

    return everywhere(Sum)(each)
