"""Derived formulas as functions of numbers, so that klem can be held against them.

Names are unfolded to their definitions and SymPy takes the derivatives; then the tree
becomes plain Python, with sums as loops. Arrays are shifted to count from 1, and hold
NaN at 0, so that an index out of its range shows.
"""

from functools import cache

import numpy as np
from sympy import Derivative, IndexedBase, Product, Sum, exp, lambdify, log

from derivations.catalogue import CATALOGUE
from derivations.kernel.names import unfold
from derivations.quantities.evidence import Joint


@cache
def result(slug):
    """The derivation with this id."""
    for make in CATALOGUE:
        if make().slug == slug:
            return make()
    raise KeyError(f"no result is called {slug!r}")


def claim(slug, chain=""):
    return result(slug)[chain].claim


def joint_at(theta):
    """The letter for p(X, z|θ) as an array over z, at one θ."""
    return IndexedBase(f"joint at {theta}", positive=True)


@cache
def numeric(expr, *letters):
    """The expression as a function of the values of its letters, in this order."""
    formula = unfold(expr).replace(Joint, lambda z, theta: joint_at(theta)[z])
    formula = formula.replace(Derivative, lambda f, *by: f.diff(*by))
    # Products of positive factors are printed as sums of their logarithms.
    formula = formula.replace(Product, lambda f, *by: exp(Sum(log(f), *by)))
    # A letter may be called pi or lambda; as arguments they get names of their own.
    own = {
        letter: type(letter)(f"argument_{place}")
        for place, letter in enumerate(letters)
    }
    run = lambdify(list(own.values()), formula.xreplace(own), "math")
    return lambda *values: run(*map(from_one, values))


def from_one(value):
    if np.ndim(value) == 0:
        return value
    pad = [(1, 0)] * np.ndim(value)
    return np.pad(np.asarray(value, float), pad, constant_values=np.nan)
