"""EM's two steps on rows of any number: the E-step's passes, and the M-step's floor.

The E-step takes the fast products while they lose no digits, and each component's own
coordinates where they would. The M-step reads the new parameters off the sums, and
raises covariances that fell under the floor, which is the maximum of Q above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial, reduce
from itertools import pairwise
from operator import iadd
from typing import Any, NamedTuple, Self

import numpy as np

from klem._checks import Array, Flags, refuse
from klem._covariances import EPSILON, CollapsedComponentError
from klem._forms import Form
from klem._frame import Frame
from klem._law import Law, SingularError, inverse
from klem._nearby import View
from klem._plan import Plan
from klem._rows import Rows, Source
from klem._sweep import Sums
from klem._threads import WORK
from klem._ways import Way, Ways

EMPTY = 10 * EPSILON  # share of the points that a component without any has
POINT = 1e-20  # a variance, in those of the data, that is none


class Moments(NamedTuple):
    """Counts, means and covariances of each component's points, in the frame.

    The roots of the covariances stand for them where they are known first.
    """

    counts: Array
    means: Array
    spread: Array | None
    roots: Array | None = None

    def covariances(self, form: Form) -> Array:
        if self.spread is None:
            assert self.roots is not None
            return form.squared(self.roots)
        return self.spread


class Step(NamedTuple):
    """What an iteration leaves.

    Attributes:
        law: The new parameters, in the frame.
        evidence: ln p(x) of the old ones, a mean over the points, in nats.
        low: Which covariances would have fallen below the floor.
        empty: Which components have no points.
        found: With a prior, the moments that it was added to.
    """

    law: Law
    evidence: float
    low: Flags
    empty: Flags
    found: Moments | None


def highest(floor: Array) -> float:
    """The largest variance of a floor."""
    return float(np.linalg.norm(floor, 2) if floor.ndim == 2 else floor.max())


def scatter(frame: Frame, rows: Rows) -> Array:
    """The sum of z zᵀ over all points."""
    total = np.zeros((rows.D, rows.D))
    for part, weights, _ in rows.blocks():
        Z = frame.points(part)
        total += Z.T @ (Z if weights is None else weights[:, None] * Z)
    return total


def swept_there(
    make: Callable[[], Any], law: Law, shift: float, all_rows: Rows
) -> Sums:
    """The sums over rows, on one thread, by a worker made for them."""
    worker = make()
    given = worker.read_off(law, shift)
    return reduce(iadd, (worker.sweep(r, w, given, shift) for r, w in all_rows))


class Engine:
    """The two steps for one data set, one form and one frame; a context manager."""

    def __init__(self, rows: Source, plan: Plan, threads: int = 1) -> None:
        """Prepare; nothing is computed yet but the total scatter, if all share it."""
        self.rows, self.seen, self.floor = rows, plan.seen, plan.floor
        self.prior = plan.prior
        form, self.frame = plan.form, plan.frame
        self.form = form
        self.ways = Ways(form, self.frame, self.seen)
        self.workers: dict[Way, list[Any]] = {}
        self.pool: ThreadPoolExecutor | None = None
        work = self.seen.count * (rows.D + 1) ** 2
        self.threads = threads if work > WORK else 1
        self.least = max(POINT, self.frame.resolution**2)
        if self.floor is not None:
            self.least = highest(self.floor)
        self.scatter: Array | None = None
        if form.shared and not self.seen.gaps:
            self.scatter = rows.total(partial(scatter, self.frame)) / self.seen.weight

    def __enter__(self) -> Self:
        if self.threads > 1:
            self.pool = ThreadPoolExecutor(self.threads - 1)
        return self

    def __exit__(self, *error: object) -> None:
        if self.pool is not None:
            self.pool.shutdown()
        self.workers.clear()

    def e_step(self, law: Law, shift: float) -> tuple[Sums, bool]:
        """The sums over all rows, and whether they are in own coordinates."""
        way, view = self.ways.of(law)
        known = 0.0 if way.own else self.shared_part(law)
        sums = self.rows.total(self.sweep(way, law, shift + known, view))
        if sums.count != self.seen.count:
            raise refuse(
                f"the same {self.seen.count} rows on each pass", f"{sums.count} rows"
            )
        evidence = sums.evidence - known * sums.weight
        return Sums(sums.values, evidence, sums.weight, sums.count), way.own

    def shared_part(self, law: Law) -> float:
        """The mean of ½ zᵀ Σ⁻¹ z, which products leave out where all share one Σ."""
        if self.scatter is None:
            return 0.0
        (precision,) = self.form.precisions(inverse(law.roots))
        return 0.5 * float((precision * self.scatter).sum())

    def sweep(
        self, way: Way, law: Law, shift: float, view: View | None
    ) -> Callable[[Rows], Sums]:
        """What finds the sums over rows: here, or sent to where the rows lie."""
        make = way.maker(self.form, self.frame, len(law.weights), self.seen.gaps)
        if self.rows.far:
            return partial(swept_there, make, law, shift)
        workers = self.prepared(way, make)
        given = view or workers[0].read_off(law, shift)
        return lambda rows: reduce(iadd, self.swept(rows, workers, given, shift))

    def prepared(self, way: Way, make: Callable[..., Any]) -> list[Any]:
        """A worker for each thread; those of another way leave their room to them."""
        if way not in self.workers:
            self.workers.clear()
            if not way.own and not self.seen.gaps:
                points = self.seen.count if self.rows.whole else 0
                make = partial(make, points, self.threads)
            self.workers[way] = [make() for _ in range(self.threads)]
        return self.workers[way]

    def swept(
        self, all_rows: Rows, workers: list[Any], given: Any, shift: float
    ) -> Iterator[Sums]:
        """The sums of one chunk after another, each cut into a part for each thread."""
        for rows, weights in all_rows:
            edges = [len(rows) * i // self.threads for i in range(self.threads + 1)]
            cuts = [slice(a, b) for a, b in pairwise(edges) if a < b]
            jobs = []
            for worker, cut in zip(workers, cuts, strict=False):
                w = None if weights is None else weights[cut]
                jobs.append(partial(worker.sweep, rows[cut], w, given, shift))
            yield from self.at_once(jobs)

    def at_once(self, jobs: Sequence[Callable[[], Sums]]) -> Iterator[Sums]:
        """Their results in turn; this thread takes the first job, the pool the rest."""
        others = [self.pool.submit(job) for job in jobs[1:]] if self.pool else []
        yield jobs[0]()
        yield from (other.result() for other in others)

    def step(self, law: Law, shift: float) -> Step:
        """One E-step and one M-step."""
        sums, own = self.e_step(law, shift)
        return self.m_step(sums, law, own)

    def m_step(self, sums: Sums, old: Law, own: bool) -> Step:
        """The law of the sums."""
        found = self.moments(sums, old, own)
        return self.settled(found, sums.evidence / sums.weight)

    def settled(self, found: Moments, evidence: float) -> Step:
        """The law of these moments and the prior's, above the floor."""
        empty = found.counts <= EMPTY * found.counts.sum()
        if empty.any() and self.floor is None and self.prior is None:
            raise CollapsedComponentError(int(np.argmax(empty)), "no points")
        every = found if self.prior is None else self.prior.added(self.form, found)
        shares = np.maximum(every.counts / every.counts.sum(), 1e-300)
        law, low = self.law(shares / shares.sum(), every)
        kept = None if self.prior is None else found
        return Step(law, evidence, low, empty, kept)

    def log_prior(self, law: Law) -> float:
        """The logarithm of the prior for each unit of weight, without its constant."""
        if self.prior is None:
            return 0.0
        density = self.prior.log_density(self.form, law, self.frame.log_volume)
        return density / self.seen.weight

    def moments(self, sums: Sums, old: Law, own: bool) -> Moments:
        """Counts, means and covariances in the frame; without points, the old ones.

        The sums become averages in place.
        """
        D = self.rows.D
        counts, averages = sums.values[:, 0].copy(), sums.values[:, 1:]
        empty = counts <= EMPTY * sums.weight
        averages /= np.where(empty, 1, counts)[:, None]
        means, second = averages[:, :D].copy(), averages[:, D:]
        about = counts / sums.weight, means, second, self.scatter
        if own:
            means = old.means + self.form.grown(old.roots, means)
            roots = None if empty.any() else self.rooted(old, self.form.central(*about))
            if roots is not None:
                return Moments(counts, means, None, roots)
        spread = self.form.central(*about)
        if own:
            spread = self.form.spread_by(old.roots, spread)
        if self.prior is None:  # which has a variance for every direction
            spread += self.form.extra(self.frame.null)
        if empty.any():
            means = np.where(empty[:, None], old.means, means)
            if len(spread) == len(empty):
                spread[empty] = self.form.squared(old.roots)[empty]
        return Moments(counts, means, spread)

    def rooted(self, old: Law, own: Array) -> Array | None:
        """The new roots from the covariances in own coordinates: no digit is lost.

        None where one is singular; the covariances are used up.
        """
        if self.frame.null.any():
            return None
        try:
            roots = self.form.root(own, out=own)
        except SingularError:
            return None
        return self.form.product(old.roots, roots, out=roots)

    def law(self, weights: Array, every: Moments) -> tuple[Law, Flags]:
        """The law above the floor, and which covariances were below it."""
        roots, means = every.roots, every.means
        if roots is not None:
            law = Law(weights, means, roots)
            if self.clear(law).all():
                return law, np.zeros(len(roots), bool)
        covariances = every.covariances(self.form)
        low = np.zeros(len(covariances), bool)
        if self.floor is not None:
            covariances, low = self.form.raised(covariances, self.floor)
        if roots is None or low.any():
            roots = self.roots_of(covariances, means)
        law = Law(weights, means, roots)
        if self.floor is None and not (there := self.clear(law)).all():
            raise self.collapsed(int(np.argmin(there)), means)
        return law, low

    def clear(self, law: Law) -> Flags:
        """Whether no variance is so low that more has to be asked of it.

        None is lower than one over the trace of the precision.
        """
        return np.asarray(law.traces * self.least < 1)

    def roots_of(self, covariances: Array, means: Array) -> Array:
        """Their roots, in place; an error that says which is singular, and where."""
        try:
            return self.form.root(covariances, out=covariances)
        except SingularError as singular:
            raise self.collapsed(singular.component, means) from None

    def collapsed(self, k: int, means: Array) -> CollapsedComponentError:
        point = self.frame.points_out(means[k : k + 1])[0]
        return CollapsedComponentError(k, f"no spread about the point {point}", point)
