"""The E-step of points with missing entries by products: one pass, whatever is missing.

A missing entry is set to 0, the middle of the frame, so that blocks go through the same
matrix products as complete data. What that changes is mended where entries are missing
alone, by the precisions: from 0 the conditional mean is d = -Λ_mm⁻¹ g away, where g are
the entries m of Λ (z - μ); the conditional covariance is Λ_mm⁻¹, and the log joint
rises by ½ gᵀ Λ_mm⁻¹ g + ½ ln det 2πΛ_mm⁻¹. Without correlations all that is known
before, and the only new statistics are which entries are observed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from klem._axes import Axes
from klem._checks import Array, Flags
from klem._forms import FORMS, Form
from klem._frame import Frame
from klem._law import HALF_LOG_2PI, Law, inverse
from klem._observed import Places
from klem._sweep import BYTES, Products, Sums

FULL = FORMS["full"]


class Given(NamedTuple):
    """A law as the passes of one iteration need it.

    Attributes:
        eta: The natural parameters of complete points.
        by_column: Λ, shape (D, K, D).
        precisions: Λ, shape (K, D, D).
    """

    eta: Array
    by_column: Array
    precisions: Array


class Group(NamedTuple):
    """Points of a block that lack equally many entries, s.

    Attributes:
        places: Which points of the block, (n,).
        columns: Which entries they lack, (s, n).
        away: d, the conditional means less 0, (K, s, n).
        spread: The conditional covariances, (K, s, s, n).
        rise: What the log joint rises by, (K, n).
    """

    places: Places
    columns: Places
    away: Array
    spread: Array
    rise: Array


class ObservedProducts(Products):
    """The E-step for covariances with all their entries, tied ones too."""

    def __init__(self, form: Form, frame: Frame, K: int, dtype: type) -> None:
        """Keep room for one block, and for one number at each missing entry."""
        super().__init__(FULL, frame, K, dtype)
        self.log_scales = np.log(frame.outward)
        self.at_gaps: Array = np.empty((K, self.D, self.block), dtype)

    def read_off(self, law: Law, shift: float) -> Any:
        """Natural parameters and precisions, of each component."""
        K, D = law.means.shape
        own = replace(law, roots=np.broadcast_to(law.roots, (K, D, D)))
        eta = super().read_off(own, shift)
        factors = np.broadcast_to(inverse(law.roots), (K, D, D))
        precisions: Array = FULL.precisions(factors).astype(self.dtype, copy=False)
        by_column = np.ascontiguousarray(precisions.transpose(1, 0, 2))
        return Given(eta, by_column, precisions)

    def sweep(self, rows: Array, weights: Array | None, law: Any, shift: float) -> Sums:
        values, evidence = np.zeros(law.eta.shape), 0.0
        for start in range(0, len(rows), self.block):
            part = rows[start : start + self.block]
            w = None if weights is None else weights[start : start + self.block]
            for some, their_weights in cut(part, w, len(law.eta)):
                evidence += self.add_rows(some, their_weights, law, values)
        weight = len(rows) if weights is None else float(weights.sum())
        return Sums(values, evidence + shift * weight, weight, len(rows))

    def add_rows(
        self, rows: Array, w: Array | None, law: Given, values: Array
    ) -> float:
        T, L = self.T[:, : len(rows)], self.L[:, : len(rows)]
        Z = T[1 : self.D + 1]
        self.reader.read(rows, Z)
        missing = np.isnan(Z)
        evidence = unscaled(missing, w, self.log_scales)
        Z[missing] = 0
        groups = list(self.groups(law, Z, missing))
        self.fill_one(T)
        self.observe(law.eta, T, L, groups)
        if self.share.vanishes(L):
            self.observe(law.eta, T, L, groups)
            evidence += self.share.by_largest(L, w)
        evidence += self.share.finish(L, w)
        self.collect(L, T, values)
        self.mend(L, Z, missing, groups, values)
        return evidence

    def fill_one(self, T: Array) -> None:
        """The products of T, where one tile has them all."""
        if len(self.tiles) == 1:
            self.fill(T, self.tiles[0])

    def groups(self, law: Given, Z: Array, missing: Flags) -> Iterator[Group]:
        """What stands at the missing entries, by how many of them a point lacks."""
        at = self.at_gaps
        for j in range(self.D):
            places = np.flatnonzero(missing[j])
            slope = law.by_column[j] @ Z[:, places]
            at[:, j, places] = slope - law.eta[:, j + 1, None]
        counts = missing.sum(axis=0)
        for s in np.unique(counts[counts > 0]):
            places = np.flatnonzero(counts == s)
            columns = np.nonzero(missing.T[places])[1].reshape(-1, s).T
            spread = law.precisions[:, columns[:, None], columns[None, :]]
            log_det = inverted(spread)
            g = at[:, columns, places]
            away = -np.einsum("kstn,ktn->ksn", spread, g)
            rise = s * HALF_LOG_2PI - 0.5 * (
                np.einsum("ksn,ksn->kn", g, away) + log_det
            )
            at[:, columns, places] = away
            yield Group(places, columns, away, spread, rise)

    def observe(self, eta: Array, T: Array, L: Array, groups: list[Group]) -> None:
        """The log joint of what is observed."""
        self.joint(eta, T, L)
        for group in groups:
            L[:, group.places] += group.rise

    def mend(
        self, R: Array, Z: Array, missing: Flags, groups: list[Group], values: Array
    ) -> None:
        """Add to the sums what they lack because missing entries were 0."""
        K, D = len(R), self.D
        second: Array = np.zeros((K, D, D))
        for j in range(D):
            places = np.flatnonzero(missing[j])
            weighted = R[:, places] * self.at_gaps[:, j, places]
            values[:, j + 1] += weighted.sum(axis=1)
            second[:, j] = weighted @ Z[:, places].T
        second += second.transpose(0, 2, 1)
        for group in groups:
            second += squares(R, group, D)
        upper = np.triu_indices(D)
        values[:, D + 1 :] += second[:, *upper]


def cut(
    rows: Array, weights: Array | None, K: int
) -> Iterator[tuple[Array, Array | None]]:
    """The rows in halves, until the covariances of their gaps take little room."""
    counts = np.isnan(rows).sum(axis=1)
    if len(rows) > 1 and 8 * K * np.square(counts).sum() > BYTES:
        half = len(rows) // 2
        for part in (slice(half), slice(half, None)):
            w = None if weights is None else weights[part]
            yield from cut(rows[part], w, K)
    else:
        yield rows, weights


def squares(R: Array, group: Group, D: int) -> Array:
    """The sums of r (d dᵀ + C) over the points of a group, (K, D, D)."""
    d, C = group.away, group.spread
    products = (d[:, :, None] * d[:, None] + C) * R[:, None, None, group.places]
    entry = D * group.columns[:, None] + group.columns[None]
    first = D * D * np.arange(len(R))[:, None]
    sums = np.bincount(
        (first + entry.ravel()).ravel(), products.ravel(), len(R) * D * D
    )
    return np.asarray(sums, np.float64).reshape(-1, D, D)


def inverted(matrices: Array) -> Array:
    """Invert (K, s, s, n) in place, by Gauss and Jordan; the logarithms of det."""
    log_det = np.zeros_like(matrices[:, 0, 0])
    for t in range(matrices.shape[1]):
        pivot, column = matrices[:, t, t].copy(), matrices[:, :, t].copy()
        log_det += np.log(pivot)
        row = matrices[:, t] / pivot[:, None]
        matrices -= column[:, :, None] * row[:, None]
        matrices[:, t] = row
        matrices[:, :, t] = -column / pivot[:, None]
        matrices[:, t, t] = 1 / pivot
    return log_det


class ObservedAxes(Products):
    """The E-step without correlations: T has which entries are observed as well."""

    def __init__(self, form: Form, frame: Frame, K: int, dtype: type) -> None:
        """Keep room for one block."""
        super().__init__(form, frame, K, dtype)
        self.log_scales = np.log(frame.outward)
        self.seen: Array = np.empty((self.D, self.block), dtype)

    def read_off(self, law: Law, shift: float) -> Any:
        """Natural parameters with the constant apart: ln π_k, and each axis's own."""
        assert isinstance(self.form, Axes)
        eta = self.form.natural(law)
        eta[:, 0] = np.log(law.weights) - shift
        scales = np.broadcast_to(law.roots, law.means.shape)
        axes = -np.log(scales) - HALF_LOG_2PI - 0.5 * np.square(law.means / scales)
        return eta.astype(self.dtype), axes.astype(self.dtype), law

    def sweep(self, rows: Array, weights: Array | None, law: Any, shift: float) -> Sums:
        eta, axes, old = law
        values, seen, evidence = np.zeros(eta.shape), np.zeros(axes.shape), 0.0
        for start in range(0, len(rows), self.block):
            part = rows[start : start + self.block]
            w = None if weights is None else weights[start : start + self.block]
            evidence += self.observe(part, w, eta, axes, values, seen)
        weight = len(rows) if weights is None else float(weights.sum())
        values = self.completed(values, seen, old)
        return Sums(values, evidence + shift * weight, weight, len(rows))

    def observe(
        self,
        rows: Array,
        w: Array | None,
        eta: Array,
        axes: Array,
        values: Array,
        seen: Array,
    ) -> float:
        """Add the sums over a block."""
        T, L = self.T[:, : len(rows)], self.L[:, : len(rows)]
        Z, there = T[1 : self.D + 1], self.seen[:, : len(rows)]
        self.reader.read(rows, Z)
        missing = np.isnan(Z)
        evidence = unscaled(missing, w, self.log_scales)
        Z[missing] = 0
        np.subtract(1, missing, out=there)
        self.fill(T, self.tiles[0])
        self.joint(eta, T, L)
        L += axes @ there
        if self.share.vanishes(L):
            self.joint(eta, T, L)
            L += axes @ there
            evidence += self.share.by_largest(L, w)
        evidence += self.share.finish(L, w)
        self.collect(L, T, values)
        seen += L @ there.T
        return evidence

    def completed(self, values: Array, seen: Array, law: Law) -> Array:
        """The sums with the expectations of what is missing: the means, and μ² + σ²."""
        gone = values[:, :1] - seen
        squares = np.square(law.means) + self.form.squared(law.roots)
        lost = gone * squares
        if self.form.alike:
            lost = lost.sum(axis=1, keepdims=True)
        values[:, 1 : self.D + 1] += gone * law.means
        values[:, self.D + 1 :] += lost
        return values


def unscaled(missing: Flags, weights: Array | None, log_scales: Array) -> float:
    """What the scales of missing entries take from the frame's volume, in nats."""
    extra = log_scales @ missing
    return float(extra.sum() if weights is None else weights @ extra)


def observed_products(form: Form) -> type[Products]:
    """The E-step by products that fits the form."""
    return ObservedAxes if isinstance(form, Axes) else ObservedProducts
