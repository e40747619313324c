"""A smooth function of which nothing else is known: its jets are drawn at random.

At finitely many places a smooth function may take any value and any derivatives. So at
each place each of them is a free number, and what holds for all of these numbers holds
for every smooth function.
"""

from collections import ChainMap
from math import factorial

from flint import arb, arb_series, fmpq
from sympy import Function, Subs, Symbol

from derivations.evaluation.asymptotics import NotTestable
from derivations.evaluation.balls import on, value, world
from derivations.evaluation.quotients import Quotient
from derivations.evaluation.series import Series


class Smooth(Function):
    """Subclasses are functions f(i, …, t): for whole i, …, smooth in the last, t."""

    def _eval_is_real(self):
        return True


def key_of(e, at, order=0):
    """Where the instance keeps the value of f(i, …, t), or a derivative of it."""
    *index, t = e.args
    here = value(t, at_rest(at))
    if isinstance(here, arb) and t.is_Symbol:
        here = t  # a place that is known as a ball only is told apart by its name
    elif not isinstance(here, fmpq | Quotient):
        raise NotTestable(f"no instance of {type(e).__name__} at other than a number")
    name = type(e).__name__ + "'" * order
    positive = True if e.is_positive and not order else None
    entry = (*(int(value(i, at)) for i in index), here)
    return Symbol(name, real=True, positive=positive), entry


def at_rest(at):
    """The place itself, without the directions in which a derivative is taken."""
    moving = {arb_series, Series}
    fixed = (m for m in at.maps[:-1] if moving.isdisjoint(map(type, m.values())))
    return ChainMap(*fixed, world(at))


@on(Smooth)
def taylor(e, at):
    """The Taylor polynomial about the place, along the way t takes; else the value."""
    way, start = value(e.args[-1], at), at[key_of(e, at)]
    if not isinstance(way, arb_series | Series):
        return start
    step = type(way)([0, *(way[i] for i in range(1, way.prec))], way.prec)
    orders = range(1, way.prec)
    return sum((step**i * (at[key_of(e, at, i)] / factorial(i)) for i in orders), start)


@on(Subs)
def evaluated_at(e, at):
    """Under a derivative, the name; outside it, the place."""
    return value(
        e.expr,
        at.new_child(
            {v: value(p, at) for v, p in zip(e.variables, e.point, strict=True)}
        ),
    )
