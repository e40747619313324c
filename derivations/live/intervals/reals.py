"""Intervals of real numbers with outward rounding, by mpmath's `libmp`.

A comparison is true only if it is certain. What has no value, or none that is known, is
the whole line. mpmath rounds exponentials and logarithms from more bits than are asked
but does not prove how many are right, so they are widened by 2^SLACK last places.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from mpmath.libmp import (
    finf,
    fnan,
    fninf,
    fone,
    from_int,
    from_rational,
    fzero,
    mpf_add,
    mpf_ge,
    mpf_gt,
    mpf_le,
    mpf_lt,
    mpf_neg,
    mpf_shift,
    mpf_sub,
    round_ceiling,
    round_floor,
    to_str,
)
from mpmath.libmp.libmpi import (
    mpi_abs,
    mpi_add,
    mpi_div,
    mpi_exp,
    mpi_log,
    mpi_mul,
    mpi_neg,
    mpi_pi,
    mpi_pow_int,
    mpi_sub,
)

from derivations.live.intervals.precision import ctx
from derivations.live.intervals.rationals import fmpq

Ends = tuple  # two of mpmath's raw numbers, the lower one first
LINE: Ends = (fninf, finf)
SLACK = 10
ODD = {finf, fninf, fnan}


def bounded(v: Ends) -> bool:
    return v[0] not in ODD and v[1] not in ODD


def kept(v: Ends) -> Ends:
    return v if bounded(v) else LINE


def widened(v: Ends, prec: int) -> Ends:
    """By 2^SLACK units in the last of `prec` places, on both sides."""
    if not bounded(v):
        return LINE
    low, high = (mpf_shift(magnitude(end), SLACK - prec) for end in v)
    return (
        mpf_sub(v[0], low, prec + SLACK, round_floor),
        mpf_add(v[1], high, prec + SLACK, round_ceiling),
    )


def magnitude(end):
    """A power of two that is no less than the absolute value."""
    _, man, exp, bits = end
    return mpf_shift(fone, exp + bits) if man else fzero


def ends_of(x) -> Ends | None:
    """The interval of a number; None for what is none."""
    if isinstance(x, arb):
        return x.v
    if isinstance(x, fmpq):
        return rational(x.numerator, x.denominator, ctx.prec)
    if isinstance(x, int):
        return whole(x, ctx.prec)
    return None


def whole(n: int, prec: int) -> Ends:
    return from_int(n, prec, round_floor), from_int(n, prec, round_ceiling)


@lru_cache(1 << 12)
def rational(p: int, q: int, prec: int) -> Ends:
    if q == 1:
        return whole(p, prec)
    return (
        from_rational(p, q, prec, round_floor),
        from_rational(p, q, prec, round_ceiling),
    )


def both(operation: Callable) -> Callable:
    """The operator of two intervals that libmp computes; others take over."""

    def operator(self: arb, other):
        w = ends_of(other)
        if w is None:
            return NotImplemented
        return made(operation(self.v, w, ctx.prec))

    return operator


def reflected(operation: Callable) -> Callable:
    return both(lambda v, w, prec: operation(w, v, prec))


def compared(holds: Callable[[Ends, Ends], bool]) -> Callable:
    def operator(self: arb, other):
        w = ends_of(other)
        if w is None:
            return NotImplemented
        return bounded(self.v) and bounded(w) and holds(self.v, w)

    return operator


def quotient(v: Ends, w: Ends, prec: int) -> Ends:
    """None is known where the divisor may be zero."""
    return LINE if mpf_le(w[0], fzero) and mpf_ge(w[1], fzero) else mpi_div(v, w, prec)


class arb:
    """All real numbers from one end to another."""

    __slots__ = ("v",)
    v: Ends

    def __init__(self, middle=0, radius=0):
        v = LINE if isinstance(middle, str) and middle == "inf" else ends_of(middle)
        if v is None:
            raise TypeError(f"no interval is made of {middle!r}")
        if isinstance(radius, arb) or radius:
            r = abs(arb(radius)).v[1]
            v = mpi_add(v, (mpf_neg(r), r), ctx.prec)
        self.v = kept(v)

    pi = staticmethod(lambda: made(widened(mpi_pi(ctx.prec), ctx.prec)))
    __add__ = __radd__ = both(mpi_add)
    __mul__ = __rmul__ = both(mpi_mul)
    __sub__, __rsub__ = both(mpi_sub), reflected(mpi_sub)
    __truediv__, __rtruediv__ = both(quotient), reflected(quotient)
    __lt__ = compared(lambda v, w: mpf_lt(v[1], w[0]))
    __le__ = compared(lambda v, w: mpf_le(v[1], w[0]))
    __gt__ = compared(lambda v, w: mpf_gt(v[0], w[1]))
    __ge__ = compared(lambda v, w: mpf_ge(v[0], w[1]))
    __eq__ = compared(lambda v, w: v[0] == v[1] == w[0] == w[1])
    __ne__ = compared(lambda v, w: mpf_lt(v[1], w[0]) or mpf_gt(v[0], w[1]))
    __hash__ = None  # type: ignore[assignment]

    def __neg__(self) -> arb:
        return made(mpi_neg(self.v))

    def __abs__(self) -> arb:
        return made(mpi_abs(self.v)) if self.is_finite() else self

    def __pow__(self, n) -> arb:
        if isinstance(n, int):
            if not self.is_finite():
                return self
            up = made(mpi_pow_int(self.v, abs(n), ctx.prec + 20))
            return made(mpi_add(up.v, (fzero, fzero), ctx.prec)) if n >= 0 else 1 / up
        return (arb(n) * self.log()).exp()

    def exp(self) -> arb:
        return (
            made(widened(mpi_exp(self.v, ctx.prec), ctx.prec))
            if self.is_finite()
            else self
        )

    def log(self) -> arb:
        """The whole line where an argument may not be positive."""
        if not (self.is_finite() and mpf_gt(self.v[0], fzero)):
            return made(LINE)
        return made(widened(mpi_log(self.v, ctx.prec), ctx.prec))

    def sqrt(self) -> arb:
        return self if self.is_zero() else (self.log() / 2).exp()

    def is_finite(self) -> bool:
        return bounded(self.v)

    def is_zero(self) -> bool:
        return self.v == (fzero, fzero)

    def contains(self, x) -> bool:
        low, high = arb(x).v
        return not self.is_finite() or (
            mpf_le(self.v[0], low) and mpf_ge(self.v[1], high)
        )

    def lower(self) -> arb:
        return made((self.v[0], self.v[0]))

    def upper(self) -> arb:
        return made((self.v[1], self.v[1]))

    def union(self, other: arb) -> arb:
        low = self.v[0] if mpf_le(self.v[0], other.v[0]) else other.v[0]
        high = self.v[1] if mpf_ge(self.v[1], other.v[1]) else other.v[1]
        return made((low, high))

    def middle(self):
        return mpf_shift(mpf_add(*self.v, ctx.prec + 2, round_floor), -1)

    def str(self, digits: int = 15, **_) -> str:
        """The middle in so many digits."""
        return to_str(self.middle(), digits) if self.is_finite() else "no value"

    __str__ = __repr__ = str


def made(v: Ends) -> arb:
    new = object.__new__(arb)
    new.v = v if bounded(v) else LINE
    return new
