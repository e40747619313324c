"""Relative entropy and the functions that bound it."""

from sympy import log

from derivations.kernel.names import Named
from derivations.notation import Delta, over
from derivations.quantities.information import law


class Bin(Named):
    """P_i = p_i Δ, the probability of a bin of width Δ in which p has the mean p_i."""

    means = staticmethod(lambda density, width=Delta: density * width)

    def law(self, printer) -> str:
        return law(printer, self.args[0]).upper()

    def _latex(self, printer, **_):
        indices = "".join(map(printer._print, self.args[0].indices))
        return f"{self.law(printer)}_{{{indices}}}"


class CodeLength(Named):
    """H_Δ(P,Q) = -Σ P_i ln Q_i: the bins of P in Q's code; H_Δ(P) in their own."""

    called = True
    means = staticmethod(lambda p, q, i, n: -over(Bin(p) * log(Bin(q)), (i, n)))

    def _latex(self, printer, **_):
        letters = dict.fromkeys(Bin(f).law(printer) for f in self.args[:2])
        return rf"\operatorname{{H}}_{{\Delta}}({', '.join(letters)})"


class Points(Named):
    """1/N for each of N points: the empirical distribution, no two in one bin."""

    law = staticmethod(lambda printer: r"\hat{P}")
    means = staticmethod(lambda n: 1 / n)
    _latex = staticmethod(lambda printer, **_: r"\hat{P}")


class KL(Named):
    """KL(p‖q) = Σ p ln(p/q)."""

    called = True
    means = staticmethod(lambda p, q, i, n: over(p * log(p / q), (i, n)))

    def _latex(self, printer, **_):
        p, q = (law(printer, f) for f in self.args[:2])
        return rf"\operatorname{{KL}}({p} \,\|\, {q})"


class Covered(Named):
    """q(S) = Σ q, over the cells in which p is positive."""

    called = True
    means = staticmethod(lambda q, i, n: over(q, (i, n)))

    def _latex(self, printer, **_):
        return f"{law(printer, self.args[0])}(S)"


class Phi(Named):
    """φ(t) = t ln t - t + 1, which is never negative."""

    called = True
    nonnegative_by = "kl.one-inequality"
    means = staticmethod(lambda t: t * log(t) - t + 1)

    def _latex(self, printer, **_):
        return rf"\varphi{printer.brackets(self.args[0])}"


class Psi(Named):
    """ψ(t) = t - 1 - ln t, which is never negative: ln t ≤ t - 1."""

    called = True
    nonnegative_by = "kl.one-inequality"
    means = staticmethod(lambda t: t - 1 - log(t))

    def _latex(self, printer, **_):
        return rf"\psi{printer.brackets(self.args[0])}"
