"""The M-step: with q fixed at the old posterior, the bound is Q and a constant.

In Q the logarithm stands inside the sum. So where each component has a parameter of
its own, the equations that could not be solved fall apart.
"""

from functools import cache

from sympy import Derivative, log

from derivations.evidence import (
    COORDINATE,
    hidden,
    score,
    some_k,
)
from derivations.expectation_step import old
from derivations.kernel.calc import Chain, Derivation, calc, cite, derivation
from derivations.lower_bound import energy_entropy
from derivations.notation import (
    K,
    N,
    gamma,
    j,
    k,
    n,
    over,
    q,
    theta,
    theta_,
    theta_new,
    theta_old,
    z,
)
from derivations.quantities.evidence import (
    ELBO,
    Expected,
    Joint,
)
from derivations.quantities.information import Entropy
from derivations.rules import by_definition, differentiate, linear, relabel, split_logs

bound_of_old = ELBO(old, z, theta_)  # the bound that the E-step leaves to the M-step


def bound_is_q() -> Chain:
    return calc(
        "",
        bound_of_old,
        (
            "split",
            hidden(old * log(Joint(z, theta_))) + Entropy(old, z, K),
            cite(energy_entropy(), at={q[z]: old}).because(
                "The bound is an average and an entropy; here q is the posterior"
            ),
        ),
        (
            "name",
            Expected(theta_, theta_old) + Entropy(old, z, K),
            (by_definition >> relabel).because("The average is Q"),
        ),
    )


def same_gradient() -> Chain:
    return calc(
        "So both have the same gradient in θ",
        Derivative(bound_of_old, theta_),
        (
            "differentiate",
            hidden(old * score(z, theta_)),
            (by_definition >> differentiate).because(
                "q and its entropy do not depend on θ"
            ),
        ),
        (
            "name",
            Derivative(Expected(theta_, theta_old), theta_),
            (by_definition >> differentiate >> relabel).because(
                "The weights of Q are those of the old posterior"
            ),
        ),
        fixed=COORDINATE,
    )


def same_rise() -> Chain:
    return calc(
        "And both rise by the same amount",
        ELBO(old, z, theta_new) - ELBO(old, z, theta_old),
        (
            "cancel",
            Expected(theta_new, theta_old) - Expected(theta_old, theta_old),
            (by_definition >> split_logs >> linear >> relabel).because(
                "The entropy of q cancels"
            ),
        ),
    )


def own_equations() -> Chain:
    own = over(gamma[n, j] * log(Joint(n, j, theta[j])), (j, K), (n, N))
    return calc(
        "If each component has a parameter of its own, the equations fall apart",
        Derivative(own, theta[k]),
        (
            "differentiate",
            over(gamma[n, k] * score(n, k, theta[k]), (n, N)),
            (differentiate >> some_k).because(
                "The weights γ are fixed, so only θ_k is left in equation k"
            ),
        ),
    )


@cache
def m_step_is_q() -> Derivation:
    """With q = p(·|X,θ_old), L(q,θ) and Q(θ,θ_old) differ by a constant."""
    return derivation(
        "em.m-step-is-q",
        bound_is_q(),
        same_gradient(),
        same_rise(),
        own_equations(),
        source="PRML 9.30, 9.31, 9.74",
    )
