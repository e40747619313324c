"""The natural parameters of a weighted Gaussian: what stands before 1, x_a and x_a x_b.

All three are the letter η; the number of its indices tells them apart.
"""

from sympy import log, pi

from derivations.kernel.names import Named
from derivations.notation import D, Lambda, a, b, mu, over, pi_
from derivations.quantities.mixture import Determinant


def eta(name: Named, printer, **_) -> str:
    """η with the arguments as indices."""
    return rf"\eta_{{{''.join(map(printer._print, name.args))}}}"


class Natural(Named):
    """η_kab, before x_a x_b: half of the precision, with a minus."""

    means = staticmethod(lambda k, a, b: -Lambda[k, a, b] / 2)
    _latex = eta


class NaturalLinear(Named):
    """η_ka, before x_a: precision times mean."""

    means = staticmethod(lambda k, a: over(Lambda[k, a, b] * mu[k, b], (b, D)))
    _latex = eta


class NaturalConstant(Named):
    """η_k, before 1: the logarithm of the weighted density at the origin."""

    _latex = eta

    @staticmethod
    def means(k):
        form = over(mu[k, a] * Lambda[k, a, b] * mu[k, b], (b, D), (a, D))
        return log(pi_[k]) - (D * log(2 * pi) + log(Determinant(k)) + form) / 2
