"""Conjugate priors on the parameters of a mixture, and what they make of its sums."""

from sympy import Expr, Matrix, Mul, Product, Rational, exp, log, pi, sqrt

from derivations.kernel.names import Named
from derivations.notation import (
    D,
    K,
    Lambda,
    N,
    a,
    b,
    centre_,
    concentration,
    count_map,
    det_map,
    freedom,
    gamma,
    j,
    k,
    kappa,
    mu,
    mu_map,
    n,
    norm,
    over,
    pi_,
    scatter,
    sigma,
    x,
)
from derivations.quantities.covariance import (
    Sized,
    determinant,
    factored,
    precision,
    squared_length,
    trace,
)
from derivations.quantities.densities import Normal
from derivations.quantities.mixture import Count, Determinant, scaled

half = Rational(1, 2)


class Dirichlet(Named):
    """p(π) = C Π_k π_k^(α_k - 1), where C does not depend on π."""

    nargs = 0
    means = staticmethod(
        lambda: Mul(norm, Product(pi_[j] ** (concentration[j] - 1), (j, 1, K)))
    )
    _latex = staticmethod(lambda printer, **_: r"p(\boldsymbol{\pi})")


class TotalCount(Named):
    """The sum of all N̂_k, over which the weights are shares."""

    nargs = 0
    means = staticmethod(lambda: over(count_map[k], (k, K)))
    _latex = staticmethod(lambda printer, **_: r"\hat{N}")


def form(way, k) -> Expr:
    """vᵀ Σ_k⁻¹ v, where `way` gives v_a."""
    return over(way(a) * Lambda[k, a, b] * way(b), (b, D), (a, D))


class PriorForm(Named):
    """(μ_k - m)ᵀ Σ_k⁻¹ (μ_k - m), with the entries Λ of Σ_k⁻¹."""

    called = True
    is_real = True  # or SymPy will not let the logarithm of exp(…) go
    means = staticmethod(lambda k: form(lambda a: mu[k, a] - centre_[a], k))

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        y = rf"(\boldsymbol{{\mu}}_{{{k}}} - \mathbf{{m}})"
        return rf"{y}^{{\mathsf{{T}}}} \boldsymbol{{\Sigma}}_{{{k}}}^{{-1}} {y}"


class PriorTrace(Named):
    """Tr(Σ_k⁻¹ Ψ)."""

    called = True
    is_real = True
    means = staticmethod(
        lambda k: over(Lambda[k, a, b] * scatter[a, b], (b, D), (a, D))
    )

    def _latex(self, printer, **_):
        return trace(printer._print(self.args[0]), r"\boldsymbol{\Psi}")


class MeanPrior(Named):
    """N(μ_k|m, Σ_k/κ), the prior of the mean for a given covariance."""

    called = True

    @staticmethod
    def means(k):
        scale = (2 * pi / kappa) ** (-D * half) * Determinant(k) ** -half
        return scale * exp(-kappa * PriorForm(k) / 2)

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        spread = rf"\boldsymbol{{\Sigma}}_{{{k}}} / \kappa"
        law = rf"\boldsymbol{{\mu}}_{{{k}}} \mid \mathbf{{m}}, {spread}"
        return rf"\mathcal{{N}}({law})"


class InverseWishart(Named):
    """p(Σ_k) = C |Σ_k|^(-(ν+D+1)/2) exp(-Tr(Σ_k⁻¹Ψ)/2)."""

    called = True

    @staticmethod
    def means(k):
        power = Determinant(k) ** (-(freedom + D + 1) * half)
        return norm * power * exp(-PriorTrace(k) / 2)

    def _latex(self, printer, **_):
        return rf"p(\boldsymbol{{\Sigma}}_{{{printer._print(self.args[0])}}})"


class MeanCount(Named):
    """κ_k = N_k + κ: what the new mean is a mean of."""

    means = staticmethod(lambda k: Count(k) + kappa)

    def _latex(self, printer, **_):
        return rf"\kappa_{{{printer._print(self.args[0])}}}"


class Freedom(Named):
    """ν_k = N_k + ν."""

    means = staticmethod(lambda k: Count(k) + freedom)

    def _latex(self, printer, **_):
        return rf"\nu_{{{printer._print(self.args[0])}}}"


def scatter_about(k, a, b, point) -> Expr:
    """Ψ, the points' products about a point, and κ times those of its way from m."""
    seen = over(gamma[n, k] * (x[n, a] - point[k, a]) * (x[n, b] - point[k, b]), (n, N))
    way = (point[k, a] - centre_[a]) * (point[k, b] - centre_[b])
    return scatter[a, b] + seen + kappa * way


class ScatterAbout(Named):
    """Ψ_kab(μ_k): the scatter of points and prior together about a point μ_k."""

    means = staticmethod(lambda k, a, b: scatter_about(k, a, b, mu))

    def _latex(self, printer, **_):
        k, *entry = map(printer._print, self.args)
        return rf"\Psi_{{{''.join((k, *entry))}}}(\boldsymbol{{\mu}}_{{{k}}})"


class Scatter(Named):
    """Ψ_kab: the same about their mean, μ̂_k."""

    means = staticmethod(lambda k, a, b: scatter_about(k, a, b, mu_map))

    def _latex(self, printer, **_):
        return rf"\Psi_{{{''.join(map(printer._print, self.args))}}}"


class TraceOfScatterAbout(Named):
    """Tr(Σ_k⁻¹ Ψ_k(μ_k))."""

    called = True
    means = staticmethod(
        lambda k: over(Lambda[k, a, b] * ScatterAbout(k, a, b), (b, D), (a, D))
    )

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        return trace(k, rf"\boldsymbol{{\Psi}}_{{{k}}}(\boldsymbol{{\mu}}_{{{k}}})")


class TraceOfScatter(Named):
    """Tr(Σ_k⁻¹ Ψ_k)."""

    called = True
    means = staticmethod(
        lambda k: over(Lambda[k, a, b] * Scatter(k, a, b), (b, D), (a, D))
    )

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        return trace(k, rf"\boldsymbol{{\Psi}}_{{{k}}}")


class MapShift(Named):
    """(μ̂_k - μ_k)ᵀ Σ_k⁻¹ (μ̂_k - μ_k) as a sum of squares."""

    called = True
    means = staticmethod(lambda k: factored(k, mu_map[k, a] - mu[k, a]))

    def _latex(self, printer, **_):
        (k,) = map(printer._print, self.args)
        way = rf"\hat{{\boldsymbol{{\mu}}}}_{{{k}}} - \boldsymbol{{\mu}}_{{{k}}}"
        return squared_length(k, way)


class ScaledMapShift(Named):
    """Entry d of Σ_k⁻¹ (μ̂_k - μ_k)."""

    called = True
    means = staticmethod(
        lambda k, d: over(Lambda[k, d, a] * (mu_map[k, a] - mu[k, a]), (a, D))
    )

    def _latex(self, printer, **_):
        k, d = self.args
        point = rf"\hat{{\boldsymbol{{\mu}}}}_{{{printer._print(k)}}}"
        return scaled(printer, k, point, d)


class MapDeterminant(Named):
    """det Σ̂_k, of which no more is used than that it is a positive number."""

    means = staticmethod(lambda k: det_map[k])

    def _latex(self, printer, **_):
        return rf"|\hat{{\boldsymbol{{\Sigma}}}}_{{{printer._print(self.args[0])}}}|"


class LogPrior(Sized):
    """ln p(μ_k,Σ_k) in the entries of Λ_k, for one number of dimensions."""

    def means(self, k):
        D = self.size
        way = Matrix([mu[k, c] - centre_[c] for c in range(1, D + 1)])
        held = Matrix(D, D, lambda r, c: scatter[(*sorted((r + 1, c + 1)),)])
        form = sum(precision(D, k).multiply_elementwise(held + kappa * way * way.T))
        logs = (freedom + D + 2) * log(determinant(D, k)) + D * log(kappa / (2 * pi))
        return log(norm) + (logs - form) / 2

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        law = rf"\boldsymbol{{\mu}}_{{{k}}}, \boldsymbol{{\Sigma}}_{{{k}}}"
        return rf"\ln p({law})"


class LogPriorOnLine(Named):
    """ln p(μ_k,σ_k²) in one dimension, by the standard deviation."""

    called = True

    @staticmethod
    def means(k):
        mean = Normal(mu[k, 1], centre_[1], sigma[k] / sqrt(kappa))
        square = exp(-scatter[1, 1] / (2 * sigma[k] ** 2))
        return log(mean) + log(norm * sigma[k] ** (-freedom - 2) * square)

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        return rf"\ln p(\mu_{{{k}}}, \sigma_{{{k}}}^{{2}})"
