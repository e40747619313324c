"""Small calculations, right and wrong, on which the checkers are tried."""

from sympy import (
    symbols,
)

from derivations.evaluation.balls import GUARD, digits, value
from derivations.evaluation.worlds import World
from derivations.kernel.calc import calc, rule
from derivations.kernel.given import density, within
from derivations.kernel.names import unfold
from derivations.kernel.verdict import (
    difference,
)
from derivations.notation import K, k, q, z

t, s = symbols("t s", positive=True)
v = symbols("v", real=True)
zero = rule("everything is zero", lambda e: e * 0)
some_k = within(k, 1, K)
q_sums = density(q[z], (z, 1, K))


def chain(lhs, rhs, by, given=(), **claim):
    return calc("", lhs, ("only", rhs, by), given=given, **claim)


def step(lhs, rhs, by, given=()):
    return chain(lhs, rhs, by, given).steps[0]


def ball(e, given=(), seed=0, precision=100):
    with digits(precision + GUARD):
        return value(unfold(e), World(seed, given).view())


def same(left, right, given=()):
    with digits(100 + GUARD):
        return difference(ball(left, given), ball(right, given)) == "same"
