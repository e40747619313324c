"""What one pass over data with missing entries tells.

Means and variances are those of the observed entries, and covariances those of the rows
in which both are observed. They give a frame and a start, and no more is asked of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from klem._checks import Array, refuse
from klem._forms import FORMS
from klem._law import Law
from klem._observed import observed
from klem._overview import AWAY, Look, Overview, Sample, overview
from klem._rows import Rows, Source, refuse_entry

FULL = FORMS["full"]
RIDGE = 1e-10  # on correlations, so that collinear columns can be conditioned on


def look(rows: Source, *, gaps: bool) -> Overview:
    """The overview of rows, in which entries may be missing or not."""
    if not gaps:
        return overview(rows)
    reference = np.nan_to_num(rows.first().astype(np.float64))
    found = rows.total(partial(pairs_about, reference))
    if not found.gaps:
        return overview(rows)
    mean, covariance = found.moments(reference)
    if (np.square(mean - reference) > AWAY * np.diagonal(covariance)).any():
        found, reference = rows.total(partial(pairs_about, mean)), mean
        mean, covariance = found.moments(reference)
    _, sample, weights = found.sample.rows()
    seen = found.count, found.weight, mean, covariance, sample, weights, found.single
    return completed(Overview(*seen, gaps=True))


@dataclass
class Pairs(Look):
    """Sums over the rows in which two columns are both observed: the first one's.

    Attributes:
        sums: Shape (D, D), as all here.
        observed: The weights of these rows.
        gaps: Whether an entry is missing.
    """

    observed: Array = field(default_factory=lambda: np.zeros(0))
    gaps: bool = False

    def __add__(self, other: Look) -> Pairs:
        assert isinstance(other, Pairs)
        both = super().__add__(other)
        return Pairs(
            **vars(both),
            observed=self.observed + other.observed,
            gaps=self.gaps or other.gaps,
        )

    def moments(self, reference: Array) -> tuple[Array, Array]:
        """Means and covariances; a pair that is never seen has the covariance 0."""
        if not self.weight:
            raise refuse("a sample_weight above zero", "zero for every row")
        seen = np.diagonal(self.observed)
        if not seen.all():
            raise refuse("an entry in each column", f"none in column {seen.argmin()}")
        weight = np.where(self.observed > 0, self.observed, 1)
        shifts = self.sums / weight
        covariance = self.squares / weight - shifts * shifts.T
        return reference + np.diagonal(shifts), covariance


def pairs_about(reference: Array, rows: Rows) -> Pairs:
    D = rows.D
    sums, squares, observed = np.zeros((3, D, D))
    found = Pairs(sums, squares, Sample(D), observed=observed)
    for part, weights, first in rows.blocks():
        there = ~np.isnan(part)
        w = np.ones(len(part)) if weights is None else weights
        with np.errstate(over="ignore", invalid="ignore"):
            moved = np.where(there, part - reference, 0)
            weighted = (w[:, None] * moved).T
            sums += weighted @ there
            squares += weighted @ moved
        if not (np.isfinite(squares).all() and np.isfinite(sums).all()):
            refuse_entry(part, first, gaps=True)
        observed += (w[:, None] * there).T @ there
        found.sample.add(part, w * there.any(axis=1), first)
        found.weight += float(w.sum())
        found.count += len(part)
        found.single &= part.dtype == np.float32
        found.gaps |= not there.all()
    return found


def completed(seen: Overview) -> Overview:
    """Covariances without negative eigenvalues, and a sample without gaps."""
    scales = np.sqrt(np.diagonal(seen.covariance))
    units = np.where(scales > 0, scales, 1)
    values, vectors = np.linalg.eigh(seen.covariance / np.outer(units, units))
    whole = (vectors * np.maximum(values, 0)) @ vectors.T
    roots = FULL.root((whole + RIDGE * np.eye(len(units)))[None])
    law = Law(np.ones(1), np.zeros((1, len(units))), roots)
    Z = ((seen.sample - seen.mean) / units).T
    means = (roots[0] @ observed(FULL, law, Z).standard[0]).T * units + seen.mean
    return replace(
        seen,
        covariance=whole * np.outer(scales, scales),
        sample=np.where(np.isnan(seen.sample), means, seen.sample),
    )
