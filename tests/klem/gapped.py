"""EM with missing entries, row by row and in long doubles, as plainly as it can be."""

import numpy as np

from benchmarks.long_double import TWO_PI, cholesky, long, solved


def with_gaps(points, share=0.25, seed=0):
    """The points with entries missing completely at random."""
    rng = np.random.default_rng(seed)
    return np.where(rng.random(points.shape) < share, np.nan, points)


def matrices(covariances, form, K, D):
    """Covariances of any form as (K, D, D)."""
    held = np.asarray(covariances, long)
    eye = np.eye(D, dtype=long)
    if form == "tied":
        return np.stack([held] * K)
    if form == "full":
        return held
    return np.stack([eye * v for v in held])


def marginal(x, weight, mean, covariance):
    """ln π N(x_o|μ_o, Σ_oo), E[x|x_o], and the covariance of x given x_o."""
    o = ~np.isnan(x)
    root = cholesky(covariance[np.ix_(o, o)])
    y = solved(root, (x - mean)[o])
    across = np.stack([solved(root, c) for c in covariance[:, o]])
    scale = np.log(np.diagonal(root)).sum() + o.sum() * np.log(TWO_PI) / 2
    joint = np.log(weight) - scale - (y**2).sum() / 2
    return joint, mean + across @ y, covariance - across @ across.T


def shared(points, weights, means, covariances):
    """For each row: ln p(x_o), responsibilities, conditional means and covariances."""
    for x in np.asarray(points, long):
        parts = zip(weights, means, covariances, strict=True)
        joint, mean, spread = map(
            np.stack, zip(*(marginal(x, *p) for p in parts), strict=True)
        )
        top = joint.max()
        total = np.exp(joint - top).sum()
        yield top + np.log(total), np.exp(joint - top) / total, mean, spread


def step(points, weights, means, covariances, form="full", sample_weight=None):
    """Mean log-likelihood, and weights, means and covariances after one iteration."""
    K, D = np.shape(means)
    w = np.ones(len(points)) if sample_weight is None else sample_weight
    w = np.asarray(w, long)
    start = (np.asarray(p, long) for p in (weights, means))
    full = matrices(covariances, form, K, D)
    rows = list(shared(points, *start, full))
    evidence, R, mean, spread = map(np.stack, zip(*rows, strict=True))
    R = R * w[:, None]
    counts = R.sum(axis=0)
    new = np.einsum("nk,nkd->kd", R, mean) / counts[:, None]
    away = mean - new
    sums = np.einsum("nk,nkde->kde", R, spread + away[..., None] * away[:, :, None])
    return w @ evidence / w.sum(), counts / w.sum(), new, in_form(sums, counts, form)


def in_form(sums, counts, form):
    if form == "tied":
        return sums.sum(axis=0) / counts.sum()
    own = sums / counts[:, None, None]
    diagonal = np.diagonal(own, axis1=1, axis2=2)
    return {"full": own, "diag": diagonal, "spherical": diagonal.mean(axis=1)}[form]
