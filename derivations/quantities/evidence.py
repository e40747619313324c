"""The evidence, the posterior and the bound."""

from sympy import log

from derivations.kernel.names import Named
from derivations.notation import K, j, joint, over
from derivations.quantities.divergence import head


class Evidence(Named):
    """p(X) = Σ_z p(X, z)."""

    nargs = 0
    called = True
    means = staticmethod(lambda: over(joint[j], (j, K)))
    _latex = staticmethod(lambda printer, **_: r"p(X)")


class Posterior(Named):
    """p(z|X) = p(X, z) / p(X)."""

    letter = r"p(\cdot \mid X)"
    called = True
    means = staticmethod(lambda z: joint[z] / Evidence())

    def _latex(self, printer, **_):
        return rf"p({printer._print(self.args[0])} \mid X)"


class ELBO(Named):
    """L(q) = Σ_z q(z) ln(p(X, z) / q(z))."""

    called = True
    means = staticmethod(lambda q, z, K: over(q * log(joint[z] / q), (z, K)))

    def _latex(self, printer, **_):
        return rf"\mathcal{{L}}\left({head(printer, self.args[0])}\right)"
