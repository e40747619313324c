"""The hidden labels Z = (z_1, …, z_N): each of N points came from one of K components.

There are K^N ways to label the points; a sum over all of them is evaluated by going
through them one by one.
"""

from itertools import product

from flint import fmpq
from sympy import Expr, KroneckerDelta, Mul, Product, log

from derivations.evaluation.balls import on, value
from derivations.kernel.names import Named
from derivations.notation import K, N, f, gamma, j, k, label, m, n, over, pi_

OLD = r"\boldsymbol{\theta}^{\text{old}}"


class LabelSum(Expr):
    """Σ_Z f g ⋯, over all K^N ways to label the points: LabelSum(f, g, …)."""

    is_commutative = True

    def _latex(self, printer, **_):
        return " ".join((r"\sum_{\mathbf{Z}}", *map(printer.factor, self.args)))


@on(LabelSum)
def one_by_one(e, at):
    points, kinds = (range(1, int(value(size, at)) + 1) for size in (N, K))
    total = fmpq(0)
    for labels in product(kinds, repeat=len(points)):
        named = zip(points, labels, strict=True)
        choice = {(label, (point,)): fmpq(kind) for point, kind in named}
        total += value(Mul(*e.args), at.new_child(choice))
    return total


class Indicator(Named):
    """z_nk, which is 1 where point n has the label k, and else 0."""

    is_real = True
    means = staticmethod(lambda n, k: KroneckerDelta(label[n], k))

    def _latex(self, printer, **_):
        return rf"z_{{{''.join(map(printer._print, self.args))}}}"


class CompleteLikelihood(Named):
    """p(X,Z|θ) = Π_n Π_k (π_k f_nk)^{z_nk}, where f_nk is N(x_n|μ_k,Σ_k)."""

    nargs = 0
    called = True

    @staticmethod
    def means():
        chosen = (pi_[k] * f[n, k]) ** Indicator(n, k)
        return Product(chosen, (k, 1, K), (n, 1, N))

    _latex = staticmethod(
        lambda printer, **_: r"p(\mathbf{X}, \mathbf{Z} \mid \boldsymbol{\theta})"
    )


class LabelPosterior(Named):
    """p(Z|X,θ_old) = Π_n γ_{n z_n}."""

    nargs = 0
    called = True
    means = staticmethod(lambda: Product(gamma[n, label[n]], (n, 1, N)))
    _latex = staticmethod(
        lambda printer, **_: rf"p(\mathbf{{Z}} \mid \mathbf{{X}}, {OLD})"
    )


class ExpectedLog(Named):
    """Q(θ, θ_old) = Σ_Z p(Z|X,θ_old) ln p(X,Z|θ)."""

    nargs = 0
    called = True
    means = staticmethod(lambda: LabelSum(LabelPosterior(), log(CompleteLikelihood())))
    _latex = staticmethod(
        lambda printer, **_: rf"\mathcal{{Q}}(\boldsymbol{{\theta}}, {OLD})"
    )


class OtherPoints(Named):
    """Π_{m≠n} Σ_j γ_mj."""

    @staticmethod
    def means(n):
        row = over(gamma[m, j], (j, K))
        return Product(row ** (1 - KroneckerDelta(m, n)), (m, 1, N))

    def _latex(self, printer, **_):
        others = rf"\prod_{{m \ne {printer._print(self.args[0])}}}"
        return rf"{others} \sum_{{j=1}}^{{K}} \gamma_{{mj}}"
