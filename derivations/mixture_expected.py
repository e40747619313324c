"""The E- and M-step for points with missing entries: the old ones, with expected sums.

Given what is observed, the complete-data log-likelihood has the mean that it has at the
conditional mean, and a covariance on top, as it is a polynomial of degree two. So the
M-step holds x̂ x̂ᵀ + C in the place of x xᵀ. Without C the variances come out too small.
"""

from functools import cache

from sympy import Derivative, Eq, Expr, Mul, Sum

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import Given, within
from derivations.kernel.moves import sums
from derivations.mixture_covariance import at_zero, points, spectrum
from derivations.mixture_mean import Lambda_symmetric
from derivations.mixture_remainders import along_the_line
from derivations.normal_means import moments
from derivations.notation import (
    A,
    C,
    D,
    Lambda,
    Sigma,
    V,
    a,
    b,
    d,
    epsilon,
    i,
    j,
    k,
    mu,
    n,
    nu,
    over,
    unit,
    x_hat,
)
from derivations.quantities.expectation import StandardMean
from derivations.quantities.missing import (
    ExpectedCovarianceAbout,
    ExpectedLogAlong,
    FilledCoordinate,
    ImputedMean,
    ImputedVariance,
    LogFilledAlong,
    expected_product,
)
from derivations.quantities.mixture import Count
from derivations.rules import (
    by_definition,
    differentiate,
    exchange,
    linear,
    relabel,
)

some_d = within(d, 1, D)


def name_products(f: Expr, limit: tuple) -> Expr:
    """Σ_i A_nkai A_nkbi = C_nkab."""
    i, *ends = limit
    powers = [g.as_base_exp() for g in Mul.make_args(f)]
    rows = [g.indices[:-1] for g, power in powers if g.is_Indexed for _ in range(power)]
    if ends != [1, D] or len(rows) != 2 or f != Mul(*(A[(*r, i)] for r in rows)):
        return Sum(f, limit)
    (n, k, r), (*_, c) = sorted(rows, key=str)
    return C[n, k, r, c]


def draw_products(key, world):
    if type(key) is not tuple or key[0] != C:
        return {}
    n, k, *place = key[1]
    columns = range(1, int(world[D]) + 1)
    rows = ([world[A, (n, k, r, e)] for e in columns] for r in place)
    return {key: sum(u * v for u, v in zip(*rows, strict=True))}


factored = Given(
    "C_nk = A_nk A_nkᵀ is the covariance of x_n under component k, given the observed",
    Eq(C[n, k, a, b], over(A[n, k, a, i] * A[n, k, b, i], (i, D))),
    sums(name_products),
    draw_products,
)


def mean_of_one() -> Chain:
    return calc(
        "The mean of a coordinate",
        StandardMean(FilledCoordinate(n, k, a, i), unit),
        (
            "average",
            x_hat[n, k, a],
            (by_definition >> moments >> linear).because("every y_i has mean 0"),
        ),
    )


def mean_of_two() -> Chain:
    pair = FilledCoordinate(n, k, a, i) * FilledCoordinate(n, k, b, j)
    return calc(
        "",
        StandardMean(pair, unit),
        (
            "average",
            x_hat[n, k, a] * x_hat[n, k, b] + C[n, k, a, b],
            (by_definition >> moments >> linear >> factored).because(
                "the coordinates of y have mean 0 and mean square 1, and are "
                "independent"
            ),
        ),
    )


def mean_of_logarithm() -> Chain:
    return calc(
        "The mean of the logarithm of the density",
        StandardMean(LogFilledAlong(n, k), unit),
        (
            "average",
            ExpectedLogAlong(n, k),
            (by_definition >> moments >> linear >> factored).because(
                "it is a polynomial of degree two in x_n"
            ),
        ),
        given=(along_the_line("Λ_k"),),
    )


def along_a_line() -> Chain:
    """For any D: the slope from Λ_k in the direction of a symmetric V."""
    product = expected_product(n, k, a, b)
    gap = Sigma[k, a, b] - ExpectedCovarianceAbout(k, a, b)
    return calc(
        "",
        Derivative(points(ExpectedLogAlong(n, k)), epsilon),
        (
            "slope",
            points(over(nu[a], (a, D)) - over(V[a, b] * product, (a, D), (b, D))) / 2,
            (by_definition >> differentiate >> at_zero >> linear).because(
                "x̂ and C are those of the E-step, and are held fixed; else as with "
                "complete data"
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


def in_the_mean() -> Chain:
    shift = ImputedMean(k, a) - mu[k, a]
    return calc(
        "The mean",
        Derivative(points(ExpectedLogAlong(n, k)), mu[k, d]),
        (
            "gradient",
            Count(k) * over(Lambda[k, d, a] * shift, (a, D)),
            (
                by_definition
                >> differentiate
                >> at_zero
                >> linear
                >> some_d
                >> Lambda_symmetric
                >> exchange
                >> relabel
            ).because(
                "both factors x̂_n − μ_k give the same, because Σ_k⁻¹ is symmetric, and "
                "C does not depend on μ_k; sum over the points"
            ),
        ),
    )


def imputed() -> Chain:
    """The published mistake, and by how much it is wrong."""
    lost = points(over(A[n, k, a, i] ** 2, (i, D))) / Count(k)
    return calc(
        "What imputing the mean alone loses",
        ExpectedCovarianceAbout(k, a, a),
        (
            "lose",
            ImputedVariance(k, a) + lost,
            (by_definition >> factored >> linear).because(
                "the expected square is the square of the mean and the variance, which "
                "is a sum of squares"
            ),
        ),
        nonnegative=lost,
        equal_when="no entry a is missing",
    )


@cache
def statistics() -> Derivation:
    """E-step: of x_a x_b the conditional mean is x̂_a x̂_b + C_ab, and not x̂_a x̂_b."""
    return derivation(
        "gmm.missing.e-step", mean_of_two(), mean_of_one(), mean_of_logarithm()
    )


@cache
def update() -> Derivation:
    """M-step with missing entries: along V the slope of Q is ½ N_k Tr V(Σ_k − Ŝ_k)."""
    return derivation("gmm.missing.m-step", along_a_line(), in_the_mean(), imputed())
