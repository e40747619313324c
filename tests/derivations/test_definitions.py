"""Every named definition gives the value that is known from outside.

Checks run on what names unfold to, on both sides, so a wrong definition would agree
with itself: these numbers come from elsewhere.
"""

import importlib
import pkgutil
from fractions import Fraction

import pytest
from flint import arb, fmpq
from sympy import IndexedBase

import derivations.quantities
from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import GUARD, digits, value
from derivations.evaluation.worlds import World
from derivations.kernel.names import Named, unfold
from tests.derivations import pins

MODULES = [m.name for m in pkgutil.iter_modules(derivations.quantities.__path__)]
PINS = [
    pin
    for module in pkgutil.iter_modules(pins.__path__)
    for pin in importlib.import_module(f"{pins.__name__}.{module.name}").PINS
]


def exact(number) -> fmpq:
    number = Fraction(str(number))
    return fmpq(number.numerator, number.denominator)


def entries(base, rows, at=()):
    """Array entries by their indices, from 1."""
    for i, row in enumerate(rows, 1):
        if isinstance(row, list | tuple):
            yield from entries(base, row, (*at, i))
        else:
            yield (base, (*at, i)), exact(row)


def point(pin) -> World:
    world = World(0)
    for name, given in pin.at.items():
        array = isinstance(name, IndexedBase)
        world.update(entries(name, given) if array else {name: exact(given)})
    return world


def named() -> set[type]:
    """Every named quantity that the modules of definitions hold."""
    held = set()
    for module in MODULES:
        space = vars(importlib.import_module(f"derivations.quantities.{module}"))
        held |= {
            c for c in space.values() if isinstance(c, type) and issubclass(c, Named)
        }
    return held - {Named}


@pytest.mark.parametrize("pin", PINS, ids=lambda pin: str(pin.expression)[:60])
def test_a_definition_gives_the_known_value(pin):
    with digits(30 + GUARD):
        world = point(pin)
        asked = set(world)
        found = lift(value(unfold(pin.expression), world.view()))
        assert set(world) == asked, "a value was drawn that the pin should give"
        places = len(pin.value.partition(".")[2])
        assert abs(found - arb(pin.value)) < arb(10) ** -places, found.str(20)


def test_a_pin_can_fail():
    pin = PINS[0]._replace(value="123.456")
    with pytest.raises(AssertionError):
        test_a_definition_gives_the_known_value(pin)


def test_every_named_quantity_is_pinned():
    pinned = {type(e) for pin in PINS for e in every_name(pin.expression)}
    assert named() - pinned == set()


def every_name(e):
    """The names in an expression and in what they unfold to."""
    while found := e.atoms(Named):
        yield from found
        e = e.xreplace({name: name.unfold() for name in found})
