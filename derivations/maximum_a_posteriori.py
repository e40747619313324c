"""With a prior on θ, its logarithm is added to Q, and nothing else changes.

ln p(θ|X) is ln p(X|θ) + ln p(θ) less a constant. The prior does not know z, so the
E-step stays as it is, and the same divergence comes on top of each step.
"""

from functools import cache

from sympy import Derivative, log

from derivations.evidence import COORDINATE, GAP, decomposition, q_sums
from derivations.expectation_maximization import (
    at_old,
    bound_of_old,
    e_step,
    gap,
    m_step_is_q,
    old,
)
from derivations.kernel.calc import Derivation, calc, cite, derivation
from derivations.likelihood_ascent import q_rise, rise
from derivations.notation import K, q, theta_, theta_new, theta_old, z
from derivations.quantities.divergence import KL
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    Expected,
    ExpectedRise,
    Marginal,
    ParameterPosterior,
    Posterior,
    Prior,
)
from derivations.rules import (
    by_definition,
    definition_of,
    differentiate,
    relabel,
    split_logs,
)

prior_rise = log(Prior(theta_new)) - log(Prior(theta_old))


@cache
def map_step() -> Derivation:
    """For the most probable θ, the M-step maximizes Q(θ,θ_old) + ln p(θ)."""
    after = {q[z]: old, theta_: theta_new}
    bayes = by_definition >> split_logs
    opens, sign = (cite(decomposition(), name, after) for name in ("", GAP))
    return derivation(
        "em.map",
        calc(
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
                    "The evidence is the bound and the gap, as before"),
            ),
            given=(q_sums,),
        ),
        calc(
            "After the E-step, which has not changed, the gradient in θ",
            Derivative(bound_of_old + log(Prior(theta_)), theta_),
            (
                "q",
                Derivative(Expected(theta_, theta_old) + log(Prior(theta_)), theta_),
                (by_definition >> differentiate >> relabel).because(
                    "The entropy of q does not depend on θ"),
            ),
            fixed=COORDINATE,
        ),
        calc(
            "The climb is that of Q + ln p(θ), and the same gap comes on top",
            log(ParameterPosterior(theta_new)) - log(ParameterPosterior(theta_old)),
            (
                "bayes",
                rise + prior_rise,
                bayes.because("Bayes' theorem, twice; p(X) cancels"),
            ),
            (
                "touch",
                log(Evidence(theta_new)) - ELBO(old, z, theta_old) + prior_rise,
                cite(e_step(), "There the bound touches").because(
                    "At θ_old the bound of the E-step touches"),
            ),
            (
                "sign",
                q_rise + prior_rise + gap,
                (opens >> cite(m_step_is_q(), at={theta_: theta_new})
                 >> cite(m_step_is_q(), at=at_old) >> definition_of(ExpectedRise)
                 >> sign).because(
                     "The bound is Q and an entropy, and the gap is not negative"),
            ),
            nonnegative=gap,
            equal_when="the posterior stays as it is",
        ),
        source="PRML 9.76, 9.77",
    )
