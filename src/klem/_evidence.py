"""The evidence of a finite hidden variable, its posterior, and the bound.

All three take ln p(X, z | θ) for every value of z, along one axis. Any q over z gives
a bound on the log-likelihood; the posterior gives the log-likelihood itself.
"""

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import Array, Values, distribution, real, refuse, require_all
from klem._logarithms import log, log_sum_exp, times


def log_likelihood(log_joint: ArrayLike, *, axis: int = -1) -> Values:
    """Log-likelihood ln p(X|θ) = ln Σ_z p(X, z|θ), safe from overflow.

    Formula: em.log-sum. Source: PRML 9.29 (numbering varies by printing).

    Args:
        log_joint: ln p(X, z|θ) for each z along `axis`; -inf where it cannot happen.
        axis: The axis of the hidden variable.

    Returns:
        One number, or an array without that axis, in nats.

    Raises:
        ValueError: log_joint holds NaN or +inf, or has no such axis.
    """
    return log_sum_exp(log_joints(log_joint, axis), axis)


def posterior(log_joint: ArrayLike, *, axis: int = -1) -> Array:
    """Posterior p(z|X, θ) = p(X, z|θ) / p(X|θ), the q that the E-step chooses.

    Formulas: em.e-step, gmm.responsibilities.
    Source: PRML 9.13 (numbering varies by printing).

    Args:
        log_joint: ln p(X, z|θ) for each z along `axis`; -inf where it cannot happen.
        axis: The axis of the hidden variable.

    Returns:
        An array of the same shape that sums to one along `axis`.

    Raises:
        ValueError: log_joint holds NaN or +inf, has no such axis, or is -inf for
            every z, so that there is nothing to condition on.
    """
    log_joint = log_joints(log_joint, axis)
    top = log_joint.max(axis=axis, keepdims=True)
    require_all(np.isfinite, top, "a z with p(X, z) > 0, so a finite largest log_joint")
    joint = np.exp(log_joint - top)  # in units of the largest: nothing overflows
    shares: Array = joint / joint.sum(axis=axis, keepdims=True)
    return shares


def elbo(q: ArrayLike, log_joint: ArrayLike, *, axis: int = -1) -> Values:
    """Bound L(q, θ) = Σ_z q(z) [ln p(X, z|θ) - ln q(z)], at most ln p(X|θ).

    Formulas: elbo.decomposition, elbo.energy-entropy.
    Source: PRML 9.70 (numbering varies by printing).

    Args:
        q: A distribution over z along `axis`, of the shape of `log_joint`.
        log_joint: ln p(X, z|θ) for each z along `axis`; -inf where it cannot happen.
        axis: The axis of the hidden variable.

    Returns:
        One number, or an array without that axis, in nats; -inf where q allows what
        the model excludes. Sum it over independent observations.

    Raises:
        ValueError: q is no distribution, log_joint holds NaN or +inf, or the shapes
            differ.
    """
    log_joint, q = log_joints(log_joint, axis), distribution("q", q, axis)
    if q.shape != log_joint.shape:
        raise refuse("q and log_joint of one shape", f"{q.shape} and {log_joint.shape}")
    bound: Values = (times(q, log_joint) + times(q, -log(q))).sum(axis=axis)
    return bound


def log_joints(log_joint: ArrayLike, axis: int) -> Array:
    array = real("log_joint", log_joint)
    require_all(lambda a: a < np.inf, array, "log_joint below +inf")
    if not -array.ndim <= axis < array.ndim or not array.shape[axis]:
        raise refuse(f"log_joint with values along axis {axis}", f"shape {array.shape}")
    return array
