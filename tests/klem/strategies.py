"""What the laws draw from: distributions with empty cells, covariances, mixtures."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

import klem

law = settings(deadline=None, max_examples=60)
seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)
sizes = st.integers(1, 6)


def cells(size):
    """Unnormalized cells, of which many are zero but not all."""
    cell = st.just(0.0) | st.floats(1e-6, 1)
    return st.lists(cell, min_size=size, max_size=size).filter(any).map(np.array)


def distributions(size):
    return cells(size).map(lambda p: p / p.sum())


def several_distributions(count):
    return sizes.flatmap(lambda size: st.tuples(*[distributions(size)] * count))


def covariance(rng, dimensions, least=0.01):
    """A covariance of condition up to about a thousand."""
    factor = rng.normal(size=(dimensions, 2 * dimensions + 1))
    return factor @ factor.T / (2 * dimensions + 1) + least * np.eye(dimensions)


def frame(rng, dimensions):
    """An affine map x → A x + b, as its matrix and its shift."""
    return rng.normal(size=(dimensions, dimensions)) + 2 * np.eye(
        dimensions
    ), rng.normal(size=dimensions, scale=5)


def clusters(rng, count, dimensions, components):
    """Points about as many centres as there are components."""
    centres = rng.normal(size=(components, dimensions), scale=3)
    return centres[rng.integers(components, size=count)] + rng.normal(
        size=(count, dimensions)
    )


def mixture(rng, components, dimensions, least=0.01, **knobs):
    return klem.Mixture(
        rng.dirichlet(np.full(components, 3.0)),
        rng.normal(size=(components, dimensions), scale=2),
        np.stack([covariance(rng, dimensions, least) for _ in range(components)]),
        **knobs,
    )
