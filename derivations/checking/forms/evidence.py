"""Forms for the evidence of a hidden z with three values, the bound, and the steps.

joint1 … joint3 are p(X, z|θ) at z = 1, 2, 3; old and new ones are at θ_old and θ_new.
"""

from sympy import Eq, Expr

from derivations.checking.form import Form, Letters, left, numbered
from derivations.checking.mistakes import (
    IN_BITS,
    LOG_INSIDE,
    NEGATIVE,
    NO_LOGARITHM,
    Mistake,
    instead,
    not_normalized,
    put,
)
from derivations.notation import (
    K,
    k,
    over,
    p_X,
    q,
    theta_,
    theta_new,
    theta_old,
    u,
)
from derivations.quantities.divergence import KL
from derivations.quantities.evidence import Expected, Joint, Posterior, Prior
from derivations.quantities.information import Entropy

THREE = {K: 3}
Q = numbered(q, 3)
WEIGHTED = ("elbo.decomposition", 0)  # where q sums to one
REVERSED = instead(
    "the divergence is the other way round",
    KL,
    lambda p, q, i, n: KL(q, p, i, n),
)


def joint(at: Expr) -> tuple[Expr, ...]:
    return tuple(Joint(value, at) for value in (1, 2, 3))


MODEL: Letters = {"joint": joint(theta_)}
STEP: Letters = {"joint_new": joint(theta_new), "joint_old": joint(theta_old)}


def expected(claim: Eq) -> Expr:
    """Q, of the entropy and Q."""
    (found,) = claim.rhs.atoms(Expected)
    return found


def root_of_log(claim: Eq) -> Expr:
    """ln(root/q_k) vanishes at q_k = root."""
    return claim.rhs.args[0] * q[k]


FORMS = (
    Form(
        "em.log-sum",
        MODEL,
        "ln p(X|θ)",
        sizes=THREE,
        arguments=("log(joint)",),
        mistakes=(LOG_INSIDE, NO_LOGARITHM, NEGATIVE, IN_BITS),
    ),
    Form(
        "elbo.energy-entropy",
        {"q": Q, **MODEL},
        "the bound L(q, θ)",
        sizes=THREE,
        given=WEIGHTED,
        arguments=("q", "log(joint)"),
        mistakes=(
            instead(
                "−H for +H: the entropy has the wrong sign",
                Entropy,
                lambda *of: -Entropy(*of),
            ),
            Mistake(
                "the posterior p(z|X) for the joint p(X, z)",
                lambda e: e.replace(Joint, Posterior),
            ),
            instead("the entropy is lost", Entropy, lambda *of: 0 * K),
            instead("q for ln q", Entropy, lambda q, i, n: -over(q * q, (i, n))),
            NEGATIVE,
            IN_BITS,
        ),
    ),
    Form(
        "elbo.decomposition",
        {"q": Q, **MODEL},
        "the gap KL(q‖p(·|X)) between ln p(X) and the bound",
        chain=1,
        reads=left,
        sizes=THREE,
        mistakes=(REVERSED, NEGATIVE, IN_BITS, NO_LOGARITHM),
    ),
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
