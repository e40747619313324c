"""Forms for the evidence of a hidden z with three values, and for its bound.

joint1 … joint3 are p(X, z|θ) at z = 1, 2, 3.
"""

from sympy import Add, Eq, Expr

from derivations.checking.form import Form, Letters, left, numbered
from derivations.checking.mistakes import (
    IN_BITS,
    LOG_INSIDE,
    NEGATIVE,
    NO_LOGARITHM,
    PHI_FOR_PSI,
    REVERSED,
    Mistake,
    instead,
)
from derivations.notation import K, over, q, theta_
from derivations.quantities.evidence import ELBO, Joint, Posterior
from derivations.quantities.information import Entropy

THREE = {K: 3}
Q = numbered(q, 3)
WEIGHTED = ("elbo.decomposition", 0)  # where q sums to one


def joint(at: Expr) -> tuple[Expr, ...]:
    return tuple(Joint(value, at) for value in (1, 2, 3))


MODEL: Letters = {"joint": joint(theta_)}


def without_bound(claim: Eq) -> Expr:
    """What is left of ln p(X|θ) beside the bound."""
    return Add(*(t for t in claim.rhs.args if not t.has(ELBO)))


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
        "elbo.jensen",
        {"q": Q, **MODEL},
        "what Jensen's inequality leaves out of ln p(X|θ)",
        reads=without_bound,
        sizes=THREE,
        mistakes=(
            PHI_FOR_PSI,
            instead("the joint for the posterior", Posterior, Joint),
            NEGATIVE,
            IN_BITS,
        ),
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
)
