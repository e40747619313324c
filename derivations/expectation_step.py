"""The E-step: for fixed parameters the bound is greatest where q is the posterior.

By the decomposition, since the gap is never negative; and once more by a Lagrange
multiplier, which shows the posterior falling out of a gradient.
"""

from functools import cache

from sympy import Derivative, Eq, Expr, KroneckerDelta, exp, log

from derivations.evaluation.balls import value
from derivations.evidence import (
    GAP,
    decomposition,
    hidden,
    q_sums,
    some_k,
)
from derivations.kernel.calc import Chain, Derivation, as_rule, calc, cite, derivation
from derivations.kernel.given import Given
from derivations.kernel.names import unfold
from derivations.notation import (
    K,
    j,
    k,
    lam,
    over,
    q,
    theta_,
    theta_old,
    z,
)
from derivations.quantities.divergence import KL, Phi
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    Joint,
    Posterior,
)
from derivations.rules import by_definition, differentiate, linear, relabel, split_logs

old = Posterior(z, theta_old)
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


evidence, joint = Evidence(theta_old), Joint(k, theta_old)
multiplier = at_value(lam, 1 - log(evidence), "the multiplier")


def highest() -> Chain:
    remainder = hidden(old * Phi(q[z] / old))
    return calc(
        "",
        ELBO(q[z], z, theta_old),
        (
            "decompose",
            log(evidence) - KL(q[z], old, z, K),
            cite(decomposition(), at=at_old).because(
                "The log-evidence is the bound and the gap"
            ),
        ),
        (
            "sign",
            log(evidence) - remainder,
            cite(decomposition(), GAP, at_old).because("The gap is never negative"),
        ),
        given=(q_sums,),
        nonnegative=remainder,
        equal_when="q is the posterior at θ_old",
    )


def touching() -> Chain:
    return calc(
        "There the bound touches",
        ELBO(old, z, theta_old),
        (
            "bayes",
            hidden(old * log(evidence)),
            by_definition.because(
                "p(X, z|θ) / p(z|X, θ) is p(X|θ), the same for every z"
            ),
        ),
        (
            "average",
            log(evidence),
            (by_definition >> linear >> relabel).because("The posterior sums to one"),
        ),
    )


def gradient() -> Chain:
    constrained = ELBO(q[z], z, theta_old) + lam * (hidden(q[z]) - 1)
    return calc(
        "By a Lagrange multiplier: the gradient in one q_k",
        Derivative(constrained, q[k]),
        (
            "differentiate",
            log(joint) - log(q[k]) - 1 + lam,
            (by_definition >> split_logs >> differentiate >> some_k).because(
                "Only the term z = k depends on q_k"
            ),
        ),
        (
            "root",
            log(joint * exp(lam - 1) / q[k]),
            split_logs.because("λ − 1 is a logarithm too, and three make one"),
        ),
    )


def normalized() -> Chain:
    return calc(
        "The multiplier makes these sum to one: λ = 1 − ln p(X|θ_old)",
        over(joint * exp(lam - 1), (k, K)),
        (
            "sum",
            evidence * exp(lam - 1),
            (by_definition >> linear >> relabel).because("Only p(X, k|θ) depends on k"),
        ),
    )


def multiplied() -> Chain:
    return calc(
        "With it, the gradient has the sign of posterior minus q_k",
        log(joint * exp(lam - 1) / q[k]),
        (
            "insert",
            log(Posterior(k, theta_old) / q[k]),
            (as_rule(multiplier) >> by_definition).because("Insert the multiplier"),
        ),
    )


def curvature() -> Chain:
    return calc(
        "The second derivatives: the bound is strictly concave in q",
        Derivative(log(joint) - log(q[k]) - 1 + lam, q[j]),
        (
            "differentiate",
            -KroneckerDelta(j, k) / q[k],
            differentiate.because("Each q_k stands in its own term alone"),
        ),
    )


@cache
def e_step() -> Derivation:
    """For fixed θ_old, L(q,θ_old) is greatest exactly at q = p(·|X,θ_old)."""
    return derivation(
        "em.e-step",
        highest(),
        touching(),
        gradient(),
        normalized(),
        multiplied(),
        curvature(),
        source="PRML 9.70–9.72",
    )
