"""Integrals, enclosed: the rule of Clenshaw and Curtis, and a bound of its error.

If f is analytic in the ellipse with foci ±1 whose half-axes add up to ρ, and |f| ≤ M
there, the rule with n + 1 points is off by no more than 64/15 M ρ^(1-n)/(ρ² - 1)
(Trefethen, Approximation Theory and Approximation Practice, theorem 19.3). Where no
ellipse gives a small error, the interval is cut in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from mpmath.libmp import from_int, mpf_cos_pi, mpf_div, to_fixed

from derivations.live.intervals.precision import ctx
from derivations.live.intervals.rationals import fmpq
from derivations.live.intervals.reals import arb

POINTS = 32, 64, 128, 256  # less one
SUMS = fmpq(3, 2), fmpq(2), fmpq(3), fmpq(4), fmpq(6), fmpq(10), fmpq(20)
CUTS = 40
SPARE = 20  # bits


def integral(f: Callable, a: arb, b: arb, tol: arb, limit: int, box: Callable) -> arb:
    """The real part of ∫ f from a to b; the whole line where it is not enclosed."""
    total, parts, used = arb(0), [(a, b, 0)], 0
    while parts:
        low, high, depth = parts.pop()
        found, cost = piece(f, low, high, tol, box)
        used += cost
        if found is not None:
            total = total + found
        elif depth == CUTS or used > limit:
            return arb("inf")
        else:
            middle = (low + high) / 2
            parts += [(middle, high, depth + 1), (low, middle, depth + 1)]
    return total


def piece(f, low: arb, high: arb, tol: arb, box) -> tuple[arb | None, int]:
    """The integral over one piece, or None; and how often f was evaluated."""
    width = high - low
    whole = f(low.union(high), False).real * width
    if whole.is_finite() and whole.upper() - whole.lower() < tol:
        return whole, 1
    centre, half = (low + high) / 2, width / 2  # negative where it goes backwards
    bounds = list(moduli(f, centre, abs(half), box))
    for n in POINTS:
        for rho, most in bounds:
            error = arb(64) / 15 * most * abs(half) * arb(rho) ** (1 - n) / (rho**2 - 1)
            if error < tol:
                return ruled(f, centre, half, n) + arb(0, error), n + len(SUMS)
    return None, len(SUMS)


def moduli(f, centre: arb, half: arb, box) -> Iterator[tuple[fmpq, arb]]:
    """For each ellipse in which f is analytic, a bound of |f|, by a box around it."""
    for rho in SUMS:
        wide, tall = (half * ((rho + s / rho) / 2) for s in (1, -1))
        most = abs(f(box(centre + arb(0, wide), arb(0, tall)), True))
        if not most.is_finite():
            return
        yield rho, most.upper()


def ruled(f, centre: arb, half: arb, n: int) -> arb:
    """The weighted sum over the nodes, in real numbers, which are faster than boxes."""
    total = arb(0)
    for node, weight in zip(*rule(n, ctx.prec), strict=True):
        total = total + f(centre + half * node, False).real * weight
    return total * half


@lru_cache(32)
def rule(n: int, prec: int) -> tuple[list[arb], list[arb]]:
    """Nodes cos(kπ/n) and weights, from fixed-point cosines good to two units."""
    bits = prec + SPARE
    cosines = [cosine(m, n, bits) for m in range(2 * n)]
    nodes = [fixed(cosines[k], 2, bits) for k in range(n + 1)]
    return nodes, [weight(k, n, cosines, bits) for k in range(n + 1)]


def cosine(m: int, n: int, bits: int) -> int:
    angle = mpf_div(from_int(m), from_int(n), bits + SPARE)
    return to_fixed(mpf_cos_pi(angle, bits + SPARE), bits)


def weight(k: int, n: int, cosines: list[int], bits: int) -> arb:
    """(c/n) (1 - Σ b_j cos(2jkπ/n)/(4j² - 1)); each term is off by up to 3 units."""
    total = 1 << bits
    for j in range(1, n // 2 + 1):
        twice = 1 if j == n // 2 else 2
        total -= twice * cosines[2 * j * k % (2 * n)] // (4 * j * j - 1)
    ends = 1 if k in (0, n) else 2
    return fixed(total, 2 * n, bits) * fmpq(ends, n)


def fixed(units: int, off: int, bits: int) -> arb:
    return arb(fmpq(units, 1 << bits), fmpq(off, 1 << bits))
