"""Where EM starts: clusters about points far apart, or responsibilities at random.

Both look at a sample of rows in the coordinates of the data's frame, so that a change
of units, or of chunks, changes nothing, and a start costs no pass over the data.
"""

from __future__ import annotations

import numpy as np

from klem._checks import Array, refuse
from klem._forms import Form, law_of
from klem._law import Law

ROUNDS = 10  # of k-means: more move the start little
NARROWEST = 1e-6  # a variance to start from, in those of the data


def apart(
    Z: Array, weights: Array, K: int, given: Array | None, rng: np.random.Generator
) -> tuple[Array, float]:
    """Means as `seeding.far_apart` draws them, and the variance about the nearest.

    Source: Arthur and Vassilvitskii 2007 (k-means++).
    """
    means: list[Array] = [] if given is None else list(given)
    gaps = np.full(len(Z), np.inf)
    for mean in means:
        gaps = np.minimum(gaps, np.square(Z - mean).sum(axis=1))
    while len(means) < K:
        odds = weights if not means else weights * gaps
        if not odds.any():
            raise refuse(f"at least {K} distinct points", f"{len(means)} of them")
        means.append(Z[rng.choice(len(Z), p=odds / odds.sum())])
        gaps = np.minimum(gaps, np.square(Z - means[-1]).sum(axis=1))
    variance = float(weights @ gaps / weights.sum() / Z.shape[1])
    return np.stack(means), max(variance, NARROWEST)


def far_start(
    form: Form, Z: Array, weights: Array, K: int, rng: np.random.Generator
) -> Law:
    """The M-step for the clusters that k-means finds from points far apart."""
    means, variance = apart(Z, weights, K, None, rng)
    shares = np.empty((0, 0))
    for _ in range(ROUNDS):
        nearest = (np.square(means).sum(axis=1) - 2 * Z @ means.T).argmin(axis=1)
        shares = weights * (nearest == np.arange(K)[:, None])
        counts = shares.sum(axis=1)
        full = counts > 0
        before, means = means, means.copy()
        means[full] = shares[full] @ Z / counts[full, None]
        if (means == before).all():
            break
    return law_about(form, Z, shares, means, variance)


def random_start(
    form: Form, Z: Array, weights: Array, K: int, rng: np.random.Generator
) -> Law:
    """The M-step for responsibilities drawn at random: all components look alike."""
    shares = rng.random((K, len(Z)))
    shares *= weights / shares.sum(axis=0)
    means = shares @ Z / shares.sum(axis=1, keepdims=True)
    return law_about(form, Z, shares, means, NARROWEST)


def law_about(
    form: Form, Z: Array, shares: Array, means: Array, variance: float
) -> Law:
    """The moments, with one more point in each component, spread by the variance.

    It keeps a component of few points from starting without a spread.
    """
    K, D = means.shape
    unit = shares.sum() / np.count_nonzero(shares.sum(axis=0))
    counts = shares.sum(axis=1) + unit
    spread = []
    for share, mean, count in zip(shares, means, counts, strict=True):
        moved = Z - mean
        own = (share[:, None] * moved).T @ moved
        spread.append(form.shaped((own + unit * variance * np.eye(D)) / count))
    weights = counts / counts.sum()
    covariances = np.stack(spread)
    if len(form.round(1.0, K, D)) < K:
        covariances = np.tensordot(weights, covariances, 1)[None]
    return law_of(form, weights, means, covariances)


def round_law(form: Form, means: Array, variance: float) -> Law:
    """Equal weights, and round covariances about the means."""
    K, D = means.shape
    return law_of(form, np.full(K, 1 / K), means, form.round(variance, K, D))


STARTS = {"k-means++": far_start, "random": random_start}
