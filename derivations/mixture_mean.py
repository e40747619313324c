"""The M-step for the means: the gradient of Q is a factor times (root - mean).

Q keeps the responsibilities γ fixed, and ∂ is taken at an index that no sum uses, with
the sizes N, K, D as symbols. The factor is an invertible matrix, in one dimension a
positive number, so the root is read off and is the only one. The log-likelihood has
the same gradient where γ are its responsibilities.
"""

from dataclasses import replace
from functools import cache

from sympy import Derivative, Eq, Expr, KroneckerDelta, Sum, log

from derivations.evaluation.matrices import inverse_entries
from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import Given, defined, symmetric, within
from derivations.kernel.moves import everywhere
from derivations.notation import (
    D,
    K,
    Lambda,
    N,
    Sigma,
    a,
    b,
    d,
    gamma,
    j,
    k,
    mu,
    n,
    over,
    pi_,
    sigma,
    x,
)
from derivations.quantities.densities import Normal
from derivations.quantities.mixture import (
    Count,
    Gaussian,
    MixtureQ,
    ScaledDeviation,
    ScaledShift,
    WeightedMean,
)
from derivations.rules import (
    by_definition,
    definition_of,
    differentiate,
    exchange,
    linear,
    relabel,
)

some_k, some_d = within(k, 1, K), within(d, 1, D)
Lambda_symmetric = replace(
    symmetric(Lambda[j, a, b]), says="Σ_j⁻¹ is symmetric; its entries are called Λ"
)


def inverse() -> Given:
    """Σ_k and Λ_k are inverse to each other: Σ_d Σ_kbd Λ_kda = δ_ba."""
    S, L = Sigma[k, b, d], Lambda[k, d, a]

    @everywhere(Sum)
    def contract(s):
        left = [lim for lim in s.limits if lim[0] != d]
        if len(left) == len(s.limits) or not {S, L} <= set(s.function.args):
            return s
        return Sum(s.function / (S * L) * KroneckerDelta(a, b), *left)

    def draw(key, world):
        if type(key) is not tuple or key[0] != Sigma:
            return {}
        size = range(1, int(world[D]) + 1)
        if not {*key[1][1:]} <= {*size}:  # beyond the range nothing is promised
            return {}
        head = key[1][0]
        rows = [[world[Lambda, (head, r, c)] for c in size] for r in size]
        entries = inverse_entries(rows).items()
        return {(Sigma, (head, *place)): v for place, v in entries}

    formula = Eq(Sum(S * L, (d, 1, D)), KroneckerDelta(a, b))
    return Given("Σ_k and Σ_k⁻¹ are inverse to each other", formula, contract, draw)


some_b, Sigma_inverts = within(b, 1, D), inverse()


def points(summand: Expr) -> Expr:
    return over(summand, (n, N))


def vector_gradient() -> Chain:
    both = (Lambda[k, d, a] + Lambda[k, a, d]) * (x[n, a] - mu[k, a])
    return calc(
        "",
        Derivative(MixtureQ(), mu[k, d]),
        (
            "differentiate",
            points(gamma[n, k] * over(both, (a, D))) / 2,
            (
                by_definition
                >> differentiate
                >> linear
                >> some_k
                >> some_d
                >> linear
                >> relabel
            ).because(
                "only component k contains μ_k, in the two factors x_n − μ_k of its "
                "quadratic form"
            ),
        ),
        (
            "symmetry",
            points(gamma[n, k] * ScaledDeviation(n, k, d)),
            (by_definition >> linear >> Lambda_symmetric).because(
                "both factors give the same, because Σ_k⁻¹ is symmetric"
            ),
        ),
        (
            "root",
            Count(k) * ScaledShift(k, d),
            (by_definition >> linear >> exchange).because(
                "sum over the points, with N_k and x̄_k as names for the sums"
            ),
        ),
    )


def only_root() -> Chain:
    return calc(
        "The gradient, multiplied by Σ_k",
        over(Sigma[k, b, d] * Count(k) * ScaledShift(k, d), (d, D)),
        (
            "invert",
            Count(k) * (WeightedMean(k, b) - mu[k, b]),
            (definition_of(ScaledShift) >> exchange >> Sigma_inverts >> some_b).because(
                "Σ_k undoes Σ_k⁻¹"
            ),
        ),
    )


def slope() -> Chain:
    """With the averages of em.log-sum this is ∂ ln p(X|θ) / ∂μ_k, for any D."""
    return calc(
        "The slope of one Gaussian, of which the log-likelihood's is an average",
        Derivative(log(Gaussian(n, k)), mu[k, d]),
        (
            "differentiate",
            ScaledDeviation(n, k, d),
            (
                by_definition
                >> differentiate
                >> linear
                >> some_d
                >> Lambda_symmetric
                >> relabel
            ).because(
                "the quadratic form contains μ_k in two factors, which give the same"
            ),
        ),
    )


normal = Normal(x[n], mu[j], sigma[j])
weighed = pi_[k] * Normal(x[n], mu[k], sigma[k])
gamma_means = defined(
    gamma[n, k],
    weighed / over(pi_[j] * normal, (j, K)),
    "γ_nk are the responsibilities, and are not held fixed",
)
deviations = points(gamma[n, k] * (x[n] - mu[k]) / sigma[k] ** 2)


def one_dimension() -> Chain:
    Q = over(gamma[n, j] * (log(pi_[j]) + log(normal)), (j, K), (n, N))
    return calc(
        "In one dimension",
        Derivative(Q, mu[k]),
        (
            "differentiate",
            deviations,
            (by_definition >> differentiate >> some_k).because(
                "only component k depends on μ_k"
            ),
        ),
        (
            "root",
            Count(k) / sigma[k] ** 2 * (WeightedMean(k) - mu[k]),
            (by_definition >> linear).because(
                "sum over the points, with N_k and x̄_k as names for the sums"
            ),
        ),
        fixed="D = 1",
    )


def from_the_likelihood() -> Chain:
    return calc(
        "In one dimension, from the log-likelihood itself",
        Derivative(points(log(over(pi_[j] * normal, (j, K)))), mu[k]),
        (
            "differentiate",
            deviations,
            (by_definition >> differentiate >> some_k >> gamma_means).because(
                "the chain rule; the quotient in front of x_n − μ_k is γ_nk"
            ),
        ),
        fixed="D = 1",
    )


def new_mean() -> Chain:
    return calc(
        "The root: the new mean, coordinate by coordinate",
        WeightedMean(k, d),
        (
            "write-out",
            points(gamma[n, k] * x[n, d]) / Count(k),
            by_definition.because("the mean of the points, weighted by γ_nk"),
        ),
    )


@cache
def mean() -> Derivation:
    """M-step, mean: the gradient of Q is N_k Σ_k⁻¹ (x̄_k − μ_k), its only root x̄_k."""
    return derivation(
        "gmm.m-step.mean",
        vector_gradient(),
        only_root(),
        slope(),
        one_dimension(),
        from_the_likelihood(),
        new_mean(),
        source="PRML 9.16, 9.17",
    )
