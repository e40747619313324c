"""A mixture whose covariances have fewer parameters: diagonal, spherical, or tied."""

from sympy import Expr, Product, Symbol, log, pi

from derivations.kernel.names import Named
from derivations.notation import (
    D,
    K,
    Lambda,
    N,
    V,
    a,
    b,
    det_,
    epsilon,
    gamma,
    j,
    k,
    mu,
    n,
    nu,
    over,
    pi_,
    sigma,
    sigma_,
    x,
)
from derivations.quantities.collapse import Spherical
from derivations.quantities.covariance import CovarianceAbout
from derivations.quantities.densities import Normal
from derivations.quantities.mixture import Count, MixtureQ


class Diagonal(Named):
    """N(x_n|μ_k, diag σ_k²): the coordinates are independent."""

    called = True
    means = staticmethod(
        lambda n, k: Product(Normal(x[n, a], mu[k, a], sigma[k, a]), (a, 1, D))
    )

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args)
        spread = rf"\operatorname{{diag}} \boldsymbol{{\sigma}}_{{{k}}}^{{2}}"
        component = rf"\boldsymbol{{\mu}}_{{{k}}}, {spread}"
        return rf"\mathcal{{N}}(\mathbf{{x}}_{{{n}}} \mid {component})"


class MeanVariance(Named):
    """S̄_k(μ_k): the mean of the diagonal of S_k(μ_k)."""

    means = staticmethod(lambda k: over(CovarianceAbout(k, a, a), (a, D)) / D)

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        return rf"\bar{{S}}_{{{k}}}(\boldsymbol{{\mu}}_{{{k}}})"


class PooledCovariance(Named):
    """S_ab(μ): the mean of the S_kab(μ_k), weighted by the N_k."""

    means = staticmethod(
        lambda a, b: over(Count(k) * CovarianceAbout(k, a, b), (k, K)) / N
    )

    def _latex(self, printer, **_):
        return rf"S_{{{''.join(map(printer._print, self.args))}}}(\boldsymbol{{\mu}})"


class LogTiedAlong(Named):
    """ln N(x_n|μ_j, (Λ + εV)⁻¹): ln det is a sum of ln(1 + ε ν_a), by eigenvalues."""

    called = True

    @staticmethod
    def means(n, j):
        moved = Lambda[a, b] + epsilon * V[a, b]
        form = (x[n, a] - mu[j, a]) * moved * (x[n, b] - mu[j, b])
        log_det = over(log(1 + epsilon * nu[a]), (a, D)) - log(det_)
        return (log_det - over(form, (a, D), (b, D)) - D * log(2 * pi)) / 2

    def _latex(self, printer, **_):
        n, j = map(printer._print, self.args)
        line = r"(\boldsymbol{\Lambda} + \epsilon \mathbf{V})^{-1}"
        mean = rf"\boldsymbol{{\mu}}_{{{j}}}"
        return rf"\ln \mathcal{{N}}(\mathbf{{x}}_{{{n}}} \mid {mean}, {line})"


def expected(log_density: Expr, j: Symbol) -> Expr:
    """Q, from the logarithm of the density of component j at point n."""
    return over(gamma[n, j] * (log(pi_[j]) + log_density), (j, K), (n, N))


class DiagonalQ(MixtureQ):
    """Q of a mixture with diagonal covariances, with γ held fixed."""

    means = staticmethod(lambda: expected(log(Diagonal(n, j)), j))


class SphericalQ(MixtureQ):
    """Q of a mixture with spherical covariances σ_j² I, with γ held fixed."""

    means = staticmethod(lambda: expected(log(Spherical(n, j, sigma[j] ** 2)), j))


class TiedQAlong(MixtureQ):
    """Q of a mixture with one precision Λ + εV for all, with γ held fixed."""

    means = staticmethod(lambda: expected(LogTiedAlong(n, k), k))


class TiedQ(MixtureQ):
    """Q for D = 1 and one standard deviation for all, with γ held fixed."""

    means = staticmethod(lambda: expected(log(Normal(x[n, 1], mu[k, 1], sigma_)), k))
