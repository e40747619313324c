"""The Gaussian in D dimensions: density, entropy, divergence.

Each covariance is used through its Cholesky factor L, so no inverse is formed:
ln det Σ is twice the sum of ln L_dd, and a quadratic form is a squared length after a
solve.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import Array, Values, cholesky, finite, log_base, refuse, shaped
from klem._logarithms import excess


def log_density_gaussian(
    points: ArrayLike, mean: ArrayLike, covariance: ArrayLike
) -> Array:
    """Log density ln N(x|μ, Σ) = -½ [D ln 2π + ln det Σ + (x - μ)ᵀ Σ⁻¹ (x - μ)].

    Formula: gmm.model. Source: PRML 2.43 (numbering varies by printing).

    Args:
        points: Shape (N, D); in one dimension (N,) will do.
        mean: Shape (D,), or one number.
        covariance: Shape (D, D), or one number: the variance.

    Returns:
        Shape (N,), in nats.

    Raises:
        ValueError: a shape does not fit, a value is not finite, or the covariance is
            not symmetric and positive definite.
    """
    mean, factor = parameters("mean", mean, "covariance", covariance)
    points = finite("points", points)
    points = points[:, None] if points.ndim == 1 and len(mean) == 1 else points
    return log_density(shaped("points", points, "N", len(mean)), mean, factor)


def log_density(points: Array, mean: Array, factor: Array) -> Array:
    """The same, by the Cholesky factor of the covariance; nothing is checked."""
    whitened = np.linalg.solve(factor, (points - mean).T)
    constant = len(mean) * math.log(2 * math.pi) + log_determinant(factor)
    density: Array = -0.5 * (constant + np.square(whitened).sum(axis=0))
    return density


def log_determinant(factor: Array) -> Values:
    """The ln det of L Lᵀ, for one factor or a stack of them."""
    diagonals = np.diagonal(factor, axis1=-2, axis2=-1)
    result: Values = 2 * np.log(diagonals).sum(axis=-1)
    return result


def entropy_gaussian(covariance: ArrayLike, *, base: float = math.e) -> float:
    """Differential entropy ½ ln det(2πe Σ), below zero where Σ is small.

    Formula: entropy.gaussian. Source: PRML 1.110 (numbering varies by printing).

    Args:
        covariance: Shape (D, D), or one number: the variance.
        base: The unit is log(base) nats.

    Raises:
        ValueError: the covariance is not square, finite, symmetric and positive
            definite.
    """
    factor = factor_of("covariance", covariance)
    constant = len(factor) * math.log(2 * math.pi * math.e)
    nats = 0.5 * (constant + log_determinant(factor))
    return float(nats / log_base(base))


def kl_gaussian(
    mean: ArrayLike,
    covariance: ArrayLike,
    other_mean: ArrayLike,
    other_covariance: ArrayLike,
    *,
    base: float = math.e,
) -> float:
    """KL divergence between N(μ, Σ) and N(ν, T), in closed form.

    It is ½ [tr(T⁻¹Σ) - D - ln det(T⁻¹Σ) + (μ - ν)ᵀ T⁻¹ (μ - ν)].

    With M = L_T⁻¹ L_Σ, a triangular matrix, the trace is Σ M_ab² and the determinant
    Π M_aa². So the divergence is a sum of squares and of t - 1 - ln t at t = M_aa²:
    never negative, term by term.

    Formula: kl.gaussian.

    Args:
        mean: μ, shape (D,) or one number: the law that the mean is taken over.
        covariance: Σ, shape (D, D) or one number, the variance.
        other_mean: ν, of the shape of `mean`.
        other_covariance: T, of the shape of `covariance`.
        base: The unit is log(base) nats.

    Raises:
        ValueError: a shape does not fit, a value is not finite, or a covariance is not
            symmetric and positive definite.
    """
    mu, own = parameters("mean", mean, "covariance", covariance)
    nu, other = parameters(
        "other_mean", other_mean, "other_covariance", other_covariance
    )
    if len(mu) != len(nu):
        raise refuse("two laws of one dimension", f"{len(mu)} and {len(nu)}")
    below = np.tril(np.linalg.solve(other, own), -1)
    shift = np.linalg.solve(other, mu - nu)
    scales = excess(np.diagonal(own) ** 2, np.diagonal(other) ** 2)
    nats = 0.5 * (np.square(below).sum() + scales.sum() + np.square(shift).sum())
    return float(nats / log_base(base))


def parameters(
    mean_name: str, mean: ArrayLike, covariance_name: str, covariance: ArrayLike
) -> tuple[Array, Array]:
    """The mean as a vector, and the Cholesky factor of its covariance."""
    factor = factor_of(covariance_name, covariance)
    return shaped(mean_name, np.atleast_1d(mean), len(factor)), factor


def factor_of(name: str, covariance: ArrayLike) -> Array:
    square = np.atleast_2d(finite(name, covariance))
    square = shaped(name, square, len(square), len(square))
    return cholesky(name, square)
