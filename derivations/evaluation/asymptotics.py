"""Two small rings that make infinity finite: tails and germs.

A tail is a sum of c uᵐ exp(a u + b u²): it bounds what an infinite sum or integral
leaves out. A germ is a sum of c εᵉ (ln ε)ˡ up to O(ε^order): its constant term is a
limit. Both are fed to the evaluator in place of the variable, so neither needs
calculus; what cannot be decided with certainty is refused.
"""

from typing import Any

from flint import arb, fmpq

ORDER = 9


class NotTestable(Exception):
    """The evaluator declines, and says why."""


class NoValue(ArithmeticError):
    """There is no real value here, for certain: not that none was found."""


def lift(v):
    return arb(v) if isinstance(v, fmpq | int) else v


def is_zero(c) -> bool:
    """Exactly zero; a ball that merely holds zero is not decided."""
    return c == 0 if isinstance(c, fmpq | int) else c.is_zero()


def nonzero(c):
    if not isinstance(c, fmpq | int) and c.contains(0):
        raise NotTestable("a leading coefficient is not told apart from zero")
    return c


class Terms:
    """A finite sum of monomials, as a dict from exponents to coefficients."""

    one: tuple  # the exponents of a constant

    def __init__(self, terms, order=ORDER):
        self.order = order
        self.terms = {e: c for e, c in terms.items() if self.kept(e) and not is_zero(c)}

    def kept(self, exponents) -> bool:
        return True

    def of(self, other):
        return other if isinstance(other, Terms) else type(self)({self.one: other})

    def __add__(self, other):
        o = self.of(other)
        terms = dict(self.terms)
        for e, c in o.terms.items():
            terms[e] = terms[e] + c if e in terms else c
        return type(self)(terms, min(self.order, o.order))

    def __mul__(self, other):
        o, terms = self.of(other), dict[tuple, Any]()
        for e, c in self.terms.items():
            for f, g in o.terms.items():
                key = tuple(map(sum, zip(e, f, strict=True)))
                terms[key] = terms.get(key, fmpq(0)) + c * g
        return type(self)(terms, self.reach(o))

    __radd__, __rmul__ = __add__, __mul__

    def reach(self, other):
        return self.order

    def inverse(self):
        raise NotTestable("no inverse")

    def __neg__(self):
        return self * fmpq(-1)

    def __sub__(self, other):
        return self + -self.of(other)

    def __pow__(self, n):
        out, base = self.of(fmpq(1)), self if n >= 0 else self.inverse()
        for _ in range(abs(n)):
            out = out * base
        return out

    def only(self):
        if len(self.terms) != 1:
            raise NotTestable("no inverse or logarithm of a sum, far out")
        return next(iter(self.terms.items()))


class Tail(Terms):
    """Σ c uᵐ exp(a u + b u²), for large u; exponents (m, a, b)."""

    one = (0, fmpq(0), fmpq(0))

    @classmethod
    def variable(cls, sign=1):
        return cls({(1, fmpq(0), fmpq(0)): fmpq(sign)})

    def inverse(self):
        (m, a, b), c = self.only()
        return Tail({(-m, -a, -b): 1 / nonzero(c)})

    def log(self):
        (m, a, b), c = self.only()
        if m:
            raise NotTestable("the logarithm of a power, far out")
        shape = {(0, *self.one[1:]): lift(c).log()}
        return Tail(shape | {(1, *self.one[1:]): a, (2, *self.one[1:]): b})

    def exp(self):
        c = [self.terms.get((m, *self.one[1:]), fmpq(0)) for m in range(3)]
        plain = all(m in range(3) and a == b == 0 for m, a, b in self.terms)
        if not plain or not all(isinstance(v, fmpq) for v in c[1:]):
            raise NotTestable("the exponent is not a quadratic with rational terms")
        return Tail({(0, c[1], c[2]): lift(c[0]).exp()})

    def diverges(self) -> bool:
        """Whether the sum or integral grows for certain: its leading term is known."""
        (b, a, m), c = max(((b, a, m), c) for (m, a, b), c in self.terms.items())
        return (b, a, m) >= (0, 0, -1) and not (lift(c).contains(0))

    def beyond(self, t, integral: bool):
        """A bound on |Σ_{u ≥ t}| or |∫_{u ≥ t}|, by uᵐ ≤ tᵐ exp(m (u/t - 1))."""
        total = arb(0)
        for (m, a, b), c in self.terms.items():
            rate = arb(-(a + b * t)) - arb(max(m, 0)) / t
            if b > 0 or not rate > 0:
                return arb("inf")
            head = abs(lift(c)) * arb(t) ** m * arb((a + b * t) * t).exp()
            total += head / (rate if integral else 1 - (-rate).exp())
        return total


class Germ(Terms):
    """Σ c εᵉ (ln ε)ˡ + O(ε^order), as ε → 0 from above; exponents (e, l)."""

    one = (0, 0)

    @classmethod
    def variable(cls, power=1, sign=1, near=0):
        return cls({(0, 0): near, (power, 0): fmpq(sign)})

    def kept(self, exponents):
        return exponents[0] < self.order

    @property
    def valuation(self):
        return min((e for e, _ in self.terms), default=self.order)

    def reach(self, other):
        return min(self.order + other.valuation, other.order + self.valuation)

    def leading(self):
        """The certain leading monomial, and what is left after dividing by it."""
        e = self.valuation
        at_front = {key: c for key, c in self.terms.items() if key[0] == e}
        if list(at_front) != [(e, 0)]:
            raise NotTestable("no single leading term near the limit")
        c = nonzero(at_front[e, 0])
        rest = Germ(
            {(k - e, m): d / c for (k, m), d in self.terms.items() if k > e},
            self.order - e,
        )
        return e, c, rest

    def series(self, coefficient):
        """Σ_n coefficient(n) selfⁿ, for a germ that tends to zero."""
        out, power, n = self.of(coefficient(0)), self.of(fmpq(1)), 0
        while self.terms and n * self.valuation < self.order:
            n, power = n + 1, power * self
            out = out + power * coefficient(n)
        return Germ(out.terms, min(out.order, self.order))

    def blows_up(self) -> bool:
        """Whether the integral up to here diverges for certain, as that of 1/ε does."""
        return bool(self.terms) and self.leading()[0] <= -1

    def inverse(self):
        e, c, rest = self.leading()
        return rest.series(lambda n: fmpq((-1) ** n)) * Germ({(-e, 0): 1 / c}, ORDER)

    def log(self):
        e, c, rest = self.leading()
        front = {(0, 1): fmpq(e), (0, 0): fmpq(0) if c == 1 else lift(c).log()}
        tail = rest.series(lambda n: fmpq(-((-1) ** n), n) if n else fmpq(0))
        return tail + Germ(front, self.order)

    def exp(self):
        c, power = (self.terms.get(key, fmpq(0)) for key in ((0, 0), (0, 1)))
        if self.valuation < 0 or not isinstance(power, fmpq) or power.q != 1:
            raise NotTestable("no exponential of what is unbounded near the limit")
        rest = Germ({k: d for k, d in self.terms.items() if k[0] > 0}, self.order)
        if any(k[0] == 0 and k[1] > 1 for k in self.terms):
            raise NotTestable("no exponential of a squared logarithm")
        factorials = [fmpq(1)]
        for n in range(1, ORDER + 2):
            factorials.append(factorials[-1] / n)
        grown = rest.series(lambda n: factorials[n])
        front = fmpq(1) if is_zero(c) else lift(c).exp()
        return grown * Germ({(int(power.p), 0): front}, ORDER + abs(int(power.p)))

    def limit(self):
        """The constant term, if everything that would diverge is exactly zero."""
        if any(e < 0 or (e == 0 and power > 0) for e, power in self.terms):
            raise NotTestable("no finite limit is certain")
        if self.order <= 0:
            raise NotTestable("too many orders cancel near the limit")
        return self.terms.get((0, 0), fmpq(0))
