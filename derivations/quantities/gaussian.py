"""Gaussians in D dimensions by their entries, at points drawn from one of them.

N(μ_1,Σ_1) and N(μ_2,Σ_2) are given by entries; N(μ,Σ) by a triangular factor of Σ, the
diagonal σ_1 … σ_D of which multiplies to its determinant.
"""

from sympy import Expr, Matrix, Rational, Sum, log, pi

from derivations.kernel.names import Named
from derivations.notation import (
    A,
    D,
    Lambda,
    Sigma,
    a,
    b,
    i,
    j,
    mu,
    over,
    sigma,
    unit,
)
from derivations.quantities.mixture import Determinant

half = Rational(1, 2)


class Coordinate(Named):
    """x_a = μ_1a + Σ_i A_ai y_i: a point of N(μ_1,Σ_1), if y is standard normal."""

    means = staticmethod(lambda a, i: mu[1, a] + over(A[a, i] * unit[i], (i, D)))

    def _latex(self, printer, **_):
        return f"x_{{{printer._print(self.args[0])}}}"


class LogDensity(Named):
    """ln N(x|μ_k,Σ_k) in D dimensions, at the point x = μ_1 + A y."""

    called = True

    @staticmethod
    def means(k):
        away = [Coordinate(a, i) - mu[k, a], Coordinate(b, j) - mu[k, b]]
        form = over(away[0] * Lambda[k, a, b] * away[1], (b, D), (a, D))
        return -half * (D * log(2 * pi) + log(Determinant(k)) + form)

    def _latex(self, printer, **_):
        k = printer._print(self.args[0])
        law = rf"\boldsymbol{{\mu}}_{{{k}}}, \boldsymbol{{\Sigma}}_{{{k}}}"
        return rf"\ln \mathcal{{N}}(\mathbf{{x}} \mid {law})"


class Trace(Named):
    """Tr(Σ_2⁻¹ Σ_1)."""

    nargs = 0
    called = True
    means = staticmethod(lambda: over(Lambda[2, a, b] * Sigma[1, a, b], (b, D), (a, D)))
    _latex = staticmethod(
        lambda printer, **_: (
            r"\operatorname{Tr}(\boldsymbol{\Sigma}_2^{-1} \boldsymbol{\Sigma}_1)"
        )
    )


class Mahalanobis(Named):
    """(μ_1 - μ_2)ᵀ Σ_2⁻¹ (μ_1 - μ_2), a squared distance."""

    nargs = 0
    called = True

    @staticmethod
    def means():
        away = [mu[1, c] - mu[2, c] for c in (a, b)]
        return over(away[0] * Lambda[2, a, b] * away[1], (b, D), (a, D))

    @staticmethod
    def _latex(printer, **_):
        away = r"(\boldsymbol{\mu}_1 - \boldsymbol{\mu}_2)"
        inverse = r"\boldsymbol{\Sigma}_2^{-1}"
        return rf"{away}^{{\mathsf{{T}}}} {inverse} {away}"


class Half(Named):
    """½ of a sum, which SymPy would halve term by term."""

    called = True
    means = staticmethod(lambda e: e / 2)

    def _latex(self, printer, **_):
        return rf"\frac{{1}}{{2}} {printer.brackets(self.args[0], '[', ']')}"


class TriangularPoint(Named):
    """x_a = μ_a + σ_a y_a + Σ_{i<a} A_ai y_i: a point of N(μ,Σ)."""

    means = staticmethod(
        lambda a: mu[a] + sigma[a] * unit[a] + Sum(A[a, i] * unit[i], (i, 1, a - 1))
    )

    def _latex(self, printer, **_):
        return f"x_{{{printer._print(self.args[0])}}}"


class LogOwn(Named):
    """ln N(x|μ,Σ) at that point: ln N(y|0,I) less the logarithm of the determinant."""

    nargs = 0
    called = True
    means = staticmethod(
        lambda: (
            -half * (D * log(2 * pi) + over(log(sigma[a] ** 2) + unit[a] ** 2, (a, D)))
        )
    )
    _latex = staticmethod(
        lambda printer, **_: (
            r"\ln \mathcal{N}(\mathbf{x} \mid \boldsymbol{\mu}, \boldsymbol{\Sigma})"
        )
    )


class LogUnit(Named):
    """ln N(x|0,I) at that point."""

    nargs = 0
    called = True
    means = staticmethod(
        lambda: -half * (D * log(2 * pi) + over(TriangularPoint(a) ** 2, (a, D)))
    )
    _latex = staticmethod(
        lambda printer, **_: r"\ln \mathcal{N}(\mathbf{x} \mid \mathbf{0}, \mathbf{I})"
    )


def planar_factor(k: int) -> Matrix:
    """The triangular factor of Σ_k, for D = 2."""
    return Matrix([[sigma[k, 1], 0], [A[k, 2, 1], sigma[k, 2]]])


def planar_covariance(k: int) -> Matrix:
    return planar_factor(k) * planar_factor(k).T


class PlanarDeterminant(Determinant):
    """det Σ_k for D = 2."""

    means = staticmethod(lambda k: planar_covariance(int(k)).det())


class PlanarTrace(Trace):
    """tr(Σ_2⁻¹ Σ_1) for D = 2."""

    means = staticmethod(
        lambda: (planar_covariance(2).inv() * planar_covariance(1)).trace()
    )


class PlanarMahalanobis(Mahalanobis):
    """(μ_1 - μ_2)ᵀ Σ_2⁻¹ (μ_1 - μ_2) for D = 2."""

    @staticmethod
    def means() -> Expr:
        away = Matrix([mu[1, c] - mu[2, c] for c in (1, 2)])
        return (away.T * planar_covariance(2).inv() * away)[0]
