"""A spherical Gaussian, with the covariance vI, and one that sits on a point."""

from sympy import Expr, Rational, exp, pi

from derivations.kernel.names import Named
from derivations.notation import D, a, mu, over, sigma_, x


class SquaredDistance(Named):
    """‖x_n - μ_k‖²."""

    called = True
    is_real = True
    means = staticmethod(lambda n, k: over((x[n, a] - mu[k, a]) ** 2, (a, D)))

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args)
        return rf"\lVert \mathbf{{x}}_{{{n}}} - \boldsymbol{{\mu}}_{{{k}}} \rVert^{{2}}"


class DistanceToFirst(Named):
    """‖x_n - x_1‖²."""

    called = True
    is_real = True
    means = staticmethod(lambda n: over((x[n, a] - x[1, a]) ** 2, (a, D)))

    def _latex(self, printer, **_):
        n = printer._print(self.args[0])
        return rf"\lVert \mathbf{{x}}_{{{n}}} - \mathbf{{x}}_{{1}} \rVert^{{2}}"


def spherical(square: Expr, v: Expr) -> Expr:
    """(2πv)^(-D/2) exp(-square/(2v)), the Gaussian whose covariance is vI."""
    return (2 * pi * v) ** (-D * Rational(1, 2)) * exp(-square / (2 * v))


class Spherical(Named):
    """N(x_n|μ_k,vI)."""

    called = True
    means = staticmethod(lambda n, k, v: spherical(SquaredDistance(n, k), v))

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args[:2])
        spread = rf"{printer.factor(self.args[2])} \mathbf{{I}}"
        component = rf"\boldsymbol{{\mu}}_{{{k}}}, {spread}"
        return rf"\mathcal{{N}}(\mathbf{{x}}_{{{n}}} \mid {component})"


class Spike(Named):
    """N(x_n|x_1,σ²I), a component that sits on the first point."""

    called = True
    means = staticmethod(lambda n: spherical(DistanceToFirst(n), sigma_**2))

    def _latex(self, printer, **_):
        n = printer._print(self.args[0])
        component = r"\mathbf{x}_{1}, \sigma^{2} \mathbf{I}"
        return rf"\mathcal{{N}}(\mathbf{{x}}_{{{n}}} \mid {component})"
