"""Forms for the M-step of diagonal, spherical and tied covariances."""

from derivations.checking.form import Form, numbered
from derivations.checking.forms.mixtures import (
    ALL_POINTS,
    LOST_COUNT,
    POINTS,
    SHARED,
    UNWEIGHTED,
    WEIGHTS,
    mu_old,
    new_mean,
    one_dimension,
    root,
)
from derivations.checking.mistakes import Mistake, instead, lost, put, squares
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
    k,
    mu,
    n,
    over,
    pi_,
    sigma,
    sigma_,
    x,
)
from derivations.quantities.covariance import CovarianceAbout
from derivations.quantities.mixture import Count
from derivations.quantities.natural import Natural
from derivations.quantities.restricted import PooledCovariance

COORDINATES = over(D * gamma[n, k], (n, N))  # D N_k, as it prints when written out
NOT_SQUARED = squares("the deviations are not squared", lambda d: d)

FORMS = (
    Form(
        "gmm.m-step.diagonal",
        {**POINTS, "mu_old": mu_old},
        "the new variance of a component along one axis, about its new mean mu_new",
        reads=lambda claim: root(claim.rhs, sigma[k, d] ** 2),
        sizes={N: 3, K: 2, k: 1, d: 1},
        given=SHARED,
        entries=new_mean,
        short={"N": N, "N_k": Count(k), "mu_new": mu[k, 1]},
        arguments=("x", "gamma"),
        mistakes=(
            put("the old mean for the new one", {mu[k, d]: mu_old}),
            ALL_POINTS,
            LOST_COUNT,
            UNWEIGHTED,
            NOT_SQUARED,
        ),
    ),
    Form(
        "gmm.m-step.spherical",
        {
            "x1": (x[1, 1], x[1, 2]),
            "x2": (x[2, 1], x[2, 2]),
            "gamma": numbered(gamma, 2, 1),
            "mu": (mu[1, 1], mu[1, 2]),
        },
        "the variance of a component about mu, for two points in the plane",
        chain=1,  # the root of the gradient, by distances
        reads=lambda claim: claim.rhs.xreplace({1 / Count(k): D / COORDINATES}),
        sizes={N: 2, K: 2, D: 2, k: 1},
        given=SHARED,
        short={"N": N, "N_k": Count(k), "D": D},
        mistakes=(
            Mistake("the squares are not divided by D", lambda e: D * e),
            put("N for N_k", {COORDINATES: D * N}),
            put("a lost 1/N_k: not normalized", {COORDINATES: D}),
            UNWEIGHTED,
            NOT_SQUARED,
        ),
    ),
    Form(
        "gmm.m-step.tied",
        {
            "x": numbered(x, 3, 1),
            **{f"gamma{n}": (gamma[n, 1], gamma[n, 2]) for n in (1, 2, 3)},
            "mu": numbered(mu, 2, 1),
        },
        "the variance that two components share, about mu1 and mu2, for three points",
        chain=1,
        reads=lambda claim: root(claim.rhs, sigma_**2),
        sizes={N: 3, K: 2},
        given=SHARED,
        short={"N": N},
        mistakes=(
            instead(
                "the plain mean of the covariances",
                PooledCovariance,
                lambda a, b: over(CovarianceAbout(k, a, b), (k, K)) / K,
            ),
            Mistake("a lost 1/N", lambda e: N * e),
            UNWEIGHTED,
            NOT_SQUARED,
        ),
    ),
    Form(
        "gmm.exponential-family",
        {"x": x[1, 1], "pi1": pi_[1], "mu1": mu[1, 1], "sigma1": sigma[1]},
        "the logarithm of a weighted Gaussian, ln π_1 N(x|μ_1, σ_1²)",
        sizes={D: 1, K: 2, n: 1, k: 1},
        given=WEIGHTS,
        entries=one_dimension,
        mistakes=(
            put("Σ for Σ⁻¹", {Lambda: Sigma}),
            put(
                "a lost ½ before the products",
                {Natural(k, a, b): 2 * Natural(k, a, b)},
            ),
            lost("the weight is lost", pi_),
        ),
    ),
)
