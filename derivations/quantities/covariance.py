"""The covariance of a component: about which mean, and as entries of an inverse."""

from functools import cache
from typing import Any

from sympy import Expr, Matrix, log, pi

from derivations.kernel.names import Named
from derivations.notation import (
    D,
    K,
    L,
    Lambda,
    N,
    V,
    a,
    b,
    d,
    det_S,
    epsilon,
    gamma,
    j,
    mu,
    n,
    nu,
    over,
    pi_,
    x,
    x_bar,
)
from derivations.quantities.mixture import Count, Determinant, QuadraticForm


class CovarianceAbout(Named):
    """S_kab(μ_k): the weighted covariance of the data about a point μ_k."""

    @staticmethod
    def means(k, a, b):
        product = (x[n, a] - mu[k, a]) * (x[n, b] - mu[k, b])
        return over(gamma[n, k] * product, (n, N)) / Count(k)

    def _latex(self, printer, **_):
        k, *entry = map(printer._print, self.args)
        return rf"S_{{{''.join((k, *entry))}}}(\boldsymbol{{\mu}}_{{{k}}})"


class WeightedCovariance(Named):
    """S_kab: the weighted covariance of the data about a point x̄_k, their mean."""

    @staticmethod
    def means(k, a, b):
        product = (x[n, a] - x_bar[k, a]) * (x[n, b] - x_bar[k, b])
        return over(gamma[n, k] * product, (n, N)) / Count(k)

    def _latex(self, printer, **_):
        return rf"S_{{{''.join(map(printer._print, self.args))}}}"


def precision(size: int, j: Expr) -> Matrix:
    """Λ_j; its entry [a, b], a ≤ b, stands on both sides of the diagonal."""
    return Matrix(size, size, lambda r, c: Lambda[(j, *sorted((r + 1, c + 1)))])


@cache
def determinant(size: int, j: Expr) -> Expr:
    return precision(size, j).det(method="berkowitz").expand()


@cache
def cofactor(size: int, place: tuple[int, int], j: Expr) -> Expr:
    return precision(size, j).cofactor(*(c - 1 for c in place)).expand()


class CovarianceDeterminant(Named):
    """det S_k, of which no more is used than that it is a positive number."""

    means = staticmethod(lambda k: det_S[k])

    def _latex(self, printer, **_):
        return rf"|\mathbf{{S}}_{{{printer._print(self.args[0])}}}|"


def factored(k, way) -> Expr:
    """vᵀ Σ_k⁻¹ v as Σ_d [L_k v]_d², where Σ_k⁻¹ = L_kᵀ L_k; `way` is v_a."""
    return over(over(L[k, d, a] * way, (a, D)) ** 2, (d, D))


def squared_length(k: str, way: str) -> str:
    """How a form prints that is a sum of squares."""
    return rf"\bigl\lVert \mathbf{{L}}_{{{k}}} ({way}) \bigr\rVert^2"


def trace(k: str, of: str) -> str:
    """How the trace of Σ_k⁻¹ and a matrix prints."""
    return rf"\operatorname{{Tr}}(\boldsymbol{{\Sigma}}_{{{k}}}^{{-1}} {of})"


class FactoredForm(Named):
    """(x_n - μ_k)ᵀ Σ_k⁻¹ (x_n - μ_k) as a sum of squares."""

    called = True
    means = staticmethod(lambda n, k: factored(k, x[n, a] - mu[k, a]))

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args)
        way = rf"\mathbf{{x}}_{{{n}}} - \boldsymbol{{\mu}}_{{{k}}}"
        return squared_length(k, way)


class MeanShift(Named):
    """(x̄_k - μ_k)ᵀ Σ_k⁻¹ (x̄_k - μ_k) as a sum of squares."""

    called = True
    means = staticmethod(lambda k: factored(k, x_bar[k, a] - mu[k, a]))

    def _latex(self, printer, **_):
        (k,) = map(printer._print, self.args)
        way = rf"\bar{{\mathbf{{x}}}}_{{{k}}} - \boldsymbol{{\mu}}_{{{k}}}"
        return squared_length(k, way)


class TraceAbout(Named):
    """Tr(Σ_k⁻¹ S_k(μ_k)), as the mean of (x_n - μ_k)ᵀ Σ_k⁻¹ (x_n - μ_k)."""

    called = True
    means = staticmethod(
        lambda k: over(gamma[n, k] * QuadraticForm(n, k), (n, N)) / Count(k)
    )

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        return trace(k, rf"\mathbf{{S}}_{{{k}}}(\boldsymbol{{\mu}}_{{{k}}})")


class Trace(Named):
    """Tr(Σ_k⁻¹ S_k), as the mean of (x_n - x̄_k)ᵀ Σ_k⁻¹ (x_n - x̄_k)."""

    called = True

    @staticmethod
    def means(k):
        squares = factored(k, x[n, a] - x_bar[k, a])
        return over(gamma[n, k] * squares, (n, N)) / Count(k)

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        return trace(k, rf"\mathbf{{S}}_{{{k}}}")


class LogGaussianAlong(Named):
    """ln N(x_n|μ_k, (Λ_k + εV)⁻¹): ln det is a sum of ln(1 + ε ν_a), by eigenvalues."""

    called = True

    @staticmethod
    def means(n, k):
        moved = Lambda[k, a, b] + epsilon * V[a, b]
        form = (x[n, a] - mu[k, a]) * moved * (x[n, b] - mu[k, b])
        log_det = over(log(1 + epsilon * nu[a]), (a, D)) - log(Determinant(k))
        return (log_det - over(form, (a, D), (b, D)) - D * log(2 * pi)) / 2

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args)
        line = rf"(\boldsymbol{{\Lambda}}_{{{k}}} + \epsilon \mathbf{{V}})^{{-1}}"
        mean = rf"\boldsymbol{{\mu}}_{{{k}}}"
        return rf"\ln \mathcal{{N}}(\mathbf{{x}}_{{{n}}} \mid {mean}, {line})"


class Sized:
    """A name written out in entries, for one number of dimensions; `at` makes it."""

    size: int
    place: tuple[int, ...]
    args: tuple[Expr, ...]

    @classmethod
    @cache
    def at(cls, size: int, *place: int) -> type[Named]:
        name = "".join(map(str, (cls.__name__, size, *place)))
        made: Any = type(Named)
        return made(name, (cls, Named), {"size": size, "place": place})


class PrecisionDeterminant(Sized):
    """det Λ_j, multiplied out."""

    def means(self, j):
        return determinant(self.size, j)

    def _latex(self, printer, **_):
        return rf"|\boldsymbol{{\Lambda}}_{{{printer._print(self.args[0])}}}|"


class CovarianceEntry(Sized):
    """Σ_jab as an entry of Λ_j⁻¹: a cofactor divided by the determinant."""

    def means(self, j):
        return cofactor(self.size, self.place, j) / determinant(self.size, j)

    def _latex(self, printer, **_):
        entry = (printer._print(self.args[0]), *map(str, self.place))
        return rf"\Sigma_{{{''.join(entry)}}}"


class LogGaussian(Sized):
    """ln N(x_n|μ_j,Σ_j) in the entries of Λ_j = Σ_j⁻¹."""

    def means(self, n, j):
        y = Matrix([x[n, c] - mu[j, c] for c in range(1, self.size + 1)])
        form = sum(precision(self.size, j).multiply_elementwise(y * y.T))
        return (log(determinant(self.size, j)) - form - self.size * log(2 * pi)) / 2

    def _latex(self, printer, **_):
        n, j = map(printer._print, self.args)
        component = rf"\boldsymbol{{\mu}}_{{{j}}}, \boldsymbol{{\Sigma}}_{{{j}}}"
        return rf"\ln \mathcal{{N}}(\mathbf{{x}}_{{{n}}} \mid {component})"


class SizedQ(Sized):
    """Q = Σ_n Σ_j γ_nj (ln π_j + ln N(x_n|μ_j,Σ_j)), with γ held fixed."""

    nargs = 0
    called = True

    def means(self):
        terms = log(pi_[j]) + LogGaussian.at(self.size)(n, j)
        return over(gamma[n, j] * terms, (j, K), (n, N))

    def _latex(self, printer, **_):
        return r"\mathcal{Q}(\boldsymbol{\theta}, \boldsymbol{\theta}^{\text{old}})"
