"""The evidence of a model with hidden z, the posterior, the bound and Q.

The model is any joint p(X, z|θ) that is positive and smooth in θ: no more is known.
"""

from sympy import Expr, log

from derivations.evaluation.smooth import Smooth
from derivations.kernel.names import Named
from derivations.notation import K, j, over, p_X, theta
from derivations.quantities.information import law


class Joint(Smooth):
    """p(X, z|θ); with three arguments p(x_n, z|θ), one of N observations."""

    def _eval_is_positive(self):
        return True

    def _latex(self, printer, exp="", **_):
        *n, z, theta = map(printer._print, self.args)
        seen = rf"\mathbf{{x}}_{{{n[0]}}}" if n else r"\mathbf{X}"
        power = f"^{{{exp}}}" if exp else ""
        return rf"p({seen}, {z} \mid {theta}){power}"


class Prior(Smooth):
    """p(θ), where θ is itself uncertain."""

    def _eval_is_positive(self):
        return True

    def _latex(self, printer, exp="", **_):
        power = f"^{{{exp}}}" if exp else ""
        return f"p({printer._print(self.args[0])}){power}"


class Evidence(Named):
    """p(X|θ) = Σ_z p(X, z|θ)."""

    means = staticmethod(lambda at: over(Joint(j, at), (j, K)))

    def _latex(self, printer, **_):
        return rf"p(\mathbf{{X}} \mid {printer._print(self.args[0])})"


class Posterior(Named):
    """p(z|X,θ) = p(X, z|θ) / p(X|θ)."""

    means = staticmethod(lambda z, theta: Joint(z, theta) / Evidence(theta))

    def law(self, printer) -> str:
        return rf"p(\cdot \mid \mathbf{{X}}, {printer._print(self.args[1])})"

    def _latex(self, printer, **_):
        z, theta = map(printer._print, self.args)
        return rf"p({z} \mid \mathbf{{X}}, {theta})"


class ELBO(Named):
    """L(q, θ) = Σ_z q(z) ln(p(X, z|θ) / q(z))."""

    called = True
    means = staticmethod(lambda q, z, theta: over(q * log(Joint(z, theta) / q), (z, K)))

    def _latex(self, printer, **_):
        q, _, theta = self.args
        return rf"\mathcal{{L}}({law(printer, q)}, {printer._print(theta)})"


class Expected(Named):
    """Q(θ, θ_old) = Σ_z p(z|X,θ_old) ln p(X, z|θ)."""

    called = True

    @staticmethod
    def means(theta, old) -> Expr:
        return over(Posterior(j, old) * log(Joint(j, theta)), (j, K))

    def _latex(self, printer, **_):
        theta, old = map(printer._print, self.args)
        return rf"\mathcal{{Q}}({theta}, {old})"


class ExpectedRise(Named):
    """Q(θ_new, θ_old) - Q(θ_old, θ_old)."""

    called = True

    @staticmethod
    def means(new, old) -> Expr:
        return Expected(new, old) - Expected(old, old)

    def _latex(self, printer, **_):
        return printer.brackets(self.unfold(), "[", "]")


class PointPosterior(Named):
    """p(k|x_n,θ), where each component k has a parameter θ_k of its own."""

    means = staticmethod(
        lambda n, k: Joint(n, k, theta[k]) / over(Joint(n, j, theta[j]), (j, K))
    )

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args)
        return rf"p({k} \mid \mathbf{{x}}_{{{n}}}, \theta)"


class Marginal(Named):
    """p(X), which no longer depends on θ: of it no more is used than that."""

    nargs = 0
    means = staticmethod(lambda: p_X)
    _latex = staticmethod(lambda printer, **_: r"p(\mathbf{X})")


class ParameterPosterior(Named):
    """p(θ|X) = p(X|θ) p(θ) / p(X)."""

    means = staticmethod(lambda at: Evidence(at) * Prior(at) / Marginal())

    def _latex(self, printer, **_):
        return rf"p({printer._print(self.args[0])} \mid \mathbf{{X}})"
