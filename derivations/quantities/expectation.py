"""The mean over a vector of independent standard normal coordinates, in any number.

Only polynomials are averaged. The density is a product over the coordinates, so a
monomial's mean is the product of one-coordinate moments; an odd moment is 0, and the
even ones are 1, 3, 15, ... This is how the checker evaluates it, without calculus.
"""

from math import prod

from flint import fmpq
from sympy import Expr

from derivations.evaluation.asymptotics import NotTestable, Terms
from derivations.evaluation.balls import on, value

COORDINATES = 8  # sizes are drawn up to 5; a shifted index must still find a coordinate


class StandardMean(Expr):
    """E[f] over y_1, y_2, ..., independent and standard normal: StandardMean(f, y)."""

    def _latex(self, printer, **_):
        inside = printer.brackets(self.args[0], "[", "]")
        return rf"\mathbb{{E}}_{{\mathbf{{y}}}}{inside}"


class Polynomial(Terms):
    """A polynomial in the coordinates, by their exponents."""

    one = (0,) * COORDINATES

    @classmethod
    def coordinate(cls, a: int):
        return cls({tuple(int(c == a) for c in range(1, COORDINATES + 1)): fmpq(1)})

    def inverse(self):
        raise NotTestable("only polynomials are averaged over normal coordinates")

    exp = log = inverse


def moment(n: int) -> int:
    """E[yⁿ] = (n - 1) E[yⁿ⁻²]."""
    return 0 if n % 2 else prod(range(1, n, 2))


@on(StandardMean)
def standard_mean(e, at):
    f, y = e.args
    coordinates = {
        (y, (a,)): Polynomial.coordinate(a) for a in range(1, COORDINATES + 1)
    }
    average = Polynomial({}).of(value(f, at.new_child(coordinates)))
    means = (c * prod(map(moment, n)) for n, c in average.terms.items())
    return sum(means, fmpq(0))
