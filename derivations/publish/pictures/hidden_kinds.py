"""Two models with one parameter each, small enough that every step of EM can be drawn.

Three points from two normal laws, one of which has an unknown mean: with the kinds
known the log-likelihood is a parabola, without them it has two hills. And two tosses
of a hidden coin, on which EM can stand still at the worst place.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

import klem

POINTS = np.array([-2.0, 0.0, 3.0])
START = 0.5
MU = np.linspace(-4, 5, 361)
WIDE = (4.6, 3.2)
HILLS: dict[str, Any] = {"xlabel": r"$\mu$", "xlim": (-3.6, 5), "ylim": (-11.6, -6.2)}
STARTS = (-3.0, -1.0, -0.6, 0.0, START, 1.5, 4.5)


@dataclass(frozen=True)
class OneMean:
    """Each point comes from N(0, 1) or from N(μ, 1), with probability 1/2 each."""

    mean: float

    def log_joint(self, points):
        laws = [klem.log_density_gaussian(points, m, 1.0) for m in (0.0, self.mean)]
        return np.log(1 / 2) + np.stack(laws, axis=-1)

    def e_step(self, points):
        return points, klem.posterior(self.log_joint(points))

    def m_step(self, statistics):
        points, q = statistics
        return OneMean(float(q[:, 1] @ points / q[:, 1].sum()))

    def elbo(self, statistics):
        points, q = statistics
        return float(klem.elbo(q, self.log_joint(points)).sum())

    def log_likelihood(self, points):
        return float(klem.log_likelihood(self.log_joint(points)).sum())


@dataclass(frozen=True)
class HiddenCoin:
    """Heads has probability θ with one coin and 1 - θ with the other; HH was seen."""

    heads: float

    def log_joint(self):
        with np.errstate(divide="ignore"):
            return np.log([self.heads**2 / 2, (1 - self.heads) ** 2 / 2])

    def e_step(self, _):
        return klem.posterior(self.log_joint())

    def m_step(self, q):
        return HiddenCoin(float(q[0]))

    def elbo(self, q):
        return float(klem.elbo(q, self.log_joint()))

    def log_likelihood(self, _):
        return float(klem.log_likelihood(self.log_joint()))


def run(model, data, iterations: int) -> list:
    """The models that EM passes through, the first one included."""
    models = [model]
    klem.expectation_maximization(
        model,
        data,
        tolerance=0,
        max_iterations=iterations,
        progress=lambda _, new: models.append(new),
    )
    return models


def heights(means, points=POINTS):
    """The log-likelihood at each of these means."""
    return np.array([OneMean(m).log_likelihood(points) for m in means])


def bounds(q, means, points=POINTS):
    """The bound at each of these means, for one q."""
    return np.array([OneMean(m).elbo((points, q)) for m in means])


def shares(second):
    """A q for each point, by the share of the law with the unknown mean."""
    return np.stack([1 - np.array(second), np.array(second)], axis=-1)


def settle(start: float) -> float:
    """Where EM ends from here."""
    return run(OneMean(start), POINTS, 200)[-1].mean


def valley() -> float:
    """The fixed point between the hills, which EM leaves: found by halving."""
    low, high = -1.0, START
    for _ in range(50):
        middle = (low + high) / 2
        rises = OneMean(middle).m_step(OneMean(middle).e_step(POINTS)).mean > middle
        low, high = (low, middle) if rises else (middle, high)
    return middle


def fixed_points() -> list[float]:
    """Low hill, valley, high hill."""
    return [settle(-1.0), valley(), settle(START)]
