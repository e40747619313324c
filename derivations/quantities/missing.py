"""A Gaussian of which some coordinates are observed: what it says of the others.

In two dimensions x_n1 is observed and x_n2 is not, and all is in the entries of Σ_k. In
D dimensions the conditional means x̂ and covariances C are given by their entries, and
C by a factor A; of an observed coordinate x̂ is its value, and A is zero.
"""

from sympy import Expr, Symbol, log, pi

from derivations.kernel.names import Named
from derivations.notation import (
    A,
    C,
    D,
    Lambda,
    N,
    V,
    a,
    b,
    epsilon,
    gamma,
    i,
    j,
    mu,
    n,
    nu,
    over,
    unit,
    x,
    x_hat,
)
from derivations.quantities.covariance import CovarianceEntry
from derivations.quantities.mixture import Count, Determinant


def covariance(k: Expr, r: int, c: int) -> Expr:
    """Σ_krc in two dimensions, as an entry of the inverse of Λ_k."""
    return CovarianceEntry.at(2, r, c)(k)


class ConditionalMean(Named):
    """x̂_nk2: the mean of x_n2 under component k, given x_n1, for D = 2."""

    @staticmethod
    def means(n, k):
        slope = covariance(k, 2, 1) / covariance(k, 1, 1)
        return mu[k, 2] + slope * (x[n, 1] - mu[k, 1])

    def _latex(self, printer, **_):
        return rf"\hat{{x}}_{{{''.join(map(printer._print, self.args))}2}}"


class ConditionalVariance(Named):
    """C_k22: the variance of x_n2 under component k, given x_n1, for D = 2."""

    @staticmethod
    def means(k):
        return covariance(k, 2, 2) - covariance(k, 2, 1) ** 2 / covariance(k, 1, 1)

    def _latex(self, printer, **_):
        return rf"C_{{{printer._print(self.args[0])}22}}"


class FilledCoordinate(Named):
    """x_na = x̂_nka + Σ_i A_nkai y_i: the point under k, given what is observed."""

    means = staticmethod(
        lambda n, k, a, i: x_hat[n, k, a] + over(A[n, k, a, i] * unit[i], (i, D))
    )

    def _latex(self, printer, **_):
        n, _, a, _ = map(printer._print, self.args)
        return f"x_{{{n}{a}}}"


def log_along(k: Expr, product: Expr) -> Expr:
    """ln N(x|μ_k, (Λ_k + εV)⁻¹), of which the quadratic form has these products."""
    form = (Lambda[k, a, b] + epsilon * V[a, b]) * product
    log_det = over(log(1 + epsilon * nu[a]), (a, D)) - log(Determinant(k))
    return (log_det - over(form, (a, D), (b, D)) - D * log(2 * pi)) / 2


def line(printer, k: Expr) -> str:
    k = printer._print(k)
    precision = rf"\boldsymbol{{\Lambda}}_{{{k}}} + \epsilon \mathbf{{V}}"
    return rf"\boldsymbol{{\mu}}_{{{k}}}, ({precision})^{{-1}}"


class LogFilledAlong(Named):
    """ln N(x_n|μ_k, (Λ_k + εV)⁻¹) at the point of FilledCoordinate."""

    called = True

    @staticmethod
    def means(n, k):
        away = [FilledCoordinate(n, k, c, at) - mu[k, c] for c, at in ((a, i), (b, j))]
        return log_along(k, away[0] * away[1])

    def _latex(self, printer, **_):
        n, k = self.args
        n = printer._print(n)
        return rf"\ln \mathcal{{N}}(\mathbf{{x}}_{{{n}}} \mid {line(printer, k)})"


def expected_product(n: Expr, k: Expr, a: Symbol, b: Symbol) -> Expr:
    """The mean of (x_na - μ_ka)(x_nb - μ_kb), given what is observed."""
    away = (x_hat[n, k, a] - mu[k, a]) * (x_hat[n, k, b] - mu[k, b])
    return away + C[n, k, a, b]


class ExpectedLogAlong(Named):
    """The mean of ln N(x_n|μ_k, (Λ_k + εV)⁻¹), given what is observed of x_n."""

    called = True
    means = staticmethod(lambda n, k: log_along(k, expected_product(n, k, a, b)))

    def _latex(self, printer, **_):
        n, k = self.args
        n = printer._print(n)
        log = rf"\ln \mathcal{{N}}(\mathbf{{x}}_{{{n}}} \mid {line(printer, k)})"
        return rf"\mathbb{{E}}\left[{log} \mid \mathbf{{x}}_{{{n}o}}\right]"


class ExpectedCovarianceAbout(Named):
    """Ŝ_kab(μ_k): the weighted mean of the expected products about μ_k."""

    @staticmethod
    def means(k, a, b):
        return over(gamma[n, k] * expected_product(n, k, a, b), (n, N)) / Count(k)

    def _latex(self, printer, **_):
        k, *entry = map(printer._print, self.args)
        return rf"\hat{{S}}_{{{''.join((k, *entry))}}}(\boldsymbol{{\mu}}_{{{k}}})"


class ImputedMean(Named):
    """The weighted mean of the points, with x̂ in the place of what is missing."""

    means = staticmethod(
        lambda k, a: over(gamma[n, k] * x_hat[n, k, a], (n, N)) / Count(k)
    )

    def _latex(self, printer, **_):
        return rf"\bar{{\hat{{x}}}}_{{{''.join(map(printer._print, self.args))}}}"


class ImputedVariance(Named):
    """The weighted mean square about μ_ka, with x̂ in the place of what is missing."""

    @staticmethod
    def means(k, a):
        return over(gamma[n, k] * (x_hat[n, k, a] - mu[k, a]) ** 2, (n, N)) / Count(k)

    def _latex(self, printer, **_):
        k, a = map(printer._print, self.args)
        return rf"S^{{\text{{imputed}}}}_{{{k}{a}{a}}}(\boldsymbol{{\mu}}_{{{k}}})"
