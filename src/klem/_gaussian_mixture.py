"""The Gaussian mixture as an estimator: fast, in bounded memory, never silently wrong.

It reads its data in one pass for each iteration, in blocks and on all threads, in the
coordinates of the data's frame. A component that falls onto a point is raised to the
floor and named, or, without a floor, refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from klem._checks import number, refuse, whole
from klem._forms import FORMS
from klem._frame import Frame
from klem._law import inverse, roots_of
from klem._plan import Plan
from klem._predictions import Predictions
from klem._prior import Prior
from klem._runs import Run, Search, warn
from klem._sources import rows_of
from klem._starts import STARTS
from klem._steps import Engine
from klem._stream import Stream
from klem._threads import threads_for


class GaussianMixture(Predictions):
    """A mixture of K Gaussians that `fit` finds by EM, for data of any size.

    The names and their meanings are scikit-learn's, and so are the steps: from the same
    start, without a floor here and with `reg_covar=0` there, both come to the same
    numbers. It needs NumPy alone.

    Formulas: gmm.model, gmm.responsibilities, gmm.m-step.weights, gmm.m-step.mean,
    gmm.m-step.covariance, gmm.singularity.

    Args:
        n_components: K, how many Gaussians.
        covariance_type: "full", "tied" (one matrix for all), "diag" or "spherical".
        tol: EM has converged when the lower bound changes by less, in nats a point.
        max_iter: The most iterations.
        n_init: How many starts; the best end is kept.
        init_params: "k-means++" starts at points far apart, "random" at random
            responsibilities.
        weights_init: Shape (K,), sum 1.
        means_init: Shape (K, D).
        precisions_init: Inverse covariances in the shape of `covariances_`.
        covariance_floor: What keeps every Σ_k from collapsing. A number f keeps
            Σ_k - f·S without negative eigenvalues, where S is the data's own
            covariance, less points far outside: so a change of units changes nothing.
            A matrix (D, D) is a floor in squared units of the data. None is no floor:
            then a collapse is an error.
        prior: A `klem.Prior` on the parameters, so that `fit` finds the most probable
            ones; None is maximum likelihood.
        random_state: A seed, or a NumPy generator.
        warm_start: Whether `fit` goes on from the parameters that are there.
        progress: Called after each iteration with its number and its lower bound.
        missing: "refuse" makes NaN an error. "marginalize" takes it for an entry that
            is missing at random (that is, given the observed entries, whether it is
            missing does not depend on its value), and fits the density of what is
            observed.

    Attributes:
        weights_: π, shape (K,).
        means_: μ, shape (K, D).
        covariances_: Σ, shape (K, D, D), (D, D) if tied, (K, D) if diag, (K,) if
            spherical.
        precisions_cholesky_: U with U Uᵀ = Σ⁻¹, upper triangular, in that shape.
        converged_: Whether the change fell under tol within max_iter.
        n_iter_: How many iterations the best start took.
        lower_bound_: The last of `trace_`.
        trace_: The mean log-likelihood in nats a point before each M-step; with a
            prior, and the logarithm of its density, without the constant factor,
            divided by the number of points. It never falls but for rounding.
        n_features_in_: D.
        feature_names_in_: Names of the columns of a data frame.
    """

    def __init__(
        self,
        n_components: int = 1,
        *,
        covariance_type: str = "full",
        tol: float = 1e-3,
        max_iter: int = 100,
        n_init: int = 1,
        init_params: str = "k-means++",
        weights_init: ArrayLike | None = None,
        means_init: ArrayLike | None = None,
        precisions_init: ArrayLike | None = None,
        covariance_floor: ArrayLike | None = 1e-6,
        prior: Prior | None = None,
        random_state: Any = None,
        warm_start: bool = False,
        progress: Callable[[int, float], object] | None = None,
        missing: str = "refuse",
    ) -> None:
        """Keep the parameters as they are; `fit` reads them."""
        self.n_components = n_components
        self.covariance_type = covariance_type
        self.tol = tol
        self.max_iter = max_iter
        self.n_init = n_init
        self.init_params = init_params
        self.weights_init = weights_init
        self.means_init = means_init
        self.precisions_init = precisions_init
        self.covariance_floor = covariance_floor
        self.prior = prior
        self.random_state = random_state
        self.warm_start = warm_start
        self.progress = progress
        self.missing = missing

    def fit(self, X: Any, y: object = None, sample_weight: Any = None) -> Self:
        """Find the parameters by EM.

        An exception on the way, or Ctrl-C, leaves the parameters of the last finished
        iteration; with `warm_start` another `fit` goes on from there.

        Args:
            X: Shape (N, D): an array, a data frame, a memory map, a Zarr or HDF5 array,
                an Arrow table or data set, a Parquet file, a Dask array; or chunks of
                rows: a list of arrays, a function that gives an iterator of them, or
                any object that can be iterated again and again.
            y: Not used.
            sample_weight: Shape (N,), at least 0: as if a row were there so often.

        Raises:
            ValueError: a parameter or an entry of X is out of range, X has fewer rows
                than components, or columns that do not vary or depend on each other.
            TypeError: X is sparse, no numbers, or an iterator.
            CollapsedComponentError: without a floor, a component collapsed.

        Warns:
            CollapseWarning: a component lies on the floor, or has no points.
            ConvergenceWarning: max_iter was not enough.
        """
        self._require_sound()
        rows = rows_of(X, sample_weight)
        search = Search()
        with threads_for(rows) as threads:
            plan = Plan.of(self, rows)
            try:
                with Engine(rows, plan, threads) as engine:
                    for start in plan.starts(self):
                        search.run(start, engine, self)
            finally:
                if search.best is not None:
                    self._learn_columns(X, rows.D)
                    self._keep(search.best, plan.frame)
                    self._stream = Stream.after(search.best, plan, self._marginalizes())
        warn(search.result(), plan.frame, self)
        return self

    def partial_fit(self, X: Any, y: object = None, sample_weight: Any = None) -> Self:
        """Go on with more rows, of which no old one is needed again.

        The first rows are fitted as by `fit`; there should be enough of them to find
        the clusters. Of later ones the statistics are added to those so far, by one
        E-step, and one M-step follows for all; `trace_` gets their mean
        log-likelihood before it.

        Raises:
            ValueError: as `fit`, or X has other columns than the first rows.
            CollapsedComponentError: without a floor, a component collapsed.
        """
        if not hasattr(self, "_stream"):
            return self.fit(X, sample_weight=sample_weight)
        rows, frame = rows_of(X, sample_weight), self._stream.frame
        self._require_columns(X, rows.D)
        form = self._form()
        roots = roots_of(form.private(self.precisions_cholesky_))
        law = frame.law(form, self.weights_, self.means_, roots)
        step, self._stream = self._stream.step(form, law, rows)
        bound = step.evidence - frame.log_volume + self._stream.log_prior(form, law)
        trace = [*self.trace_, bound]
        self._keep(Run(step.law, trace, self.converged_, step), frame)
        return self

    def _require_sound(self) -> None:
        """Refuse parameters that mean nothing."""
        whole("n_components", self.n_components, 1)
        whole("max_iter", self.max_iter, 1)
        whole("n_init", self.n_init, 1)
        if number("tol", self.tol) < 0:
            raise refuse("tol of at least 0", self.tol)
        if not isinstance(self.prior, Prior | None):
            raise TypeError(f"expected prior to be a klem.Prior, got {self.prior!r}")
        floor = self.covariance_floor
        if (
            floor is not None
            and np.ndim(floor) == 0
            and number("covariance_floor", floor) < 0
        ):
            raise refuse("covariance_floor of at least 0", floor)
        choices: dict[str, Collection[str]] = {
            "covariance_type": FORMS,
            "init_params": STARTS,
            "missing": ("refuse", "marginalize"),
        }
        for name, known in choices.items():
            if (given := getattr(self, name)) not in known:
                raise refuse(f"{name} to be one of {list(known)}", repr(given))

    def _keep(self, run: Run, frame: Frame) -> None:
        """Take the parameters of a run, in the data's own units."""
        form = self._form()
        roots = form.carried(run.law.roots, frame.outward)
        self.weights_ = run.law.weights
        self.means_ = frame.points_out(run.law.means)
        self.covariances_ = form.public(form.squared(roots))
        self.precisions_cholesky_ = form.public(inverse(roots, out=roots))
        self.trace_ = np.array(run.trace)
        self.lower_bound_ = run.trace[-1]
        self.n_iter_ = len(run.trace)
        self.converged_ = run.converged

    def fit_predict(self, X: Any, y: object = None) -> NDArray[np.intp]:
        """Fit, and the component of each point: what `predict` gives."""
        return self.fit(X).predict(X)
