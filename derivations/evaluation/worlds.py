"""One random exact instance of everything that a formula may name.

Sizes (N, K, D) and every number are drawn when first asked for, so arrays need no
declared shape. Assumptions draw what hangs together: a row that sums to one, a
symmetric matrix.
"""

from __future__ import annotations

from collections import ChainMap
from random import Random
from typing import Any, Protocol

from flint import arb, arb_series, fmpq

from derivations.evaluation.asymptotics import lift

Key = Any  # a Symbol p, or an entry p[i] as (base, indices)


class Draws(Protocol):
    def draw(self, key: Key, world: World) -> dict: ...


class World(dict):
    """An exact value for every symbol and every array entry, drawn on demand.

    Of every six worlds, sizes are all 1 in the second and all 5 in the third.
    """

    trend = False  # set where a value was only seen to settle
    lift, pi = staticmethod(lift), staticmethod(arb.pi)
    series: type = arb_series

    def __init__(self, seed: int, given: tuple[Draws, ...] = ()):
        self.seed, self.given = seed, given
        self.extreme = {1: 1, 2: 5}.get(seed % 6)  # all sizes, where not drawn
        self.known: dict = {}  # values of expressions, at one precision

    def __missing__(self, key: Key):
        for assumption in self.given:
            self.update(assumption.draw(key, self))
            if key in self:
                return self[key]
        self[key] = self.number(key)
        return self[key]

    def number(self, key: Key) -> fmpq:
        """A positive rational, or a size from 2 to 4; reals take either sign."""
        rng, kind = Random(f"{self.seed} {key}"), key[0] if type(key) is tuple else key
        if kind.is_integer:
            return fmpq(self.extreme or rng.randint(2, 4))
        sign = rng.choice((-1, 1))
        sign = 1 if kind.is_positive else -1 if kind.is_negative else sign
        return sign * fmpq(rng.randint(1000, 4000), rng.randint(1000, 2000))

    def view(self) -> ChainMap:
        """Names bound by sums and derivatives go in front of the drawn values."""
        return ChainMap({}, self)
