"""The M-step for the weights: each component's share of the points.

Weights sum to one, so the gradient of Q gets a multiplier; summed over the components
it fixes the multiplier, and the root is N_k/N. Gibbs' inequality gives the same without
a derivative, and shows that the root is the maximum.
"""

from dataclasses import replace
from functools import cache

from sympy import Derivative, log

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import density, within
from derivations.notation import K, N, gamma, j, k, lam, n, over, pi_
from derivations.quantities.divergence import Phi
from derivations.quantities.mixture import Count, MixtureQ
from derivations.rules import by_definition, differentiate, exchange, linear, split_logs

some_k = within(k, 1, K)
gamma_sums = replace(
    density(gamma[n, k], (k, 1, K), (n, 1, N)),
    says="the responsibilities of each point sum to one",
)
pi_sums = replace(density(pi_[k], (k, 1, K)), says="the weights sum to one")


def lagrangian() -> Chain:
    return calc(
        "",
        Derivative(MixtureQ() + lam * (over(pi_[j], (j, K)) - 1), pi_[k]),
        (
            "differentiate",
            Count(k) / pi_[k] + lam,
            (by_definition >> differentiate >> some_k >> linear).because(
                "only component k depends on π_k"
            ),
        ),
    )


def multiplier() -> Chain:
    return calc(
        "The multiplier",
        over(pi_[k] * (Count(k) / pi_[k] + lam), (k, K)),
        (
            "sum",
            over(Count(k), (k, K)) + lam * over(pi_[k], (k, K)),
            linear.because("multiply out, term by term"),
        ),
        (
            "normalize",
            N + lam,
            (by_definition >> exchange >> pi_sums >> gamma_sums >> linear).because(
                "the weights sum to one, and so do the responsibilities of each point"
            ),
        ),
    )


def share() -> Chain:
    return calc(
        "With the multiplier −N",
        Count(k) / pi_[k] - N,
        (
            "root",
            N / pi_[k] * (Count(k) / N - pi_[k]),
            linear.because("a positive factor times root minus weight"),
        ),
    )


def by_gibbs() -> Chain:
    ratio = Count(k) / (N * pi_[k])
    best = over(Count(k) * log(Count(k) / N), (k, K))
    remainder = N * over(pi_[k] * Phi(ratio), (k, K))
    return calc(
        "By Gibbs' inequality",
        over(Count(k) * log(pi_[k]), (k, K)),
        (
            "split",
            best - over(Count(k) * log(ratio), (k, K)),
            (split_logs >> linear).because("π_k is N_k/N divided by their ratio"),
        ),
        (
            "sign",
            best - remainder,
            (
                by_definition >> linear >> exchange >> pi_sums >> gamma_sums >> linear
            ).because("both N_k/N and π_k sum to one, so that Σ (π_k − N_k/N) = 0"),
        ),
        nonnegative=remainder,
        equal_when="π_k = N_k/N for every k",
    )


@cache
def weights() -> Derivation:
    """For weights that sum to one Q is greatest at the only root, π_k = N_k/N."""
    return derivation(
        "gmm.m-step.weights",
        lagrangian(),
        multiplier(),
        share(),
        by_gibbs(),
        source="PRML 9.20, 9.21, 9.22",
    )
