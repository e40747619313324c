"""The M-step for covariances with fewer parameters: diagonal, spherical, tied.

Each restriction leaves Q as it is and varies less of it. The gradient is again a
positive number times (root - parameter), and the root is an average of the entries of
the S_k: over nothing, over the diagonal, or over the components. What Q lacks away
from it is ψ of a ratio of variances; for a tied covariance Q bends down on every line.
"""

from dataclasses import replace
from functools import cache

from sympy import Derivative, Eq, Expr, Integer, log, pi, sqrt

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import Given, defined, within
from derivations.mixture_covariance import at_zero, gradient, points, spectrum
from derivations.mixture_remainders import along_the_line
from derivations.mixture_weights import gamma_sums
from derivations.notation import (
    D,
    K,
    N,
    Sigma,
    V,
    a,
    b,
    d,
    epsilon,
    gamma,
    k,
    mu,
    n,
    nu,
    over,
    s_,
    sigma,
    sigma_,
    x,
)
from derivations.quantities.collapse import Spherical, SquaredDistance
from derivations.quantities.covariance import CovarianceAbout
from derivations.quantities.divergence import Psi
from derivations.quantities.mixture import Count
from derivations.quantities.restricted import (
    Diagonal,
    DiagonalQ,
    MeanVariance,
    PooledCovariance,
    SphericalQ,
    TiedQ,
    TiedQAlong,
)
from derivations.rules import (
    by_definition,
    differentiate,
    exchange,
    linear,
    split_logs,
)

some_k, some_d = within(k, 1, K), within(d, 1, D)


def spread(letter: Expr, variance: Expr, says: str) -> Given:
    """A letter for the root of a variance: it is positive, as a number has to be."""
    stands_for = defined(letter, sqrt(variance), says)
    return replace(stands_for, formula=Eq(letter**2, variance))


along_axis = spread(
    s_[k, a], CovarianceAbout(k, a, a), "s_ka² is S_kaa(μ_k), and not zero"
)
over_axes = spread(s_[k], MeanVariance(k), "s_k² is S̄_k(μ_k), and not zero")


def rise(root: Expr, deviation: Expr) -> Expr:
    """Root minus variance, over σ³: what ∂/∂σ of -ln σ - root/(2σ²) comes to."""
    return (root - deviation**2) / deviation**3


def top(deviation: Expr) -> Expr:
    """ln 2π + ln σ² + root/σ², where the variance is the root."""
    return log(2 * pi) + 2 * log(deviation) + 1


def diagonal_gradient() -> Chain:
    return calc(
        "",
        Derivative(DiagonalQ(), sigma[k, d]),
        (
            "root",
            Count(k) * rise(CovarianceAbout(k, d, d), sigma[k, d]),
            (
                by_definition
                >> split_logs
                >> differentiate
                >> linear
                >> some_k
                >> some_d
                >> linear
            ).because(
                "the logarithm is a sum over points, components and coordinates, and "
                "one coordinate of component k depends on σ_kd"
            ),
        ),
    )


def diagonal_maximum() -> Chain:
    short = Count(k) / 2 * over(Psi((s_[k, a] / sigma[k, a]) ** 2), (a, D))
    return calc(
        "How far Q is below its top",
        points(log(Diagonal(n, k))),
        (
            "sign",
            -Count(k) / 2 * over(top(s_[k, a]), (a, D)) - short,
            (by_definition >> split_logs >> along_axis >> linear >> exchange).because(
                "coordinate by coordinate, complete to ψ"
            ),
        ),
        nonnegative=short,
        equal_when="σ_ka = s_ka for every a",
    )


def spherical_gradient() -> Chain:
    return calc(
        "",
        Derivative(SphericalQ(), sigma[k]),
        (
            "root",
            D * Count(k) * rise(MeanVariance(k), sigma[k]),
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


def spherical_root() -> Chain:
    squares = points(SquaredDistance(n, k))
    return calc(
        "The root, by distances",
        MeanVariance(k),
        (
            "distances",
            squares / (D * Count(k)),
            (by_definition >> linear >> exchange).because(
                "sum over the coordinates first: the squares of a point add up to its "
                "squared distance"
            ),
        ),
    )


def spherical_maximum() -> Chain:
    short = D * Count(k) / 2 * Psi((s_[k] / sigma[k]) ** 2)
    return calc(
        "How far Q is below its top",
        points(log(Spherical(n, k, sigma[k] ** 2))),
        (
            "sign",
            -D * Count(k) / 2 * top(s_[k]) - short,
            (by_definition >> split_logs >> over_axes >> linear >> exchange).because(
                "all coordinates have one variance; complete to ψ"
            ),
        ),
        nonnegative=short,
        equal_when="σ_k = s_k",
    )


def tied_gradient() -> Chain:
    gap = Sigma[a, b] - PooledCovariance(a, b)
    product = (x[n, a] - mu[k, a]) * (x[n, b] - mu[k, b])
    slopes = over(nu[a], (a, D)) - over(V[a, b] * product, (a, D), (b, D))
    return calc(
        "",
        Derivative(TiedQAlong(), epsilon),
        (
            "slope",
            over(gamma[n, k] * slopes, (k, K), (n, N)) / 2,
            (by_definition >> differentiate >> at_zero >> linear).because(
                "det(Λ + εV) is det Λ times all 1 + εν_a, and every term moves along"
            ),
        ),
        (
            "root",
            N / 2 * over(V[a, b] * gap, (b, D), (a, D)),
            (
                by_definition
                >> spectrum(name="Σ")
                >> linear
                >> exchange
                >> gamma_sums
                >> linear
            ).because(
                "the sum of the eigenvalues is Tr M = Tr VΣ; the responsibilities of "
                "all points sum to N"
            ),
        ),
    )


def tied_in_sigma() -> Chain:
    return calc(
        "D = 1, by the standard deviation",
        Derivative(TiedQ(), sigma_),
        (
            "gradient",
            N * rise(PooledCovariance(Integer(1), Integer(1)), sigma_),
            (
                by_definition >> gradient >> linear >> exchange >> gamma_sums >> linear
            ).because("all components depend on σ"),
        ),
        fixed="D = 1",
    )


def tied_curvature() -> Chain:
    bend = over((nu[a] / (1 + epsilon * nu[a])) ** 2, (a, D))
    return calc(
        "Along every line Q bends down",
        Derivative(TiedQAlong(), (epsilon, 2)),
        (
            "curvature",
            -N * bend / 2,
            (by_definition >> differentiate >> linear >> gamma_sums >> linear).because(
                "what is linear in ε drops out, and N times ln(1 + εν) is left"
            ),
        ),
        given=(along_the_line("Λ"),),
        nonnegative=N * bend / 2,
    )


@cache
def diagonal() -> Derivation:
    """Diagonal: the gradient of Q in σ_kd is N_k/σ_kd³ (S_kdd − σ_kd²)."""
    return derivation("gmm.m-step.diagonal", diagonal_gradient(), diagonal_maximum())


@cache
def spherical() -> Derivation:
    """Spherical: the gradient of Q in σ_k is D N_k/σ_k³ (S̄_k − σ_k²)."""
    return derivation(
        "gmm.m-step.spherical",
        spherical_gradient(),
        spherical_root(),
        spherical_maximum(),
    )


@cache
def tied() -> Derivation:
    """Tied: along every line the slope of Q is ½ N Tr V(Σ − S(μ))."""
    return derivation(
        "gmm.m-step.tied", tied_gradient(), tied_in_sigma(), tied_curvature()
    )
