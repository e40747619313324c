"""One EM step in numbers of 64 binary digits after the point, as plainly as it can be.

NumPy has no linear algebra for them, so the triangular factors are taken by hand.
"""

import numpy as np

long = np.longdouble
TWO_PI = 2 * (long(np.pi) + long("1.2246467991473532e-16"))


def cholesky(matrix):
    root = np.zeros_like(matrix)
    for j in range(len(matrix)):
        root[j, j] = np.sqrt(matrix[j, j] - (root[j, :j] ** 2).sum())
        below = matrix[j + 1 :, j] - root[j + 1 :, :j] @ root[j, :j]
        root[j + 1 :, j] = below / root[j, j]
    return root


def solved(root, right):
    """The solution y of root y = right, for a lower triangular root."""
    y = np.array(right)
    for i in range(len(root)):
        y[i] = (y[i] - root[i, :i] @ y[:i]) / root[i, i]
    return y


def step(points, weights, means, factors):
    """Log-likelihood, and the weights, means and covariances after one iteration.

    The precisions of the start are U Uᵀ for the factors U.
    """
    points, weights, means, factors = (
        np.asarray(a, long) for a in (points, weights, means, factors)
    )
    D = points.shape[1]
    rows = zip(weights, means, factors, strict=True)
    joint = np.stack([log_joint(points, w, m, U, D) for w, m, U in rows])
    top = joint.max(axis=0)
    shares = np.exp(joint - top)
    total = shares.sum(axis=0)
    shares /= total
    counts = shares.sum(axis=1)
    new = [share @ points / n for share, n in zip(shares, counts, strict=True)]
    spread = []
    for share, n, mean in zip(shares, counts, new, strict=True):
        moved = points - mean
        spread.append((share[:, None] * moved).T @ moved / n)
    evidence = (top + np.log(total)).sum()
    return evidence, counts / len(points), np.stack(new), np.stack(spread)


def log_joint(points, weight, mean, U, D):
    squares = (((points - mean) @ U) ** 2).sum(axis=1)
    scale = np.log(np.diagonal(U)).sum() - D * np.log(TWO_PI) / 2
    return np.log(weight) + scale - squares / 2
