"""Points to compute at: numbers that an author chose, or drawn small fractions.

A random point of a test has long fractions, since a coincidence must be unlikely. A
reader wants short ones; and a difference that is certain is so at any point.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from flint import fmpq
from sympy import Expr, Rational

from derivations.evaluation.smooth import Smooth, key_of
from derivations.evaluation.worlds import Key, World
from derivations.notation import theta_, theta_new, theta_old

PLACES = {theta_, theta_old, theta_new}  # of p(X, z|θ), which is drawn there by name


@dataclass(frozen=True, eq=False)
class Point:
    """A number for each letter that a claim names."""

    values: Mapping[Expr, Rational]

    def draw(self, key: Key, world: World) -> dict:
        if type(key) is not tuple:
            return {key: exact(self.values[key])} if key in self.values else {}
        at = world.view()
        arrays = (e for e in self.values if not e.is_Symbol)
        return {place(e, at): exact(self.values[e]) for e in arrays}

    def leaves_open(self, world: World) -> set:
        fixed = {place(e, world.view()) for e in self.values}
        names = PLACES if any(isinstance(e, Smooth) for e in self.values) else set()
        return set(world) - fixed - names


def exact(number: Rational) -> fmpq:
    return fmpq(int(number.p), int(number.q))


def place(e: Expr, at) -> Key:
    if isinstance(e, Smooth):
        return key_of(e, at)
    return e if e.is_Symbol else (e.base, tuple(map(int, e.indices)))


class Small(World):
    """An instance in which every number that is free is a small fraction."""

    def number(self, key: Key) -> fmpq:
        rng, kind = Random(f"{self.seed} {key}"), key[0] if type(key) is tuple else key
        if kind.is_integer:
            return fmpq(rng.randint(1, 3))
        sign = rng.choice((-1, 1))
        sign = 1 if kind.is_positive else -1 if kind.is_negative else sign
        return sign * fmpq(rng.randint(1, 4), rng.randint(1, 3))
