"""A conjugate prior is a pseudo-observation: it adds to the M-step's statistics.

A Dirichlet prior on the weights adds points to the counts, and a normal-inverse-Wishart
prior adds points to each mean and a scatter to each covariance. So the E-step stays as
it is, the M-step stays a formula, and EM climbs the log-likelihood and the logarithm of
the prior together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import Array, cholesky, finite, number, refuse, require_all, shaped
from klem._conventions import Parameters
from klem._forms import Form
from klem._frame import Frame
from klem._law import HALF_LOG_2PI, Law, inverse, weighed

if TYPE_CHECKING:
    from klem._steps import Moments

SHARE_OF_POINT = 0.01  # of a point, that the prior mean counts if nothing is given


class Prior(Parameters):
    """A conjugate prior on the parameters of a Gaussian mixture, for its MAP estimate.

    The weights have a Dirichlet law, and each component has a normal-inverse-Wishart
    law: Σ_k of Ψ with ν degrees of freedom, and μ_k normal about m with the covariance
    Σ_k/κ. If the covariances are tied, the one Σ has an inverse Wishart law, and the
    means as before; if they are diagonal or spherical, the same density is used for
    matrices of that form. Without arguments it is weak, and a change of units, or for
    "full" and "tied" any affine map of the data, maps the estimate.

    Formulas: gmm.map.weights, gmm.map.gaussian, gmm.map.restricted, gmm.map.bounded.

    Source: Fraley and Raftery 2007, Bayesian Regularization for Normal Mixture
    Estimation and Model-Based Clustering, for κ, ν and Ψ where they are not given.

    Args:
        concentration: α, at least 1: a number, or shape (K,). The weight of component
            k counts as if it had α_k - 1 points more. One is a flat prior.
        mean: m, shape (D,); if not given, the mean of the data less points far outside.
        mean_strength: κ, at least 0: m counts like so many points in each mean.
        degrees_of_freedom: ν, above D - 1; D + 2 if not given.
        scatter: Ψ, a matrix (D, D) in squared units of the data, or a number: so many
            times the covariance of the data less points far outside, the one that a
            covariance_floor speaks of. If not given, it is K^(-2/D) times that.
    """

    def __init__(
        self,
        *,
        concentration: ArrayLike = 1.0,
        mean: ArrayLike | None = None,
        mean_strength: float = SHARE_OF_POINT,
        degrees_of_freedom: float | None = None,
        scatter: ArrayLike | None = None,
    ) -> None:
        """Keep the parameters as they are; `fit` reads them."""
        self.concentration = concentration
        self.mean = mean
        self.mean_strength = mean_strength
        self.degrees_of_freedom = degrees_of_freedom
        self.scatter = scatter

    def _in_frame(self, form: Form, frame: Frame, white: Frame, K: int) -> PseudoPoints:
        """What it adds to the statistics, in the coordinates of the frame.

        In the white one the data have the identity as their covariance.
        """
        D = len(frame.origin)
        freedom = self._freedom(D)
        covariances = 1 if form.shared else K
        return PseudoPoints(
            points=self._points(K),
            strength=at_least("mean_strength", self.mean_strength, 0),
            mean=self._centre(frame),
            scatter=form.shaped(self._scatter(frame, white, K)),
            # Σ brings ½ (ν + D + 1) ln det Σ, and every μ_k with it another half.
            count=freedom + D + 1 + K / covariances,
        )

    def _points(self, K: int) -> Array:
        """The points α - 1 that each component has before the data."""
        given = finite("prior.concentration", self.concentration)
        alpha = np.full(K, given) if given.ndim == 0 else given
        shaped("prior.concentration", alpha, K)
        require_all(lambda a: a >= 1, alpha, "prior.concentration of at least 1")
        return alpha - 1

    def _freedom(self, D: int) -> float:
        """The degrees of freedom ν."""
        if self.degrees_of_freedom is None:
            return D + 2.0
        given = number("prior.degrees_of_freedom", self.degrees_of_freedom)
        if given <= D - 1:
            raise refuse(f"prior.degrees_of_freedom above D - 1 = {D - 1}", given)
        return given

    def _centre(self, frame: Frame) -> Array:
        """The mean m, which is the frame's own origin if none is given."""
        D = len(frame.origin)
        if self.mean is None:
            return np.zeros(D)
        return frame.points(shaped("prior.mean", self.mean, D)[None])[0]

    def _scatter(self, frame: Frame, white: Frame, K: int) -> Array:
        D, given = len(frame.origin), self.scatter
        by = white.outward if white.outward.ndim == 2 else np.diag(white.outward)
        data = np.eye(D) if frame is white else frame.matrix(by @ by.T)
        if given is None:
            return np.asarray(K ** (-2 / D) * data)
        if np.ndim(given) == 0:
            share = number("prior.scatter", given)
            if share <= 0:
                raise refuse("prior.scatter above 0", share)
            return np.asarray(share * data)
        matrix = shaped("prior.scatter", given, D, D)
        cholesky("prior.scatter", matrix)
        return frame.matrix(matrix)


@dataclass(frozen=True)
class PseudoPoints:
    """A prior in a frame: what it adds to the statistics of each component.

    Attributes:
        points: α - 1, shape (K,), added to the counts of the weights.
        strength: κ, added to the counts of the means.
        mean: m, shape (D,).
        scatter: Ψ, in the form of one covariance.
        count: What is added to the count of a covariance: ν + D + 2, or, if all share
            one, ν + D + 1 + K.
    """

    points: Array
    strength: float
    mean: Array
    scatter: Array
    count: float

    def added(self, form: Form, found: Moments) -> Moments:
        """The moments of points and pseudo-points together: the M-step's maximum."""
        counts, every = found.counts, found.counts + self.strength
        share = np.divide(counts, every, out=np.ones_like(counts), where=every > 0)
        gaps = found.means - self.mean
        spread = weighed(counts, found.covariances(form)) + self.scatter
        spread += pooled(form, weighed(self.strength * share, form.between(gaps)))
        total = weighed(counts, np.ones_like(spread)) + self.count
        return found._replace(
            counts=counts + self.points,
            means=self.mean + share[:, None] * gaps,
            spread=spread / total,
            roots=None,
        )

    def log_density(self, form: Form, law: Law, log_volume: float) -> float:
        """The logarithm of the prior's density less its constant, in the data's units.

        The volume is that of the frame, ln det A: the covariances are A Σ Aᵀ outside.
        """
        D = len(self.mean)
        log_scales = form.constants(law) - np.log(law.weights) + D * HALF_LOG_2PI
        factors = inverse(law.roots)
        precisions = form.precisions(factors)
        traces = (precisions * self.scatter).sum() * (D if form.alike else 1)
        away = form.standard(factors, (self.mean - law.means)[:, :, None])
        logs = self.count * (log_scales[: len(precisions)] - log_volume).sum()
        weights = self.points @ np.log(law.weights)
        traces += self.strength * np.square(away).sum()
        return float(weights + logs - 0.5 * traces)


def pooled(form: Form, spread: Array) -> Array:
    return spread.sum(axis=0, keepdims=True) if form.shared else spread


def at_least(name: str, value: Any, least: float) -> float:
    given = number(f"prior.{name}", value)
    if given < least:
        raise refuse(f"prior.{name} of at least {least}", given)
    return given
