"""Sums over all K^N ways to label N points, and the moves that take them apart.

A summand that is a product over the points turns the sum into a product of sums, one
for each point. So nobody has to go through all labellings, except the checks, which do.
"""

from dataclasses import replace

from flint import fmpq
from sympy import KroneckerDelta, Mul, Product, Sum

from derivations.kernel.given import Given
from derivations.kernel.moves import everywhere
from derivations.notation import SIZES, K, N, j, k, label, m, n, over
from derivations.quantities.labels import Indicator, LabelSum


def few(given: Given) -> Given:
    """Drawn with sizes of at most three, so that all K^N labellings can be tried."""

    def draw(key, world):
        if key in SIZES:
            return {key: min(world.number(key), fmpq(3))}
        return given.draw(key, world)

    return replace(given, draw=draw)


@everywhere(Product)
def choose(product: Product):
    """Π_k f_k^{z_nk} = f_k at k = z_n."""
    # SymPy draws the power of a product apart: (g h)^z is g^z h^z.
    powers = [g.as_base_exp() for g in Mul.make_args(product.function)]
    _, z = powers[0]
    if not isinstance(z, KroneckerDelta):
        return product
    (index, *_), *others = product.limits
    (place,) = set(z.args) - {index}
    factor = Mul(*(g for g, _ in powers))
    return Product(factor.xreplace({index: place}), *others)


@everywhere(LabelSum)
def distribute(s: LabelSum):
    """Σ_Z Π_m g_m(z_m) = Π_m Σ_j g_m(j); a further h(z_n) stays in the sum at m = n."""
    joint, *of_one = s.args
    ((i, *_),) = joint.limits
    row = over(joint.function.xreplace({label[i]: j}), (j, K))
    if not of_one:
        return Product(row, *joint.limits)
    own = joint.function.xreplace({i: n}) * Mul(*of_one)
    others = row.xreplace({i: m}) ** (1 - KroneckerDelta(m, n))
    return over(own.xreplace({label[n]: j}), (j, K)) * Product(others, (m, 1, N))


@everywhere(Product)
def products_apart(product: Product):
    """Π g/h = Π g / Π h, and Π 1 = 1."""
    if product.function == 1:
        return product.function
    powers = (g.as_base_exp() for g in Mul.make_args(product.function))
    return Mul(*(Product(b, *product.limits) ** p for b, p in powers))


@everywhere(LabelSum)
def mean_inside(s: LabelSum):
    """Σ_Z p(Z) Σ_n Σ_k c_nk z_nk = Σ_n Σ_k c_nk Σ_Z p(Z) z_nk."""
    (p, total), z = s.args, Indicator(n, k)
    return Sum(total.function / z * LabelSum(p, z), *total.limits)
