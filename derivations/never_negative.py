"""Relative entropy is never negative: the one inequality, averaged.

Gibbs: q φ(p/q) differs from p ln(p/q) by q - p, which sums to zero. Jensen: the mean
of a logarithm lies below the logarithm of the mean, by a mean of ψ. A cell that p
leaves empty costs what q puts there; one that q leaves empty costs without bound.
"""

from functools import cache

from sympy import Eq, Expr, Integer, Limit, Sum, exp, log

from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule
from derivations.kernel.given import Given, density
from derivations.notation import N, i, j, over, p, q, r, s, t
from derivations.quantities.divergence import KL, Covered, Phi, Psi
from derivations.rules import (
    by_definition,
    definition_of,
    linear,
    multiply,
    relabel,
    split_logs,
    take_limit,
)

divergence, ratio, held = KL(p[i], q[i], i, N), p[i] / q[i], Covered(q[j], j, N)
p_sums, q_sums = (density(f[i], (i, 1, N)) for f in (p, q))


def cells(summand: Expr) -> Sum:
    """Over the cells in which p is positive."""
    return over(summand, (i, N))


def draw_covered(key, world):
    if key == r:
        return {r: (1 + world.number(r) ** -2) ** -1}
    left = 1 + world[r] * -1
    return {at: share * left for at, share in q_sums.draw(key, world).items()}


covered = Given(
    "q puts the rest r where p is zero",
    Eq(held + r, 1, evaluate=False),
    lambda e: e.xreplace({held: 1 - r}),
    draw_covered,
)


def first_apart(e: Expr) -> Expr:
    """The cell 1 stands before the sum over the others."""
    (whole,) = e.atoms(Sum)
    ((_, start, last),) = whole.limits
    first = whole.function.xreplace({i: start})
    return (
        e
        if start > 1
        else e.xreplace({whole: first + Sum(whole.function, (i, 2, last))})
    )


def gibbs() -> Chain:
    return calc(
        "",
        divergence,
        (
            "add-zero",
            cells(p[i] * log(ratio)) - cells(p[i]) + cells(q[i]),
            (by_definition >> p_sums >> q_sums).because(
                "both distributions sum to one, so zero has been added"
            ),
        ),
        (
            "one-sum",
            cells(q[i] * Phi(ratio)),
            (by_definition >> linear).because("collected cell by cell"),
        ),
        nonnegative=cells(q[i] * Phi(ratio)),
        equal_when="p = q",
    )


def jensen() -> Chain:
    gap = cells(p[i] * Psi(q[i] / (p[i] * held)))
    return calc(
        "Jensen's proof: the mean of a logarithm, and the logarithm of the mean",
        divergence,
        (
            "turn",
            -cells(p[i] * log(q[i] / p[i])),
            (by_definition >> split_logs >> linear).because("ln(p/q) is −ln(q/p)"),
        ),
        (
            "divide-by-the-mean",
            -log(held) - cells(p[i] * log(q[i] / (p[i] * held))),
            (split_logs >> linear >> p_sums).because(
                "the mean of q/p under p is q(S), the sum of q over these cells"
            ),
        ),
        (
            "compare",
            gap - log(held),
            (by_definition >> linear >> p_sums >> relabel).because(
                "the means of q/(p q(S)) and of 1 under p are equal"
            ),
        ),
        nonnegative=gap,
        equal_when="q is proportional to p on S",
    )


@cache
def nonnegative() -> Derivation:
    """KL(p‖q) ≥ 0, with equality only at p = q: Gibbs' inequality."""
    spare = Psi(held) + r
    empty = cells(q[i] * Phi(ratio)) + r
    others = Sum(q[i] * Phi(ratio), (i, 2, N))
    first = q[1] * Phi(p[1] / q[1])
    return derivation(
        "kl.nonnegative",
        gibbs(),
        jensen(),
        calc(
            "The logarithm of the mean is not positive",
            -log(held),
            (
                "inequality",
                Psi(held) + 1 - held,
                definition_of(Psi).because("ψ(t) is t − 1 − ln t, at t = q(S)"),
            ),
            ("rest", spare, covered),
            nonnegative=spare,
            equal_when="r = 0",
        ),
        calc(
            "Cells with p = 0 add what q puts there",
            divergence,
            (
                "add-zero",
                cells(p[i] * log(ratio)) - cells(p[i]) + held + r,
                (definition_of(KL) >> p_sums >> covered).because(
                    "both distributions sum to one, q with what lies elsewhere"
                ),
            ),
            (
                "one-sum",
                empty,
                (by_definition >> linear >> relabel).because("collected cell by cell"),
            ),
            nonnegative=empty,
            equal_when="p = q, and so r = 0",
        ),
        calc(
            "A cell with p = 0 is q φ(0), for t ln t vanishes with t",
            Limit(Phi(t), t, 0),
            (
                "limit",
                Integer(1),
                (by_definition >> take_limit).because("the limit, by SymPy"),
            ),
        ),
        calc(
            "One cell alone is a lower bound",
            divergence,
            (
                "gibbs",
                cells(q[i] * Phi(ratio)),
                (by_definition >> linear >> p_sums >> q_sums).because(
                    "as in formula (1)"
                ),
            ),
            (
                "first",
                first + others,
                rule("the first cell, and then the others", first_apart),
            ),
            nonnegative=others,
            equal_when="p = q",
        ),
        calc(
            "It grows past every number as q₁ = p₁ e⁻ˢ shrinks, so q = 0 < p means ∞",
            p[1] * exp(-s) * Phi(exp(s)),
            (
                "expand",
                p[1] * (s - 1) + p[1] * exp(-s),
                (by_definition >> multiply).because("φ(eˢ) is s eˢ − eˢ + 1"),
            ),
            nonnegative=p[1] * exp(-s),
        ),
        source="PRML 1.114–1.118; SPB P117, P165, P166, P515",
    )
