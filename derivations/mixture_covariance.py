"""The M-step for the covariance: the gradient of Q in Λ_k = Σ_k⁻¹, and its root.

The gradient is a positive number times Σ_k - S_k, entry by entry, so Σ_k = S_k is the
only root. For any D it is taken along a direction, where eigenvalues turn ln det into a
sum; for D = 1, 2, 3 also by entries, with the determinant written out.
"""

from functools import cache

from flint import fmpq
from sympy import (
    Derivative,
    Eq,
    Expr,
    Gt,
    Indexed,
    Integer,
    Rational,
    Sum,
    Symbol,
    factor_terms,
    log,
)

from derivations.evaluation.balls import value
from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule
from derivations.kernel.given import Given, defined, within
from derivations.kernel.moves import everywhere
from derivations.kernel.names import unfold
from derivations.notation import (
    D,
    K,
    L,
    Lambda,
    N,
    Sigma,
    V,
    a,
    b,
    epsilon,
    gamma,
    j,
    k,
    mu,
    n,
    nu,
    over,
    pi_,
    sigma,
    x,
    x_bar,
)
from derivations.quantities.covariance import (
    CovarianceAbout,
    CovarianceEntry,
    LogGaussianAlong,
    PrecisionDeterminant,
    SizedQ,
    WeightedCovariance,
)
from derivations.quantities.densities import Normal
from derivations.quantities.mixture import Count, WeightedMean
from derivations.rules import (
    by_definition,
    differentiate,
    each_derivative,
    exchange,
    linear,
)

half = Rational(1, 2)
some_k = within(k, 1, K)
gradient = rule(
    "differentiate term by term",
    # Common factors come out at once: expand() would put a 2 into denominators.
    everywhere(Derivative)(lambda s: factor_terms(each_derivative(s))),
)
at_zero = Given(
    "the slope is taken where the line starts",
    Eq(epsilon, 0),
    lambda e: e.xreplace({epsilon: 0}),
    lambda key, world: {epsilon: fmpq(0)} if key == epsilon else {},
)


def spectrum(*of: Symbol, name: str) -> Given:
    """Σ_a ν_a = Σ_ab V_ab Σ_kab: the trace is the sum of the eigenvalues."""
    total = over(nu[a], (a, D))
    trace = over(V[a, b] * Sigma[(*of, a, b)], (a, D), (b, D))

    def draw(key, world):
        """V_11 makes up for what the other entries give."""
        if key != (V, (1, 1)):
            return {}
        size, at = range(1, int(world[D]) + 1), [int(world[index]) for index in of]
        others = [(r, c) for r in size for c in size if (r, c) != (1, 1)]
        rest = sum(world[V, place] * world[Sigma, (*at, *place)] for place in others)
        whole = sum(world[nu, (r,)] for r in size)
        return {key: (whole - rest) * world[Sigma, (*at, 1, 1)] ** -1}

    return Given(
        f"ν_a are the eigenvalues of M; their sum is Tr M, which is Tr V{name}",
        Eq(total, trace),
        lambda e: e.xreplace({total: trace}),
        draw,
    )


def weighted_mean() -> Given:
    """x̄_k is the weighted mean: Σ_n γ_nk x_na = N_k x̄_ka."""

    @everywhere(Sum)
    def first_moment(s: Sum) -> Expr:
        at = next((t for t in s.function.atoms(Indexed) if t.base == x), x[n, a])
        rest = s.function / (gamma[n, k] * at)
        if rest.has(n) or (n, 1, N) not in s.limits:
            return s
        body = Count(k).unfold() * x_bar[(k, *at.indices[1:])] * rest
        others = [limit for limit in s.limits if limit != (n, 1, N)]
        return Sum(body, *others) if others else body

    def draw(key, world):
        if type(key) is not tuple or key[0] != x_bar:
            return {}
        mean = WeightedMean(*map(Integer, key[1]))
        return {key: value(unfold(mean), world.view())}

    return Given(
        "x̄_k is the weighted mean",
        Eq(over(gamma[n, k] * x[n, a], (n, N)), Count(k) * x_bar[k, a]),
        first_moment,
        draw,
    )


centre = weighted_mean()
mean_of_points = defined(x_bar[k, a], WeightedMean(k, a), "x̄_k is the weighted mean")


def positive_definite(size: int) -> Given:
    """Λ_j = L Lᵀ, entry by entry; what counts is that its determinant is positive."""

    def draw(key, world):
        if type(key) is not tuple or key[0] != Lambda:
            return {}
        j, *place = key[1]
        rows = [[world[L, (j, s, t)] for t in range(1, s + 1)] for s in place]
        return {key: sum(u * v for u, v in zip(*rows, strict=False))}

    formula = Gt(PrecisionDeterminant.at(size)(j), 0)
    return Given(
        "Λ_j is positive definite, so its determinant is positive",
        formula,
        lambda e: e,
        draw,
    )


def points(summand: Expr) -> Expr:
    return over(gamma[n, k] * summand, (n, N))


def along_a_line() -> Chain:
    """For any D: the slope of Q from Λ_k in the direction of a symmetric V."""
    product = (x[n, a] - mu[k, a]) * (x[n, b] - mu[k, b])
    gap = Sigma[k, a, b] - CovarianceAbout(k, a, b)
    return calc(
        "",
        Derivative(points(LogGaussianAlong(n, k)), epsilon),
        (
            "slope",
            points(over(nu[a], (a, D)) - over(V[a, b] * product, (a, D), (b, D))) / 2,
            (by_definition >> differentiate >> at_zero >> linear).because(
                "det(Λ_k + εV) is det Λ_k times all 1 + εν_a, and ln(1 + εν) starts "
                "with slope ν"
            ),
        ),
        (
            "root",
            Count(k) / 2 * over(V[a, b] * gap, (b, D), (a, D)),
            (by_definition >> spectrum(k, name="Σ_k") >> linear >> exchange).because(
                "the sum of the eigenvalues is Tr M = Tr VΣ_k; sum over the points"
            ),
        ),
    )


def entry(size: int, r: int, c: int) -> Chain:
    """∂Q/∂Λ_kab at one entry; off the diagonal an entry stands twice in the matrix."""
    once = half if r == c else 1
    times = "" if r == c else "twice "
    gap = CovarianceEntry.at(size, r, c)(k) - CovarianceAbout(k, r, c)
    return calc(
        f"D = {size}, entry {r}{c}",
        Derivative(SizedQ.at(size)(), Lambda[k, r, c]),
        (
            "gradient",
            once * Count(k) * gap,
            (by_definition >> gradient >> some_k >> linear).because(
                "only component k depends on Λ_k; the slope of the determinant is "
                f"{times}a cofactor, so that of ln det is {times}an entry of Σ_k"
            ),
        ),
        given=(positive_definite(size),),
        fixed=f"D = {size}",
    )


def in_sigma() -> Chain:
    """In one dimension, by the standard deviation itself: the same root."""
    term = log(pi_[j]) + log(Normal(x[n, 1], mu[j, 1], sigma[j]))
    return calc(
        "D = 1, by the standard deviation",
        Derivative(over(gamma[n, j] * term, (j, K), (n, N)), sigma[k]),
        (
            "gradient",
            Count(k) / sigma[k] ** 3 * (CovarianceAbout(k, 1, 1) - sigma[k] ** 2),
            (by_definition >> gradient >> some_k >> linear).because(
                "only component k depends on σ_k"
            ),
        ),
        fixed="D = 1",
    )


def about_another_point() -> Chain:
    """The covariance about μ_k is too large by the square of the way to x̄_k."""
    shift = [x_bar[k, e] - mu[k, e] for e in (a, b)]
    return calc(
        "About another point than the mean",
        CovarianceAbout(k, a, b),
        (
            "shift",
            WeightedCovariance(k, a, b) + shift[0] * shift[1],
            (by_definition >> linear >> centre).because(
                "write x_n − μ_k as x_n − x̄_k and x̄_k − μ_k; on average the first "
                "is zero"
            ),
        ),
    )


def new_covariance() -> Chain:
    """The root about the new mean, as one computes it."""
    deviations = [x[n, e] - WeightedMean(k, e) for e in (a, b)]
    return calc(
        "The root about the new mean: the new covariance, entry by entry",
        WeightedCovariance(k, a, b),
        (
            "write-out",
            points(deviations[0] * deviations[1]) / Count(k),
            (by_definition >> mean_of_points).because(
                "the mean square about the weighted mean x̄_k"
            ),
        ),
    )


@cache
def covariance() -> Derivation:
    """M-step, covariance: the slope of Q along any V is ½ N_k Tr V(Σ_k − S_k(μ_k))."""
    places = (1, 1, 1), (2, 1, 1), (2, 1, 2), (3, 1, 1), (3, 1, 2)
    return derivation(
        "gmm.m-step.covariance",
        along_a_line(),
        in_sigma(),
        *(entry(*place) for place in places),
        about_another_point(),
        new_covariance(),
        source="PRML 9.19",
    )
