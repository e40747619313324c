"""A mixture that is not Gaussian: two coins, thrown in sets of ten, unknown which one.

The example of Do and Batzoglou (2008), "What is the expectation maximization
algorithm?", Nature Biotechnology 26, 897-899: a model of one's own needs four methods.
"""

from typing import NamedTuple

import numpy as np

import klem

HEADS = np.array([5.0, 9.0, 8.0, 4.0, 7.0])
TOSSES = 10


class Throws(NamedTuple):
    """Expected heads and tosses of each coin, and the entropy of who threw what."""

    heads: np.ndarray
    tosses: np.ndarray
    entropy: float


class Coins(NamedTuple):
    """Two coins with chances of heads, each taken half of the time."""

    heads: np.ndarray

    def log_joint(self, data):
        return (
            np.log(0.5)
            + data[:, None] * np.log(self.heads)
            + (TOSSES - data)[:, None] * np.log1p(-self.heads)
        )

    def e_step(self, data):
        q = klem.posterior(self.log_joint(data))
        return Throws(data @ q, TOSSES * q.sum(axis=0), klem.entropy(q).sum())

    def m_step(self, throws):
        return Coins(throws.heads / throws.tosses)

    def elbo(self, throws):
        tails = throws.tosses - throws.heads
        expected = throws.heads * np.log(self.heads) + tails * np.log1p(-self.heads)
        sets = throws.tosses.sum() / TOSSES
        return expected.sum() + sets * np.log(0.5) + throws.entropy

    def log_likelihood(self, data):
        return klem.log_likelihood(self.log_joint(data)).sum()
