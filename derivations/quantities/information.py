"""Information, and its averages."""

from sympy import E, Product, Sum, log, pi

from derivations.kernel.names import Named
from derivations.notation import a, j, over, sigma

OUTCOMES = {"p": "x_{{{}}}", "q": "y_{{{}}}", "rho": "x_{{{}}}, y_{{{}}}"}


def law(printer, density) -> str:
    """A distribution by its letter or its name: p for p_i."""
    if density.is_Indexed:
        return printer._print(density.base.label)
    return density.law(printer)


class Log(Named):
    """log_B t = ln t / ln B."""

    called = True
    means = staticmethod(lambda base, t: log(t) / log(base))

    def _latex(self, printer, **_):
        base, t = self.args
        short = t.is_Atom or t.is_Indexed
        of = printer._print(t) if short else printer.brackets(t)
        return rf"\log_{{{printer._print(base)}}} {of}"


class Information(Named):
    """h_B(x_i) = -log_B p_i, in nats unless a base is given."""

    called = True
    means = staticmethod(lambda p, base=E: -log(p) if base is E else -Log(base, p))

    def _latex(self, printer, **_):
        p, *base = self.args
        unit = "".join(rf"_{{{printer._print(b)}}}" for b in base)
        outcome = OUTCOMES[str(p.base.label)].format(*map(printer._print, p.indices))
        return f"h{unit}({outcome})"


class Rest(Named):
    """The probability of all outcomes but the i-th."""

    means = staticmethod(
        lambda p, i, n: sum(
            Sum(p.xreplace({i: j}), (j, *ends)) for ends in ((1, i - 1), (i + 1, n))
        )
    )

    def _latex(self, printer, **_):
        p, i, _ = self.args
        i = printer._print(i)
        return rf"\sum_{{j \ne {i}}} {printer._print(p.xreplace({self.args[1]: j}))}"


class Uniform(Named):
    """1/K for each of K outcomes."""

    law = staticmethod(lambda printer: "u")
    means = staticmethod(lambda n: 1 / n)
    _latex = staticmethod(lambda printer, **_: "u")


class Expectation(Named):
    """E_p[f] = Σ_i p_i f_i."""

    called = True
    means = staticmethod(lambda f, p, i, n: over(p * f, (i, n)))

    def _latex(self, printer, **_):
        f, p, *_ = self.args
        return rf"\mathbb{{E}}_{{{law(printer, p)}}}{printer.brackets(f, '[', ']')}"


class Entropy(Named):
    """H_B[p] = -Σ p log_B p, in nats unless a base is given."""

    called = True

    @staticmethod
    def means(p, i, n, base=E):
        return -over(p * (log(p) if base is E else Log(base, p)), (i, n))

    def _latex(self, printer, **_):
        p, _, _, *base = self.args
        unit = "".join(rf"_{{{printer._print(b)}}}" for b in base)
        return rf"\operatorname{{H}}{unit}[{law(printer, p)}]"


class DifferentialEntropy(Named):
    """h[p] = -∫ p ln p."""

    called = True
    means = staticmethod(lambda p: -p.integral(p * log(p)))

    def _latex(self, printer, **_):
        return rf"\operatorname{{h}}[{law(printer, self.args[0])}]"


class Outside(Named):
    """What the density f puts where the density p is zero."""

    called = True
    means = staticmethod(lambda f, p: 1 - p.integral(f))

    def _latex(self, printer, **_):
        f, p = self.args
        x, *ends = map(printer._print, (f.args[0], *p.support))
        where = rf"{x} \notin [{', '.join(ends)}]"
        return rf"\int_{{{where}}} {printer._print(f)} \,\mathrm{{d}}{x}"


class ScaledDeterminant(Named):
    """det(2πeΣ), where Σ has the variances σ_a² along its D axes."""

    means = staticmethod(lambda n: Product(2 * pi * E * sigma[a] ** 2, (a, 1, n)))
    _latex = staticmethod(lambda printer, **_: r"\det(2 \pi e \boldsymbol{\Sigma})")
