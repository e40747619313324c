"""What a formula and its wrong versions are at one point, each refused for certain.

The point is an author's, or the first of small fractions at which all wrong versions
differ from the right one in the figures that are shown. A "wrong" version that is not
told apart stops whoever asked for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq
from sympy import Expr, Indexed, Integer, Rational, Sum, pi, sqrt

from derivations.checking.form import Form, Mistake, Sizes
from derivations.checking.points import Point, Small
from derivations.checking.verdict import NO_VALUE, shown
from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import GUARD, QUICK, digits, value
from derivations.kernel.names import Named, unfold
from derivations.kernel.verdict import BROKEN, NOWHERE, difference
from derivations.notation import D, Lambda, Sigma, det, det_S, mu, s_, sigma, x

FIGURES, SEEDS = 6, 20


Numbers = Mapping[str, str | int | Rational]


class NotRefused(ValueError):
    """A wrong formula that the check could not tell from the right one."""


@dataclass(frozen=True)
class Witnessed:
    """A point, the right value there, and the value of each wrong version."""

    point: dict[Expr, str]
    right: str
    wrong: dict[str, str]


def witnessed(form: Form, mistakes: tuple[Mistake, ...]) -> Witnessed:
    """All of them at one point of small fractions."""
    for seed in range(SEEDS):
        if found := at(form, mistakes, Small(seed, form.draws)):
            return found
    named = ", ".join(m.says for m in mistakes)
    raise NotRefused(f"{form.slug}: no point tells all of these apart: {named}")


def at_point(form: Form, mistakes: tuple[Mistake, ...], point: Numbers) -> Witnessed:
    """All of them at the point of an author, by the plain names of the form."""
    if found := at(form, mistakes, chosen(form, point)):
        return found
    raise NotRefused(f"{form.slug}: not refused at {dict(point)}")


def value_at(form: Form, formula: Expr, point: Numbers) -> str:
    """A value at the point of an author, or that it is certain that there is none."""
    with digits(QUICK + GUARD):
        try:
            return figures(value(formula, chosen(form, point).view()))
        except NOWHERE:
            return NO_VALUE


def chosen(form: Form, point: Numbers) -> Small:
    """An instance in which an author has chosen every letter."""
    if set(point) != set(form.free):
        raise ValueError(f"{form.slug}: the point has to name {', '.join(form.free)}")
    fixed = Point({form.free[name]: Rational(v) for name, v in point.items()})
    return Small(0, (fixed, Sizes(form.sizes)))


def at(form: Form, mistakes, world) -> Witnessed | None:
    """The values there, if every wrong one is certain to differ, and seen to."""
    with digits(QUICK + GUARD):
        try:
            right = value(form.formula, world.view())
            told = [apart(right, form.mistaken(m), world) for m in mistakes]
        except BROKEN:
            return None
        if not all(told):
            return None
        wrong = {m.says: text or "" for m, text in zip(mistakes, told, strict=True)}
        point = {e: number(value(e, world.view())) for e in form.free.values()}
        return Witnessed(point, figures(right), wrong)


def number(found) -> str:
    """A fraction as it is, and what is only known in a ball in a few figures."""
    return str(found) if isinstance(found, fmpq) else figures(found)


def figures(found) -> str:
    """Six figures, and no zeros after what is exact."""
    ball = lift(found)
    text = "0" if ball.contains(0) else shown(ball, FIGURES)
    exact = (ball * 10**FIGURES).unique_fmpz() is not None
    return text.rstrip("0").rstrip(".") if exact and "." in text else text


def apart(right, formula: Expr, world) -> str | None:
    """The wrong value, if it is certain that it is none or another."""
    try:
        wrong = value(formula, world.view())
    except NOWHERE:
        return NO_VALUE
    if difference(right, wrong) != "different":
        return None
    text = figures(wrong)
    return text if text != figures(right) else None


def as_read(form: Form, mistake: Mistake) -> Expr:
    """The wrong formula at any size, but on the line if it was there."""
    wrong = mistake.edit(form.derived)
    if form.sizes.get(D) == 1:
        wrong = on_the_line(wrong)
    return wrong.replace(Sum, counted)


class Root(Named):
    """√(2π), which SymPy would take apart."""

    means = staticmethod(lambda: sqrt(2 * pi))
    _latex = staticmethod(lambda printer, **_: r"\sqrt{2 \pi}")


def on_the_line(e: Expr) -> Expr:
    """Σ_j = σ_j², with its determinant and inverse; no index counts coordinates."""
    if not e.has(D):
        return e
    height = {(2 * pi) ** (s * D / 2): Root() ** s for s in (1, -1)}
    flat = unfold(e).xreplace(height).xreplace({D: Integer(1)}).replace(Sum, one_term)
    return flat.replace(lambda t: isinstance(t, Indexed), entry_on_the_line)


def one_term(term: Expr, *limits) -> Expr:
    """A sum from 1 to 1 is its term."""
    left = [lim for lim in limits if lim[1:] != (1, 1)]
    gone = {lim[0]: Integer(1) for lim in limits if lim[1:] == (1, 1)}
    term = term.xreplace(gone)
    return Sum(term, *left) if left else term


def entry_on_the_line(t: Expr) -> Expr:
    letter, (j, *_) = t.base, t.indices
    if letter in (Sigma, det):
        return sigma[j] ** 2
    known = {Lambda: sigma[j] ** -2, x: x[j], mu: mu[j], det_S: s_[j] ** 2}
    return known.get(letter, t)


def counted(term: Expr, *limits) -> Expr:
    """Σ 1 is how many there are."""
    whole = Sum(term, *limits)
    return whole.doit() if term.is_number else whole
