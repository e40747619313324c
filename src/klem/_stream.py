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
from klem._law import Law, weighed
from klem._plan import Plan
from klem._prior import PseudoPoints
from klem._rows import Source
from klem._runs import Run
from klem._steps import Engine, Moments, Step
from klem._threads import threads_for

TINY = np.finfo(np.float64).tiny


class Stream(NamedTuple):
    """What a fit leaves for more rows: its frame, its floor, and how much it has seen.

    Attributes:
        floor: A covariance in the frame, or none.
        prior: What a prior adds at each M-step, or none.
        weight: The sum of the weights of all rows so far.
        found: With a prior, the moments of these rows without it.
        gaps: Whether NaN is a missing entry.
    """

    frame: Frame
    floor: Array | None
    prior: PseudoPoints | None
    weight: float
    found: Moments | None
    gaps: bool = False

    @classmethod
    def after(cls, run: Run, plan: Plan, gaps: bool) -> Stream:
        """What a run that has made a step leaves."""
        assert run.last is not None
        weight, found = plan.seen.weight, run.last.found
        return cls(plan.frame, plan.floor, plan.prior, weight, found, gaps)

    def step(self, form: Form, law: Law, rows: Source) -> tuple[Step, Stream]:
        """The law after these rows, and what to keep for the next ones."""
        with threads_for(rows) as threads:
            seen = look(rows, gaps=self.gaps)
            plan = Plan(seen, form, self.frame, self.floor, self.frame, self.prior)
            with Engine(rows, plan, threads) as engine:
                sums, own = engine.e_step(law, 0.0)
                new = engine.moments(sums, law, own)
                both = joined(form, self.before(form, law), new)
                step = engine.settled(both, sums.evidence / sums.weight)
        weight = self.weight + sums.weight
        return step, self._replace(weight=weight, found=step.found)

    def before(self, form: Form, law: Law) -> Moments:
        """The moments of all rows so far; without a prior, the law has them."""
        counts = law.weights * self.weight
        return self.found or Moments(counts, law.means, form.squared(law.roots))

    def log_prior(self, form: Form, law: Law) -> float:
        """The logarithm of the prior for each unit of weight so far."""
        if self.prior is None:
            return 0.0
        density = self.prior.log_density(form, law, self.frame.log_volume)
        return density / self.weight


def joined(form: Form, a: Moments, b: Moments) -> Moments:
    """The moments of the points of both: within each, and between their means."""
    counts = a.counts + b.counts
    share = np.divide(b.counts, counts, out=np.zeros_like(counts), where=counts > 0)
    gaps = b.means - a.means
    within = weighed(a.counts, a.covariances(form))
    within += weighed(b.counts, b.covariances(form))
    between = weighed(a.counts * share, form.between(gaps))
    if len(within) < len(between):
        between = between.sum(axis=0, keepdims=True)
    total = weighed(np.maximum(counts, TINY), np.ones_like(within))
    return Moments(counts, a.means + share[:, None] * gaps, (within + between) / total)
