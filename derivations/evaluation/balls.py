"""Evaluate a SymPy tree at an exact point, without SymPy's calculus.

Rationals in, an error ball out (Arb). SymPy serves as a data structure only: sums run
over drawn sizes, derivatives are Taylor jets, limits are germs, and what infinite sums
and integrals leave out is bounded. Where no bound can be had, a trend that says so.
"""

from contextlib import contextmanager
from functools import lru_cache, singledispatch
from itertools import accumulate, pairwise
from math import factorial

import sympy as sp
from flint import acb, arb, arb_series, ctx, fmpq

from derivations.evaluation.asymptotics import Germ, NotTestable, NoValue, Tail, lift
from derivations.evaluation.quotients import Quotient

DIGITS, QUICK, GUARD = 100, 30, 60


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


def negligible() -> arb:
    return arb(10) ** -(goal() + 15)


def value(e, at):
    """The value of a tree; what is known of it is not computed again."""
    if not e.args:
        return evaluate(e, at)
    if e in at.maps[0]:  # a part that does not know the letter of a sum or integral
        return at.maps[0][e]
    if len(at.maps) > 2:
        return evaluate(e, at)
    instance = world(at)
    if e in instance.known:
        return instance.known[e]
    found = evaluate(e, at)
    if not instance.trend:  # what was only seen to settle has to say so each time
        instance.known[e] = found
    return found


@singledispatch
def evaluate(e, at):
    raise NotTestable(f"no evaluation for {type(e).__name__}")


def world(at):
    """The instance behind the names that sums and derivatives bind."""
    return at.maps[-1]


def on(*kinds):
    """Register one evaluation for some kinds of node."""

    def register(f):
        for kind in kinds:
            evaluate.register(kind, f)
        return f

    return register


on(sp.Symbol)(lambda e, at: at[e])
on(sp.Rational)(lambda e, at: fmpq(int(e.p), int(e.q)))
on(type(sp.pi))(lambda e, at: world(at).pi())
on(type(sp.E))(lambda e, at: world(at).lift(fmpq(1)).exp())


@on(type(sp.I), type(sp.zoo), type(sp.nan), type(sp.oo), type(-sp.oo))
def no_number(e, at):
    raise NoValue(f"{e} is not a real number")


on(sp.Add)(lambda e, at: sum((value(a, at) for a in e.args), fmpq(0)))
on(sp.KroneckerDelta)(lambda e, at: fmpq(value(e.args[0], at) == value(e.args[1], at)))


@on(sp.log)
def logarithm(e, at):
    """ln(r eᵃ) = a + ln r: for a real a it is so, and it keeps off the branch cut."""
    factors = sp.Mul.make_args(e.args[0])
    powers = [f.exp for f in factors if isinstance(f, sp.exp)]
    rest = sp.Mul(*(f for f in factors if not isinstance(f, sp.exp)))
    x = world(at).lift(value(rest, at))
    ln = x.log(analytic=at["analytic"]) if isinstance(x, acb) else real_log(x)
    return sum((value(a, at) for a in powers), ln)


def real_log(x):
    start = x[0] if isinstance(x, arb_series) else x
    if isinstance(start, arb) and start <= 0:
        raise NoValue("the logarithm of what is not positive")
    return x.log()


@on(sp.exp)
def exponential(e, at):
    x = value(e.args[0], at)
    return fmpq(1) if isinstance(x, fmpq) and x == 0 else world(at).lift(x).exp()


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
    if isinstance(base, acb):
        return base.pow(acb(n), analytic=at["analytic"])
    return (n * real_log(world(at).lift(base))).exp()


@on(sp.Abs)
def modulus(e, at):
    x = value(e.args[0], at)
    if not isinstance(x, fmpq | arb | Quotient):
        raise NotTestable("the modulus of what varies has a corner")
    return abs(x)


@on(sp.Indexed)
def entry(e, at):
    return at[e.base, tuple(int(value(i, at)) for i in e.indices)]


def one_limit(e, kind):
    """The outer limit, and the body with the inner ones."""
    *inner, last = e.limits
    return (kind(e.function, *inner) if inner else e.function), last


@lru_cache(1 << 14)
def parts_without(x, e):
    """The greatest parts of e that do not know x, outside of what binds letters."""
    if not e.has(x):
        return (e,) if e.args else ()
    plain = isinstance(e, sp.Add | sp.Mul | sp.Pow | sp.log | sp.exp)
    return tuple(p for a in e.args for p in parts_without(x, a)) if plain else ()


def fixed(x, body, at):
    """The values of these parts, to stand in front of each value of x."""
    return {part: value(part, at) for part in parts_without(x, body)}


def partial(body, i, count, at):
    known = fixed(i, body, at) if count else {}
    return sum(
        (value(body, at.new_child({**known, i: fmpq(j)})) for j in count), fmpq(0)
    )


@on(sp.Sum)
def summation(e, at):
    body, (i, first, last) = one_limit(e, sp.Sum)
    start = int(value(first, at))
    if last is not sp.oo:
        return partial(body, i, range(start, int(value(last, at)) + 1), at)
    try:
        end, rest = cut(body, i, at, 1, integral=False)
        return partial(body, i, range(start, end), at) + arb(0, rest)
    except NotTestable:
        ends = [start, *(start + 50 * 2**j for j in range(7))]
        parts = (partial(body, i, range(*pair), at) for pair in pairwise(ends))
        return settle(accumulate(parts), at)


@on(sp.Product)
def multiplication(e, at):
    body, (i, first, last) = one_limit(e, sp.Product)
    out = fmpq(1)
    for j in range(int(value(first, at)), int(value(last, at)) + 1):
        out = out * value(body, at.new_child({i: fmpq(j)}))
    return out


def cut(body, x, at, sign, integral):
    """Where to stop, and a bound on what is left beyond."""
    far = Tail({}).of(value(body, at.new_child({x: Tail.variable(sign)})))
    for t in (2**j for j in range(3, 14)):
        rest = far.beyond(t, integral)
        if rest < negligible():
            return t, rest.upper()
    if far.terms and far.diverges():
        raise NoValue("the sum or integral diverges")
    raise NotTestable("the tail does not die out")


@on(sp.Derivative)
def derivative(e, at):
    (x, order), *others = e.variable_count
    if not others:
        return jet(e.expr, {point(x, at): 1}, int(order), at)
    if len(others) > 1 or order > 1 or others[0][1] > 1:
        raise NotTestable("only two variables, once each, are differentiated together")
    u, v = point(x, at), point(others[0][0], at)
    if u == v:  # two letters for one entry, as ∂²/∂q_k ∂q_l where k = l
        return jet(e.expr, {u: 1}, 2, at)
    along = (jet(e.expr, way, 2, at) for way in ({u: 1, v: 1}, {u: 1}, {v: 1}))
    both, one, other = along
    return (both - one - other) / 2


def point(x, at):
    if isinstance(x, sp.Indexed):
        return x.base, tuple(int(value(i, at)) for i in x.indices)
    return x


def jet(f, direction, order, at):
    """The derivative of f along a direction, as a coefficient of its Taylor series."""
    here = world(at)
    line = {
        k: here.series([here.lift(at[k]), s], order + 1) for k, s in direction.items()
    }
    found = value(f, at.new_child(line))
    return found[order] * factorial(order) if type(found) is here.series else fmpq(0)


@on(sp.Limit)
def limit(e, at):
    f, x, target, way = e.args
    sign = -1 if str(way) == "-" else 1
    to = (
        Germ.variable(-1)
        if target is sp.oo
        else Germ.variable(sign=sign, near=value(target, at))
    )
    try:
        return Germ({}).of(value(f, at.new_child({x: to}))).limit()
    except NotTestable:
        if target != 0:
            raise
    tiny = fmpq(1, 10 ** (goal() + 20))
    with digits(5 * goal() + GUARD):
        near = [value(f, at.new_child({x: tiny / 2**j})) for j in range(3)]
    return settle(near, at)


def settle(values, at):
    """Where a sequence comes to rest: its last value, give or take the last gap.

    A trend, not a proof: gaps must shrink geometrically till below the digits asked.
    """
    world(at).trend = True
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
