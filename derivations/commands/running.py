"""`run`: an instance of a formula, the numbers that were drawn and both of its sides.

The numbers are those that the checks draw for a seed, with sizes of one's own choice.
"""

import argparse
import sys

from flint import fmpq
from sympy import Basic, IndexedBase, Rational, Symbol

from derivations.commands.words import named, natural
from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import DIGITS, GUARD, digits, value
from derivations.evaluation.smooth import Smooth
from derivations.evaluation.worlds import Key, World
from derivations.kernel.calc import Chain
from derivations.kernel.names import unfold
from derivations.kernel.verdict import BROKEN, difference, name
from derivations.notation import SIZES, K, N
from derivations.publish.cards.characters import characters
from derivations.publish.formats.tex import latex as claimed
from derivations.publish.formats.tex import side
from derivations.publish.formats.unicode import unicode
from derivations.publish.tags.registry import formula_of
from derivations.publish.text import sizes
from derivations.publish.typesetting.latex import latex
from derivations.quantities.labels import LabelSum
from derivations.verification import results

RUN = """An instance of a formula with numbers: what was drawn, and both sides.
Exit code: 0 if both sides agree to 100 digits, 1 if not or if they have no value,
2 for a size that the formula lacks or fixes."""
LARGEST, PRIME = 9, "′"
DRAWN, MOST = 4, 20000  # the largest size that is drawn; terms for some seconds
ANSWERS = {
    "same": f"They agree to {DIGITS} digits.",
    "different": "They differ.",
    "unknown": "They agree as far as they are known, which is not far enough.",
    "undefined": "They have no finite value here.",
}


def add(commands) -> None:
    one = commands.add_parser("run", help="a formula with numbers", description=RUN)
    one.add_argument("id", type=named, metavar="id", help="F17, F17.2 or a slug")
    for letter in map(str, SIZES):
        says = f"a size that the formula leaves open, 1 to {LARGEST}"
        one.add_argument(f"--{letter}", type=size, metavar="n", help=says)
    one.add_argument("--seed", type=natural, default=0, help="draw other numbers")
    one.set_defaults(run=run)


def size(text: str) -> int:
    if text not in map(str, range(1, LARGEST + 1)):
        raise argparse.ArgumentTypeError(
            f"a size is one of 1 … {LARGEST}, not {text!r}"
        )
    return int(text)


def run(args) -> int:
    tag, chain = formula(*args.id)
    asked = {s: n for s in SIZES if (n := getattr(args, s.name)) is not None}
    if wrong := refused(chain, asked):
        print(f"{tag} {wrong}", file=sys.stderr)
        return 2
    if why := next((s.by.untested for s in chain.steps if s.by.untested), ""):
        print(f"{tag} has no instance: {why}", file=sys.stderr)
        return 1
    print(f"{tag}: {characters(unicode(claimed(chain)))}\nseed {args.seed}\n")
    with digits(DIGITS + GUARD):
        return both_sides(chain, instance(chain, asked, args.seed))


def formula(slug: str, tag: str) -> tuple[str, Chain]:
    """A formula by its tag; of a result, its claim."""
    found = {formula_of(slug, c.name).tag: c for c in results()[slug].chains}
    tag = tag or next(iter(found))
    return tag, found[tag]


def refused(chain: Chain, asked: dict[Symbol, int]) -> str:
    """What is wrong with sizes, and what is expected; nothing, if they will do."""
    open_ = sizes(chain)
    if wrong := [s.name for s in asked if s.name not in open_]:
        choice = " and ".join(f"--{s}" for s in open_) or "no size"
        fixes = f", and fixes {chain.fixed}" * bool(chain.fixed)
        return f"leaves no size {', '.join(wrong)} open: it takes {choice}{fixes}"
    labellings = asked.get(K, DRAWN) ** asked.get(N, DRAWN)
    if labellings > MOST and any(unfold(e).has(LabelSum) for e in chain.claim.args):
        return f"sums over K^N labellings: choose sizes with at most {MOST} of them"
    return ""


def instance(chain: Chain, asked: dict[Symbol, int], seed: int) -> World:
    """Numbers are drawn as for the checks; a size not asked for is 2, 3 or 4."""
    world = World(seed, chain.given)
    world.extreme = None
    world.update({s: fmpq(n) for s, n in asked.items()})
    return world


def both_sides(chain: Chain, world: World) -> int:
    """Print what was drawn and what came out."""
    sides = chain.claim.lhs, chain.claim.rhs
    try:
        values = [value(unfold(e), world.view()) for e in sides]
    except BROKEN as error:
        print(f"There is no value here: {error}", file=sys.stderr)
        return 1
    rows = [(letter(key), number(v)) for key, v in sorted(world.items(), key=order)]
    print("\n".join(f"{what} = {n}" for what, n in rows) + "\n")
    for e, v in zip(sides, values, strict=True):
        print(f"{characters(unicode(side(e)))}\n  = {decimal(v)}")
    found = difference(*values)
    print(f"\n{ANSWERS[found]}" + " A limit was only seen to settle." * world.trend)
    return 0 if found == "same" else 1


def order(item: tuple) -> tuple:
    """Sizes come first, then letters by name; no index has two digits."""
    return item[0] not in SIZES, name(item[0])


def letter(key: Key) -> str:
    """A letter, an entry of an array, or the value of a function at a place."""
    if type(key) is not tuple:
        return unicode(latex(key))
    base, places = key
    if isinstance(base, IndexedBase):
        return unicode(latex(base[places]))
    function = str(base).rstrip("'")
    (smooth,) = (f for f in Smooth.__subclasses__() if f.__name__ == function)
    said = unicode(latex(smooth(*map(exactly, places)))).replace("|- ", "|-")
    return said + PRIME * str(base).count("'")


def exactly(place) -> Basic:
    """A place as SymPy has it: a whole number, a fraction or a letter."""
    return place if isinstance(place, Basic) else Rational(str(place))


def number(v) -> str:
    """A short fraction as it is, with its decimals; else decimals alone."""
    if isinstance(v, fmpq) and v.q == 1:
        return str(v)
    exact = str(v) if isinstance(v, fmpq) and len(str(v)) < 16 else ""
    return " ≈ ".join(filter(None, (exact, decimal(v))))


def decimal(v) -> str:
    return lift(v).str(15, radius=False)
