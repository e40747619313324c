"""One EM step for a mixture: what the M-step adds to Q, the log-likelihood gains.

The rest of the gain is the divergence of the new responsibilities from the old ones,
point by point. In one dimension the whole gain is written as squares, φ and ψ, so a
step never lowers the likelihood, and leaves it as it is only at a fixed point.
"""

from dataclasses import replace
from functools import cache

from flint import fmpq
from sympy import Eq, Gt, log, sqrt

from derivations.kernel.calc import Chain, Derivation, calc, cite, derivation, rule
from derivations.kernel.given import defined, density, where
from derivations.mixture_weights import gamma_sums, pi_sums, weights
from derivations.notation import (
    K,
    N,
    f,
    f_new,
    gamma,
    gamma_new,
    j,
    k,
    mu,
    n,
    over,
    pi_,
    pi_new,
    s_,
    sigma,
    x,
    x_bar,
)
from derivations.quantities.densities import Normal
from derivations.quantities.divergence import Phi, Psi
from derivations.quantities.mixture import Count
from derivations.quantities.mixture_step import (
    LogLikelihood,
    NewLogLikelihood,
    NewPointDensity,
    NewStepQ,
    PointDensity,
    StepQ,
)
from derivations.rules import (
    by_definition,
    definition_of,
    exchange,
    linear,
    split_logs,
)


def both(summand):
    return over(summand, (k, K), (n, N))


def posterior(weight, f):
    return weight[k] * f[n, k] / over(weight[j] * f[n, j], (j, K))


responsible = "γ_nk are the responsibilities"
old_means = defined(gamma[n, k], posterior(pi_, f), responsible)
new_means = defined(
    gamma_new[n, k],
    posterior(pi_new, f_new),
    "the new ones are those after the step",
)
# What is defined as a responsibility sums to one: a move, and no further assumption.
old_sums, new_sums = (
    rule("", density(g[n, k], (k, 1, K), (n, 1, N)).rewrite) for g in (gamma, gamma_new)
)
bayes = rule(
    "",
    lambda e: e.xreplace(
        {
            log(gamma[n, k]): log(pi_[k]) + log(f[n, k]) - log(PointDensity(n)),
            log(gamma_new[n, k]): log(pi_new[k])
            + log(f_new[n, k])
            - log(NewPointDensity(n)),
        }
    ),
)
gain = NewLogLikelihood() - LogLikelihood()
q_gain = NewStepQ() - StepQ()
divergences = both(gamma_new[n, k] * Phi(gamma[n, k] / gamma_new[n, k]))


def any_mixture() -> Chain:
    rise = log(NewPointDensity(n)) - log(PointDensity(n))
    ratio = log(gamma[n, k] / gamma_new[n, k])
    return calc(
        "",
        gain,
        (
            "average",
            both(gamma[n, k] * rise),
            (definition_of(LogLikelihood) >> linear >> old_sums).because(
                "the responsibilities of each point sum to one"
            ),
        ),
        (
            "Bayes",
            q_gain + both(gamma[n, k] * ratio),
            (definition_of(StepQ) >> split_logs >> bayes >> linear).because(
                "Bayes' theorem, before and after the step: "
                "ln γ_nk = ln π_k + ln f_nk − ln p(x_n)"
            ),
        ),
        (
            "sign",
            q_gain + divergences,
            (definition_of(Phi) >> linear >> old_sums >> new_sums).because(
                "before and after, the responsibilities sum to one"
            ),
        ),
        given=(old_means, new_means),
        nonnegative=divergences,
        equal_when="no responsibility changes",
    )


def points(summand):
    return over(gamma[n, k] * summand, (n, N))


def components(summand):
    return over(summand, (k, K))


share_of_count = defined(pi_new[k], Count(k) / N, "the new weights are N_k/N")
squares = over(gamma[n, k] * (x[n] - x_bar[k]) ** 2, (n, N))
centre = defined(x_bar[k], points(x[n]) / Count(k), "x̄_k is the weighted mean")
variance = replace(
    defined(s_[k], sqrt(squares / Count(k)), "s_k² is the weighted variance"),
    formula=Eq(s_[k] ** 2, squares / Count(k)),
)
spread_out = where(
    Gt(squares, 0),
    "the points do not all coincide",
    {N: lambda world: max(world.number(N), fmpq(2))},
)
moments = rule(
    "",
    lambda e: e.xreplace(
        {
            points(x[n]): Count(k) * x_bar[k],
            points(x[n] ** 2): Count(k) * (s_[k] ** 2 + x_bar[k] ** 2),
            points(1): Count(k),
        }
    ),
)
old, new = Normal(x[n], mu[k], sigma[k]), Normal(x[n], x_bar[k], s_[k])
replacement = points(log(new) - log(old))
shift = ((x_bar[k] - mu[k]) / sigma[k]) ** 2
component_gain = Count(k) / 2 * (shift + Psi((s_[k] / sigma[k]) ** 2))


def new_weights() -> Chain:
    """With the weights N_k/N, Q gains by the weights and by each component."""
    share, old_share = (components(Count(k) * log(w)) for w in (Count(k) / N, pi_[k]))
    by_component = both(gamma[n, k] * log(f_new[n, k] / f[n, k]))
    fall = N * components(pi_[k] * Phi(Count(k) / (N * pi_[k])))
    return calc(
        "The new weights' part in the gain of Q",
        q_gain,
        (
            "apart",
            share - old_share + by_component,
            (
                by_definition >> share_of_count >> split_logs >> linear >> exchange
            ).because(
                "ln (π_k f_nk) = ln π_k + ln f_nk, and the new weights are N_k/N"
            ),
        ),
        (
            "Gibbs",
            fall + by_component,
            cite(weights(), "By Gibbs' inequality").because("Gibbs' inequality"),
        ),
        given=(gamma_sums, pi_sums),
        nonnegative=fall,
        equal_when="π_k = N_k/N for every k",
    )


def component() -> Chain:
    """One component goes from N(μ_k, σ_k²) to N(x̄_k, s_k²)."""
    squares = ((x[n] - mu[k]) / sigma[k]) ** 2 - ((x[n] - x_bar[k]) / s_[k]) ** 2
    return calc(
        "One component's part in the gain of Q, in one dimension",
        replacement,
        (
            "insert",
            points(squares) / 2 - Count(k) * log(s_[k] / sigma[k]),
            (by_definition >> split_logs >> linear).because("insert the two Gaussians"),
        ),
        (
            "Steiner",
            component_gain,
            (definition_of(Psi) >> split_logs >> linear >> moments >> linear).because(
                "Steiner's identity: Σ γ_nk (x_n − μ_k)² = N_k s_k² + N_k (x̄_k − μ_k)²"
            ),
        ),
        given=(spread_out, variance, centre),
        nonnegative=component_gain,
        equal_when="μ_k = x̄_k and σ_k = s_k",
        fixed="D = 1",
    )


@cache
def algorithm() -> Derivation:
    """The log-likelihood of a mixture gains at least what the M-step adds to Q."""
    return derivation(
        "gmm.algorithm",
        any_mixture(),
        new_weights(),
        component(),
        source="PRML 9.23–9.28",
    )
