"""What a source says, in our letters, and whether it is so: everywhere, or at a point.

A claim that is said to hold has to agree at the same random exact points that test a
derivation. One that is said to fail has to be refuted at a point of its own, where no
letter is left open. What can be neither shown nor refuted counts as neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flint import arb
from sympy import Expr, S, sympify

from derivations.checking.points import Point
from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import DIGITS, GUARD, digits, value
from derivations.evaluation.worlds import World
from derivations.kernel.calc import Derivation, Step, rule
from derivations.kernel.names import unfold
from derivations.kernel.signs import nonnegative, positive
from derivations.kernel.verdict import Agreement, agrees, difference

no_rule = rule("as the source has it")
EQUAL = ("=", "≈")  # read with heights that are means, the notes' ≈ is exact


@dataclass(frozen=True, eq=False)
class Claim:
    """`lhs sign rhs`; for ≥ and >, what lhs has to spare is signed by its form."""

    lhs: Expr
    rhs: Expr
    sign: str = "="
    spare: Expr = S.Zero
    given: tuple = ()


@dataclass(frozen=True)
class Seen:
    """Both sides of a claim at a point, and whether it holds there, if that is sure."""

    left: arb
    right: arb
    holds: bool | None


def claim(*sides, sign: str = "=", given: tuple = ()) -> tuple[Claim, ...]:
    """A chain a = b = c as claims: each later side is held against the first."""
    first, *others = map(sympify, sides)
    return tuple(Claim(first, other, sign, given=given) for other in others)


def at_least(lhs, rhs, spare, sign: str = "≥", given: tuple = ()) -> tuple[Claim, ...]:
    """An inequality: lhs = rhs + spare."""
    return (Claim(sympify(lhs), sympify(rhs), sign, spare, given),)


def ours(derivation: Derivation, chain: str = "") -> tuple[Claim, ...]:
    """What a calculation of ours claims, with what it needs."""
    found = derivation[chain]
    return (Claim(found.claim.lhs, found.claim.rhs, given=found.given),)


def everywhere(c: Claim) -> Agreement:
    """'agree', 'refuted' or 'unknown', at the random exact points of a derivation."""
    if c.sign not in (*EQUAL, "≥", ">"):
        return Agreement("unknown", f"{c.sign} is only ever seen at a point")
    has_sign = positive if c.sign == ">" else nonnegative
    if c.sign not in EQUAL and not has_sign(c.spare):
        return Agreement("unknown", f"{c.spare} has no sign by its form")
    return agrees(Step("", c.lhs, c.rhs + c.spare, no_rule, c.given))


def at(c: Claim, point: Point) -> Seen:
    """Both sides at a point that has to name all that they depend on."""
    world = World(0, (point,))
    with digits(DIGITS + GUARD):
        left, right = (
            lift(value(unfold(side), world.view())) for side in (c.lhs, c.rhs)
        )
        gap = difference(left, right)
        above = bool(left > right)
    if missing := point.leaves_open(world):
        raise ValueError(f"the point leaves open {sorted(map(str, missing))}")
    return Seen(left, right, holds(c.sign, gap, above))


def holds(sign: str, gap: str, above: bool) -> bool | None:
    if gap not in ("same", "different"):
        return None
    same = gap == "same"
    below = not (same or above)
    signs = {"≠": not same, ">": above, "≥": not below, "<": below, "≤": not above}
    return signs.get(sign, same)


@dataclass(frozen=True, eq=False)
class Witness:
    """A point at which a reading of the source fails, and what else it `shows`."""

    claims: tuple[Claim, ...] = ()
    values: Mapping = field(default_factory=dict)
    shows: tuple[Claim, ...] = ()

    @property
    def point(self) -> Point:
        return Point({k: sympify(v) for k, v in self.values.items()})
