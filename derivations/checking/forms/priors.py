"""Forms for the M-step with a prior."""

from sympy import Eq, Expr, Mul, log

from derivations.checking.form import Form, numbered
from derivations.checking.forms.mixtures import (
    ALL_POINTS,
    POINTS,
    SHARED,
    UNWEIGHTED,
    one_dimension,
    root,
)
from derivations.checking.mistakes import LOST_HALF, Mistake, lost, put, squares
from derivations.kernel.names import unfold
from derivations.notation import (
    D,
    K,
    N,
    centre_,
    concentration,
    d,
    det,
    freedom,
    gamma,
    k,
    kappa,
    mu,
    norm,
    scatter,
    sigma,
)
from derivations.quantities.mixture import Count
from derivations.quantities.prior import Freedom
from derivations.rules import split_logs

PRIOR = {"m": centre_[1], "kappa": kappa, "nu": freedom, "Psi": scatter[1, 1]}
NOT_SQUARED = squares("the deviations are not squared", lambda d: d)
NO_WAY = put("the way from the prior's mean is left out", {kappa: 0})


def balance(claim: Eq) -> Expr:
    """The variance at which scatter less count times variance vanishes."""
    square = sigma[k, d] ** 2
    for factor in Mul.make_args(claim.rhs):
        if factor.is_Add and factor.has(square):
            held, taken = factor.as_independent(square)
            return -held * square / taken
    raise ValueError(f"no factor of {claim.rhs} is a sum with {square}")


def divided_by(says: str, right: Expr, wrong: Expr) -> Mistake:
    return put(says, {right: wrong})


FORMS = (
    Form(
        "gmm.map.weights",
        {"gamma": numbered(gamma, 3, 1), "alpha": numbered(concentration, 2)},
        "the new weight of the first of two components with a prior, for three points",
        chain=5,
        sizes={N: 3, K: 2, k: 1},
        given=SHARED,
        short={"N": N, "N_k": Count(k)},
        mistakes=(
            put(
                "α for α − 1",
                {
                    Count(k) + concentration[k] - 1: Count(k) + concentration[k],
                    -K: 0,
                },
            ),
            put("the sum is not taken again: N is left", {-K: 0}),
            lost("the prior is left out", concentration),
            ALL_POINTS,
        ),
    ),
    Form(
        "gmm.map.gaussian",
        {**POINTS, "mu": mu[1, 1], **PRIOR},
        "the new variance of a component about mu, with a prior, for three points",
        chain=6,
        reads=lambda claim: root(claim.rhs, sigma[k] ** 2),
        sizes={N: 3, K: 2, k: 1},
        given=SHARED,
        short={"N_k": Count(k)},
        mistakes=(
            divided_by(
                "ν + D + 1, the mode of the inverse Wishart law alone",
                Freedom(k) + 3,
                Freedom(k) + 2,
            ),
            divided_by(
                "ν − D − 1, the mean of that law for its mode",
                Freedom(k) + 3,
                Freedom(k) - 2,
            ),
            divided_by("N_k, as without a prior", Freedom(k) + 3, Count(k)),
            NO_WAY,
            UNWEIGHTED,
            NOT_SQUARED,
        ),
    ),
    Form(
        "gmm.map.restricted",
        {**POINTS, "mu": mu[1, 1], **PRIOR},
        "the new variance along one of two axes, about mu, with a prior",
        reads=balance,
        sizes={N: 3, K: 2, D: 2, k: 1, d: 1},
        given=SHARED,
        short={"N_k": Count(k)},
        mistakes=(
            put("D is taken to be 1", {D: 1}),
            NO_WAY,
            UNWEIGHTED,
            NOT_SQUARED,
        ),
    ),
    Form(
        "gmm.map.bounded",
        {"N": N, "mu": mu[1, 1], "sigma": sigma[1], **PRIOR, "C": norm},
        "N times the log height of a component, and its log prior, for D = 1",
        reads=lambda claim: split_logs(unfold(claim.lhs)),
        sizes={D: 1, K: 2, k: 1},
        entries=one_dimension,
        mistakes=(
            put("the height at one point only", {N: 1}),
            Mistake(
                "ν + D + 1: the prior of the mean has a determinant too",
                lambda e: e + log(det[k]) / 2,
            ),
            LOST_HALF,
        ),
    ),
)
