"""Two published computations with random samples, done again with NumPy and klem.

The random numbers are ours, so the figures are like the published ones and not the
same. What they show does not hang on the sample: samples are no probabilities, and
counts against a density keep the width of the bins.
"""

import math

import numpy as np

import klem

SEED, MANY, FEW = 1, 10_000, 20
WIDTHS = (1e-1, 1e-2, 1e-3, 1e-4)
REACH = 6  # standard deviations on each side of zero that are cut into bins


def sorted_samples(seed: int = SEED) -> tuple[np.ndarray, ...]:
    """Sorted draws from N(0, 1), N(1, 1) and N(−1, 1)."""
    random = np.random.default_rng(seed)
    return tuple(np.sort(random.normal(mean, 1, MANY)) for mean in (0, 1, -1))


def as_if_probabilities(one, other) -> tuple[float, float]:
    """Σ x log₂(x/y) over the terms that have a value, and the share that has none."""
    with np.errstate(invalid="ignore"):
        terms = one * np.log2(one / other)
    return float(np.nansum(terms)), float(np.isnan(terms).mean())


def true_bits() -> float:
    """KL of N(0, 1) and N(±1, 1), in either direction, in bits."""
    return float(klem.kl_gaussian(0, 1, 1, 1)) / math.log(2)


def three_pairs(seed: int = SEED) -> list[tuple[float, float]]:
    """p against the law at −1, p against that at 1, and the latter against p."""
    p, high, low = sorted_samples(seed)
    return [as_if_probabilities(*pair) for pair in ((p, low), (p, high), (high, p))]


def few_points(seed: int = SEED) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=FEW)


def bell(x):
    return 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


def counted_against_density(width: float, seed: int = SEED) -> float:
    """KL of the shares of the points in bins from the exact masses of N(0, 1)."""
    model = klem.quantize_cdf(bell, -REACH, REACH, width=width)
    edges = np.append(model.points - width / 2, model.points[-1] + width / 2)
    shares = np.histogram(few_points(seed), edges)[0] / FEW
    return float(klem.kl_divergence(shares, model.masses / model.masses.sum()))


def as_if_the_width_went(seed: int = SEED) -> float:
    """−ln N − (1/N) Σ ln q(x_n), at no width at all."""
    heights = klem.log_density_gaussian(few_points(seed)[:, None], 0, 1)
    return float(-math.log(FEW) - np.mean(heights))
