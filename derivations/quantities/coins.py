"""Two coins, the smallest model on which EM can stand still at the worst place.

One of two coins is drawn, each with probability 1/2. The first shows heads with
probability θ, the second with 1 - θ. The coin is tossed twice: two heads.
"""

from sympy import Rational

from derivations.kernel.names import Named


class TwoHeads(Named):
    """p(HH|θ) = θ²/2 + (1 - θ)²/2."""

    means = staticmethod(lambda bias: Rational(1, 2) * (bias**2 + (1 - bias) ** 2))

    def _latex(self, printer, **_):
        return rf"p(\mathrm{{HH}} \mid {printer._print(self.args[0])})"


class FirstCoin(Named):
    """p(1|HH,θ) = θ² / (θ² + (1 - θ)²), the posterior of the first coin."""

    means = staticmethod(lambda bias: bias**2 / (bias**2 + (1 - bias) ** 2))

    def _latex(self, printer, **_):
        return rf"p(1 \mid \mathrm{{HH}}, {printer._print(self.args[0])})"
