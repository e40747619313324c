"""The Gaussian mixture with full covariances, as a model for EM.

The E-step turns points into moments, by responsibilities computed in log space; the
M-step reads weights, means and covariances off the moments. The bound needs the
moments alone.
"""

from __future__ import annotations

import math
from dataclasses import KW_ONLY, dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import (
    Array,
    cholesky,
    distribution,
    refuse,
    require_all,
    shaped,
    whole,
)
from klem._covariances import covariances_of, floor_factor, require_floor
from klem._evidence import log_likelihood, posterior
from klem._gaussian import log_density, log_determinant
from klem._moments import Moments
from klem._seeding import far_apart


@dataclass(frozen=True, eq=False)
class Mixture:
    """The density p(x) = Σ_k π_k N(x|μ_k, Σ_k), as a model for EM.

    To fit one, choose where to start and hand it to `expectation_maximization`: give
    the parameters, or use `from_responsibilities` or `seeded`.

    Formula: gmm.model. Source: PRML 9.7 (numbering varies by printing).

    Attributes:
        weights: π, shape (K,): above 0, with sum 1.
        means: μ, shape (K, D).
        covariances: Σ, shape (K, D, D): symmetric and positive definite.
        covariance_floor: Every M-step keeps Σ_k - floor without negative eigenvalues;
            one number f stands for f times the identity, in squared units of the data.
            With None a component that collapses is an error.

    Raises:
        ValueError: a shape does not fit, a value is not finite, the weights are no
            distribution, or a covariance is indefinite or below the floor.
    """

    weights: Array
    means: Array
    covariances: Array
    _: KW_ONLY
    covariance_floor: float | Array | None = None
    factors: Array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        means = shaped("means", self.means, "K", "D")
        K, D = means.shape
        weights = shaped("weights", self.weights, K)
        covariances = shaped("covariances", self.covariances, K, D, D)
        require_all(lambda w: w > 0, distribution("weights", weights, 0), "weights > 0")
        floor = floor_factor(self.covariance_floor, D)
        named = [(f"covariances[{k}]", c) for k, c in enumerate(covariances)]
        factors = np.stack([cholesky(name, c) for name, c in named])
        if floor is not None:
            for name, covariance in named:
                require_floor(name, floor, covariance)
        self._keep(
            weights=weights, means=means, covariances=covariances, factors=factors
        )

    def _keep(self, **arrays: Array) -> None:
        for name, array in arrays.items():
            array.setflags(write=False)  # a model that has changed is another model
            object.__setattr__(self, name, array)

    @classmethod
    def from_moments(
        cls, moments: Moments, *, covariance_floor: float | Array | None = None
    ) -> Mixture:
        """The mixture that maximizes Q: π_k = N_k/N, μ_k = m_k, Σ_k = S_k/N_k.

        Formulas: gmm.m-step.weights, gmm.m-step.mean, gmm.m-step.covariance.
        Source: PRML 9.24-9.26 (numbering varies by printing).

        Raises:
            ValueError: there are fewer points than components.
            CollapsedComponentError: a component is empty, or its points do not spread.
        """
        K, N = len(moments.counts), moments.counts.sum()
        if round(N) < K:
            raise refuse(
                "at least as many points as components", f"{N:g} points for {K}"
            )
        covariances = covariances_of(moments, covariance_floor)
        return cls(
            moments.counts / N,
            moments.means,
            covariances,
            covariance_floor=covariance_floor,
        )

    @classmethod
    def from_responsibilities(
        cls,
        points: ArrayLike,
        responsibilities: ArrayLike,
        *,
        covariance_floor: float | Array | None = None,
    ) -> Mixture:
        """The M-step for given responsibilities (N, K): a start, or labels as 0 and 1.

        Raises:
            ValueError: as `Moments.of` and `from_moments`.
            CollapsedComponentError: a component is empty, or its points do not spread.
        """
        moments = Moments.of(points, responsibilities)
        return cls.from_moments(moments, covariance_floor=covariance_floor)

    @classmethod
    def seeded(
        cls,
        points: ArrayLike,
        components: int,
        *,
        seed: int | np.random.Generator = 0,
        covariance_floor: float | Array | None = None,
    ) -> Mixture:
        """A start with means at K points drawn far apart, and the data's covariance.

        Each next mean is a point drawn with a probability in proportion to its squared
        distance from the means so far, in units of the data's covariance; so the start
        does not depend on the units of the data.

        Raises:
            ValueError: the points are not finite or of a wrong shape, or there are
                fewer distinct ones than components.
            CollapsedComponentError: all points lie in one plane.
        """
        points = shaped("points", points, "N", "D")
        K = whole("components", components, 1)
        all_in_one = np.ones((len(points), 1))
        data = cls.from_responsibilities(
            points, all_in_one, covariance_floor=covariance_floor
        )
        means = far_apart(points, K, data.factors[0], np.random.default_rng(seed))
        covariances = np.repeat(data.covariances, K, axis=0)
        return cls(
            np.full(K, 1 / K), means, covariances, covariance_floor=covariance_floor
        )

    def log_joint(self, points: ArrayLike) -> Array:
        """Log joint ln π_k + ln N(x_n|μ_k, Σ_k), shape (N, K).

        Raises:
            ValueError: the points are not finite or not of shape (N, D).
        """
        points = shaped("points", points, "N", self.means.shape[1])
        densities = [
            log_density(points, mean, factor)
            for mean, factor in zip(self.means, self.factors, strict=True)
        ]
        joint: Array = np.log(self.weights) + np.stack(densities, axis=1)
        return joint

    def responsibilities(self, points: ArrayLike) -> Array:
        """Responsibilities γ(z_nk) = π_k N(x_n|μ_k, Σ_k) / p(x_n), shape (N, K).

        Formula: gmm.responsibilities. Source: PRML 9.13 (numbering varies by printing).

        Raises:
            ValueError: the points are not finite or not of shape (N, D).
        """
        return posterior(self.log_joint(points))

    def log_density(self, points: ArrayLike) -> Array:
        """Log density ln p(x_n) of each point, shape (N,), in nats.

        Formula: gmm.model. Source: PRML 9.7 (numbering varies by printing).

        Raises:
            ValueError: the points are not finite or not of shape (N, D).
        """
        return np.asarray(log_likelihood(self.log_joint(points)))

    def log_likelihood(self, points: ArrayLike) -> float:
        """Log-likelihood Σ_n ln p(x_n), in nats.

        Formula: gmm.model. Source: PRML 9.14 (numbering varies by printing).

        Raises:
            ValueError: the points are not finite or not of shape (N, D).
        """
        return float(self.log_density(points).sum())

    def e_step(self, points: ArrayLike) -> Moments:
        """The moments of the points under the responsibilities of this model.

        Formula: em.e-step.

        Raises:
            ValueError: the points are not finite or not of shape (N, D).
        """
        return Moments.of(points, self.responsibilities(points))

    def m_step(self, moments: Moments) -> Mixture:
        """The mixture that maximizes Q for these moments, above the same floor.

        Raises:
            CollapsedComponentError: a component is empty, or its points do not spread.
        """
        return self.from_moments(moments, covariance_floor=self.covariance_floor)

    def expected_log_joint(self, moments: Moments) -> float:
        """Expected complete-data log-likelihood Q(θ, θ_old), in nats.

        It is Σ_n Σ_k γ_nk (ln π_k + ln N(x_n|μ_k, Σ_k)).

        The moments stand for γ and the points: by Steiner's identity the scatter about
        μ_k is S_k + N_k (m_k - μ_k)(m_k - μ_k)ᵀ.

        Formula: gmm.q. Source: PRML 9.40 (numbering varies by printing).

        Raises:
            ValueError: the moments are of another K or D.
        """
        shift = shaped("moments.means", moments.means, *self.means.shape) - self.means
        outer = shift[:, :, None] * shift[:, None, :]
        scatter = moments.scatters + moments.counts[:, None, None] * outer
        half = np.linalg.solve(self.factors, scatter).transpose(0, 2, 1)
        squares = np.trace(np.linalg.solve(self.factors, half), axis1=1, axis2=2)
        constant = self.means.shape[1] * math.log(2 * math.pi)
        log_scale = np.log(self.weights) - 0.5 * (
            constant + log_determinant(self.factors)
        )
        return float((moments.counts * log_scale - 0.5 * squares).sum())

    def elbo(self, moments: Moments) -> float:
        """Bound L(q, θ) = Q(θ, θ_old) + H[q] for the q of the moments, in nats.

        Formula: elbo.energy-entropy.

        Raises:
            ValueError: the moments are of another K or D.
        """
        return self.expected_log_joint(moments) + moments.entropy
