"""Information, entropy, cross-entropy and relative entropy of discrete distributions.

A cell with p = 0 adds nothing; a cell with q = 0 < p costs infinitely many nats.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import Array, Values, distribution, log_base, probabilities, refuse
from klem._logarithms import log, log_ratio, times


def information(p: ArrayLike, *, base: float = math.e) -> Values:
    """Information h = -log p in an event of probability p.

    Formula: information.content. Source: PRML 1.92 (numbering varies by printing).

    Args:
        p: Probabilities between 0 and 1, of any shape.
        base: The unit is log(base) nats: e gives nats, 2 gives bits.

    Returns:
        An array of the shape of `p`; infinite where p is 0.

    Raises:
        ValueError: p holds NaN or a value outside [0, 1], or base is not above 1.
    """
    p = probabilities("p", p)
    nats = 0.0 - log(p)  # and not -log(p), which makes h(1) a negative zero
    result: Values = nats / log_base(base)
    return result


def entropy(p: ArrayLike, *, axis: int = -1, base: float = math.e) -> Values:
    """Entropy H[p] = -Σ p log p, the mean information.

    Formula: entropy.discrete. Source: PRML 1.93 (numbering varies by printing).

    Args:
        p: Probabilities that sum to one along `axis`.
        axis: The axis of the outcomes.
        base: The unit is log(base) nats: e gives nats, 2 gives bits.

    Returns:
        One number, or an array without that axis; between 0 and log K.

    Raises:
        ValueError: p holds NaN or a negative value, does not sum to one, or has no such
            axis; or base is not above 1.
    """
    p = distribution("p", p, axis)
    return mean_of(-log(p), p, axis) / log_base(base)


def cross_entropy(
    p: ArrayLike, q: ArrayLike, *, axis: int = -1, base: float = math.e
) -> Values:
    """Cross-entropy H[p, q] = -Σ p log q, the mean code length with q's code for p.

    Formula: kl.excess-code-length. Source: PRML 1.113 (numbering varies by printing).

    Args:
        p: The distribution that the outcomes follow; sums to one along `axis`.
        q: The distribution that the code was made for; broadcasts against `p`.
        axis: The axis of the outcomes.
        base: The unit is log(base) nats: e gives nats, 2 gives bits.

    Returns:
        One number, or an array without that axis; infinite where q = 0 < p.

    Raises:
        ValueError: p or q holds NaN or a negative value, does not sum to one, or the
            shapes do not broadcast; or base is not above 1.
    """
    p, q = distributions(p, q, axis)
    return mean_of(-log(q), p, -1) / log_base(base)


def kl_divergence(
    p: ArrayLike, q: ArrayLike, *, axis: int = -1, base: float = math.e
) -> Values:
    """KL(p‖q) = Σ p log(p/q), never negative, and zero only where p = q.

    It is summed as Σ q φ(p/q) with φ(t) = t ln t - t + 1, whose terms are never
    negative: the same number, and it keeps its digits when p and q nearly agree.

    Formulas: kl.nonnegative, kl.excess-code-length, kl.categorical.
    Source: PRML 1.113 (numbering varies by printing).

    Args:
        p: The distribution that the mean is taken over; sums to one along `axis`.
        q: The other distribution; broadcasts against `p`.
        axis: The axis of the outcomes.
        base: The unit is log(base) nats: e gives nats, 2 gives bits.

    Returns:
        One number, or an array without that axis; infinite where q = 0 < p.

    Raises:
        ValueError: p or q holds NaN or a negative value, does not sum to one, or the
            shapes do not broadcast; or base is not above 1.
    """
    p, q = distributions(p, q, axis)
    result: Values = divergence_terms(p, q).sum(axis=-1) / log_base(base)
    return result


def divergence_terms(p: Array, q: Array) -> Array:
    """Each cell's q φ(p/q) = p ln(p/q) - p + q."""
    return np.maximum(times(p, log_ratio(p, q)) - (p - q), 0.0)


def mean_of(value: Array, p: Array, axis: int) -> Values:
    """The mean E_p[value] along the axis."""
    mean: Values = times(p, value).sum(axis=axis)
    return mean


def distributions(p: ArrayLike, q: ArrayLike, axis: int) -> tuple[Array, Array]:
    """Both with their outcomes on the last axis, and the other axes broadcast."""
    p = np.moveaxis(distribution("p", p, axis), axis, -1)
    q = np.moveaxis(distribution("q", q, axis), axis, -1)
    if p.shape[-1] != q.shape[-1]:
        raise refuse(
            "p and q over the same outcomes", f"{p.shape[-1]} and {q.shape[-1]} of them"
        )
    try:
        p, q = np.broadcast_arrays(p, q)
    except ValueError:
        raise refuse(
            "p and q of shapes that broadcast", f"{p.shape} and {q.shape}"
        ) from None
    return p, q
