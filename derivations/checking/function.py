"""A NumPy function of the reader's, held against a derived formula at random points.

The numbers are drawn exactly, as for a formula, and rounded for the call. Floats can
only agree to about nine digits, and the verdict says so.
"""

import re
from collections.abc import Callable
from importlib import import_module
from math import isclose

import numpy as np
from sympy import Expr

from derivations.checking.form import Form
from derivations.checking.parse import parse
from derivations.checking.verdict import Verdict, Witness
from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import GUARD, QUICK, digits, value
from derivations.evaluation.worlds import World
from derivations.kernel.verdict import BROKEN

NAME = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")
POINTS, CLOSE = 20, 1e-9


class BadFunction(ValueError):
    """What was named cannot be called for this result."""


def loaded(name: str) -> Callable:
    """The function called module:function; its module runs when it is imported."""
    module, _, function = name.partition(":")
    try:
        found = getattr(import_module(module), function)
    except (Exception, SystemExit) as error:  # whatever a module does when it runs
        raise BadFunction(f"{name} cannot be loaded: {error!r}") from error
    if not callable(found):
        raise BadFunction(f"{name} is no function but {type(found).__name__}")
    return found


def called_with(form: Form) -> tuple[str, ...]:
    """What the function is called with: as the result says, or all free names."""
    return form.arguments or tuple(form.letters)


def check_function(form: Form, function: Callable) -> Verdict:
    """Call it at random points, and hold what it returns against the formula there."""
    for world in (World(seed, form.draws) for seed in range(POINTS)):
        with digits(QUICK + GUARD):
            arguments = [argument(form, spec, world) for spec in called_with(form)]
            right = number(form.formula, world)
            point = {name: f"{number(e, world):.6g}" for name, e in form.free.items()}
        typed = answer(function, arguments, point)
        if not isclose(typed, right, rel_tol=CLOSE, abs_tol=CLOSE):
            seen = Witness(point, f"{right:.12g}", f"{typed:.12g}")
            return Verdict("mismatch", "", seen, mistake_of(form, function))
    return Verdict("match", f"agrees to 9 digits at {POINTS} points")


def number(e: Expr, world: World) -> float:
    return float(lift(value(e, world.view())))


def argument(form: Form, spec: str, world: World):
    """A number, or an array where the name of one stands in it."""
    arrays = [a for a in form.letters if isinstance(form.letters[a], tuple)]
    used = [a for a in arrays if re.search(rf"\b{a}\b", spec)]
    if not used:
        return number(parse(spec, form.names), world)
    count = len(form.entries_of(used[0]))
    entries = (entry(spec, used, i) for i in range(1, count + 1))
    return np.array([number(parse(e, form.names), world) for e in entries])


def entry(spec: str, arrays: list[str], i: int) -> str:
    return re.sub(rf"\b({'|'.join(arrays)})\b", rf"\g<1>{i}", spec)


def answer(function: Callable, arguments: list, point: dict[str, str]) -> float:
    try:
        return float(np.asarray(function(*arguments)).item())
    except (Exception, SystemExit) as error:  # the reader's code may raise anything
        at = ", ".join(f"{name} = {v}" for name, v in point.items())
        raise BadFunction(f"no single number came back at {at}: {error!r}") from error


def mistake_of(form: Form, function: Callable) -> str:
    """The named mistake that the function makes at every point."""
    return next((m.says for m in form.mistakes if makes(form, m, function)), "")


def makes(form: Form, mistake, function: Callable) -> bool:
    wrong = form.mistaken(mistake)
    for world in (World(seed, form.draws) for seed in range(POINTS)):
        try:
            with digits(QUICK + GUARD):
                arguments = [argument(form, spec, world) for spec in called_with(form)]
                value_of = number(wrong, world)
        except BROKEN:
            return False
        if not isclose(answer(function, arguments, {}), value_of, rel_tol=CLOSE):
            return False
    return True
