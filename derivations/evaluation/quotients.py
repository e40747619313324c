"""The field ℚ(x₁, x₂, …, ln f, e^f, √f): quotients of polynomials, by FLINT.

Every letter is a generator, and so is each logarithm, exponential or root of a new
argument. The generator ln f stands for ln |f|, so that logarithms fall apart at any
prime factors. A root of f² is |f|, which is f where that is sure: by its form, or
because a logarithm would have no value without it. So where normal forms are equal, the
functions are, wherever all their parts have real values; unequal ones decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from math import comb
from typing import Any

from flint import fmpq, fmpq_mpoly_ctx, fmpz

from derivations.evaluation.asymptotics import NotTestable, NoValue

# More would take too long: it is counted and never timed, so that a record repeats.
TERMS, DEGREE = 40_000, 1000


class Full(NotTestable):
    """There are more letters than a field was made for."""


@dataclass(frozen=True)
class Generator:
    """What is known of a generator: its sign, its logarithm, of what it is one."""

    positive: bool = False
    ln: Quotient | None = None
    ln_of: Any = None


class Field:
    """Generators by their keys, and the relations rᵠ = f between them."""

    def __init__(self, room: int):
        names = tuple(f"g{i}" for i in range(room))
        self.room = room
        self.ring = fmpq_mpoly_ctx.get(names)
        self.made: dict = {}
        self.known: list[Generator] = []
        self.relations: list[tuple] = []  # (index, q, f); f knows earlier ones only
        self.implied: dict[str, int] = {}  # signs that some logarithm needs

    def generator(self, key, **known) -> Quotient:
        if key not in self.made:
            if len(self.known) == self.room:
                raise Full(f"more than {self.room} letters")
            self.made[key] = Quotient(self, self.ring.gen(len(self.known)))
            self.known.append(Generator(**known))
        return self.made[key]

    def of(self, v) -> Quotient:
        return v if isinstance(v, Quotient) else Quotient(self, self.ring.constant(v))

    def reduced(self, f):
        """The polynomial with every rᵠ written as what it is."""
        for i, q, root_of in reversed(self.relations):
            if f.degrees()[i] >= q:
                f = self.lowered(f, i, q, root_of)
        return f

    def lowered(self, f, i, q, root_of):
        parts: dict[int, dict] = {}
        for e, c in f.terms():
            whole, rest = divmod(e[i], q)
            parts.setdefault(whole, {})[(*e[:i], rest, *e[i + 1 :])] = c
        made = (bounded(self.ring.from_dict(p), root_of**n) for n, p in parts.items())
        return sum(made, self.ring.constant(0))

    def sign(self, f) -> int:
        """1 or -1 if it is certain, else 0."""
        return 1 if self.positive(f) else self.implied.get(str(f), 0)

    def positive(self, f) -> bool:
        """By its form: terms that are not negative, and one that is not zero either."""

        def known(e):
            return [self.known[i].positive or (n % 2 == 0) / 2 for i, n in powers(e)]

        least = [min(known(e), default=1) for e, _ in f.terms()]
        return all(c > 0 for c in f.coeffs()) and all(least) and 1 in least

    def imply(self, constant, factors) -> None:
        """What a logarithm needs: the product of all is positive."""
        odd = [f for f, n in factors if n % 2 and not self.sign(f)]
        sign = 1 if constant > 0 else -1
        for f, n in factors:
            sign *= (self.sign(f) or 1) if n % 2 else 1
        if not odd and sign < 0:
            raise NoValue("the logarithm of what is negative")
        if len(odd) == 1:
            self.imply_sign(odd[0], sign)

    def imply_sign(self, f, sign: int) -> None:
        self.implied[str(f)] = sign
        if made := self.made.get(("abs", str(f))):
            self.relations.append((index_of(made.num), 1, f * sign))

    def logarithm(self, f) -> Quotient:
        """ln |f| for a prime factor f."""
        i = index_of(f)
        if i is not None and (found := self.known[i].ln) is not None:
            return found
        return self.generator(("ln", str(f)), ln_of=f)

    def modulus(self, f) -> Quotient:
        """|f|, of which no more is known than its square, unless f has a sign."""
        if sign := self.sign(f):
            return Quotient(self, f * sign)
        return self.root(("abs", str(f)), self.logarithm(f), 2, f**2)

    def power(self, f, n: fmpq) -> Quotient:
        """|f|ⁿ."""
        base = self.modulus(f)
        if n.q == 1:
            return base ** int(n.p)
        ln = self.logarithm(f) * fmpq(1, n.q)
        key = ("root", str(f), int(n.q))
        return self.root(key, ln, int(n.q), base.num) ** int(n.p)

    def root(self, key, ln: Quotient, q: int, f) -> Quotient:
        """The positive r with rᵠ = f, of which the logarithm is known."""
        new = len(self.known)
        r = self.generator(key, positive=True, ln=ln)
        if len(self.known) > new:
            self.relations.append((new, q, f))
        return r

    def exponential(self, t: Quotient, c: fmpq) -> Quotient:
        """exp(c t), for a monomial t over a polynomial; exp(c ln f) is a power of f."""
        i = index_of(t.num) if t.den == 1 else None
        if i is not None and (f := self.known[i].ln_of) is not None:
            return self.power(f, c)
        key = ("exp", str(t.num), str(t.den), int(c.q))
        base = self.generator(key, positive=True, ln=t * fmpq(1, c.q))
        return base ** int(c.p)


def coerced(operation: Callable) -> Callable:
    """For numbers and quotients; a series takes over where it is the other side."""

    @wraps(operation)
    def operate(self, other):
        if not isinstance(other, Quotient | int | fmpq | fmpz):
            return NotImplemented
        return operation(self, self.field.of(other))

    return operate


class Quotient:
    """num/den over ℚ, without common factors."""

    def __init__(self, field: Field, num, den=None):
        den = field.ring.constant(1) if den is None else den
        if den == 0:
            raise ZeroDivisionError("a quotient by zero")
        shared = num.gcd(den)
        lead = (den / shared).leading_coefficient()
        self.field = field
        self.num, self.den = num / shared / lead, den / shared / lead

    @coerced
    def __add__(self, o):
        if self.den == o.den:
            return Quotient(self.field, self.num + o.num, self.den)
        num = bounded(self.num, o.den) + bounded(o.num, self.den)
        return Quotient(self.field, num, bounded(self.den, o.den))

    @coerced
    def __mul__(self, o):
        num, den = bounded(self.num, o.num), bounded(self.den, o.den)
        return Quotient(self.field, num, den)

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self):
        return self * -1

    @coerced
    def __sub__(self, o):
        return self + -o

    @coerced
    def __rsub__(self, o):
        return o + -self

    @coerced
    def __truediv__(self, o):
        return self * o**-1

    @coerced
    def __rtruediv__(self, o):
        return o * self**-1

    def __pow__(self, n):
        num, den = (self.num, self.den) if n >= 0 else (self.den, self.num)
        return Quotient(self.field, raised(num, abs(n)), raised(den, abs(n)))

    @coerced
    def __eq__(self, o):
        cross = bounded(self.num, o.den) - bounded(o.num, self.den)
        return self.field.reduced(cross) == 0

    def is_zero(self) -> bool:
        return self == 0

    def __hash__(self):
        return hash((str(self.num), str(self.den)))

    def __abs__(self):
        return self.field.modulus(self.num) / self.field.modulus(self.den)

    def log(self):
        """ln of a quotient, as the sum of the logarithms of its prime factors."""
        field, (above, factors), (below, divisors) = (
            self.field,
            self.num.factor(),
            self.den.factor(),
        )
        constant = fmpq(above) / below
        factors = [*factors, *((f, -n) for f, n in divisors)]
        field.imply(constant, factors)
        primes = [*constant.p.factor(), *((p, -n) for p, n in constant.q.factor())]
        factors += [(field.ring.constant(p), n) for p, n in primes if p > 0]
        return sum((field.logarithm(f) * int(n) for f, n in factors), field.of(0))

    def exp(self):
        """exp of c₁t₁ + c₂t₂ + …, as a product of powers of generators."""
        field = self.field
        den, out = field.reduced(self.den), field.of(1)
        for e, c in field.reduced(self.num).terms():
            term = Quotient(field, field.ring.from_dict({e: 1}), den)
            lead = term.num.leading_coefficient()
            out *= field.exponential(term / lead, fmpq(c) * lead)
        return out


def powers(exponents) -> list[tuple[int, int]]:
    return [(i, n) for i, n in enumerate(exponents) if n]


def index_of(f) -> int | None:
    """Its index, if f is a generator."""
    if len(f) != 1 or f.leading_coefficient() != 1:
        return None
    match powers(f.monomial(0)):
        case [(i, 1)]:
            return i
    return None


def bounded(f, g):
    """f g, if it is sure not to be too long."""
    if len(f) * len(g) > TERMS:
        raise NotTestable(f"a polynomial of more than {TERMS} terms")
    return f * g


def raised(f, n: int):
    if len(f) > 1 and (n > DEGREE or comb(n + len(f) - 1, n) > TERMS):
        raise NotTestable(f"a power of more than {TERMS} terms")
    return f**n
