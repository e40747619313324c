"""The evidence of a model with hidden z, and the bound that takes its logarithm apart.

ln p(X|θ) is the logarithm of a sum. Averaging over any q instead gives a sum of
logarithms, the bound L(q, θ). What is lost is the divergence of q from the posterior,
and ln t ≤ t - 1 gives it its sign.
"""

from functools import cache

from sympy import Derivative, Expr, Sum, log

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import density, within
from derivations.notation import (
    K,
    N,
    j,
    k,
    n,
    over,
    q,
    theta,
    theta_,
    z,
)
from derivations.quantities.divergence import KL, Phi
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    Joint,
    PointPosterior,
    Posterior,
)
from derivations.rules import (
    by_definition,
    differentiate,
    linear,
    relabel,
    split_logs,
)

FISHER = "Its gradient is an average over the posterior (Fisher's identity)"
COORDINATE = "one coordinate of θ at a time"
GAP = "The gap is never negative"
q_sums = density(q[z], (z, 1, K))
some_k = within(k, 1, K)
joint, posterior = Joint(z, theta_), Posterior(z, theta_)


def hidden(summand: Expr) -> Sum:
    """Σ over every z."""
    return over(summand, (z, K))


def score(*place: Expr) -> Derivative:
    """∂ ln p(X, z|θ) / ∂θ."""
    return Derivative(log(Joint(*place)), place[-1])


def marginal() -> Chain:
    return calc(
        "",
        log(Evidence(theta_)),
        (
            "marginalize",
            log(hidden(joint)),
            (by_definition >> relabel).because("The hidden z are summed over"),
        ),
    )


def fisher() -> Chain:
    return calc(
        FISHER,
        Derivative(log(Evidence(theta_)), theta_),
        (
            "chain rule",
            hidden(Derivative(joint, theta_)) / Evidence(theta_),
            (by_definition >> differentiate >> relabel).because(
                "The derivative of a logarithm; the sum is finite"
            ),
        ),
        (
            "average",
            hidden(posterior * score(z, theta_)),
            (by_definition >> differentiate >> linear).because(
                "∂p = p ∂ ln p, and p(X, z|θ) / p(X|θ) is the posterior"
            ),
        ),
        fixed=COORDINATE,
    )


def own_parameters() -> Chain:
    own = over(log(over(Joint(n, j, theta[j]), (j, K))), (n, N))
    return calc(
        "N observations, and a parameter of its own for each component",
        Derivative(own, theta[k]),
        (
            "average",
            over(PointPosterior(n, k) * score(n, k, theta[k]), (n, N)),
            (by_definition >> differentiate >> some_k).because(
                "Of the inner sum only the term of component k depends on θ_k; "
                "then as in the formula above, point by point"
            ),
        ),
    )


@cache
def log_sum() -> Derivation:
    """The log-evidence is the logarithm of a sum, so no parameter stands alone."""
    return derivation(
        "em.log-sum", marginal(), fisher(), own_parameters(), source="PRML 9.29"
    )


def evidence_splits() -> Chain:
    return calc(
        "",
        log(Evidence(theta_)),
        (
            "average",
            hidden(q[z] * log(Evidence(theta_))),
            (linear >> q_sums).because("ln p(X|θ) does not depend on z, and Σ q_z = 1"),
        ),
        (
            "bayes",
            hidden(q[z] * (log(joint) - log(posterior))),
            (by_definition >> split_logs).because(
                "p(X|θ) = p(X, z|θ) / p(z|X, θ), for every z"
            ),
        ),
        (
            "split",
            hidden(q[z] * log(joint / q[z])) + hidden(q[z] * log(q[z] / posterior)),
            (split_logs >> linear).because("Subtract and add q_z ln q_z in each term"),
        ),
        (
            "name",
            ELBO(q[z], z, theta_) + KL(q[z], posterior, z, K),
            by_definition.because("These are the bound and the divergence"),
        ),
    )


def gap_is_signed() -> Chain:
    return calc(
        GAP,
        KL(q[z], posterior, z, K),
        (
            "add zero",
            hidden(q[z] * log(q[z] / posterior)) - hidden(q[z]) + hidden(posterior),
            (by_definition >> linear >> q_sums >> relabel).because(
                "Both q and the posterior sum to one"
            ),
        ),
        (
            "merge",
            hidden(posterior * Phi(q[z] / posterior)),
            (by_definition >> linear).because("Collect in one sum"),
        ),
        nonnegative=hidden(posterior * Phi(q[z] / posterior)),
        equal_when="q is the posterior",
    )


@cache
def decomposition() -> Derivation:
    """The log-evidence splits: ln p(X|θ) = L(q,θ) + KL(q‖p(·|X,θ)), for every q."""
    return derivation(
        "elbo.decomposition",
        evidence_splits(),
        gap_is_signed(),
        source="PRML 9.69–9.72; SPB P516",
    )
