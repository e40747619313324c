"""Match, mismatch or unknown: both sides at exact points, then a proof if one is cheap.

A certified difference at one point is a mismatch, and the point is its witness. A match
says how it is known: the same tree, equal in a field of fractions, or 100 digits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import comb

from sympy import Expr, exp, log

from derivations.checking.form import Form, Mistake
from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import DIGITS, GUARD, QUICK, digits, value
from derivations.evaluation.exact import identical
from derivations.evaluation.worlds import World
from derivations.kernel.mutants import mutants
from derivations.kernel.verdict import BROKEN, INSTANCES, NOWHERE, difference

MONOMIALS, TAME, MUTANTS = 20_000, 10**6, 1500
NO_VALUE = "no real value"


@dataclass(frozen=True)
class Witness:
    """A point, the right value there, and the one that was typed."""

    point: dict[str, str]
    right: str
    typed: str


@dataclass(frozen=True)
class Verdict:
    """'match' (how), 'mismatch' (witness, and the mistake if known) or 'unknown'."""

    kind: str
    how: str = ""
    witness: Witness | None = None
    mistake: str = ""


def check(form: Form, typed: Expr) -> Verdict:
    """Hold a typed formula against the derived one."""
    found = seen(form, form.formula, typed)
    if found.kind == "mismatch":
        return Verdict("mismatch", "", found.witness, name_of(form, typed))
    if same_tree(form.formula, typed):
        return Verdict("match", "identical")
    if proved(form, typed):
        return Verdict("match", "proved equal")
    return found


def seen(form: Form, right: Expr, typed: Expr, n: int = DIGITS) -> Verdict:
    """What the points say."""
    with digits(n + GUARD):
        said = [at_point(form, right, typed, world) for world in points(form.draws, n)]
    for kind in ("mismatch", "unknown"):
        if chosen := next((v for v in said if v.kind == kind), None):
            return chosen
    return Verdict("match", f"agrees to {n} digits at {len(said)} points")


@lru_cache(64)
def points(draws, n: int) -> list[World]:
    return [World(seed, draws) for seed in range(INSTANCES)]


def at_point(form: Form, right: Expr, typed: Expr, world: World) -> Verdict:
    truth = value(right, world.view())
    try:
        other = value(typed, world.view())
        found = difference(truth, other)
    except NOWHERE:
        return Verdict("mismatch", "", witness(form, world, truth, None))
    except BROKEN as error:
        return Verdict("unknown", f"it has no certain value: {error}")
    if found == "different":
        return Verdict("mismatch", "", witness(form, world, truth, other))
    if found == "same":
        return Verdict("match")
    return Verdict("unknown", "at a point it is too large, or too near to 0/0 or ln 0")


def witness(form: Form, world: World, right, typed) -> Witness:
    drawn = {name: str(value(e, world.view())) for name, e in form.free.items()}
    for n in (12, 40, DIGITS):  # as many digits as tell the two apart
        pair = shown(right, n), NO_VALUE if typed is None else shown(typed, n)
        if pair[0] != pair[1]:
            break
    return Witness(drawn, *pair)


def shown(number, n: int = 12) -> str:
    return lift(number).str(n, radius=False)


def same_tree(right: Expr, typed: Expr) -> bool:
    """The same after SymPy's own arithmetic, where that is sure to be quick."""
    return tame(typed) and rebuilt(typed) == right


def tame(e: Expr) -> bool:
    """Nothing in it for SymPy to work out at length."""
    if e.is_Rational:
        return max(abs(e.p), e.q) <= TAME
    if isinstance(e, exp) and (e.args[0].is_number or e.args[0].has(log)):
        return False
    return all(map(tame, e.args))


def rebuilt(e: Expr) -> Expr:
    if not (e.is_Add or e.is_Mul or e.is_Pow or isinstance(e, log | exp)):
        return e
    return e.func(*map(rebuilt, e.args))


def proved(form: Form, typed: Expr) -> bool:
    """Equal in a field of fractions, if its polynomials are sure to be small."""
    gaps = form.formula, typed
    generators = len({g for e in gaps for g in letters(e)})
    top = max(n for gap in gaps for n in total_degree(gap))
    if comb(top + generators, generators) > MONOMIALS:
        return False
    return identical(*gaps, form.draws)


def letters(e: Expr) -> Iterator[Expr]:
    """What becomes a generator: letters, entries, logarithms and exponentials."""
    if isinstance(e, log | exp):
        yield e
    if e.is_Add or e.is_Mul or e.is_Pow or isinstance(e, log | exp):
        for a in e.args:
            yield from letters(a)
    elif not e.is_Rational:
        yield e


def total_degree(e: Expr) -> tuple[int, int]:
    """Bounds on the degrees above and below the line."""
    if e.is_Rational:
        return 0, 0
    if e.is_Mul:
        degrees = [total_degree(a) for a in e.args]
        return sum(a for a, _ in degrees), sum(b for _, b in degrees)
    if e.is_Add:
        parts = list(map(total_degree, e.args))
        below = sum(b for _, b in parts)
        return max(a - b for a, b in parts) + below, below
    if e.is_Pow and e.exp.is_Integer:
        n, (above, below) = int(e.exp), total_degree(e.base)
        return (n * above, n * below) if n >= 0 else (-n * below, -n * above)
    if isinstance(e, log | exp):
        return max((1, 0), total_degree(e.args[0]))
    return 1, 0


def name_of(form: Form, typed: Expr) -> str:
    """The known mistake that was typed, or a change by which it comes about."""
    for mistake in form.mistakes:
        if made_by(form, mistake, typed):
            return mistake.says
    return multiple(form, typed) or nearby(form, typed)


def made_by(form: Form, mistake: Mistake, typed: Expr) -> bool:
    return seen(form, form.mistaken(mistake), typed, QUICK).kind == "match"


def multiple(form: Form, typed: Expr) -> str:
    """The right formula times a number, if it is."""
    with digits(QUICK + GUARD):
        try:
            ratios = [
                lift(value(typed, w.view())) / lift(value(form.formula, w.view()))
                for w in points(form.draws, QUICK)
            ]
            level = all(difference(ratios[0], r) == "same" for r in ratios[1:])
        except BROKEN:
            return ""
    return f"it is {shown(ratios[0])} times the right one" if level else ""


def nearby(form: Form, typed: Expr) -> str:
    """One small change makes it: the kernel's mutants of the right formula."""
    for mutant in mutants(form.formula)[:MUTANTS]:
        if one_point(form, mutant, typed):
            if seen(form, mutant, typed, QUICK).kind == "match":
                return f"one small change makes it: {form.plain(mutant)}"
    return ""


def one_point(form: Form, mutant: Expr, typed: Expr) -> bool:
    with digits(QUICK + GUARD):
        view = points(form.draws, QUICK)[0].view()
        try:
            return difference(value(mutant, view), value(typed, view)) == "same"
        except BROKEN:
            return False
