"""Taylor polynomials over a field: derivatives without rules of differentiation.

c₀ + c₁ε + … + O(εⁿ), as FLINT's arb_series, but with exact coefficients.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import fmpq


class Series:
    """Coefficients of 1, ε, …; `prec` of them."""

    def __init__(self, coefficients: Sequence, prec: int):
        zeros = [fmpq(0)] * (prec - len(coefficients))
        self.prec, self.c = prec, [*coefficients[:prec], *zeros]

    def __getitem__(self, i: int) -> Any:
        return self.c[i]

    def of(self, v) -> Series:
        return v if isinstance(v, Series) else Series([v], self.prec)

    def __add__(self, other):
        pairs = zip(self.c, self.of(other).c, strict=True)
        return Series([a + b for a, b in pairs], self.prec)

    def __mul__(self, other):
        o = self.of(other)
        ways = ([(self[i], o[n - i]) for i in range(n + 1)] for n in range(self.prec))
        return Series([dot(way) for way in ways], self.prec)

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self):
        return self * fmpq(-1)

    def __sub__(self, other):
        return self + -self.of(other)

    def inverse(self) -> Series:
        """g with f g = 1: g_n = -Σ_{i ≥ 1} f_i g_{n-i} / f₀."""
        first = self[0] ** -1
        out = [first]
        for n in range(1, self.prec):
            out.append(-dot((self[i], out[n - i]) for i in range(1, n + 1)) * first)
        return Series(out, self.prec)

    def __truediv__(self, other):
        return self * self.of(other).inverse()

    def __pow__(self, n: int) -> Series:
        out, base = self.of(fmpq(1)), self if n >= 0 else self.inverse()
        for _ in range(abs(n)):
            out = out * base
        return out

    def log(self) -> Series:
        """From f g' = f': n g_n = (n f_n - Σ_{0 < i < n} i g_i f_{n-i}) / f₀."""
        first, out = self[0] ** -1, [self[0].log()]
        for n in range(1, self.prec):
            known = dot((out[i] * i, self[n - i]) for i in range(1, n))
            out.append((self[n] * n - known) * first * fmpq(1, n))
        return Series(out, self.prec)

    def exp(self) -> Series:
        """From g' = f' g: n g_n = Σ_{i ≥ 1} i f_i g_{n-i}."""
        out = [self[0].exp()]
        for n in range(1, self.prec):
            slope = dot((self[i] * i, out[n - i]) for i in range(1, n + 1))
            out.append(slope * fmpq(1, n))
        return Series(out, self.prec)


def dot(pairs) -> Any:
    return sum((a * b for a, b in pairs), fmpq(0))
