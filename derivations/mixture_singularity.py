"""A component that sits on one point may shrink, and the likelihood has no upper bound.

At its own centre a Gaussian is as high as (2πσ²)^(-D/2), and the other components keep
the other points at a positive density. So ln p(X) grows at least like -D ln σ. A floor
under σ bounds every density; a prior on σ² moves the maximum to a positive place.
"""

from functools import cache

from sympy import Integer, Sum, log, pi, together

from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule
from derivations.kernel.given import defined
from derivations.kernel.moves import everywhere
from derivations.notation import (
    D,
    N,
    alpha,
    alpha_post,
    beta,
    beta_post,
    gamma,
    k,
    n,
    over,
    pi_,
    rest,
    sigma_,
    sigma_min,
    u,
)
from derivations.quantities.collapse import (
    DistanceToFirst,
    Spherical,
    Spike,
    SquaredDistance,
)
from derivations.quantities.divergence import Psi
from derivations.quantities.mixture import Count
from derivations.rules import by_definition, definition_of, linear, multiply, split_logs


@everywhere(Sum)
def first_apart(s: Sum):
    """Σ_{n=1}^N f_n = f_1 + Σ_{n=2}^N f_n."""
    ((i, first, last),) = s.limits
    if first != 1 or last != N:
        return s
    return s.function.xreplace({i: first}) + Sum(s.function, (i, first + 1, last))


def over_one(e):
    """One fraction under each logarithm: ln (1 + u/v) = ln ((v + u)/v)."""
    return e.replace(log, lambda t: log(together(t)))


weight, spike, height = pi_[1], Spike(n), Spike(Integer(1))
log_height = -D * log(sigma_) - D * log(2 * pi) / 2
others = Sum(log(rest[n]), (n, 2, N))
at_centre = rule("", lambda e: e.xreplace({log(height): log_height}))
surplus = log(1 + rest[1] / (weight * height)) + Sum(
    log(1 + weight * spike / rest[n]), (n, 2, N)
)


def collapse() -> Chain:
    return calc(
        "",
        over(log(weight * spike + rest[n]), (n, N)),
        (
            "first point",
            log_height + log(weight) + others + surplus,
            (
                rule("", first_apart, over_one)
                >> split_logs
                >> at_centre
                >> split_logs
                >> linear
            ).because(
                "the first point apart, where the component has its height (below), "
                "and out of each logarithm the term that wins when σ is small"
            ),
        ),
        nonnegative=surplus,
    )


def own_height() -> Chain:
    return calc(
        "The height of a Gaussian at its centre",
        log(height),
        (
            "exponent",
            log_height,
            (by_definition >> split_logs >> multiply).because(
                "the exponent is 0 at the centre"
            ),
        ),
    )


def alone() -> Chain:
    squares = over(DistanceToFirst(n), (n, N))
    return calc(
        "With no other component",
        over(log(spike), (n, N)),
        (
            "squares",
            N * log_height - squares / (2 * sigma_**2),
            (definition_of(Spike) >> split_logs >> linear).because(
                "every point pays for its distance, in units of σ"
            ),
        ),
    )


def floor() -> Chain:
    above = sigma_min**2 * (1 + u)
    lost = D * log(1 + u) / 2 + SquaredDistance(n, k) / (2 * above)
    return calc(
        "With a floor σ_min under the standard deviation",
        log(Spherical(n, k, above)),
        (
            "split",
            -D * log(2 * pi * sigma_min**2) / 2 - lost,
            (definition_of(Spherical) >> split_logs >> multiply).because(
                "the variance is 1 + u times its floor"
            ),
        ),
        nonnegative=lost,
    )


after = (
    defined(
        alpha_post[k], alpha + 1 + D * Count(k) / 2, "α_k counts the prior and the data"
    ),
    defined(
        beta_post[k],
        beta + over(gamma[n, k] * SquaredDistance(n, k), (n, N)) / 2,
        "β_k adds up squares, of the prior and of the data",
    ),
)


def prior() -> Chain:
    v, power, scale = sigma_**2, alpha_post[k], beta_post[k]
    seen = over(gamma[n, k] * log(Spherical(n, k, v)), (n, N))
    constant = D * Count(k) * log(2 * pi) / 2
    remainder = power * Psi(scale / (power * v))
    return calc(
        "With a prior on the variance",
        seen - (alpha + 1) * log(v) - beta / v,
        (
            "gather",
            -power * log(v) - scale / v - constant,
            (by_definition >> after[0] >> after[1] >> split_logs >> linear).because(
                "what multiplies ln σ² together, and what multiplies 1/σ²"
            ),
        ),
        (
            "sign",
            -power * (1 + log(scale / power)) - constant - remainder,
            (definition_of(Psi) >> split_logs >> multiply).because(
                "complete to ψ, as one completes a square"
            ),
        ),
        nonnegative=remainder,
        equal_when="σ² = β_k/α_k",
    )


@cache
def singularity() -> Derivation:
    """As one component shrinks onto a point, ln p(X) grows at least like −D ln σ."""
    return derivation(
        "gmm.singularity",
        collapse(),
        own_height(),
        alone(),
        floor(),
        prior(),
        source="PRML 9.15",
    )
