"""The quantities of the Gaussian mixture."""

from sympy import Rational, exp, log, pi

from derivations.kernel.names import Named
from derivations.notation import (
    D,
    K,
    Lambda,
    N,
    a,
    b,
    det,
    gamma,
    j,
    mu,
    n,
    over,
    pi_,
    x,
)


class Determinant(Named):
    """det Σ_k, of which no more is used than that it is a positive number."""

    means = staticmethod(lambda k: det[k])

    def _latex(self, printer, exp="", **_):
        power = f"^{{{exp}}}" if exp else ""
        return rf"|\boldsymbol{{\Sigma}}_{{{printer._print(self.args[0])}}}|{power}"


class QuadraticForm(Named):
    """(x_n - μ_k)ᵀ Σ_k⁻¹ (x_n - μ_k), with the entries Λ of Σ_k⁻¹."""

    called = True
    is_real = True  # or SymPy will not let the logarithm of exp(…) go

    @staticmethod
    def means(n, k):
        form = (x[n, a] - mu[k, a]) * Lambda[k, a, b] * (x[n, b] - mu[k, b])
        return over(form, (b, D), (a, D))

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args)
        y = rf"(\mathbf{{x}}_{{{n}}} - \boldsymbol{{\mu}}_{{{k}}})"
        return rf"{y}^{{\mathsf{{T}}}} \boldsymbol{{\Sigma}}_{{{k}}}^{{-1}} {y}"


class Gaussian(Named):
    """N(x_n|μ_k,Σ_k), the density of component k at point n, in D dimensions."""

    called = True
    means = staticmethod(
        lambda n, k: (
            (2 * pi) ** (-D * Rational(1, 2))
            * Determinant(k) ** Rational(-1, 2)
            * exp(-QuadraticForm(n, k) / 2)
        )
    )

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args)
        component = rf"\boldsymbol{{\mu}}_{{{k}}}, \boldsymbol{{\Sigma}}_{{{k}}}"
        return rf"\mathcal{{N}}(\mathbf{{x}}_{{{n}}} \mid {component})"


class Count(Named):
    """N_k = Σ_n γ_nk, the effective number of points."""

    means = staticmethod(lambda k: over(gamma[n, k], (n, N)))

    def _latex(self, printer, **_):
        return f"N_{{{printer._print(self.args[0])}}}"


class WeightedMean(Named):
    """x̄_k = Σ_n γ_nk x_n / N_k."""

    means = staticmethod(
        lambda k, *a: over(gamma[n, k] * x[(n, *a)], (n, N)) / Count(k)
    )

    def _latex(self, printer, **_):
        return rf"\bar{{x}}_{{{''.join(map(printer._print, self.args))}}}"


class Responsibility(Named):
    """γ(z_nk) = π_k N(x_n|μ_k,Σ_k) / Σ_j π_j N(x_n|μ_j,Σ_j)."""

    called = True

    @staticmethod
    def means(n, k):
        return pi_[k] * Gaussian(n, k) / over(pi_[j] * Gaussian(n, j), (j, K))

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args)
        return rf"\gamma(z_{{{n}{k}}})"


class MixtureQ(Named):
    """Q(θ, θ_old) = Σ_n Σ_k γ_nk (ln π_k + ln N(x_n|μ_k,Σ_k)), with γ from θ_old."""

    nargs = 0
    called = True
    means = staticmethod(
        lambda: over(gamma[n, j] * (log(pi_[j]) + log(Gaussian(n, j))), (j, K), (n, N))
    )
    _latex = staticmethod(
        lambda printer, **_: (
            r"\mathcal{Q}(\boldsymbol{\theta}, \boldsymbol{\theta}^{\text{old}})"
        )
    )


def scaled(printer, k, point: str, d) -> str:
    k, d = map(printer._print, (k, d))
    inverse = rf"\boldsymbol{{\Sigma}}_{{{k}}}^{{-1}}"
    return rf"\left[{inverse} ({point} - \boldsymbol{{\mu}}_{{{k}}})\right]_{{{d}}}"


class ScaledDeviation(Named):
    """Entry d of Σ_k⁻¹ (x_n - μ_k)."""

    called = True
    means = staticmethod(
        lambda n, k, d: over(Lambda[k, d, a] * (x[n, a] - mu[k, a]), (a, D))
    )

    def _latex(self, printer, **_):
        n, k, d = self.args
        return scaled(printer, k, rf"\mathbf{{x}}_{{{printer._print(n)}}}", d)


class ScaledShift(Named):
    """Entry d of Σ_k⁻¹ (x̄_k - μ_k)."""

    called = True
    means = staticmethod(
        lambda k, d: over(Lambda[k, d, a] * (WeightedMean(k, a) - mu[k, a]), (a, D))
    )

    def _latex(self, printer, **_):
        k, d = self.args
        return scaled(printer, k, rf"\bar{{\mathbf{{x}}}}_{{{printer._print(k)}}}", d)
