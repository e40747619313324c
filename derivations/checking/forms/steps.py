"""Forms for the steps of EM and where they stop, for a hidden z with three values.

joint_old1 … joint_old3 are p(X, z|θ_old) at z = 1, 2, 3, and so for θ_new and θ.
"""

from sympy import Derivative, Eq, Expr

from derivations.checking.form import Form, Letters, left
from derivations.checking.forms.evidence import MODEL, THREE, joint
from derivations.checking.mistakes import (
    IN_BITS,
    LOG_INSIDE,
    NEGATIVE,
    NO_LOGARITHM,
    Mistake,
    not_normalized,
    put,
)
from derivations.kernel.names import unfold
from derivations.notation import k, p_X, q, theta_, theta_new, theta_old, u
from derivations.quantities.evidence import Expected, Prior

STEP: Letters = {"joint_new": joint(theta_new), "joint_old": joint(theta_old)}
UNNORMALIZED = not_normalized("the slope of p(X|θ), not of its logarithm")
SLOPES = tuple(Derivative(p, theta_old) for p in joint(theta_old))


def expected(claim: Eq) -> Expr:
    """Q, of the entropy and Q."""
    (found,) = claim.rhs.atoms(Expected)
    return found


def root_of_log(claim: Eq) -> Expr:
    """ln(root/q_k) vanishes at q_k = root."""
    return claim.rhs.args[0] * q[k]


def slope(claim: Eq) -> Expr:
    """A derivative, as derivatives of what it is made of."""
    return unfold(claim.rhs).doit()


def without_posterior(e: Expr) -> Expr:
    """Each slope over its own joint, and not over the sum of all."""
    slopes = UNNORMALIZED.edit(e)
    return slopes.replace(Derivative, lambda p, t: Derivative(p, t) / p)


FORMS = (
    Form(
        "em.e-step",
        {"joint_old": joint(theta_old)},
        "the q(1) that the E-step chooses",
        chain=4,
        reads=root_of_log,
        sizes={**THREE, k: 1},
        mistakes=(not_normalized(),),
    ),
    Form(
        "em.m-step-is-q",
        {"joint": joint(theta_), "joint_old": joint(theta_old)},
        "Q(θ, θ_old), which the M-step maximizes",
        reads=expected,
        sizes=THREE,
        mistakes=(
            put("the posterior is taken at θ, not at θ_old", {theta_old: theta_}),
            put("θ and θ_old swapped", {theta_old: theta_, theta_: theta_old}),
            NO_LOGARITHM,
            NEGATIVE,
            IN_BITS,
        ),
    ),
    Form(
        "em.monotone",
        STEP,
        "what a step adds to ln p(X|θ)",
        reads=left,
        sizes=THREE,
        mistakes=(
            NEGATIVE,
            IN_BITS,
            NO_LOGARITHM,
            LOG_INSIDE,
        ),
    ),
    Form(
        "em.tangent",
        {"joint_old": joint(theta_old), "slope_old": SLOPES},
        "the slope of the bound and of ln p(X|θ) at θ_old, by those of the joint",
        reads=slope,
        sizes=THREE,
        mistakes=(
            UNNORMALIZED,
            Mistake("the slopes of ln p(X, z|θ) without posterior", without_posterior),
            NEGATIVE,
        ),
    ),
    Form(
        "em.map",
        {**MODEL, "prior": Prior(theta_), "p_X": p_X},
        "ln p(θ|X)",
        reads=left,
        sizes=THREE,
        mistakes=(
            put("the prior is lost", {Prior(theta_): 1}),
            put("not normalized: p(X) is lost", {p_X: 1}),
            NO_LOGARITHM,
            NEGATIVE,
        ),
    ),
    Form(
        "em.stopping",
        {"u": u},
        "how far from 1/2 a step of EM on the two coins leads, from 1/2 + u",
        chain=4,
        mistakes=(not_normalized(), NEGATIVE, put("u halved", {u: u / 2})),
    ),
)
