"""The M-step's root is the one greatest value of Q, over all parameters at once.

Q falls short of its value at the root by three sums that cannot be negative: Gibbs' for
the weights, Steiner's squares for the means, and ψ of eigenvalues for the covariances.
The first and the last are the one inequality ln t ≤ t - 1.
"""

from functools import cache

from sympy import Expr, log, pi

from derivations.kernel.calc import Chain, Derivation, calc, cite, derivation
from derivations.mixture_covariance import centre
from derivations.mixture_factors import by_triangular_factors, determinant
from derivations.mixture_remainders import (
    by_eigenvalues,
    citing,
    curvature,
    factors,
    spectral,
    steiner,
    sum_of_squares,
    weighted_steiner,
)
from derivations.mixture_weights import gamma_sums, pi_sums, weights
from derivations.notation import D, K, N, a, eigenvalue, k, over, pi_
from derivations.quantities.covariance import (
    CovarianceDeterminant,
    MeanShift,
    TraceAbout,
)
from derivations.quantities.divergence import Phi, Psi
from derivations.quantities.mixture import Count, Determinant, Gaussian, MixtureQ
from derivations.rules import definition_of, exchange, linear, relabel, split_logs


def components(summand: Expr) -> Expr:
    return over(Count(k) * summand, (k, K))


def joint() -> Chain:
    """For every θ, Q falls short of its value at the root by φ, squares and ψ."""
    gaussian = D * log(2 * pi) + log(Determinant(k)) + TraceAbout(k)
    at_root = D * log(2 * pi) + log(CovarianceDeterminant(k)) + D
    short_of_it = (
        N * over(pi_[k] * Phi(Count(k) / (N * pi_[k])), (k, K)),
        components(MeanShift(k) + over(Psi(eigenvalue[k, a]), (a, D))) / 2,
    )
    return calc(
        "",
        MixtureQ(),
        (
            "gather",
            components(log(pi_[k])) - components(gaussian) / 2,
            (
                definition_of(MixtureQ, Gaussian, TraceAbout, Count)
                >> split_logs
                >> linear
                >> exchange
                >> relabel
            ).because(
                "put in the Gaussian, and sum over the points first: the weighted "
                "quadratic forms add up to N_k times a trace"
            ),
        ),
        (
            "shortfall",
            components(log(Count(k) / N) - at_root / 2) - sum(short_of_it),
            (
                cite(weights(), "By Gibbs' inequality")
                >> citing(weighted_steiner())
                >> spectral
                >> definition_of(Psi)
                >> linear
            ).because(
                "Gibbs' inequality for the weights, and for each component Steiner's "
                "identity, formula (4), and the eigenvalues, formula (5)"
            ),
        ),
        given=(factors, gamma_sums, pi_sums, centre),
        nonnegative=sum(short_of_it),
        equal_when="π_k = N_k/N, μ_k = x̄_k and Σ_k = S_k for every k",
    )


@cache
def is_maximum() -> Derivation:
    """At the roots of the M-step Q is greatest, over all parameters together."""
    return derivation(
        "gmm.m-step.is-maximum",
        joint(),
        steiner(),
        sum_of_squares(),
        weighted_steiner(),
        by_eigenvalues(),
        by_triangular_factors(),
        determinant(2),
        determinant(3),
        curvature(),
        source="PRML exercises 9.8, 9.9",
    )
