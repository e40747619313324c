"""A density so steep at zero that what the notes call finite is not.

p(x) = 2/(x ln²x) on 0 < x < e⁻² integrates to one and falls as x grows. With t = -ln x
its integrals run from t = 2 upwards, and ∫ p ln p down to x = e^(-T) grows like 2 ln T.
"""

from sympy import Expr, Integral, Symbol, exp, log

from derivations.crosswalk.claims import Claim, at_least
from derivations.kernel.names import Named
from derivations.notation import i, over, s
from derivations.quantities.divergence import Psi

T = Symbol("T", positive=True)  # the integral is taken down to x = e^(-T)
t_ = Symbol("t", positive=True)  # t = -ln x
weight = 2 / t_**2  # p(x) dx is 2 dt/t²
log_p = log(2) + t_ - 2 * log(t_)
entropy_closed = log(8) + 2 - 2 * log(T) + (2 * log(2) - 4 * log(T) - 4) / T
divergence_closed = 2 * log(T) - log(8) - 4 + (8 - 2 * log(2) + 4 * log(T)) / T


class Entropy(Named):
    """-∫ p ln p, down to x = e^(-T)."""

    called = True
    means = staticmethod(lambda T: -Integral(weight * log_p, (t_, 2, T)))

    def _latex(self, printer, **_):
        start = printer._print(-self.args[0])
        return rf"-\int_{{e^{{{start}}}}}^{{e^{{-2}}}} p \ln p \,\mathrm{{d}}x"


class Divergence(Named):
    """∫ p ln (p/q) down to x = e^(-T), where q = e² is flat on the same interval."""

    called = True
    means = staticmethod(lambda T: Integral(weight * (log_p - 2), (t_, 2, T)))

    def _latex(self, printer, **_):
        start = printer._print(-self.args[0])
        below = rf"\int_{{e^{{{start}}}}}^{{e^{{-2}}}}"
        return rf"{below} p \ln \frac{{p}}{{q}} \,\mathrm{{d}}x"


def heights(n: Expr) -> Expr:
    """Σ p(x_i) Δ over n bins of width Δ = e⁻²/n, each taken at its right end."""
    return over(2 / (i * (2 + log(n / i)) ** 2), (i, n))


def log_width(n: Expr) -> Expr:
    """-ln Δ."""
    return 2 + log(n)


def below_every_number() -> tuple[Claim, ...]:
    """At T = eˢ the entropy down to e^(-T) is less than ln 8 + 2 - 2s."""
    spare = (2 + 2 * Psi(2) + 4 * s) * exp(-s)
    return at_least(log(8) + 2 - 2 * s, entropy_closed.subs(T, exp(s)), spare, ">")


def above_every_number() -> tuple[Claim, ...]:
    """At T = eˢ the divergence down to e^(-T) is more than 2s - ln 8 - 4."""
    spare = (6 + 2 * Psi(2) + 4 * s) * exp(-s)
    return at_least(divergence_closed.subs(T, exp(s)), 2 * s - log(8) - 4, spare, ">")
