"""Discrete families by name, and the divergence of two members of a family."""

from sympy import Integral, KroneckerDelta, Product, Sum, exp, log

from derivations.kernel.names import Named
from derivations.notation import K, N, cell, counts, j, n, over, theta


class Bernoulli(Named):
    """Bern(m|p) = pᵐ (1 - p)^(1 - m), for m = 0 or 1."""

    called = True
    means = staticmethod(lambda m, p: p**m * (1 - p) ** (1 - m))

    def law(self, printer):
        return rf"\operatorname{{Bern}}({{\textstyle {printer._print(self.args[1])}}})"

    def _latex(self, printer, **_):
        m, p = map(printer._print, self.args)
        return rf"\operatorname{{Bern}}({m} \mid {p})"


class Categorical(Named):
    """Cat(e_j|p) = Π_k p_k^{z_k}, where z = e_j has its single one at place j."""

    called = True
    means = staticmethod(lambda p, k, j: Product(p ** KroneckerDelta(j, k), (k, 1, K)))

    def law(self, printer):
        letter = printer._print(self.args[0].base.label)
        return rf"\operatorname{{Cat}}(\boldsymbol{{{letter}}})"

    def _latex(self, printer, **_):
        p, _, j = self.args
        p, j = printer._print(p.base.label), printer._print(j)
        return rf"\operatorname{{Cat}}(\mathbf{{e}}_{{{j}}} \mid \boldsymbol{{{p}}})"


class Divergence(Named):
    """KL(p‖q) of two members of a family: ∫ p ln(p/q), or Σ for a discrete one."""

    called = True

    @staticmethod
    def means(p, q, x, low, high):
        total = Sum if x.is_integer else Integral
        return total(p * log(p / q), (x, low, high))

    def _latex(self, printer, **_):
        p, q = (f.law(printer) for f in self.args[:2])
        return rf"\operatorname{{KL}}({p} \,\|\, {q})"


class Empirical(Named):
    """p̂_i = c_i / N, the share of the points that fall on cell i."""

    letter = r"\hat{p}"
    means = staticmethod(lambda i: counts[i] / N)

    def law(self, printer):
        return self.letter

    def _latex(self, printer, exp="", **_):
        power = f"^{{{exp}}}" if exp else ""
        return rf"\hat{{p}}_{{{printer._print(self.args[0])}}}{power}"


class Model(Named):
    """q_θ(i) = exp θ_i / Σ_j exp θ_j: any positive probabilities can be so written."""

    letter = r"q_{\theta}"
    means = staticmethod(lambda i: exp(theta[i]) / over(exp(theta[j]), (j, K)))

    def law(self, printer):
        return self.letter

    def _latex(self, printer, **_):
        return rf"q_{{\theta}}({printer._print(self.args[0])})"


class LogLikelihood(Named):
    """The log-likelihood of the points, ln q_θ(X) = Σ_n ln q_θ(x_n)."""

    nargs = 0
    called = True
    means = staticmethod(lambda: over(log(Model(cell[n])), (n, N)))
    _latex = staticmethod(lambda printer, **_: r"\ln q_{\theta}(\mathbf{X})")
