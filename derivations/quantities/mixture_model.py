"""The mixture as a law of label and point: z_n = e_j says that component j made x_n."""

from sympy import KroneckerDelta, Product

from derivations.kernel.names import Named
from derivations.notation import K, i, j, over, pi_
from derivations.quantities.mixture import Gaussian


def at_label(f, j) -> Product:
    """Π_i f_i^{z_i} at z = e_j, the vector whose single one stands at place j."""
    return Product(f ** KroneckerDelta(j, i), (i, 1, K))


class LabelPrior(Named):
    """p(z_n = e_j) = Π_i π_i^{z_ni}."""

    called = True
    means = staticmethod(lambda n, j: at_label(pi_[i], j))

    def _latex(self, printer, **_):
        n, j = map(printer._print, self.args)
        return rf"p(\mathbf{{z}}_{{{n}}} = \mathbf{{e}}_{{{j}}})"


class PointGivenLabel(Named):
    """p(x_n|z_n = e_j) = Π_i N(x_n|μ_i,Σ_i)^{z_ni}."""

    called = True
    means = staticmethod(lambda n, j: at_label(Gaussian(n, i), j))

    def _latex(self, printer, **_):
        n, j = map(printer._print, self.args)
        label = rf"\mathbf{{z}}_{{{n}}} = \mathbf{{e}}_{{{j}}}"
        return rf"p(\mathbf{{x}}_{{{n}}} \mid {label})"


class Mixture(Named):
    """p(x_n) = Σ_j p(z_n = e_j) p(x_n|z_n = e_j), the label summed over."""

    called = True
    is_positive = True  # or SymPy will not split the logarithm of a product
    means = staticmethod(
        lambda n: over(LabelPrior(n, j) * PointGivenLabel(n, j), (j, K))
    )

    def _latex(self, printer, **_):
        return rf"p(\mathbf{{x}}_{{{printer._print(self.args[0])}}})"


class LabelGivenPoint(Named):
    """p(z_n = e_k|x_n), by Bayes' theorem."""

    called = True

    @staticmethod
    def means(n, k):
        return LabelPrior(n, k) * PointGivenLabel(n, k) / Mixture(n)

    def _latex(self, printer, **_):
        n, k = map(printer._print, self.args)
        return (
            rf"p(\mathbf{{z}}_{{{n}}} = \mathbf{{e}}_{{{k}}} \mid \mathbf{{x}}_{{{n}}})"
        )
