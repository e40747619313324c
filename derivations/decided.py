"""Steps that are decided: an identity of functions, by FLINT, where sizes are fixed.

Both sides are brought to normal form over ℚ(x, ln f, e^f, √f), with every number that
an assumption draws as a letter. Equal normal forms are equal functions: wherever the
step has a value, not at some points. Unequal ones, or an operation that the field
lacks, decide nothing, so the answer is never "refuted".

What is decided is narrower than the step, and how is told. The sizes and the indices
are those of the instance. The letters are those that the assumptions draw: a density
as x_i/Σx, a positive definite matrix as L Lᵀ, and no number in the place of a letter.
Where a draw covers a part of what is allowed only, it is an open part, and analytic
functions that are equal there are equal as far as they reach. A logarithm or a root
speaks for the points at which it is real; that there are some, the tested points show.
Limits, integrals and infinite sums are not decided.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from sympy import Expr, Integral, Limit, oo
from sympy.external.gmpy import GROUND_TYPES

from derivations.evaluation.asymptotics import NoValue
from derivations.evaluation.exact import ROOMS, UNDECIDED, Generic, in_room, sides
from derivations.evaluation.quotients import Full
from derivations.kernel.calc import Step
from derivations.kernel.names import unfold

# Of two letters that stand for whole numbers, no two are alike at both of the first two
# instances, or a sum over N in the place of one over K would pass. The first two that
# can be reached are taken, so the last ones are for what is large. The keys are seeds.
SIZES = {
    3: {"N": 3, "K": 2, "D": 2, "J": 1},
    7: {"N": 2, "K": 4, "D": 3, "J": 1},
    4: {"N": 3, "K": 2, "D": 1, "J": 1},
    6: {"N": 2, "K": 2, "D": 2, "J": 1},
}
LETTERS = "NKDJ"
# A letter without a range is beyond all sizes once, so that it is none of them by
# chance, with room enough that no two letters of one formula are alike; and within
# them once, so that no sum passes it by.
FREE = {3: (7, 17)}
WITHIN = 1, 2


class Instance(NamedTuple):
    """What was fixed: sizes, as N = 3, and indices or labels, as k = 1 or z[2] = 1."""

    sizes: dict[str, int]
    places: dict[str, int]


INSTANCES, NO_SIZES = 2, Instance({}, {})


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
    found: list[Instance] = []
    for seed, sizes in SIZES.items():
        free = FREE.get(seed, WITHIN)
        make = partial(Generic, seed, step.given, sizes, free)
        world, same = in_room(partial(one_function, lhs, rhs, make))
        if same is False:
            return ()
        if same and (here := fixed(world)) not in found:
            found.append(here)
        if len(found) == INSTANCES or found == [NO_SIZES]:
            break
    return tuple(found)


def endless(e: Expr) -> bool:
    return e.has(Limit, Integral, oo)


def one_function(
    lhs: Expr, rhs: Expr, make: Callable[..., Generic], room: int
) -> tuple[Generic, bool | None]:
    """Whether both have the same normal form; None where one is not reached."""
    world = make(room=room)
    try:
        left, right = sides(lhs, rhs, world)
        return world, left == right
    except (NoValue, ZeroDivisionError):  # no real value anywhere
        return world, False
    except Full:
        if room < ROOMS[-1]:
            raise
        return world, None
    except UNDECIDED:
        return world, None


def fixed(world: Generic) -> Instance:
    whole = {name(key): int(v) for key, v in sorted(world.whole().items(), key=str)}
    sizes = {letter: v for letter, v in whole.items() if letter in LETTERS}
    return Instance(sizes, {k: v for k, v in whole.items() if k not in sizes})


def name(key) -> str:
    return f"{key[0]}{list(key[1])}" if type(key) is tuple else str(key)
