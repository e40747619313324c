"""Information, entropies and divergences of klem are the numbers that were derived.

One row a formula: the claim, the letters that get numbers, and the number of klem that
it must be. Both sides of a claim are tried, unless the left one is an integral, a mean
or a sum without end: then the right-hand side is what puts it into numbers.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given

import klem
from derivations.notation import (
    B,
    D,
    Delta,
    K,
    Lambda,
    N,
    Sigma,
    alpha,
    beta,
    det,
    i,
    mu,
    p,
    p_,
    q,
    q_,
    sigma,
    sigma_,
)
from tests.klem.strategies import covariance, law, seeds
from tests.klem.symbolic import claim, numeric


class Row(NamedTuple):
    """A claim, and how to draw the values of its letters with klem's number."""

    slug: str
    letters: tuple
    draw: Callable
    chain: str = ""
    closed_form: bool = False  # only the right-hand side is an ordinary expression


def distributions(rng, count=2):
    size = int(rng.integers(1, 7))
    return size, *rng.dirichlet(np.full(size, 2.0), size=count)


def informations(rng):
    size, P = distributions(rng, 1)
    base, place = rng.uniform(1.5, 10), int(rng.integers(size))
    return (P, base, place + 1), klem.information(P, base=base)[place]


def entropies(rng):
    size, P = distributions(rng, 1)
    return (P, size), klem.entropy(P)


def divergences(rng):
    size, P, Q = distributions(rng)
    return (P, Q, size), klem.kl_divergence(P, Q)


def binned(measure):
    """Two densities in the same bins; `measure` is klem's number for them."""

    def draw(rng):
        size, P, Q = distributions(rng)
        width = rng.uniform(0.1, 2)
        points = (np.arange(size) + 0.5) * width
        own, other = (klem.Quantized(points, masses, width) for masses in (P, Q))
        return (own.densities, other.densities, width, size), measure(own, other)

    return draw


def excess(own, other):
    return klem.cross_entropy(own.masses, other.masses) - klem.entropy(own.masses)


def coins(rng):
    own, other = rng.uniform(0.01, 0.99, size=2)
    return (own, other), klem.kl_bernoulli(own, other)


def waiting_times(rng):
    rate, other = rng.uniform(0.1, 5, size=2)
    return (rate, other), klem.kl_exponential(rate, other)


def waiting_time(rng):
    rate = rng.uniform(0.1, 5)
    return (rate,), klem.entropy_exponential(rate)


def waiting_bins(rng):
    """Two exponential laws in bins that reach far into both tails."""
    rates, width = rng.uniform(0.5, 3, size=2), rng.uniform(0.1, 1)
    high = round(60 / rates.min() / width) * width
    bins = [
        klem.quantize_cdf(lambda x, r=r: -np.exp(-r * x), 0, high, width=width)
        for r in rates
    ]
    return *rates, width, *bins


def entropy_of_bins(rng):
    rate, _, width, bins, _ = waiting_bins(rng)
    return (rate, width), klem.entropy_quantized(bins)


def divergence_of_bins(rng):
    rate, other, width, *bins = waiting_bins(rng)
    return (rate, other, width), klem.kl_quantized(*bins)


def gaussian(rng):
    scale = rng.uniform(0.3, 3)
    return (scale,), klem.entropy_gaussian(scale**2)


def gaussian_axes(rng):
    scales = rng.uniform(0.3, 3, size=rng.integers(1, 5))
    return (scales, len(scales)), klem.entropy_gaussian(np.diag(scales**2))


def gaussians(rng):
    means, scales = rng.normal(size=2), rng.uniform(0.3, 3, size=2)
    number = klem.kl_gaussian(means[0], scales[0] ** 2, means[1], scales[1] ** 2)
    return (means, scales), number


def gaussian_vectors(rng):
    size = int(rng.integers(1, 5))
    means = rng.normal(size=(2, size))
    sigmas = np.stack([covariance(rng, size) for _ in range(2)])
    number = klem.kl_gaussian(means[0], sigmas[0], means[1], sigmas[1])
    return (means, sigmas, np.linalg.inv(sigmas), np.linalg.det(sigmas), size), number


in_bins = (p, q, Delta, N)
in_vectors = (mu, Sigma, Lambda, det, D)

ROWS = [
    Row("information.content", (p, B, i), informations),
    Row("entropy.discrete", (p, K), entropies),
    Row("entropy.quantized", in_bins, binned(lambda p, q: klem.entropy_quantized(p))),
    Row(
        "entropy.quantized.exponential",
        (alpha, Delta),
        entropy_of_bins,
        closed_form=True,
    ),
    Row(
        "entropy.differential",
        (alpha,),
        waiting_time,
        "A waiting time with rate α",
        closed_form=True,
    ),
    Row("entropy.gaussian", (sigma_,), gaussian, closed_form=True),
    Row(
        "entropy.gaussian",
        (sigma, D),
        gaussian_axes,
        "In D dimensions, coordinate by coordinate along the axes of Σ",
        closed_form=True,
    ),
    Row("kl.excess-code-length", in_bins, binned(excess)),
    Row("kl.delta-cancellation", in_bins, binned(klem.kl_quantized)),
    Row(
        "kl.delta-cancellation",
        in_bins,
        binned(klem.cross_entropy_quantized),
        "The same bins, in the code made for Q",
    ),
    Row(
        "kl.continuous-limit",
        (alpha, beta, Delta),
        divergence_of_bins,
        "Two exponential laws, in all bins",
        closed_form=True,
    ),
    Row("kl.nonnegative", (p, q, N), divergences),
    Row("kl.categorical", (p, q, K), divergences, closed_form=True),
    Row("kl.bernoulli", (p_, q_), coins),
    Row("kl.exponential", (alpha, beta), waiting_times, closed_form=True),
    Row("kl.gaussian", (mu, sigma), gaussians, closed_form=True),
    Row("kl.gaussian", in_vectors, gaussian_vectors, "In D dimensions", True),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.slug} {row.chain}".strip())
@law
@given(seeds)
def test_klem_computes_the_derived_number(row, rng):
    values, number = row.draw(rng)
    equation = claim(row.slug, row.chain)
    for side in [equation.rhs] if row.closed_form else equation.args:
        derived = numeric(side, *row.letters)(*values)
        np.testing.assert_allclose(number, derived, rtol=1e-9, atol=1e-10)
