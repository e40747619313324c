"""Expectation maximization as a loop over any model that can take its two steps.

The E-step makes the bound touch the log-likelihood; the M-step lifts the bound, and the
log-likelihood, which lies above it, is lifted too. The trace keeps these numbers apart,
so that ln p(θ_old) = L(q, θ_old) ≤ L(q, θ_new) ≤ ln p(θ_new) can be read off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

from klem._checks import number, refuse, whole

Data = TypeVar("Data", contravariant=True)
Statistics = TypeVar("Statistics")
M = TypeVar("M", bound="Model[Any, Any]")

ROUNDING = 1e-5  # of the log-likelihood: what a covariance near singular can lose


class Model(Protocol[Data, Statistics]):
    """What EM asks of a model: parameters θ that can take an E-step and an M-step.

    The statistics are whatever the E-step leaves for the M-step: they stand for
    q = p(Z|X, θ), and hold enough of it to compute the bound.
    """

    def e_step(self, data: Data, /) -> Statistics:
        """The expected sufficient statistics under q(Z) = p(Z|X, θ)."""

    def m_step(self, statistics: Statistics, /) -> Self:
        """The model whose θ maximizes Q(θ, θ_old), so also L(q, θ)."""

    def elbo(self, statistics: Statistics, /) -> float:
        """The bound L(q, θ) at this θ, for the q that the statistics stand for."""

    def log_likelihood(self, data: Data, /) -> float:
        """The log-likelihood ln p(X|θ), in nats.

        A MAP model adds ln p(θ) here and in `elbo`.
        """


class Iteration(NamedTuple):
    """One E-step and one M-step, in nats: each number is at least the one before it.

    Attributes:
        number: 1 for the first.
        start: ln p(X|θ_old).
        after_e_step: L(q, θ_old), equal to `start` but for rounding.
        after_m_step: L(q, θ_new).
        log_likelihood: ln p(X|θ_new).
    """

    number: int
    start: float
    after_e_step: float
    after_m_step: float
    log_likelihood: float

    @property
    def change(self) -> float:
        """What the iteration added to the log-likelihood."""
        return self.log_likelihood - self.start


@dataclass(frozen=True)
class Fit(Generic[M]):
    """The model where EM stopped, and how it came there.

    Attributes:
        model: The last model.
        trace: One `Iteration` after another.
        converged: Whether the change fell to the tolerance within the iterations.
    """

    model: M
    trace: tuple[Iteration, ...]
    converged: bool

    @property
    def log_likelihood(self) -> float:
        """The log-likelihood ln p(X|θ) of the last model, in nats."""
        return self.trace[-1].log_likelihood


class LikelihoodFellError(ArithmeticError):
    """The log-likelihood fell, which no exact E-step and M-step can do."""


def expectation_maximization(
    model: M,
    data: Any,
    *,
    tolerance: float = 1e-6,
    max_iterations: int = 1000,
    progress: Callable[[Iteration, M], object] | None = None,
) -> Fit[M]:
    """E-step, M-step, until the log-likelihood changes by no more than the tolerance.

    A small change means a point that EM hardly moves: most often near a local maximum,
    sometimes near a saddle, and nothing says that it is the global maximum.

    Formulas: em.monotone, em.stopping. Source: PRML 9.29-9.33 (numbering varies by
    printing).

    Args:
        model: Where to start; see `Model`.
        data: Handed to the model as it is.
        tolerance: Stop when ln p(X|θ) changes by at most this many nats.
        max_iterations: Stop after as many iterations in any case.
        progress: Called after each iteration with it and the new model.

    Raises:
        ValueError: the tolerance is negative or max_iterations is not at least 1.
        LikelihoodFellError: the log-likelihood fell by more than rounding explains, so
            a step of the model is wrong.
        CollapsedComponentError: from a mixture's M-step.
    """
    if number("tolerance", tolerance) < 0:
        raise refuse("tolerance of at least 0", tolerance)
    trace: list[Iteration] = []
    before = model.log_likelihood(data)
    for count in range(1, whole("max_iterations", max_iterations, 1) + 1):
        model, iteration = step(model, data, count, before)
        trace.append(iteration)
        if progress is not None:
            progress(iteration, model)
        if iteration.change <= tolerance:
            return Fit(model, tuple(trace), True)
        before = iteration.log_likelihood
    return Fit(model, tuple(trace), False)


def step(old: M, data: Any, count: int, before: float) -> tuple[M, Iteration]:
    statistics = old.e_step(data)
    new = old.m_step(statistics)
    after = new.log_likelihood(data)
    if after < before - ROUNDING * (1 + abs(before)):
        raise LikelihoodFellError(
            f"iteration {count}: expected ln p(X|θ) of at least {before}, got {after}"
        )
    bounds = old.elbo(statistics), new.elbo(statistics)
    return new, Iteration(count, before, *bounds, after)
