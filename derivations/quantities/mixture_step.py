"""A mixture at the parameters θ, and at θ_new after one more step of EM.

f_nk is the density of component k at the point x_n; any positive one will do.
"""

from sympy import log

from derivations.kernel.names import Named
from derivations.notation import (
    K,
    N,
    f,
    f_new,
    gamma,
    j,
    k,
    n,
    over,
    pi_,
    pi_new,
)

THETA = r"\boldsymbol{\theta}"


class PointDensity(Named):
    """p(x_n|θ) = Σ_j π_j f_nj."""

    called = True
    means = staticmethod(lambda n: over(pi_[j] * f[n, j], (j, K)))
    at = THETA

    def _latex(self, printer, **_):
        return rf"p(\mathbf{{x}}_{{{printer._print(self.args[0])}}} \mid {self.at})"


class NewPointDensity(PointDensity):
    """p(x_n|θ_new)."""

    means = staticmethod(lambda n: over(pi_new[j] * f_new[n, j], (j, K)))
    at = rf"{THETA}^{{\text{{new}}}}"


class LogLikelihood(Named):
    """ln p(X|θ) = Σ_n ln p(x_n|θ)."""

    nargs = 0
    called = True
    point = PointDensity

    def means(self):
        return over(log(self.point(n)), (n, N))

    def _latex(self, printer, **_):
        return rf"\ln p(\mathbf{{X}} \mid {self.point.at})"


class NewLogLikelihood(LogLikelihood):
    """ln p(X|θ_new)."""

    point = NewPointDensity


class StepQ(Named):
    """Q(θ, θ) = Σ_n Σ_k γ_nk ln(π_k f_nk), with the responsibilities γ at θ."""

    nargs = 0
    called = True
    at = THETA
    joint = pi_[k] * f[n, k]

    def means(self):
        return over(gamma[n, k] * log(self.joint), (k, K), (n, N))

    def _latex(self, printer, **_):
        return rf"\mathcal{{Q}}({self.at}, {THETA})"


class NewStepQ(StepQ):
    """Q(θ_new, θ)."""

    at = NewPointDensity.at
    joint = pi_new[k] * f_new[n, k]
