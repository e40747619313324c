"""The same prior for covariances with fewer parameters: diagonal, spherical, tied.

Each restriction leaves Q and the prior as they are, and varies less of them. So the
updates are again averages of entries, now of points and prior together.
"""

from dataclasses import replace
from functools import cache

from sympy import Derivative, Eq, Expr, log, pi

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import Given
from derivations.mixture_covariance import gradient
from derivations.mixture_restricted import some_d, some_k, spread
from derivations.mixture_weights import gamma_sums
from derivations.notation import (
    D,
    K,
    N,
    a,
    d,
    freedom,
    gamma,
    k,
    n,
    norm,
    over,
    sigma,
    sigma_,
    sigma_map,
)
from derivations.quantities.collapse import Spherical
from derivations.quantities.divergence import Psi
from derivations.quantities.mixture import Count
from derivations.quantities.prior import Freedom, ScatterAbout
from derivations.quantities.prior_restricted import (
    DiagonalPrior,
    MeanScatter,
    PooledScatter,
    SphericalPrior,
    TiedPrior,
)
from derivations.quantities.restricted import Diagonal, DiagonalQ, SphericalQ, TiedQ
from derivations.rules import (
    by_definition,
    definition_of,
    differentiate,
    exchange,
    linear,
    split_logs,
)

count = Freedom(k) + D + 2


def scattered(letter: Expr, scatter: Expr, says: str) -> Given:
    """A letter for the root of what the scatter is, divided by its count."""
    stands_for = spread(letter, scatter / count, says)
    return replace(
        stands_for,
        formula=Eq(scatter, count * letter**2),
        rewrite=lambda e: e.xreplace({scatter: count * letter**2}),
    )


along_axis = scattered(
    sigma_map[k, a], ScatterAbout(k, a, a), "σ̂_ka² is Ψ_kaa(μ_k)/(ν_k + D + 2)"
)
over_axes = scattered(sigma_map[k], MeanScatter(k), "σ̂_k² is Ψ̄_k(μ_k)/(ν_k + D + 2)")


def top(deviation: Expr) -> Expr:
    """ln σ² + root/σ², where the variance is the root."""
    return 2 * log(deviation) + 1


def constant() -> Expr:
    return log(norm) - D * Count(k) * log(2 * pi) / 2


def diagonal_gradient() -> Chain:
    square = sigma[k, d] ** 2
    return calc(
        "",
        Derivative(DiagonalQ() + log(DiagonalPrior(k)), sigma[k, d]),
        (
            "gradient",
            (ScatterAbout(k, d, d) - count * square) / sigma[k, d] ** 3,
            (
                by_definition
                >> split_logs
                >> differentiate
                >> linear
                >> some_k
                >> some_d
                >> linear
            ).because("one coordinate of component k depends on σ_kd"),
        ),
    )


def diagonal_maximum() -> Chain:
    short = count * over(Psi((sigma_map[k, a] / sigma[k, a]) ** 2), (a, D)) / 2
    seen = over(gamma[n, k] * log(Diagonal(n, k)), (n, N))
    square = sigma[k, a] ** 2
    axis = count * log(square) + ScatterAbout(k, a, a) / square
    return calc(
        "How far a diagonal one is below the top",
        seen + log(DiagonalPrior(k)),
        (
            "gather",
            constant() - over(axis, (a, D)) / 2,
            (by_definition >> split_logs >> linear >> exchange).because(
                "the logarithms are sums over coordinates, points and prior alike"
            ),
        ),
        (
            "sign",
            constant() - count * over(top(sigma_map[k, a]), (a, D)) / 2 - short,
            (definition_of(Psi) >> along_axis >> split_logs >> linear).because(
                "coordinate by coordinate, complete to ψ"
            ),
        ),
        nonnegative=short,
        equal_when="σ_ka = σ̂_ka for every a",
    )


def spherical_gradient() -> Chain:
    return calc(
        "Spherical",
        Derivative(SphericalQ() + log(SphericalPrior(k)), sigma[k]),
        (
            "gradient",
            D * (MeanScatter(k) - count * sigma[k] ** 2) / sigma[k] ** 3,
            (
                by_definition
                >> split_logs
                >> differentiate
                >> linear
                >> some_k
                >> linear
                >> exchange
            ).because("only component k depends on σ_k, in all D coordinates alike"),
        ),
    )


def spherical_maximum() -> Chain:
    short = D * count / 2 * Psi((sigma_map[k] / sigma[k]) ** 2)
    square = sigma[k] ** 2
    seen = over(gamma[n, k] * log(Spherical(n, k, square)), (n, N))
    axis = count * log(square) + MeanScatter(k) / square
    return calc(
        "How far a spherical one is below the top",
        seen + log(SphericalPrior(k)),
        (
            "gather",
            constant() - D * axis / 2,
            (by_definition >> split_logs >> linear >> exchange).because(
                "all coordinates have one variance"
            ),
        ),
        (
            "sign",
            constant() - D * count / 2 * top(sigma_map[k]) - short,
            (definition_of(Psi) >> over_axes >> split_logs >> linear).because(
                "complete to ψ"
            ),
        ),
        nonnegative=short,
        equal_when="σ_k = σ̂_k",
    )


def tied_in_sigma() -> Chain:
    scatter = PooledScatter(1, 1)
    return calc(
        "Tied, D = 1, by the standard deviation",
        Derivative(TiedQ() + log(TiedPrior()), sigma_),
        (
            "gradient",
            (scatter - (N + K + freedom + 2) * sigma_**2) / sigma_**3,
            (
                by_definition
                >> split_logs
                >> gradient
                >> linear
                >> exchange
                >> gamma_sums
                >> linear
            ).because("all components depend on σ, and the prior of each mean does"),
        ),
        fixed="D = 1",
    )


@cache
def restricted() -> Derivation:
    """With the prior, diagonal: σ_kd² = Ψ_kdd(μ_k)/(N_k + ν + D + 2)."""
    return derivation(
        "gmm.map.restricted",
        diagonal_gradient(),
        diagonal_maximum(),
        spherical_gradient(),
        spherical_maximum(),
        tied_in_sigma(),
    )
