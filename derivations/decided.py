"""Steps that are decided: an identity of functions, by FLINT, where sizes are fixed.

Both sides are brought to normal form over ℚ(x, ln f, e^f, √f), with every number that
an assumption draws as a letter. Equal normal forms are equal functions: wherever the
step has a value, not at some points. Unequal ones, or an operation that the field
lacks, decide nothing, so the answer is never "refuted".

What is decided is narrower than the step in three ways, of which each is told. The
sizes and the indices are those of the instance. The letters are those that the
assumptions draw: a density as x_i/Σx, a positive definite matrix as L Lᵀ. And a
logarithm or a root speaks for the points at which it is real, of which the tested
points are some. Limits, integrals and infinite sums are not decided.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sympy import Expr, Integral, Limit, oo
from sympy.external.gmpy import GROUND_TYPES

from derivations.evaluation.exact import UNDECIDED, Generic, sides
from derivations.kernel.calc import Step
from derivations.kernel.names import unfold

# No two sizes alike, or a sum over N in the place of one over K would pass.
SIZES = {"N": 3, "K": 2, "D": 2, "J": 1}, {"N": 2, "K": 3, "D": 3, "J": 1}


class Instance(NamedTuple):
    """What was fixed: sizes, as N = 3, and indices or labels, as k = 1 or z[2] = 1."""

    sizes: dict[str, int]
    places: dict[str, int]


def decided(step: Step) -> tuple[Instance, ...]:
    """The instances at which the two sides are one function; none if undecided."""
    if GROUND_TYPES == "flint":
        raise RuntimeError(
            "SymPy computes with FLINT here, so a fault of FLINT would show on neither "
            "side; set SYMPY_GROUND_TYPES=python before SymPy is imported"
        )
    lhs, rhs = unfold(step.lhs), unfold(step.rhs)
    if step.by.untested or endless(lhs) or endless(rhs):
        return ()
    found = [one_function(lhs, rhs, step, *at) for at in enumerate(SIZES)]
    if False in found:
        return ()
    made: list[Instance] = [at for at in found if isinstance(at, Instance)]
    return tuple(at for i, at in enumerate(made) if at not in made[:i])


def endless(e: Expr) -> bool:
    return e.has(Limit, Integral, oo)


def one_function(
    lhs: Expr, rhs: Expr, step: Step, seed: int, sizes: Mapping[str, int]
) -> Instance | bool | None:
    """The instance; False for unequal normal forms; None where one is not reached."""
    world = Generic(seed, step.given, sizes)
    try:
        left, right = sides(lhs, rhs, world)
        return fixed(world) if left == right else False
    except UNDECIDED:
        return None


def fixed(world: Generic) -> Instance:
    whole = {name(key): int(v) for key, v in sorted(world.whole().items(), key=str)}
    sizes = {letter: v for letter, v in whole.items() if letter in world.sizes}
    return Instance(sizes, {k: v for k, v in whole.items() if k not in sizes})


def name(key) -> str:
    return f"{key[0]}{list(key[1])}" if type(key) is tuple else str(key)
