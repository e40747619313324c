"""What becomes of a formula without one of its assumptions: its two sides part.

All other assumptions are kept, and the instance is drawn as if the one were not known.
Of several instances the shortest is kept, for it is to be read.
"""

from dataclasses import dataclass

from sympy import Expr

from derivations.checking.points import Small
from derivations.checking.verdict import NO_VALUE
from derivations.checking.witnesses import figures
from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import GUARD, QUICK, digits, value
from derivations.evaluation.worlds import World
from derivations.kernel.calc import Chain
from derivations.kernel.given import Given
from derivations.kernel.names import unfold
from derivations.kernel.verdict import BROKEN, INSTANCES, NOWHERE, difference

SMALL = 8  # instances of small fractions; if they do not tell, those of a test


@dataclass(frozen=True)
class Parted:
    """The two sides at a point where all but one of the assumptions hold."""

    left: str
    right: str
    point: dict

    def length(self) -> tuple[bool, int]:
        """Two numbers are read before none, and a short point before a long one."""
        return NO_VALUE in (self.left, self.right), len(self.point)


def without(chain: Chain, dropped: Given) -> Parted | None:
    """A point at which the formula fails, or has no value, without an assumption."""
    kept = tuple(g for g in chain.given if g is not dropped)
    with digits(QUICK + GUARD):
        found = [shortest(*s, kept, Small, SMALL) for s in sides(chain)]
        if not any(found):
            found = [shortest(*s, kept, World, INSTANCES) for s in sides(chain)]
    return min(filter(None, found), key=Parted.length, default=None)


def sides(chain: Chain) -> list[tuple[Expr, Expr]]:
    """Of the claim, if all its steps can be tested; else of those that can."""
    tested = [(s.lhs, s.rhs) for s in chain.steps if not s.by.untested]
    whole = len(tested) == len(chain.steps)
    pairs = [(chain.claim.lhs, chain.claim.rhs)] if whole else tested
    return [(unfold(left), unfold(right)) for left, right in pairs]


def shortest(left: Expr, right: Expr, kept, kind, count: int) -> Parted | None:
    """Of the instances that tell the sides apart, the one of the fewest numbers."""
    found = (parted(left, right, kind(seed, kept)) for seed in range(count))
    return min(filter(None, found), key=Parted.length, default=None)


def parted(left: Expr, right: Expr, world: World) -> Parted | None:
    """Both values, if they are certain to differ, or certain not to be there."""
    values = [side(e, world) for e in (left, right)]
    if None in values:
        return None
    told = [v for v in values if v != NO_VALUE]
    if len(told) == 2 and difference(*told) != "different":
        return None
    one, other = (v if v == NO_VALUE else figures(v) for v in values)
    seen_apart = one != other or not told
    return Parted(one, other, dict(world)) if seen_apart else None


def side(e: Expr, world: World):
    """Its value, that it has none for certain, or None if neither is known."""
    try:
        found = value(e, world.view())
        return found if lift(found).is_finite() else None
    except NOWHERE:
        return NO_VALUE
    except BROKEN:
        return None
