"""The prior of covariances with fewer parameters, and what bounds a component."""

from sympy import Product, exp, pi, sqrt

from derivations.kernel.names import Named
from derivations.notation import (
    D,
    K,
    a,
    centre_,
    det_map,
    freedom,
    k,
    kappa,
    mu,
    norm,
    over,
    scatter,
    sigma,
    sigma_,
)
from derivations.quantities.covariance import factored, squared_length
from derivations.quantities.densities import Normal
from derivations.quantities.mixture import Determinant
from derivations.quantities.prior import ScatterAbout, half


class DiagonalPrior(Named):
    """p(μ_k,Σ_k) where Σ_k is diagonal, up to its constant C."""

    @staticmethod
    def means(k):
        square = scatter[a, a] + kappa * (mu[k, a] - centre_[a]) ** 2
        axis = sigma[k, a] ** -(freedom + D + 2) * exp(-square / (2 * sigma[k, a] ** 2))
        return norm * Product(axis, (a, 1, D))

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        spread = rf"\operatorname{{diag}} \boldsymbol{{\sigma}}_{{{k}}}^{{2}}"
        return rf"p(\boldsymbol{{\mu}}_{{{k}}}, {spread})"


class SphericalPrior(Named):
    """p(μ_k,Σ_k) where Σ_k is σ_k² I, up to its constant C."""

    @staticmethod
    def means(k):
        way = kappa * (mu[k, a] - centre_[a]) ** 2
        squares = over(scatter[a, a] + way, (a, D))
        power = sigma[k] ** (-D * (freedom + D + 2))
        return norm * power * exp(-squares / (2 * sigma[k] ** 2))

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        return rf"p(\boldsymbol{{\mu}}_{{{k}}}, \sigma_{{{k}}}^{{2}} \mathbf{{I}})"


class MeanScatter(Named):
    """The mean of the diagonal of Ψ_k(μ_k)."""

    means = staticmethod(lambda k: over(ScatterAbout(k, a, a), (a, D)) / D)

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        return rf"\bar{{\Psi}}_{{{k}}}(\boldsymbol{{\mu}}_{{{k}}})"


class TiedPrior(Named):
    """The prior of one variance and K means in one dimension."""

    called = True
    nargs = 0

    @staticmethod
    def means():
        square = exp(-scatter[1, 1] / (2 * sigma_**2))
        centres = Product(Normal(mu[k, 1], centre_[1], sigma_ / sqrt(kappa)), (k, 1, K))
        return norm * sigma_ ** (-freedom - 2) * square * centres

    _latex = staticmethod(lambda printer, **_: r"p(\boldsymbol{\mu}, \sigma^{2})")


class PooledScatter(Named):
    """Ψ_ab and all that the components add to it about their means μ_k."""

    @staticmethod
    def means(a, b):
        return scatter[a, b] + over(ScatterAbout(k, a, b) - scatter[a, b], (k, K))

    def _latex(self, printer, **_):
        entry = "".join(map(printer._print, self.args))
        return rf"\Psi_{{{entry}}}(\boldsymbol{{\mu}})"


class Height(Named):
    """N(μ_k|μ_k,Σ_k): the density of a component at its own mean."""

    called = True
    means = staticmethod(lambda k: (2 * pi) ** (-D * half) * Determinant(k) ** -half)

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        mean = rf"\boldsymbol{{\mu}}_{{{k}}}"
        law = rf"{mean} \mid {mean}, \boldsymbol{{\Sigma}}_{{{k}}}"
        return rf"\mathcal{{N}}({law})"


class PriorSquares(Named):
    """(μ_k - m)ᵀ Σ_k⁻¹ (μ_k - m) as a sum of squares."""

    called = True
    means = staticmethod(lambda k: factored(k, mu[k, a] - centre_[a]))

    def _latex(self, printer, **_):
        (k,) = map(printer._print, self.args)
        way = rf"\boldsymbol{{\mu}}_{{{k}}} - \mathbf{{m}}"
        return squared_length(k, way)


class LeastDeterminant(Named):
    """det Ψ/(N + ν + D + 2), of which no more is used than that it is positive."""

    means = staticmethod(lambda k: det_map[k])

    def _latex(self, printer, **_):
        return r"|\boldsymbol{\Sigma}_{\text{min}}|"
