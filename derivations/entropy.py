"""Entropy is the mean information, and it lies between zero and ln K.

Below, because the information in each outcome is not negative. Above, because what is
missing to ln K is a divergence from the uniform distribution: one inequality bounds
both. A Lagrange multiplier finds the same maximum and shows that it is the only one.
"""

from functools import cache

from sympy import Derivative, Expr, KroneckerDelta, Sum, exp, log

from derivations.information import content, p_sums
from derivations.kernel.calc import Chain, Derivation, calc, cite, derivation, rule
from derivations.kernel.given import within
from derivations.notation import K, i, j, k, lam, over, p, v
from derivations.quantities.divergence import KL, Phi, Psi
from derivations.quantities.information import (
    Entropy,
    Expectation,
    Information,
    Rest,
    Uniform,
)
from derivations.rules import by_definition, differentiate, linear, split_logs

H = Entropy(p[i], i, K)
mean = Expectation(Information(p[i]), p[i], i, K)
is_mean = by_definition >> linear
some_k = within(k, 1, K)
gradient = (by_definition >> differentiate >> some_k).because(
    "differentiate term by term; only the term with i = k knows pₖ"
)
meet = rule("only the terms with j = k are left", some_k.rewrite)
as_one_log = split_logs.because("a sum of logarithms is the logarithm of a product")


def outcomes(summand: Expr) -> Sum:
    return over(summand, (i, K))


def definition() -> Chain:
    tells = "an outcome that occurs with probability pᵢ tells −ln pᵢ"
    return calc(
        "",
        H,
        ("mean", mean, is_mean.because("entropy is the mean information")),
        ("define", -outcomes(p[i] * log(p[i])), is_mean.because(tells)),
    )


def at_least_zero() -> Chain:
    spare = outcomes(p[i] * (Psi(p[i]) + Rest(p[i], i, K)))
    by = cite(content(), "It is never negative") >> by_definition
    each = "the information in an outcome is ψ(pᵢ) and the probability of all others"
    return calc(
        "It is never negative",
        H,
        ("mean", mean, is_mean.because("entropy is the mean information")),
        ("sign", spare, by.because(each)),
        given=(p_sums,),
        nonnegative=spare,
        equal_when="one outcome is certain",
    )


def at_most_uniform() -> Chain:
    by = by_definition >> linear >> p_sums
    gap = outcomes(Phi(K * p[i])) / K
    return calc(
        "It is at most ln K, by Gibbs' inequality",
        H,
        (
            "compare",
            log(K) - KL(p[i], Uniform(K), i, K),
            (by_definition >> split_logs >> linear >> p_sums).because(
                "KL(p‖u) is the mean of ln(Kpᵢ), which is ln K − H[p], as Σ pᵢ is 1"
            ),
        ),
        (
            "inequality",
            log(K) - gap,
            by.because("φ(t) is t ln t − t + 1; at t = Kpᵢ, −t + 1 sums to zero"),
        ),
        nonnegative=gap,
        equal_when="pᵢ = 1/K for every i",
    )


def lagrangian(multiplier: Expr) -> Expr:
    return H + multiplier * (outcomes(p[i]) - 1)


def by_multiplier() -> tuple[Chain, ...]:
    return (
        calc(
            "The same by a multiplier: the gradient vanishes at one root only",
            Derivative(lagrangian(lam), p[k]),
            ("gradient", lam - 1 - log(p[k]), gradient),
            ("root", log(exp(lam - 1) / p[k]), as_one_log),
        ),
        calc(
            "The multiplier: the roots sum to one where this logarithm is zero",
            log(over(exp(lam - 1), (k, K))),
            ("sum", log(K * exp(lam - 1)), linear.because("there are K equal terms")),
            ("solve", lam - (1 - log(K)), split_logs),
        ),
        calc(
            "With this multiplier the root is 1/K",
            Derivative(lagrangian(1 - log(K)), p[k]),
            ("gradient", -log(K) - log(p[k]), gradient),
            ("root", log(1 / (K * p[k])), as_one_log),
        ),
    )


def concavity() -> Chain:
    way, bend = v[j] * v[k], over(v[k] ** 2 / p[k], (k, K))
    both = (j, K), (k, K)
    return calc(
        "In every direction v the gradient falls, so the root is the maximum",
        over(way * Derivative(-log(p[k]), p[j]), *both),
        (
            "curvature",
            -over(way * KroneckerDelta(j, k) / p[k], *both),
            (differentiate >> linear).because(
                "ln pₖ moves with pₖ alone; the gradient's constant λ − 1 drops out"
            ),
        ),
        ("meet", -bend, meet),
        nonnegative=bend,
        equal_when="v = 0",
    )


@cache
def discrete() -> Derivation:
    """H[p] = −Σ p ln p: the mean information, between 0 and ln K."""
    return derivation(
        "entropy.discrete",
        *(definition(), at_least_zero(), at_most_uniform()),
        *(*by_multiplier(), concavity()),
        source="PRML 1.93, 1.98–1.100; SPB D15, P57",
    )
