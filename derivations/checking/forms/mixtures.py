"""Forms for Gaussian mixtures in one dimension: densities, labels, and the M-step.

The updates are roots of gradients: where a claim ends in (root − parameter) times what
is positive, the root is read off.
"""

from collections.abc import Mapping

from sympy import Abs, Add, Expr, Integer, Mul, Symbol, exp, log, sqrt

from derivations.checking.form import Form, numbered
from derivations.checking.mistakes import (
    Mistake,
    in_term,
    instead,
    lost,
    not_normalized,
    put,
    squares,
)
from derivations.notation import (
    D,
    K,
    Lambda,
    N,
    Sigma,
    b,
    det,
    gamma,
    k,
    mu,
    n,
    pi_,
    sigma,
    sigma_,
    x,
)
from derivations.quantities.mixture import Count, QuadraticForm
from derivations.verification import results

MEAN = ("gmm.m-step.mean", 1)
WEIGHTS = ("gmm.model", 1)
SHARED = ("gmm.m-step.weights", 1)  # a point's γ sum to one
mu_old = Symbol("mu_old", real=True)


def root(formula: Expr, parameter: Expr) -> Expr:
    """The root of a gradient that is (root − parameter) times other factors."""
    for factor in Mul.make_args(formula):
        if -parameter in Add.make_args(factor):
            return factor + parameter
    raise ValueError(f"no factor of {formula} is a root minus {parameter}")


def new_mean() -> Mapping[Expr, Expr]:
    slug, chain = MEAN
    update = root(results()[slug].chains[chain].claim.rhs, mu[k, b])
    return {mu[1, 1]: update.xreplace({b: 1})}


def one_dimension() -> Mapping[Expr, Expr]:
    """Σ_j = σ_j², its determinant and its inverse, for D = 1."""
    return {
        entry: meant
        for j in (1, 2)
        for entry, meant in (
            (Lambda[j, 1, 1], sigma[j] ** -2),
            (Sigma[j, 1, 1], sigma[j] ** 2),
            (det[j], sigma[j] ** 2),
        )
    }


POINTS = {"x": numbered(x, 3, 1), "gamma": numbered(gamma, 3, 1)}
MIXTURE = {
    "pi": numbered(pi_, 2),
    "mu": numbered(mu, 2, 1),
    "sigma": numbered(sigma, 2),
}
POINT = {"x": x[1, 1], **MIXTURE}
INVERSE = put("Σ for Σ⁻¹ in the exponent", {Lambda: Sigma})
EXPONENT = instead(
    "a lost ½ in the exponent", QuadraticForm, lambda n, k: 2 * QuadraticForm(n, k)
)
ROOT_OF_DET = put("the determinant is lost", {det[1]: 1, det[2]: 1})
NO_WEIGHTS = lost("the weights are lost", pi_)
UNWEIGHTED = lost("the responsibilities are lost", gamma)
ALL_POINTS = instead("N for N_k", Count, lambda k: N)
LOST_COUNT = instead("a lost 1/N_k: not normalized", Count, lambda k: Integer(1))

FORMS = (
    Form(
        "gmm.model",
        POINT,
        "the density of a mixture of two Gaussians at x",
        sizes={D: 1, K: 2, n: 1},
        given=WEIGHTS,
        entries=one_dimension,
        mistakes=(INVERSE, EXPONENT, NO_WEIGHTS),
    ),
    Form(
        "gmm.responsibilities",
        POINT,
        "the responsibility of the first of two components for x",
        sizes={D: 1, K: 2, n: 1, k: 1},
        given=WEIGHTS,
        entries=one_dimension,
        mistakes=(INVERSE, EXPONENT, NO_WEIGHTS, not_normalized()),
    ),
    Form(
        "gmm.q",
        {
            "x": numbered(x, 2, 1),
            "gamma1": (gamma[1, 1], gamma[1, 2]),
            "gamma2": (gamma[2, 1], gamma[2, 2]),
            **MIXTURE,
        },
        "Q for two points and two components; gamma12 is γ of point 1, component 2",
        sizes={D: 1, K: 2, N: 2},
        entries=one_dimension,
        mistakes=(INVERSE, EXPONENT, UNWEIGHTED),
    ),
    Form(
        "gmm.m-step.mean",
        POINTS,
        "the new mean of a component with responsibilities gamma for three points",
        chain=MEAN[1],
        reads=lambda claim: root(claim.rhs, mu[k, b]),
        sizes={N: 3, K: 2, k: 1, b: 1},
        given=SHARED,
        short={"N": N, "N_k": Count(k)},
        arguments=("x", "gamma"),
        mistakes=(ALL_POINTS, LOST_COUNT, UNWEIGHTED),
    ),
    Form(
        "gmm.m-step.covariance",
        {**POINTS, "mu_old": mu_old},
        "the new variance of a component, about its new mean mu_new, not mu_old",
        chain=1,
        reads=lambda claim: root(claim.rhs, sigma[k] ** 2),
        sizes={N: 3, K: 2, k: 1},
        given=SHARED,
        entries=new_mean,
        short={"N": N, "N_k": Count(k), "mu_new": mu[k, 1]},
        arguments=("x", "gamma"),
        mistakes=(
            put("the old mean for the new one", {mu[k, 1]: mu_old}),
            ALL_POINTS,
            LOST_COUNT,
            UNWEIGHTED,
            squares("the deviations are not squared", lambda d: d),
            squares("the norm of the deviations is not squared", Abs),
            Mistake("the standard deviation for the variance", sqrt),
            Mistake("Σ⁻¹ for Σ", lambda e: 1 / e),
        ),
    ),
    Form(
        "gmm.m-step.weights",
        {"gamma": numbered(gamma, 3, 1)},
        "the new weight of a component with responsibilities gamma for N = 3 points",
        chain=2,
        reads=lambda claim: root(claim.rhs, pi_[k]),
        sizes={N: 3, K: 2, k: 1},
        given=SHARED,
        short={"N": N, "N_k": Count(k)},
        arguments=("gamma",),
        mistakes=(
            Mistake("a lost 1/N: N_k is not normalized", lambda e: N * e),
            instead("N for N_k", Count, lambda k: N),
        ),
    ),
    Form(
        "gmm.singularity",
        {"D": D, "sigma": sigma_},
        "the logarithm of a Gaussian's height at its centre, in D dimensions",
        chain=1,
        mistakes=(
            in_term("σ for 1/σ", log(sigma_), lambda t: -t),
            put("in one dimension only", {D: 1}),
            Mistake("the logarithm is missing", exp),
        ),
    ),
)
