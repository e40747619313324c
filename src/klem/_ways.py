"""Which way an E-step is taken: all that a law lets be fast without losing digits.

Products of all log joints cost the same whatever the points, and lose digits where a
component is narrow or far away; bounds pay where most components are far from most
points; and own coordinates lose nothing, for one product for each component.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from klem._exact import OwnCoordinates
from klem._forms import Form
from klem._frame import Frame
from klem._law import Law, strain
from klem._matrices import Matrices
from klem._missing import OwnObserved
from klem._missing_products import observed_products
from klem._nearby import SAMPLE, Nearby, View, cheapest
from klem._overview import Overview
from klem._sweep import Products

STRAIN = 1e6  # of a law: what its products may lose, in rounding units
STRAIN_SINGLE = 1e4
ENOUGH = 8 * SAMPLE  # points, of which to try bounds on some costs little
LONGEST = 15  # E-steps until bounds are tried again


class Way(NamedTuple):
    """How an E-step is taken.

    Attributes:
        own: Whether the sums are those of each component's own coordinates.
        dtype: The precision of the products, where they are not.
        directions: How many bound what components are near; 0 if all are worked out.
    """

    own: bool
    dtype: type
    directions: int

    def maker(self, form: Form, frame: Frame, K: int, gaps: bool) -> Callable[..., Any]:
        """What makes a worker."""
        if self.directions:
            assert isinstance(form, Matrices)
            return partial(Nearby, form, frame, K, self.directions)
        if self.own:
            return partial(OwnObserved if gaps else OwnCoordinates, form, frame, K)
        products = observed_products(form) if gaps else Products
        return partial(products, form, frame, K, self.dtype)


class Ways:
    """Chooses the way of each E-step on some data."""

    def __init__(self, form: Form, frame: Frame, seen: Overview) -> None:
        """Bounds may pay where each component has a covariance of its own."""
        self.form, self.frame, self.seen = form, frame, seen
        full = isinstance(form, Matrices) and not form.tied
        self.may = full and not seen.gaps and seen.count >= ENOUGH
        self.rows = seen.sample[:: -(-len(seen.sample) // SAMPLE)]
        self.rest = self.pause = 0

    def of(self, law: Law) -> tuple[Way, View | None]:
        """The way, and the law with its bounds where they pay."""
        strained = strain(law)
        single = self.seen.single and strained <= STRAIN_SINGLE
        view = self.bounded(law, single) if self.may else None
        own = view is not None or strained > STRAIN
        dtype = np.float32 if single else np.float64
        return Way(own, dtype, len(view.directions) if view else 0), view

    def bounded(self, law: Law, single: bool) -> View | None:
        """The law with its bounds; in vain, it is not tried again for a while."""
        if self.rest:
            self.rest -= 1
            return None
        assert isinstance(self.form, Matrices)
        view = cheapest(self.form, self.frame, law, self.rows, single)
        self.rest = 0 if view else self.pause
        self.pause = 0 if view else min(2 * self.pause + 1, LONGEST)
        return view
