"""Densities of one variable, by name."""

from sympy import exp, pi, sqrt

from derivations.kernel.names import Named


class Exponential(Named):
    """α exp(-α u), the density of a waiting time with rate α."""

    called = True
    means = staticmethod(lambda u, rate: rate * exp(-rate * u))

    def law(self, printer):
        return rf"\operatorname{{Exp}}({printer._print(self.args[1])})"

    def _latex(self, printer, **_):
        u, rate = map(printer._print, self.args)
        return rf"\operatorname{{Exp}}({u} \mid {rate})"


class Normal(Named):
    """N(x|μ, σ²), the Gaussian density of one variable."""

    called = True
    means = staticmethod(
        lambda x, m, s: exp(-((x - m) ** 2) / (2 * s**2)) / (sqrt(2 * pi) * s)
    )

    def law(self, printer):
        m, s = map(printer._print, self.args[1:])
        return rf"\mathcal{{N}}({m}, {s}^{{2}})"

    def _latex(self, printer, **_):
        x, m, s = map(printer._print, self.args)
        return rf"\mathcal{{N}}({x} \mid {m}, {s}^{{2}})"
