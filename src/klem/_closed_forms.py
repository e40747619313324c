"""The exponential and the Bernoulli law: entropies and divergences in closed form.

Both divergences are sums of terms that ln t ≤ t - 1 keeps from falling below zero, and
they are computed in that form.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from klem._checks import Values, log_base, positive, probabilities
from klem._information import divergence_terms
from klem._logarithms import excess, log, times


def entropy_exponential(rate: ArrayLike, *, base: float = math.e) -> Values:
    """Differential entropy h = 1 - ln λ of the density λ exp(-λx).

    It is below zero for rates above e.

    Formulas: entropy.differential, entropy.quantized.exponential.

    Args:
        rate: λ above 0, of any shape.
        base: The unit is log(base) nats.

    Raises:
        ValueError: a rate is not a finite number above 0.
    """
    result: Values = (1 - np.log(positive("rate", rate))) / log_base(base)
    return result


def kl_exponential(
    rate: ArrayLike, other_rate: ArrayLike, *, base: float = math.e
) -> Values:
    """KL divergence ln(λ/μ) + μ/λ - 1 between exponential laws of rates λ and μ.

    Formula: kl.exponential.

    Args:
        rate: λ above 0, the rate of the law that the mean is taken over.
        other_rate: μ above 0, which broadcasts against `rate`.
        base: The unit is log(base) nats.

    Raises:
        ValueError: a rate is not a finite number above 0.
    """
    own, other = positive("rate", rate), positive("other_rate", other_rate)
    result: Values = excess(other, own) / log_base(base)
    return result


def entropy_bernoulli(p: ArrayLike, *, base: float = math.e) -> Values:
    """Entropy -p log p - (1 - p) log(1 - p) of a coin, at most log 2.

    Formula: entropy.discrete, with two outcomes.

    Args:
        p: The probability of a success, between 0 and 1, of any shape.
        base: The unit is log(base) nats.

    Raises:
        ValueError: p holds NaN or a value outside [0, 1].
    """
    p = probabilities("p", p)
    nats = times(p, -log(p)) + times(1 - p, -log(1 - p))
    result: Values = nats / log_base(base)
    return result


def kl_bernoulli(p: ArrayLike, q: ArrayLike, *, base: float = math.e) -> Values:
    """KL divergence p log(p/q) + (1 - p) log((1 - p)/(1 - q)) between two coins.

    Formula: kl.bernoulli.

    Args:
        p: The success probability that the mean is taken over, between 0 and 1.
        q: The other, which broadcasts against `p`.
        base: The unit is log(base) nats.

    Returns:
        An array of the broadcast shape; infinite where q excludes what p allows.

    Raises:
        ValueError: p or q holds NaN or a value outside [0, 1].
    """
    p, q = probabilities("p", p), probabilities("q", q)
    nats = divergence_terms(p, q) + divergence_terms(1 - p, 1 - q)
    result: Values = nats / log_base(base)
    return result
