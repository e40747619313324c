"""The M-step: each gradient of Q is a positive factor times (root - parameter).

So each root is read off, and it is the only one. Q keeps the responsibilities γ
fixed; sizes N, K, D stay symbols, and ∂ is taken at an index that no sum uses.
"""

from functools import cache

from sympy import Derivative, Expr, Integer, Rational, log

from derivations.kernel.calc import Derivation, calc, derivation
from derivations.kernel.given import density, symmetric, where, within
from derivations.notation import (
    D,
    K,
    L11,
    L12,
    L22,
    Lambda,
    N,
    a,
    b,
    d,
    gamma,
    j,
    k,
    lam,
    mu,
    n,
    over,
    pi_,
    sigma,
    x,
)
from derivations.quantities.mixture import (
    Count,
    Covariance,
    Inverse,
    LogNormal,
    Responsibility,
    WeightedMean,
)
from derivations.rules import by_definition, differentiate, exchange, linear, relabel

half = Rational(1, 2)
some_k, some_d = within(k, 1, K), within(d, 1, D)
gamma_sums = density(gamma[n, k], (k, 1, K), (n, 1, N))
pi_sums = density(pi_[k], (k, 1, K))
Lambda_symmetric = symmetric(Lambda[j, a, b])


positive_definite = where(
    L11 * L22 - L12**2 > 0,
    "Λ is positive definite",
    {L22: lambda w: w[L12] ** 2 * w[L11] ** -1 + w.number(L22)},
)


def expected(log_term: Expr) -> Expr:
    """Q = Σ_n Σ_j γ_nj (…), with its own index j."""
    return over(gamma[n, j] * log_term, (j, K), (n, N))


def points(summand: Expr) -> Expr:
    return over(summand, (n, N))


@cache
def responsibilities() -> Derivation:
    """The responsibilities of one point sum to one, whatever the densities."""
    return derivation(
        "gmm.responsibilities",
        calc(
            "",
            over(Responsibility(n, k), (k, K)),
            ("normalize", Integer(1), by_definition >> linear >> relabel),
        ),
    )


@cache
def mean() -> Derivation:
    """In one dimension: μ_k is the weighted mean."""
    Q = expected(log(pi_[j]) + LogNormal(x[n], mu[j], sigma[j]))
    return derivation(
        "gmm.m-step.mean",
        calc(
            "",
            Derivative(Q, mu[k]),
            (
                "gradient",
                points(gamma[n, k] * (x[n] - mu[k]) / sigma[k] ** 2),
                by_definition >> differentiate >> some_k,
            ),
            (
                "root",
                Count(k) / sigma[k] ** 2 * (WeightedMean(k) - mu[k]),
                by_definition >> linear,
            ),
        ),
    )


@cache
def mean_vector() -> Derivation:
    """In D dimensions: every coordinate of μ_k is a weighted mean."""
    form = (x[n, a] - mu[j, a]) * Lambda[j, a, b] * (x[n, b] - mu[j, b])
    Q = expected(-half * over(form, (b, D), (a, D)))
    return derivation(
        "gmm.m-step.mean-vector",
        calc(
            "",
            Derivative(Q, mu[k, d]),
            (
                "gradient",
                over(
                    gamma[n, k] * Lambda[k, d, a] * (x[n, a] - mu[k, a]), (a, D), (n, N)
                ),
                differentiate
                >> linear
                >> some_k
                >> some_d
                >> linear
                >> relabel
                >> Lambda_symmetric,
            ),
            (
                "root",
                Count(k)
                * over(Lambda[k, d, a] * (WeightedMean(k, a) - mu[k, a]), (a, D)),
                by_definition >> linear >> exchange,
            ),
        ),
    )


@cache
def covariance(e: int = 1, f: int = 2) -> Derivation:
    """In two dimensions: Σ_k is the weighted covariance, entry by entry."""
    y = {c: x[n, c] - mu[k, c] for c in (1, 2)}
    form = L11 * y[1] ** 2 + 2 * L12 * y[1] * y[2] + L22 * y[2] ** 2
    Q = points(gamma[n, k] * (log(L11 * L22 - L12**2) - form) / 2)
    once = half if e == f else 1  # Λ₁₂ stands twice in a symmetric matrix
    return derivation(
        f"gmm.m-step.covariance-{e}{f}",
        calc(
            "",
            Derivative(Q, {2: L11, 3: L12, 4: L22}[e + f]),
            (
                "gradient",
                once * points(gamma[n, k] * (Inverse(e, f) - y[e] * y[f])),
                by_definition >> differentiate >> linear,
            ),
            (
                "root",
                once * Count(k) * (Inverse(e, f) - Covariance(k, e, f)),
                by_definition >> linear,
            ),
            given=(positive_definite,),
        ),
    )


@cache
def weights_gradient() -> Derivation:
    """The Lagrangian's gradient in one weight."""
    Q = expected(log(pi_[j])) + lam * (1 - over(pi_[j], (j, K)))
    return derivation(
        "gmm.m-step.weights-gradient",
        calc(
            "",
            Derivative(Q, pi_[k]),
            (
                "gradient",
                Count(k) / pi_[k] - lam,
                by_definition >> differentiate >> some_k >> linear,
            ),
        ),
    )


@cache
def multiplier() -> Derivation:
    """Weighted by π and summed, the gradients give N - λ: the multiplier is N."""
    return derivation(
        "gmm.m-step.multiplier",
        calc(
            "",
            over(pi_[k] * (Count(k) / pi_[k] - lam), (k, K)),
            ("sum", over(Count(k), (k, K)) - lam * over(pi_[k], (k, K)), linear),
            (
                "normalize",
                N - lam,
                by_definition >> exchange >> pi_sums >> gamma_sums >> linear,
            ),
        ),
    )


@cache
def weights() -> Derivation:
    """With λ = N the only root is the share of the effective count."""
    return derivation(
        "gmm.m-step.weights",
        calc(
            "",
            Count(k) / pi_[k] - N,
            ("root", N / pi_[k] * (Count(k) / N - pi_[k]), linear),
        ),
    )
