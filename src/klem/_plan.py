"""What one look at the data settles: the frame, the floor, and where EM starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import Array, distribution, refuse, require_all, shaped
from klem._covariances import floor_factor
from klem._forms import FORMS, Form, law_of
from klem._frame import Frame, frame_of
from klem._gaps import look
from klem._law import Law, SingularError, roots_of
from klem._overview import Overview
from klem._prior import PseudoPoints
from klem._rows import Source
from klem._seeds import generator
from klem._starts import STARTS, apart, round_law

if TYPE_CHECKING:
    from klem._gaussian_mixture import GaussianMixture


@dataclass(frozen=True)
class Plan:
    """What one look at the data settles."""

    seen: Overview
    form: Form
    frame: Frame
    floor: Array | None
    start_frame: Frame
    prior: PseudoPoints | None = None

    @classmethod
    def of(cls, model: GaussianMixture, rows: Source) -> Plan:
        gaps = model.missing == "marginalize"
        seen, form = look(rows, gaps=gaps), FORMS[model.covariance_type]
        if seen.count < model.n_components:
            raise refuse(
                f"at least n_components = {model.n_components} points",
                f"n_samples = {seen.count}",
            )
        absolute = matrix_floor(model.covariance_floor, rows.D)
        share = relative_floor(model.covariance_floor)
        frame = frame_of(form, seen, floor=absolute, share=share)
        floor = floor_in(form, frame, share, absolute)
        plan = cls(seen, form, frame, floor, start_frame(frame))
        plan = along_axes(plan) if gaps else plan
        if model.prior is None:
            return plan
        prior = model.prior._in_frame(form, plan.frame, frame, model.n_components)
        return replace(plan, prior=prior)

    def starts(self, model: GaussianMixture) -> Iterator[Callable[[], Law]]:
        """What draws the starts of the runs: each is held by its run alone."""
        if model.warm_start and hasattr(model, "means_"):
            yield partial(self.going_on, model)
            return
        rng = generator(model.random_state)
        for _ in range(model.n_init):
            yield partial(self.start, model, rng)

    def above_floor(self, law: Law) -> Law:
        """The law, with the covariances raised that are lower than the floor."""
        if self.floor is None:
            return law
        covariances, low = self.form.raised(self.form.squared(law.roots), self.floor)
        if not low.any():
            return law
        return law_of(self.form, law.weights, law.means, covariances)

    def going_on(self, model: GaussianMixture) -> Law:
        """The parameters that the model has."""
        shaped("means_", model.means_, model.n_components, len(self.seen.mean))
        factors = self.form.private(model.precisions_cholesky_)
        roots = roots_of(factors)
        law = self.frame.law(self.form, model.weights_, model.means_, roots)
        return self.above_floor(law)

    def start(self, model: GaussianMixture, rng: np.random.Generator) -> Law:
        """A start, of which the parameters that are given are as given."""
        form, K, weights = self.form, model.n_components, self.seen.sample_weight
        Z = self.start_frame.points(self.seen.sample)
        if model.means_init is None:
            law = STARTS[model.init_params](form, Z, weights, K, rng)
        else:
            given = shaped("means_init", model.means_init, K, len(self.seen.mean))
            means = self.start_frame.points(given)
            law = round_law(form, *apart(Z, weights, K, means, rng))
        if model.precisions_init is not None:
            roots = given_roots(form, model.precisions_init, *law.means.shape)
            inside = form.carried(roots, self.start_frame.inward, out=roots)
            law = replace(law, roots=inside)
        if model.weights_init is not None:
            given = shaped("weights_init", model.weights_init, K)
            require_all(lambda w: w > 0, given, "weights_init above 0")
            law = replace(law, weights=distribution("weights_init", given, 0))
        return self.above_floor(carried(form, law, self.start_frame, self.frame))


def start_frame(frame: Frame) -> Frame:
    """Where clusters are looked for: as a rule, the frame.

    Points that span no more directions than they are many are all equally far apart in
    it; then principal axes keep their own deviations, in those of the columns.
    """
    if not frame.null.any():
        return frame
    scales = np.sqrt(np.square(frame.outward).sum(axis=1))
    deviations = np.linalg.norm(frame.outward / scales[:, None], axis=0)
    unit = np.where(frame.null > 0, 1, deviations)
    inward, outward = unit[:, None] * frame.inward, frame.outward / unit
    return Frame(frame.origin, inward, outward, frame.null)


def along_axes(plan: Plan) -> Plan:
    """The plan in a frame that keeps columns apart, so that each may lack entries."""
    whitened = plan.frame
    if whitened.inward.ndim == 1:
        return plan
    scales = np.sqrt(np.square(whitened.outward).sum(axis=1))
    frame = Frame(whitened.origin, 1 / scales, scales, np.zeros(len(scales)))
    if plan.floor is None:
        return replace(plan, frame=frame)
    least = plan.floor + (1 - np.diagonal(plan.floor)) * np.diag(whitened.null)
    by = whitened.outward / scales[:, None]
    return replace(plan, frame=frame, floor=by @ least @ by.T)


def carried(form: Form, law: Law, start: Frame, frame: Frame) -> Law:
    """The law in another frame."""
    if start is frame:
        return law
    roots = form.carried(law.roots, start.outward)
    return frame.law(form, law.weights, start.points_out(law.means), roots)


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
    form: Form, frame: Frame, share: float | None, absolute: Array | None
) -> Array | None:
    """The floor as a covariance of this form, in the frame."""
    D = len(frame.origin)
    if absolute is None:
        return None if share is None else share * form.shaped(np.eye(D))
    return form.shaped(frame.matrix(absolute))


def given_roots(form: Form, precisions: Any, K: int, D: int) -> Array:
    """The roots of the covariances whose inverses precisions_init gives."""
    given = shaped("precisions_init", precisions, *form.shape(K, D))
    try:
        return form.root_of_inverse(form.private(given))
    except SingularError as singular:
        raise refuse(
            "precisions_init to be positive definite",
            f"one that is not for component {singular.component}",
        ) from None
