"""One instance of a formula: its exact value, and the arguments of its NumPy copy."""

import numpy as np
from flint import arb, fmpq
from sympy import Integer

from derivations.checking.form import Sizes
from derivations.evaluation.balls import value
from derivations.evaluation.worlds import World
from derivations.kernel.names import unfold
from derivations.notation import (
    D,
    J,
    K,
    N,
    a,
    b,
    d,
    i,
    j,
    k,
    n,
    theta,
    theta_,
    theta_new,
    theta_old,
)
from derivations.publish.formats.function import Function
from derivations.quantities.evidence import Joint, Prior

# Sizes that differ, so that no axis is taken for another; and indices within them.
SMALL = Sizes({N: 5, K: 4, D: 3, J: 2, n: 3, k: 2, i: 2, j: 4, a: 2, b: 3, d: 2})
ANY = 6  # entries of an array of which only some are named
AT = {"": theta_, "_old": theta_old, "_new": theta_new}


class Point:
    """One instance of a formula, as exact values and as NumPy's arguments."""

    def __init__(self, of: Function, seed: int):
        self.of = of
        self.world = World(seed, (*of.chain.given, SMALL))

    def number(self, e) -> float:
        found = value(e, self.world.view())
        return float(arb(found) if isinstance(found, fmpq) else found)

    def exact(self) -> float:
        return self.number(unfold(self.of.chain.claim.rhs))

    def arguments(self) -> list:
        shapes = self.of.shapes
        arrays = [self.array(base) for base in sorted(shapes, key=str)]
        return [*arrays, *map(self.letter, self.of.free)]

    def array(self, base):
        shape = tuple(map(self.size, self.of.shapes[base]))
        entries = [self.entry(base, at) for at in np.ndindex(*shape)]
        found = np.array(entries).reshape(shape)
        return found.astype(int) - 1 if base.label.is_integer else found

    def size(self, extent) -> int:
        return ANY if extent is None else int(self.number(extent))

    def entry(self, base, at) -> float:
        place = [Integer(index + 1) for index in at]
        name, at_theta = split(str(base.label))
        if name != "joint":
            return self.number(base[tuple(place)])
        own = unfold(self.of.chain.claim.rhs).has(
            theta
        )  # each component has a parameter
        return self.number(Joint(*place, theta[place[-1]] if own else AT[at_theta]))

    def letter(self, letter):
        name, at_theta = split(str(letter))
        if name == "prior":
            return self.number(Prior(AT[at_theta]))
        meant = {name: e for e, name in self.of.given_names.items()}
        found = self.number(meant.get(letter, letter))
        return int(found) - (letter in self.of.counting) if letter.is_integer else found


def split(name: str) -> tuple[str, str]:
    word, dashes, at = name.partition("__")
    return word, dashes[:1] + at
