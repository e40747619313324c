"""Means to start from: points of the data that lie far apart.

Each next mean is a point drawn in proportion to its squared distance from the means so
far (Arthur and Vassilvitskii 2007, k-means++). Distances are in units of the data's
covariance, so that a change of units draws the same points.
"""

import numpy as np

from klem._checks import Array, refuse


def far_apart(
    points: Array, components: int, factor: Array, generator: np.random.Generator
) -> Array:
    """As many points as components, drawn one by one."""
    chosen = [points[generator.integers(len(points))]]
    gaps = np.full(len(points), np.inf)
    for _ in range(1, components):
        whitened = np.linalg.solve(factor, (points - chosen[-1]).T)
        gaps = np.minimum(gaps, np.square(whitened).sum(axis=0))
        if not gaps.any():
            raise refuse(
                f"at least {components} distinct points", f"{len(chosen)} of them"
            )
        chosen.append(points[generator.choice(len(points), p=gaps / gaps.sum())])
    return np.stack(chosen)
