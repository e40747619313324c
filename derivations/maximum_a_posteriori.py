"""With a prior on θ, its logarithm is added to Q, and nothing else changes.

ln p(θ|X) is ln p(X|θ) + ln p(θ) less a constant. The prior does not know z, so the
E-step stays as it is, and the same divergence comes on top of each step.
"""

from functools import cache

from sympy import Derivative, log

from derivations.evidence import COORDINATE, decomposition, q_sums
from derivations.kernel.calc import Chain, Derivation, calc, cite, derivation
from derivations.likelihood_ascent import (
    both_are_q,
    gap,
    gap_is_signed,
    opens,
    q_rise,
    rise,
    touch,
    touched,
)
from derivations.maximization_step import bound_of_old
from derivations.notation import K, q, theta_, theta_new, theta_old, z
from derivations.quantities.divergence import KL
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    Expected,
    Marginal,
    ParameterPosterior,
    Posterior,
    Prior,
)
from derivations.rules import (
    by_definition,
    differentiate,
    relabel,
    split_logs,
)

prior_rise = log(Prior(theta_new) / Prior(theta_old))
bayes = by_definition >> split_logs


def with_prior() -> Chain:
    return calc(
        "",
        log(ParameterPosterior(theta_)),
        (
            "bayes",
            log(Evidence(theta_)) + log(Prior(theta_)) - log(Marginal()),
            bayes.because("Bayes' theorem for θ"),
        ),
        (
            "decompose",
            ELBO(q[z], z, theta_)
            + KL(q[z], Posterior(z, theta_), z, K)
            + log(Prior(theta_))
            - log(Marginal()),
            cite(decomposition()).because(
                "The log-evidence is the bound and the gap, as before"
            ),
        ),
        given=(q_sums,),
    )


def prior_gradient() -> Chain:
    return calc(
        "After the E-step, which has not changed, the gradient in θ",
        Derivative(bound_of_old + log(Prior(theta_)), theta_),
        (
            "q",
            Derivative(Expected(theta_, theta_old) + log(Prior(theta_)), theta_),
            (by_definition >> differentiate >> relabel).because(
                "The entropy of q does not depend on θ"
            ),
        ),
        fixed=COORDINATE,
    )


def prior_climb() -> Chain:
    return calc(
        "The climb is that of Q + ln p(θ), and the same gap comes on top",
        log(ParameterPosterior(theta_new)) - log(ParameterPosterior(theta_old)),
        (
            "bayes",
            rise + prior_rise,
            bayes.because("Bayes' theorem, twice; p(X) cancels"),
        ),
        ("touch", touched + prior_rise, touch),
        (
            "sign",
            q_rise + prior_rise + gap,
            (opens >> both_are_q >> gap_is_signed).because(
                "The bound is Q and an entropy, and the gap is not negative"
            ),
        ),
        nonnegative=gap,
        equal_when="the posterior stays as it is",
    )


@cache
def map_step() -> Derivation:
    """For the most probable θ, the M-step maximizes Q(θ,θ_old) + ln p(θ)."""
    return derivation(
        "em.map",
        with_prior(),
        prior_gradient(),
        prior_climb(),
        source="PRML 9.76, 9.77",
    )
