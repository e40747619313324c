"""What a fitted mixture says of new points: densities, responsibilities, samples.

Everything is computed from the public parameters alone, with each component in its own
standard coordinates, so that parameters that were set by hand are as good as fitted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from klem._checks import Array, whole
from klem._conventions import Conventions, not_fitted
from klem._forms import FORMS, Form
from klem._law import Law, roots_of
from klem._observed import observed
from klem._rows import Rows, matrix, refuse_entry
from klem._seeds import generator
from klem._threads import threads_for

BLOCK = 1 << 17  # numbers of a block: coordinates and log joints
WORK = 1e8  # products of coordinates, of each component, from which threads pay


class Predictions(Conventions):
    """Methods that read weights_, means_ and precisions_cholesky_."""

    weights_: Array
    means_: Array
    covariances_: Array
    precisions_cholesky_: Array
    covariance_type: str
    random_state: Any

    @property
    def precisions_(self) -> Array:
        """The inverse covariances, in the shape of `covariances_`."""
        form = self._form()
        factors = form.private(self.precisions_cholesky_)
        return form.public(form.precisions(factors))

    def _form(self) -> Form:
        return FORMS[self.covariance_type]

    def _law(self) -> Law:
        """The parameters in the data's own units."""
        if not hasattr(self, "means_"):
            raise not_fitted(type(self).__name__)
        form = self._form()
        factors = form.private(np.asarray(self.precisions_cholesky_))
        return Law(self.weights_, self.means_, roots_of(factors))

    def _blocks(self, rows: Array, *, gaps: bool) -> Iterator[Array]:
        """Blocks of rows, which are refused where they cannot be computed with."""
        each = self.means_.size if gaps else sum(self.means_.shape)
        block = max(16, BLOCK // each)
        for at in range(0, len(rows), block):
            part = rows[at : at + block]
            if (np.isinf(part) if gaps else ~np.isfinite(part)).any():
                refuse_entry(part, at, gaps=gaps)
            yield part

    def _each(self, X: Any, gaps: bool, of: Callable[[Array], Any]) -> Any:
        """What `of` makes of each block of rows, on as many threads as pay."""
        rows = matrix(X)
        self._require_columns(X, rows.shape[1])
        blocks = self._blocks(rows, gaps=gaps)
        whole = Rows(lambda: (rows,), rows.shape[1], None, whole=True)
        least = WORK / len(self.means_)
        with threads_for(whole, least) as threads, ThreadPoolExecutor(threads) as pool:
            found = pool.map(of, blocks) if threads > 1 else map(of, blocks)
            return np.concatenate(list(found))

    def _joints(self, X: Any, of: Callable[[Array], Any]) -> Any:
        """What `of` makes of the log joint ln π_k + ln N(x_n|μ_k, Σ_k) of blocks."""
        law, form = self._law(), self._form()
        constants = form.constants(law)[:, None]
        factors = form.private(np.asarray(self.precisions_cholesky_))

        def joint(part: Array) -> Array:
            if np.isnan(part).any():
                return of(observed(form, law, part.T).joint)
            return of(constants - 0.5 * distances(form, law.means, factors, part.T))

        return self._each(X, self._marginalizes(), joint)

    def score_samples(self, X: ArrayLike) -> Array:
        """Log density ln p(x_n) of each point, shape (N,), in nats.

        Formula: gmm.model. Source: PRML 9.7 (numbering varies by printing).

        Raises:
            ValueError: X is not finite or has other columns than the fit.
        """
        return self._joints(X, log_sums)

    def score(self, X: ArrayLike, y: object = None) -> float:
        """Mean log density of the points, in nats."""
        return float(self.score_samples(X).mean())

    def predict_proba(self, X: ArrayLike) -> Array:
        """Responsibilities γ(z_nk), shape (N, K).

        Formula: gmm.responsibilities. Source: PRML 9.13 (numbering varies by printing).

        Raises:
            ValueError: X is not finite or has other columns than the fit.
        """
        return self._joints(X, lambda L: np.exp(L - log_sums(L)).T)

    def predict(self, X: ArrayLike) -> NDArray[np.intp]:
        """The component with the largest responsibility for each point, shape (N,)."""
        return np.asarray(self._joints(X, lambda L: L.argmax(axis=0)), np.intp)

    def impute(self, X: ArrayLike) -> Array:
        """X with each NaN replaced by its mean given the observed entries of its row.

        A conditional mean, E[x_m|x_o], is the guess of least squared error. It is not
        for variances: data that were completed so vary too little. In a row without
        any entry it is the mean of the mixture.

        Formula: gmm.missing.conditional.

        Raises:
            ValueError: an entry is infinite, or X has other columns than the fit.
        """
        return self._each(X, True, partial(self._filled, self._law()))

    def _filled(self, law: Law, part: Array) -> Array:
        form = self._form()
        joint, Y, _ = observed(form, law, part.T)
        R = np.exp(joint - log_sums(joint))
        roots = np.broadcast_to(law.roots, (len(R), *law.roots.shape[1:]))
        away = roots[:, :, None] * Y if roots.ndim == 2 else roots @ Y
        means = np.einsum("kb,kdb->bd", R, law.means[:, :, None] + away)
        return np.where(np.isnan(part), means, part)

    def sample(self, n_samples: int = 1) -> tuple[Array, NDArray[np.intp]]:
        """Points drawn from the mixture, (n, D), and their components, (n,).

        Raises:
            ValueError: n_samples is not at least 1.
        """
        if not hasattr(self, "means_"):
            raise not_fitted(type(self).__name__)
        rng = generator(self.random_state)
        N = whole("n_samples", n_samples, 1)
        K, D = self.means_.shape
        labels = np.sort(rng.choice(K, size=N, p=self.weights_ / self.weights_.sum()))
        noise = rng.standard_normal((N, D))
        form = self._form()
        roots = form.root(form.private(self.covariances_))
        roots = np.broadcast_to(roots, (K, *roots.shape[1:]))[labels]
        spread = (
            roots * noise if roots.ndim == 2 else (roots @ noise[:, :, None])[..., 0]
        )
        return self.means_[labels] + spread, labels

    def bic(self, X: ArrayLike) -> float:
        """Bayesian information criterion -2 ln p(X) + (free parameters) ln N."""
        scores = self.score_samples(X)
        return float(self._size() * math.log(len(scores)) - 2 * scores.sum())

    def aic(self, X: ArrayLike) -> float:
        """Akaike information criterion -2 ln p(X) + 2 (free parameters)."""
        return float(2 * self._size() - 2 * self.score_samples(X).sum())

    def _size(self) -> int:
        """How many free parameters there are."""
        K, D = self.means_.shape
        return self._form().size(K, D) + K * D + K - 1


def distances(form: Form, means: Array, factors: Array, Z: Array) -> Array:
    """Squared Mahalanobis distances of points (D, B) from each mean, (K, B)."""
    Z, found = np.ascontiguousarray(Z), np.empty((len(means), Z.shape[1]))
    for k, mean in enumerate(means):
        own = factors[k % len(factors)]
        (Y,) = form.standard(own[None], (Z - mean[:, None])[None])
        np.einsum("db,db->b", Y, Y, out=found[k])
    return found


def log_sums(L: Array) -> Array:
    """The logarithm of Σ_k exp(L_kn), by the largest term."""
    top = L.max(axis=0)
    result: Array = top + np.log(np.exp(L - top).sum(axis=0))
    return result
