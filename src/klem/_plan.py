"""What one look at the data settles: the frame, the floor, and where EM starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import Array, distribution, refuse, require_all, shaped
from klem._covariances import floor_factor
from klem._forms import FORMS, Form, law_of
from klem._frame import Frame, frame_of, own_spread
from klem._law import Law, SingularError
from klem._overview import Overview, overview
from klem._rows import Rows
from klem._seeds import generator
from klem._starts import STARTS, apart, round_law

if TYPE_CHECKING:
    from klem._gaussian_mixture import GaussianMixture

LEAST = 1e-12  # added to the spread that a relative floor is a share of


@dataclass(frozen=True)
class Plan:
    """What one look at the data settles."""

    seen: Overview
    form: Form
    frame: Frame
    floor: Array | None

    @classmethod
    def of(cls, model: GaussianMixture, rows: Rows) -> Plan:
        seen, form = overview(rows), FORMS[model.covariance_type]
        if seen.count < model.n_components:
            raise refuse(
                f"at least n_components = {model.n_components} points",
                f"n_samples = {seen.count}",
            )
        absolute = matrix_floor(model.covariance_floor, rows.D)
        share = relative_floor(model.covariance_floor)
        frame = frame_of(form, seen, floor=absolute, share=share)
        floor = floor_in(form, frame, seen, share, absolute)
        return cls(seen, form, frame, floor)

    def starts(self, model: GaussianMixture) -> Iterator[Law]:
        """Where the runs start, in the frame, and not below the floor."""
        for law in self.drawn(model):
            covariances = self.form.squared(law.roots)
            if self.floor is not None:
                covariances, low = self.form.raised(covariances, self.floor)
                if low.any():
                    law = law_of(self.form, law.weights, law.means, covariances)
            yield law

    def drawn(self, model: GaussianMixture) -> Iterator[Law]:
        """Where the model asks to start."""
        if model.warm_start and hasattr(model, "means_"):
            covariances = self.form.private(model.covariances_)
            yield self.frame.law(self.form, model.weights_, model.means_, covariances)
            return
        rng = generator(model.random_state)
        Z = self.frame.points(self.seen.sample)
        for _ in range(model.n_init):
            yield self.start(model, Z, rng)

    def start(self, model: GaussianMixture, Z: Array, rng: np.random.Generator) -> Law:
        """A start, of which the parameters that are given are as given."""
        form, K, weights = self.form, model.n_components, self.seen.sample_weight
        if model.means_init is None:
            law = STARTS[model.init_params](form, Z, weights, K, rng)
        else:
            given = shaped("means_init", model.means_init, K, len(self.seen.mean))
            means = self.frame.points(given)
            law = round_law(form, *apart(Z, weights, K, means, rng))
        if model.precisions_init is not None:
            covariances = covariances_of(form, model.precisions_init, *law.means.shape)
            inside = form.moved(covariances, self.frame.inward)
            roots = form.root(inside + form.extra(self.frame.null))
            law = law._replace(roots=roots, factors=form.factor(roots))
        if model.weights_init is not None:
            given = shaped("weights_init", model.weights_init, K)
            require_all(lambda w: w > 0, given, "weights_init above 0")
            law = law._replace(weights=distribution("weights_init", given, 0))
        return law


def matrix_floor(floor: ArrayLike | None, D: int) -> Array | None:
    """The floor in squared units of the data, where it is given in them."""
    if floor is None or np.ndim(floor) == 0:
        return None
    factor = floor_factor(floor, D)
    assert factor is not None
    return factor @ factor.T


def relative_floor(floor: ArrayLike | None) -> float | None:
    """The floor as a share of the data's own covariance, where it is one."""
    if floor is None or np.ndim(floor):
        return None
    return float(np.asarray(floor)) or None


def floor_in(
    form: Form,
    frame: Frame,
    seen: Overview,
    share: float | None,
    absolute: Array | None,
) -> Array | None:
    """The floor as a covariance of this form, in the frame."""
    if absolute is not None:
        by = frame.inward if frame.inward.ndim == 2 else np.diag(frame.inward)
        return form.shaped(by @ absolute @ by.T)
    if share is None:
        return None
    spread = own_spread(frame.points(seen.sample), seen.sample_weight)
    return share * form.shaped(spread + LEAST * np.eye(len(spread)))


def covariances_of(form: Form, precisions: Any, K: int, D: int) -> Array:
    """The covariances of precisions_init."""
    given = shaped("precisions_init", precisions, *form.shape(K, D))
    try:
        form.root(form.private(given))
    except SingularError as singular:
        raise refuse(
            "precisions_init to be positive definite",
            f"one that is not for component {singular.component}",
        ) from None
    return form.inverse(form.private(given))
