"""Values that are known from outside, for every named quantity."""

from typing import NamedTuple

from sympy import Expr


class Pin(NamedTuple):
    """The value of an expression at a point, and where it is known from."""

    expression: Expr
    at: dict
    value: str
    source: str
