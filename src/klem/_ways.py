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
from klem._law import Law
from klem._matrices import Matrices
from klem._missing import OwnObserved
from klem._missing_products import observed_products
from klem._nearby import FEWEST, SAMPLE, Nearby, View, cheapest
from klem._overview import Overview
from klem._sweep import Products

STRAIN = 1e6  # of a law: what its products may lose, in rounding units
STRAIN_SINGLE = 1e4
STRAIN_BOUNDS = 1e12  # up to which bounds are right to a hundredth of a nat
ENOUGH = 8 * SAMPLE  # points, of which to try bounds on some costs little


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


def strain(law: Law) -> float:
    """How much larger than the log joint its terms may be: |μ|² over a variance."""
    away = 1 + np.square(law.means).sum(axis=1)
    return float((law.traces * away).max())


def way_of(
    law: Law, form: Form, frame: Frame, seen: Overview
) -> tuple[Way, View | None]:
    """The way, and the law with its bounds where they pay."""
    strained = strain(law)
    single = seen.single and strained <= STRAIN_SINGLE
    view = (
        bounded(law, form, frame, seen, single) if strained <= STRAIN_BOUNDS else None
    )
    own = view is not None or strained > STRAIN
    dtype = np.float32 if single else np.float64
    return Way(own, dtype, len(view.directions) if view else 0), view


def bounded(
    law: Law, form: Form, frame: Frame, seen: Overview, single: bool
) -> View | None:
    if not isinstance(form, Matrices) or form.tied or seen.gaps:
        return None
    if min(law.means.shape) < FEWEST or seen.count < ENOUGH:
        return None
    some = seen.sample[:: -(-len(seen.sample) // SAMPLE)]
    return cheapest(form, frame, law, some, single)
