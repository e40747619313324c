"""Evaluate a SymPy tree at an exact point, without SymPy's calculus.

Rationals in, an error ball out (Arb). SymPy serves as a data structure only: sums run
over drawn sizes, derivatives are Taylor jets, limits are certified trends.
"""

from contextlib import contextmanager
from functools import singledispatch
from itertools import accumulate, pairwise
from math import factorial

import sympy as sp
from flint import acb, arb, arb_series, ctx, fmpq

DIGITS, QUICK, GUARD = 100, 30, 60


class NotTestable(Exception):
    """The evaluator declines, and says why."""


@contextmanager
def digits(n: int):
    old, ctx.dps = ctx.dps, n
    try:
        yield
    finally:
        ctx.dps = old


def goal() -> int:
    """The digits asked for: the working precision less the guard."""
    return ctx.dps - GUARD


def lift(v):
    return arb(v) if isinstance(v, fmpq | int) else v


@singledispatch
def value(e, at):
    raise NotTestable(f"no evaluation for {type(e).__name__}")


def on(*kinds):
    """Register one evaluation for several kinds of node."""
    return lambda f: [value.register(kind)(f) for kind in kinds][0] and f


on(sp.Symbol)(lambda e, at: at[e])
on(sp.Rational)(lambda e, at: fmpq(int(e.p), int(e.q)))
on(type(sp.pi))(lambda e, at: arb.pi())
on(type(sp.E))(lambda e, at: arb(1).exp())
on(sp.log)(lambda e, at: lift(value(e.args[0], at)).log())
on(sp.exp)(lambda e, at: lift(value(e.args[0], at)).exp())
on(sp.Add)(lambda e, at: sum((value(a, at) for a in e.args), fmpq(0)))
on(sp.KroneckerDelta)(lambda e, at: fmpq(value(e.args[0], at) == value(e.args[1], at)))


@on(sp.Mul)
def product(e, at):
    out = fmpq(1)
    for a in e.args:
        out = out * value(a, at)
    return out


@on(sp.Pow)
def power(e, at):
    base, n = value(e.base, at), value(e.exp, at)
    if isinstance(n, fmpq) and n.q == 1:
        return base ** int(n.p)
    return (n * lift(base).log()).exp()


@on(sp.Indexed)
def entry(e, at):
    return at[e.base, tuple(int(value(i, at)) for i in e.indices)]


@on(sp.Sum)
def summation(e, at):
    *inner, (i, first, last) = e.limits
    body = sp.Sum(e.function, *inner) if inner else e.function

    def partial(count):
        return sum((value(body, at.new_child({i: fmpq(j)})) for j in count), fmpq(0))

    start = int(value(first, at))
    if last is sp.oo:
        ends = [start, *(start + 50 * 2**j for j in range(7))]
        return settle(accumulate(partial(range(*pair)) for pair in pairwise(ends)))
    return partial(range(start, int(value(last, at)) + 1))


@on(sp.Derivative)
def jet(e, at):
    ((x, order),) = e.variable_count
    indexed = isinstance(x, sp.Indexed)
    key = (x.base, tuple(int(value(i, at)) for i in x.indices)) if indexed else x
    line = arb_series([lift(at[key]), 1], int(order) + 1)
    series = value(e.expr, at.new_child({key: line}))
    return (
        series[int(order)] * factorial(order) if type(series) is arb_series else fmpq(0)
    )


@on(sp.Limit)
def limit(e, at):
    f, x, target, _ = e.args
    if target != 0:
        raise NotTestable("only limits at zero are followed")
    tiny = fmpq(1, 10 ** (goal() + 20))
    with digits(5 * goal() + GUARD):
        values = [value(f, at.new_child({x: tiny / 2**j})) for j in range(3)]
    return settle(values)


@on(sp.Integral)
def integral(e, at):
    ((x, a, b),) = e.limits

    start, tol = lift(value(a, at)), arb(10) ** -(goal() + 20)

    def piece(lo, hi):
        f = lambda z, _: acb(value(e.function, at.new_child({x: z})))  # noqa: E731
        return acb.integral(f, acb(lo), acb(hi), rel_tol=tol, abs_tol=tol).real

    if b is sp.oo:
        ends = [start, *(start + 50 * 2**j for j in range(6))]
        return settle(accumulate(piece(*pair) for pair in pairwise(ends)))
    return piece(start, lift(value(b, at)))


def settle(values):
    """Where a sequence comes to rest: its last value, give or take the last gap.

    A trend, not a proof: gaps must shrink geometrically till below the digits asked.
    """
    last = before = None
    for now in map(lift, values):
        if last is not None:
            gap = abs(now - last)
            if gap.upper() < arb(10) ** -(goal() + 10):
                break
            if before is not None and not 10 * gap.upper() <= 6 * before.lower():
                raise NotTestable("the values do not settle geometrically")
            before = gap
        last = now
    return now + arb(0, 2 * gap.upper())
