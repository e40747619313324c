"""Boxes of complex numbers, by mpmath's `libmp`, and integrals along the real line."""

from __future__ import annotations

from collections.abc import Callable

from mpmath.libmp import fzero, mpf_ge, mpf_gt, mpf_le
from mpmath.libmp.libmpi import (
    mpci_add,
    mpci_div,
    mpci_exp,
    mpci_log,
    mpci_mul,
    mpci_neg,
    mpci_pow_int,
    mpci_sub,
    mpi_add,
    mpi_square,
)

from derivations.live.intervals import quadrature
from derivations.live.intervals.precision import ctx
from derivations.live.intervals.reals import LINE, arb, bounded, ends_of, made, widened

ZERO = fzero, fzero
PLANE = LINE, LINE


def box_of(x):
    if isinstance(x, acb):
        return x.z
    v = ends_of(x)
    return None if v is None else (v, ZERO)


def finite(z) -> bool:
    return bounded(z[0]) and bounded(z[1])


def both(operation: Callable) -> Callable:
    def operator(self: acb, other):
        w = box_of(other)
        if w is None:
            return NotImplemented
        if not (finite(self.z) and finite(w)):
            return box(PLANE)
        return box(operation(self.z, w, ctx.prec))

    return operator


def reflected(operation: Callable) -> Callable:
    return both(lambda v, w, prec: operation(w, v, prec))


def quotient(z, w, prec):
    """None is known where the divisor may be zero."""
    size = mpi_add(mpi_square(w[0]), mpi_square(w[1]), prec)
    return mpci_div(z, w, prec) if mpf_gt(size[0], fzero) else PLANE


class acb:
    """All complex numbers in a box."""

    __slots__ = ("z",)

    def __init__(self, x=0):
        self.z = box_of(x)
        if self.z is None:
            raise TypeError(f"no box is made of {x!r}")

    __add__ = __radd__ = both(mpci_add)
    __mul__ = __rmul__ = both(mpci_mul)
    __sub__, __rsub__ = both(mpci_sub), reflected(mpci_sub)
    __truediv__, __rtruediv__ = both(quotient), reflected(quotient)

    def __neg__(self) -> acb:
        return box(mpci_neg(self.z))

    def __pow__(self, n: int) -> acb:
        if not finite(self.z):
            return self
        up = box(mpci_pow_int(self.z, abs(n), ctx.prec + 20))
        return up if n >= 0 else 1 / up

    def exp(self) -> acb:
        return self.by(mpci_exp)

    def log(self, analytic: bool = False) -> acb:
        """The main branch; the plane where it may be cut and has to be analytic."""
        return self.by(mpci_log) if self.off_cut(analytic) else box(PLANE)

    def pow(self, n: acb, analytic: bool = False) -> acb:
        return (n * self.log(analytic)).exp()

    def by(self, function: Callable) -> acb:
        if not finite(self.z):
            return self
        re, im = function(self.z, ctx.prec)
        return box((widened(re, ctx.prec), widened(im, ctx.prec)))

    def off_cut(self, analytic: bool) -> bool:
        (left, _), (low, high) = self.z
        crosses = mpf_le(left, fzero) and mpf_le(low, fzero) and mpf_ge(high, fzero)
        on_real = self.z[1] == ZERO and mpf_gt(fzero, self.z[0][1])
        return not crosses or (on_real and not analytic)

    @property
    def real(self) -> arb:
        return made(self.z[0])

    def is_finite(self) -> bool:
        return finite(self.z)

    def __abs__(self) -> arb:
        """A bound of the modulus, from above: |x| + |y|."""
        return abs(self.real) + abs(made(self.z[1]))

    @staticmethod
    def integral(f, a, b, rel_tol, abs_tol, eval_limit) -> acb:
        return acb(
            quadrature.integral(f, a.real, b.real, abs_tol, eval_limit, rectangle)
        )


def box(z) -> acb:
    new = object.__new__(acb)
    new.z = z if finite(z) else PLANE
    return new


def rectangle(re: arb, im: arb) -> acb:
    return box((re.v, im.v))
