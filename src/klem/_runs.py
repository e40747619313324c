"""EM from one start, or several of which the best is kept.

What a run has reached stays readable when an exception ends it; what a reader of the
result has to know is said by warnings that name the component and the cure.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from klem._checks import Array
from klem._covariances import CollapsedComponentError, CollapseWarning
from klem._frame import Frame
from klem._law import Law
from klem._steps import Engine, Step

if TYPE_CHECKING:
    from klem._gaussian_mixture import GaussianMixture


class ConvergenceWarning(UserWarning):
    """EM stopped at max_iter, while an iteration still gained more than tol."""


@dataclass
class Run:
    """EM from one start: the parameters, the trace so far, and what the last step said.

    Attributes:
        trace: Mean log-likelihoods in nats a point, of the parameters before each step,
            with the logarithm of the prior, if there is one.
    """

    law: Law
    trace: list[float] = field(default_factory=list)
    converged: bool = False
    last: Step | None = None

    def go(self, engine: Engine, model: GaussianMixture) -> None:
        """Iterate until the lower bound changes by less than tol."""
        volume, before, shift = engine.frame.log_volume, -np.inf, 0.0
        for count in range(1, model.max_iter + 1):
            step = engine.step(self.law, shift)
            bound = step.evidence - volume + engine.log_prior(self.law)
            shift = step.evidence
            self.law, self.last = step.law, step
            self.trace.append(bound)
            if model.progress is not None:
                model.progress(count, bound)
            if abs(bound - before) < model.tol:
                self.converged = True
                return
            before = bound


@dataclass
class Search:
    """Runs one after another, of which the best is kept."""

    best: Run | None = None
    collapsed: CollapsedComponentError | None = None

    def run(
        self, start: Callable[[], Law], engine: Engine, model: GaussianMixture
    ) -> None:
        run = Run(start())
        try:
            run.go(engine, model)
        except CollapsedComponentError as error:
            self.collapsed = error
            return
        except BaseException:
            self.take(run)
            raise
        self.take(run)

    def take(self, run: Run) -> None:
        if run.trace and (self.best is None or run.trace[-1] > self.best.trace[-1]):
            self.best = run

    def result(self) -> Run:
        """The best run; an error, if each of them collapsed."""
        if self.best is None:
            assert self.collapsed is not None
            raise self.collapsed
        return self.best


def warn(run: Run, frame: Frame, model: GaussianMixture) -> None:
    """Name what a reader of the result has to know."""
    assert run.last is not None
    for k in np.flatnonzero(run.last.empty):
        say(
            CollapseWarning,
            f"component {k} has no points left: fewer components, or "
            "another start, can avoid it",
        )
    points = frame.points_out(run.law.means)
    for k in np.flatnonzero(run.last.low & ~run.last.empty[: len(run.last.low)]):
        where = "they share" if len(run.last.low) < len(points) else f"of component {k}"
        say(
            CollapseWarning,
            f"the covariance {where} lies on covariance_floor, about the point "
            f"{shown(points[k])}: its likelihood has no upper bound without a floor "
            "(gmm.singularity); another start, fewer components or a higher floor can "
            "avoid it",
        )
    if not run.converged:
        say(
            ConvergenceWarning,
            f"EM did not converge in max_iter = {model.max_iter} "
            "iterations: raise max_iter or tol, or scale down n_components",
        )


def shown(point: Array) -> str:
    """The point in one line."""
    return np.array2string(point, threshold=6, max_line_width=1000)


def say(kind: type[Warning], text: str) -> None:
    warnings.warn(text, kind, stacklevel=4)
