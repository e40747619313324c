"""What keeps a component from collapsing onto a point, a line or a plane.

There the likelihood has no upper bound. Without a floor the collapse is an error; with
one, each covariance is kept from falling below it. Clipping eigenvalues in the floor's
own units is the exact maximum of Q under that constraint, so EM stays monotone, which
adding a constant to the diagonal does not give.
"""

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import Array, cholesky, finite, positive, refuse, shaped
from klem._moments import Moments

EPSILON = float(np.finfo(np.float64).eps)
UNRESOLVED = 8 * EPSILON  # a standard deviation under this share of the mean is noise
SINGULAR = 10 * EPSILON  # per dimension: an eigenvalue of the correlations that is zero
SLACK = 1e-6  # by how much a covariance may miss the floor through rounding


class CollapsedComponentError(ValueError):
    """A component lost its points, or the spread of its points in some direction.

    Attributes:
        component: Which one, from 0.
        point: Where it collapsed, shape (D,), where that is known.
    """

    def __init__(self, component: int, found: str, point: Array | None = None) -> None:
        """Say which component, and what was found of it."""
        super().__init__(
            f"expected component {component} to hold points that spread in every "
            f"direction, got {found}; another start, fewer components or a "
            f"covariance_floor can avoid it (gmm.singularity)"
        )
        self.component = component
        self.point = point


class CollapseWarning(UserWarning):
    """A component lies on the floor, or has no points, or the data do not spread."""


def covariances_of(moments: Moments, floor: ArrayLike | None) -> Array:
    """The largest Q's covariances: S_k/N_k, raised to the floor where it is lower."""
    if not (full := moments.counts > 0).all():
        raise CollapsedComponentError(int(np.argmin(full)), "no points")
    covariances: Array = moments.scatters / moments.counts[:, None, None]
    factor = floor_factor(floor, covariances.shape[-1])
    if factor is not None:
        covariances = np.stack([raise_to(factor, c) for c in covariances])
    for k, covariance in enumerate(covariances):
        require_spread(k, moments.means[k], covariance)
    return covariances


def require_spread(component: int, mean: Array, covariance: Array) -> None:
    """Refuse a covariance that is singular as far as doubles can tell."""
    deviations = np.sqrt(np.diagonal(covariance))
    flat = deviations <= UNRESOLVED * np.abs(mean)
    if flat.any():
        d = int(np.argmax(flat))
        raise CollapsedComponentError(
            component,
            f"a standard deviation of {deviations[d]} in coordinate {d} at {mean[d]}",
        )
    least = np.linalg.eigvalsh(covariance / np.outer(deviations, deviations))[0]
    if least <= SINGULAR * len(mean):
        raise CollapsedComponentError(
            component, f"correlations with a smallest eigenvalue of {least}"
        )


def floor_factor(floor: ArrayLike | None, dimensions: int) -> Array | None:
    """The Cholesky factor of the floor; one number f stands for f times identity."""
    if floor is None:
        return None
    floor = finite("covariance_floor", floor)
    if floor.ndim == 0:
        return np.sqrt(positive("covariance_floor", floor)) * np.eye(dimensions)
    square = shaped("covariance_floor", floor, dimensions, dimensions)
    return cholesky("covariance_floor", square)


def in_units_of(factor: Array, covariance: Array) -> Array:
    """The covariance L⁻¹ Σ L⁻ᵀ: at least the identity where Σ is at least L Lᵀ."""
    whitened = np.linalg.solve(factor, np.linalg.solve(factor, covariance).T)
    return (whitened + whitened.T) / 2


def raise_to(factor: Array, covariance: Array) -> Array:
    """The maximizer of -ln det Σ - tr(Σ⁻¹ S) among the Σ that are at least L Lᵀ."""
    values, vectors = np.linalg.eigh(in_units_of(factor, covariance))
    if values[0] >= 1:
        return covariance
    root = (factor @ vectors) * np.sqrt(np.maximum(values, 1))
    raised: Array = root @ root.T
    return raised


def require_floor(name: str, factor: Array, covariance: Array) -> None:
    values = np.linalg.eigvalsh(in_units_of(factor, covariance))
    if values[0] < 1 - SLACK - 100 * EPSILON * values[-1]:
        raise refuse(
            f"{name} no smaller than covariance_floor",
            f"{values[0]} of it in some direction",
        )
