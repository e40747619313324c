"""More rows for a fitted mixture: their statistics are added to those of the old ones.

Counts, means and covariances stand for the rows that they were taken from, so nothing
else of these has to be kept. Each row is shared among the components once, by the
parameters of its time; that is one E-step for it, and an M-step for all.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from klem._checks import Array
from klem._forms import Form
from klem._frame import Frame
from klem._gaps import look
from klem._law import Law
from klem._plan import Plan
from klem._rows import Source
from klem._steps import Engine, Moments, Step

TINY = np.finfo(np.float64).tiny


class Stream(NamedTuple):
    """What a fit leaves for more rows: its frame, its floor, and how much it has seen.

    Attributes:
        floor: A covariance in the frame, or none.
        weight: The sum of the weights of all rows so far.
        gaps: Whether NaN is a missing entry.
    """

    frame: Frame
    floor: Array | None
    weight: float
    gaps: bool = False

    def step(self, form: Form, law: Law, rows: Source) -> tuple[Step, Stream]:
        """The law after these rows, and what to keep for the next ones."""
        plan = Plan(
            look(rows, gaps=self.gaps), form, self.frame, self.floor, self.frame
        )
        counts = law.weights * self.weight
        before = Moments(counts, law.means, form.squared(law.roots))
        with Engine(rows, plan) as engine:
            sums, own = engine.e_step(law, 0.0)
            both = joined(form, before, engine.moments(sums, law, own))
            step = engine.settled(both, sums.evidence / sums.weight)
        return step, self._replace(weight=self.weight + sums.weight)


def joined(form: Form, a: Moments, b: Moments) -> Moments:
    """The moments of the points of both: within each, and between their means."""
    counts = a.counts + b.counts
    share = np.divide(b.counts, counts, out=np.zeros_like(counts), where=counts > 0)
    gaps = b.means - a.means
    within = weighed(a.counts, a.covariances) + weighed(b.counts, b.covariances)
    between = weighed(a.counts * share, form.between(gaps))
    if len(within) < len(between):
        between = between.sum(axis=0, keepdims=True)
    total = weighed(np.maximum(counts, TINY), np.ones_like(within))
    return Moments(counts, a.means + share[:, None] * gaps, (within + between) / total)


def weighed(counts: Array, spread: Array) -> Array:
    """Each covariance times its count; one that all share, times the sum of them."""
    if len(spread) < len(counts):
        return np.asarray(counts.sum() * spread)
    by_component: Array = counts.reshape(-1, *[1] * (spread.ndim - 1)) * spread
    return by_component
