"""The E-step with each component in its own standard coordinates: nothing cancels.

With y = L_k⁻¹ (x - μ_k) the log joint is -½ |y|² and a constant, and the M-step's sums
are those of (1, y, products of y). That takes one product for each component instead
of one for all, so it is for components so narrow, or so far from the data's centre,
that η·T(x) would be a small difference of large numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from klem._checks import Array
from klem._forms import Form
from klem._frame import Frame
from klem._law import Law, inverse
from klem._sweep import BYTES, Reader, Share, Sums


class OwnCoordinates:
    """The E-step of the products' sums about each mean, for all iterations to come."""

    def __init__(self, form: Form, frame: Frame, K: int) -> None:
        """Keep room for one block."""
        D = len(frame.origin)
        self.form = form
        self.block = max(16, min(4096, BYTES // 8 // (K * D)))
        self.Z = np.empty((D, self.block))
        self.share = Share(self.block, np.float64)
        self.reader = Reader(frame, self.block, np.float64)

    def read_off(self, law: Law, shift: float) -> tuple[Law, Array]:
        """The law and U of each: there is no common shift in own coordinates."""
        return law, inverse(law.roots)

    def sweep(
        self,
        rows: Array,
        weights: Array | None,
        given: tuple[Law, Array],
        shift: float,
    ) -> Sums:
        law, factors = given
        constants = self.form.constants(law)
        values: Any = 0.0
        evidence = 0.0
        for start in range(0, len(rows), self.block):
            part = rows[start : start + self.block]
            w = None if weights is None else weights[start : start + self.block]
            Z = self.Z[:, : len(part)]
            self.reader.read(part, Z)
            Y = self.form.standard(factors, Z - law.means[:, :, None])
            R = constants[:, None] - 0.5 * np.einsum("kdb,kdb->kb", Y, Y)
            evidence += self.share.by_largest(R, w) + self.share.finish(R, w)
            linear = np.einsum("kdb,kb->kd", Y, R)
            products = self.form.own_products(R, Y)
            values += np.hstack([R.sum(axis=1, keepdims=True), linear, products])
        weight = len(rows) if weights is None else float(weights.sum())
        return Sums(values, evidence, weight, len(rows))
