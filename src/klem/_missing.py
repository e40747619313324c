"""The E-step of points with missing entries, in each component's own coordinates.

The responsibilities come from the marginal density of what is observed. The M-step's
sums are those of complete data, with each missing part replaced by its expectations:
of x by the conditional mean, of x xᵀ by the conditional covariance and the product of
the means. To leave out the covariance is to impute, and makes components too narrow.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from klem._checks import Array
from klem._forms import Form
from klem._frame import Frame
from klem._law import Law
from klem._missing_products import unscaled
from klem._observed import observed, open_products
from klem._sweep import BYTES, Share, Sums


class OwnObserved:
    """The E-step of what is observed, for all iterations to come."""

    def __init__(self, form: Form, frame: Frame, K: int) -> None:
        """Prepare for frames that move and scale the axes alone: these keep NaN."""
        D = len(frame.origin)
        self.form, self.frame, self.log_scales = form, frame, np.log(frame.outward)
        self.block = max(16, min(4096, BYTES // 8 // (K * D)))
        self.share = Share(self.block, np.float64)

    def read_off(self, law: Law, shift: float) -> Law:
        """The law itself: there is no common shift in own coordinates."""
        return law

    def sweep(self, rows: Array, weights: Array | None, law: Law, shift: float) -> Sums:
        values: Any = 0.0
        evidence = 0.0
        for start in range(0, len(rows), self.block):
            part = rows[start : start + self.block]
            w = None if weights is None else weights[start : start + self.block]
            Z = self.frame.points(part).T
            R, Y, left = observed(self.form, law, Z)
            evidence += unscaled(np.isnan(Z), w, self.log_scales)
            evidence += self.share.by_largest(R, w) + self.share.finish(R, w)
            linear = np.einsum("kdb,kb->kd", Y, R)
            products = self.form.own_products(R, Y) + open_products(self.form, left, R)
            values += np.hstack([R.sum(axis=1, keepdims=True), linear, products])
        weight = len(rows) if weights is None else float(weights.sum())
        return Sums(values, evidence, weight, len(rows))
