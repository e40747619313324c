"""Why EM climbs: the E-step lifts the bound to ln p(X|θ_old), the M-step lifts it more.

The bound touches ln p(X|θ) at θ_old and lies below it everywhere else. So what the
M-step gains, ln p(X|θ) gains too, and the divergence between the old posterior and the
new one comes on top.
"""

from functools import cache

from sympy import Derivative, Eq, Expr, KroneckerDelta, exp, log

from derivations.evidence import (
    COORDINATE,
    GAP,
    decomposition,
    energy_entropy,
    hidden,
    q_sums,
    score,
    some_k,
)
from derivations.kernel.balls import value
from derivations.kernel.calc import Derivation, as_rule, calc, cite, derivation
from derivations.kernel.given import Given
from derivations.kernel.names import unfold
from derivations.notation import (
    K,
    N,
    gamma,
    j,
    k,
    lam,
    n,
    over,
    q,
    theta,
    theta_,
    theta_new,
    theta_old,
    z,
)
from derivations.quantities.divergence import KL, Phi
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    Expected,
    Joint,
    Posterior,
)
from derivations.quantities.information import Entropy
from derivations.rules import by_definition, differentiate, linear, relabel, split_logs

old, new = Posterior(z, theta_old), Posterior(z, theta_new)
bound_of_old = ELBO(old, z, theta_)  # the bound that the E-step leaves to the M-step
gap = hidden(new * Phi(old / new))
at_old = {theta_: theta_old}


def at_value(letter, meaning: Expr, says: str) -> Given:
    """A letter takes a value that is given by a formula."""
    return Given(
        says,
        Eq(letter, meaning),
        lambda e: e.xreplace({letter: meaning}),
        lambda key, world: (
            {key: value(unfold(meaning), world.view())} if key == letter else {}
        ),
    )


multiplier = at_value(lam, 1 - log(Evidence(theta_old)), "the multiplier")


@cache
def e_step() -> Derivation:
    """For fixed θ_old, L(q,θ_old) is greatest exactly at q = p(·|X,θ_old)."""
    evidence, joint = Evidence(theta_old), Joint(k, theta_old)
    remainder = hidden(old * Phi(q[z] / old))
    constrained = ELBO(q[z], z, theta_old) + lam * (hidden(q[z]) - 1)
    return derivation(
        "em.e-step",
        calc(
            "",
            ELBO(q[z], z, theta_old),
            (
                "decompose",
                log(evidence) - KL(q[z], old, z, K),
                cite(decomposition(), at=at_old).because(
                    "The evidence is the bound and the gap"),
            ),
            (
                "sign",
                log(evidence) - remainder,
                cite(decomposition(), GAP, at_old).because(
                    "The gap is never negative"),
            ),
            given=(q_sums,),
            nonnegative=remainder,
            equal_when="q is the posterior at θ_old",
        ),
        calc(
            "There the bound touches",
            ELBO(old, z, theta_old),
            (
                "bayes",
                hidden(old * log(evidence)),
                by_definition.because(
                    "p(X, z|θ) / p(z|X, θ) is p(X|θ), the same for every z"),
            ),
            (
                "average",
                log(evidence),
                (by_definition >> linear >> relabel).because(
                    "The posterior sums to one"),
            ),
        ),
        calc(
            "By a Lagrange multiplier: the gradient in one q_k",
            Derivative(constrained, q[k]),
            (
                "differentiate",
                log(joint) - log(q[k]) - 1 + lam,
                (by_definition >> split_logs >> differentiate >> some_k).because(
                    "Only the term z = k depends on q_k"),
            ),
            (
                "root",
                log(joint * exp(lam - 1) / q[k]),
                split_logs.because("It vanishes at q_k = p(X, k|θ) e^(λ − 1), only"),
            ),
        ),
        calc(
            "The multiplier makes these sum to one: λ = 1 − ln p(X|θ_old)",
            over(Joint(k, theta_old) * exp(lam - 1), (k, K)),
            (
                "sum",
                evidence * exp(lam - 1),
                (by_definition >> linear >> relabel).because(
                    "Only p(X, k|θ) depends on k"),
            ),
        ),
        calc(
            "With it, the gradient has the sign of posterior minus q_k",
            log(joint * exp(lam - 1) / q[k]),
            (
                "insert",
                log(Posterior(k, theta_old) / q[k]),
                (as_rule(multiplier) >> by_definition).because(
                    "Insert the multiplier"),
            ),
        ),
        calc(
            "The second derivatives: the bound is strictly concave in q",
            Derivative(log(joint) - log(q[k]) - 1 + lam, q[j]),
            (
                "differentiate",
                -KroneckerDelta(j, k) / q[k],
                differentiate.because("Each q_k stands in its own term alone"),
            ),
        ),
        source="PRML 9.70–9.72",
    )


@cache
def m_step_is_q() -> Derivation:
    """With q = p(·|X,θ_old), L(q,θ) and Q(θ,θ_old) differ by a constant."""
    own = over(gamma[n, j] * log(Joint(n, j, theta[j])), (j, K), (n, N))
    return derivation(
        "em.m-step-is-q",
        calc(
            "",
            bound_of_old,
            (
                "split",
                hidden(old * log(Joint(z, theta_))) + Entropy(old, z, K),
                cite(energy_entropy(), at={q[z]: old}).because(
                    "The bound is an average and an entropy; here q is the posterior"),
            ),
            (
                "name",
                Expected(theta_, theta_old) + Entropy(old, z, K),
                (by_definition >> relabel).because("The average is Q"),
            ),
        ),
        calc(
            "So both have the same gradient in θ",
            Derivative(bound_of_old, theta_),
            (
                "differentiate",
                hidden(old * score(z, theta_)),
                (by_definition >> differentiate).because(
                    "q and its entropy do not depend on θ"),
            ),
            (
                "name",
                Derivative(Expected(theta_, theta_old), theta_),
                (by_definition >> differentiate >> relabel).because(
                    "The weights of Q are those of the old posterior"),
            ),
            fixed=COORDINATE,
        ),
        calc(
            "And both rise by the same amount",
            ELBO(old, z, theta_new) - ELBO(old, z, theta_old),
            (
                "cancel",
                Expected(theta_new, theta_old) - Expected(theta_old, theta_old),
                (by_definition >> split_logs >> linear >> relabel).because(
                    "The entropy of q cancels"),
            ),
        ),
        calc(
            "To each component a parameter of its own: the equations fall apart",
            Derivative(own, theta[k]),
            (
                "differentiate",
                over(gamma[n, k] * score(n, k, theta[k]), (n, N)),
                (differentiate >> some_k).because(
                    "The weights γ are fixed, so only θ_k is left in equation k"),
            ),
        ),
        source="PRML 9.30, 9.31, 9.74",
    )
