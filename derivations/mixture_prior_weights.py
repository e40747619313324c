"""A Dirichlet prior on the weights adds points to the counts, and nothing else changes.

ln p(π) has the form of Q: a multiple of each ln π_k. So the sum of both has it too,
with N_k + α_k - 1 in the place of N_k, and the M-step is the old one for these counts.
"""

from functools import cache

from sympy import Derivative, Expr, log

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import defined
from derivations.mixture_remainders import citing
from derivations.mixture_weights import gamma_sums, pi_sums, some_k
from derivations.notation import (
    K,
    N,
    concentration,
    count_map,
    j,
    k,
    lam,
    norm,
    over,
    pi_,
)
from derivations.quantities.divergence import Phi
from derivations.quantities.mixture import Count, MixtureQ
from derivations.quantities.prior import Dirichlet, TotalCount
from derivations.rules import (
    by_definition,
    differentiate,
    exchange,
    linear,
    relabel,
    split_logs,
)

MURPHY = "Murphy, Machine Learning: A Probabilistic Perspective (2012), 11.4.2.8"
added = defined(
    count_map[k],
    Count(k) + concentration[k] - 1,
    "N̂_k is N_k and what the prior adds",
)


def penalized() -> Expr:
    """What Q holds of the weights, and the logarithm of the prior."""
    return over(Count(k) * log(pi_[k]), (k, K)) + log(Dirichlet())


def gathered() -> Chain:
    return calc(
        "",
        penalized(),
        (
            "gather",
            over(count_map[k] * log(pi_[k]), (k, K)) + log(norm),
            (by_definition >> added >> split_logs >> linear >> relabel).because(
                "the logarithm of the prior is a sum of multiples of ln π_k, as Q is"
            ),
        ),
    )


def lagrangian() -> Chain:
    condition = lam * (over(pi_[j], (j, K)) - 1)
    return calc(
        "The gradient, with a multiplier",
        Derivative(MixtureQ() + log(Dirichlet()) + condition, pi_[k]),
        (
            "differentiate",
            count_map[k] / pi_[k] + lam,
            (
                by_definition
                >> split_logs
                >> differentiate
                >> some_k
                >> added
                >> linear
            ).because("only one term of the prior depends on π_k"),
        ),
    )


def total() -> Chain:
    return calc(
        "The sum of all counts",
        TotalCount(),
        (
            "sum",
            N + over(concentration[k], (k, K)) - K,
            (
                by_definition >> added >> linear >> exchange >> gamma_sums >> linear
            ).because("the responsibilities of each point sum to one"),
        ),
    )


def share() -> Chain:
    return calc(
        "With the multiplier −N̂",
        count_map[k] / pi_[k] - TotalCount(),
        (
            "root",
            TotalCount() / pi_[k] * (count_map[k] / TotalCount() - pi_[k]),
            linear.because("a positive factor times root minus weight"),
        ),
    )


def new_weight() -> Chain:
    counted = Count(k) + concentration[k] - 1
    return calc(
        "The root: the new weight",
        count_map[k] / TotalCount(),
        (
            "write-out",
            counted / (N + over(concentration[j], (j, K)) - K),
            (citing(total()) >> by_definition >> added >> relabel).because(
                "put in the counts and their sum"
            ),
        ),
        given=(gamma_sums,),
    )


def by_gibbs() -> Chain:
    ratio = count_map[k] / (TotalCount() * pi_[k])
    best = over(count_map[k] * log(count_map[k] / TotalCount()), (k, K)) + log(norm)
    remainder = TotalCount() * over(pi_[k] * Phi(ratio), (k, K))
    return calc(
        "By Gibbs' inequality",
        penalized(),
        (
            "gather",
            over(count_map[k] * log(pi_[k]), (k, K)) + log(norm),
            citing(gathered()).because("by formula (1)"),
        ),
        (
            "split",
            best - over(count_map[k] * log(ratio), (k, K)),
            (split_logs >> linear).because("π_k is N̂_k/N̂ divided by their ratio"),
        ),
        (
            "sign",
            best - remainder,
            (by_definition >> linear >> pi_sums).because(
                "both N̂_k/N̂ and π_k sum to one, so that Σ (π_k − N̂_k/N̂) = 0"
            ),
        ),
        given=(added,),
        nonnegative=remainder,
        equal_when="π_k = N̂_k/N̂ for every k",
    )


@cache
def weights() -> Derivation:
    """With a Dirichlet prior: π_k = (N_k + α_k − 1)/(N + Σα − K), the one maximum."""
    return derivation(
        "gmm.map.weights",
        gathered(),
        lagrangian(),
        total(),
        share(),
        by_gibbs(),
        new_weight(),
        source=MURPHY,
    )
