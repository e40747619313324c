"""Integrals, enclosed by rigorous quadrature; what they leave out is bounded.

An integral that has no real value is told apart from one whose value is not found: a
pole, a logarithm of what is negative, a tail that does not die out.
"""

from itertools import accumulate, pairwise

import sympy as sp
from flint import acb, arb, ctx, fmpq

from derivations.evaluation.asymptotics import Germ, NotTestable, NoValue, lift
from derivations.evaluation.balls import (
    cut,
    fixed,
    negligible,
    on,
    one_limit,
    settle,
    value,
)


@on(sp.Integral)
def integral(e, at):
    body, (x, low, high) = one_limit(e, sp.Integral)
    try:
        return enclosed(body, x, low, high, at)
    except NotTestable:
        if high is not sp.oo or low is -sp.oo:
            raise
    ends = [value(low, at), *(value(low, at) + 50 * 2**j for j in range(6))]
    return settle(accumulate(piece(body, x, *pair, at) for pair in pairwise(ends)), at)


def enclosed(body, x, low, high, at):
    """The integral between its ends, and a bound on what infinite ends leave out."""
    lo, left = end_of(body, x, low, at, -1)
    hi, right = end_of(body, x, high, at, 1)
    has_value(body, x, lo, hi, at)
    whole = piece(body, x, lo, hi, at) + arb(0, left) + arb(0, right)
    if whole.is_finite():
        return whole
    reduced = sp.cancel(sp.together(body))  # perhaps it met 0/0
    return whole if reduced == body else enclosed(reduced, x, low, high, at)


def piece(body, x, lo, hi, at):
    known = fixed(x, body, at)

    def f(z, analytic):
        return acb(value(body, at.new_child({**known, x: z, "analytic": analytic})))

    tol, most = negligible(), 8 * ctx.prec  # a pole would be cut up for minutes
    ends = acb(lo), acb(hi)
    try:
        whole = acb.integral(f, *ends, rel_tol=tol, abs_tol=tol, eval_limit=most)
    except SystemError as error:  # FLINT's word for an exception inside f
        if isinstance(error.__cause__, NoValue):
            raise error.__cause__ from error
        raise NotTestable(f"in the integrand: {error.__cause__}") from error
    return whole.real


def poles(body, x, lo, hi, at):
    """Small balls in which a denominator changes its sign, and what it divides."""
    for f in sp.Mul.make_args(body):
        if not (f.is_Pow and f.exp.is_Integer and f.exp < 0):
            continue

        def below(place, base=f.base):
            return lift(value(base, at.new_child({x: place})))

        edge = lift(hi - lo) / 2**20  # the ends have their own look
        a, b = lo + edge, hi - edge
        if not below(a) * below(b) < 0:
            continue
        for _ in range(60):
            middle = a + (b - a) * 3 / 8  # off the centre, where a zero may well be
            a, b = (a, middle) if below(a) * below(middle) <= 0 else (middle, b)
        spot = a.union(b)
        # Finite between different signs: it goes through zero, not around infinity.
        if below(a) * below(b) <= 0 and below(spot).is_finite():
            yield lift(value(body / f, at.new_child({x: spot})))


def has_value(body, x, lo, hi, at):
    """Refuse at once what is not real in the middle, or has a pole."""
    try:
        if any(not above.contains(0) for above in poles(body, x, lo, hi, at)):
            raise NoValue("the integral has a pole inside")
        middle = lift(lo + hi) / 2  # a ball, for at one point a logarithm may be of 0
        value(body, at.new_child({x: middle.union(middle + lift(hi - lo) / 2**20)}))
        for end, sign in ((lo, 1), (hi, -1)):
            near = Germ.variable(sign=sign, near=end)
            if Germ({}).of(value(body, at.new_child({x: near}))).blows_up():
                raise NoValue("the integral diverges at an end")
    except (NotTestable, ZeroDivisionError):  # nothing is certain; let it be tried
        return


def end_of(body, x, end, at, sign):
    """An end of integration; an infinite one is cut, with a bound on the rest."""
    if end is not sign * sp.oo:
        return value(end, at), arb(0)
    t, rest = cut(body, x, at, sign, integral=True)
    return fmpq(sign * t), rest
