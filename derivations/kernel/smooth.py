"""A smooth function of which nothing else is known: its jets are drawn at random.

At finitely many places a smooth function may take any value and any derivatives. So at
each place each of them is a free number, and what holds for all of these numbers holds
for every smooth function.
"""

from collections import ChainMap
from math import factorial

from flint import arb_series, fmpq
from sympy import Function, Subs, Symbol

from derivations.kernel.asymptotics import NotTestable
from derivations.kernel.balls import on, value, world
from derivations.kernel.exact import Quotient


class Smooth(Function):
    """Subclasses are functions f(i, …, t): for whole i, …, smooth in the last, t."""

    def _eval_is_real(self):
        return True


def at_rest(at):
    """The place itself, without the directions in which a derivative is taken."""
    fixed = (m for m in at.maps[:-1] if arb_series not in map(type, m.values()))
    return ChainMap(*fixed, world(at))


@on(Smooth)
def taylor(e, at):
    """The Taylor polynomial about the place, along the way t takes; else the value."""
    *index, t = e.args
    entry = tuple(int(value(i, at)) for i in index)
    here, way = value(t, at_rest(at)), value(t, at)
    if not isinstance(here, fmpq | Quotient):
        raise NotTestable(f"no instance of {type(e).__name__} at other than a number")

    def drawn(order):
        name = type(e).__name__ + "'" * order
        positive = True if e.is_positive and not order else None
        return at[Symbol(name, real=True, positive=positive), (*entry, here)]

    if type(way) is not arb_series:
        return drawn(0)
    step = arb_series([0, *(way[i] for i in range(1, way.prec))], way.prec)
    terms = (step**i * (drawn(i) / factorial(i)) for i in range(1, way.prec))
    return sum(terms, drawn(0))


@on(Subs)
def evaluated_at(e, at):
    """Under a derivative, the name; outside it, the place."""
    return value(e.expr, at.new_child(
        {v: value(p, at) for v, p in zip(e.variables, e.point, strict=True)}))
