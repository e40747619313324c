"""Relative entropy is an excess of code length, and it does not know the bin width.

A bin of width Δ in which the density p has the mean pᵢ holds the probability
Pᵢ = pᵢΔ. Its own code spends -ln Pᵢ on it, a code made for Q spends -ln Qᵢ. Both
logarithms hold the same ln Δ, so the difference of the two mean lengths holds none.
"""

from functools import cache

from sympy import Expr, Sum, log

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import density
from derivations.kernel.names import Kept
from derivations.notation import Delta, N, i, over, p, q
from derivations.quantities.divergence import KL, Bin, CodeLength
from derivations.rules import (
    by_definition,
    cancel,
    definition_of,
    linear,
    split_logs,
)

P, Q = Bin(p[i]), Bin(q[i])
own, others = (CodeLength(p[i], f, i, N) for f in (p[i], q[i]))
P_sums = density(p[i], (i, 1, N), width=Delta)


def bins(summand: Expr) -> Sum:
    return over(summand, (i, N))


def mean_length(name: str, length: Expr, coded: Expr) -> Chain:
    """A mean code length, written out."""
    by = definition_of(CodeLength).because("a bin costs −ln of its probability")
    return calc(name, length, ("write-out", -bins(P * log(coded)), by))


@cache
def excess_code_length() -> Derivation:
    """H_Δ(P,Q) − H_Δ(P) = Σ Pᵢ ln(Pᵢ/Qᵢ): what a code made for Q wastes on P."""
    return derivation(
        "kl.excess-code-length",
        calc(
            "",
            others - own,
            (
                "write-out",
                bins(P * log(P)) - bins(P * log(Q)),
                definition_of(CodeLength).because(
                    "a bin costs −ln of its probability; the two minus signs turn "
                    "the difference around"
                ),
            ),
            (
                "one-sum",
                bins(P * (log(P) - log(Q))),
                linear.because("both means are taken over P"),
            ),
            (
                "one-logarithm",
                bins(P * log(P / Q)),
                split_logs.because(
                    "a difference of logarithms is the logarithm of a ratio"
                ),
            ),
        ),
        mean_length("The mean length in the code made for P", own, P),
        mean_length("The mean length in the code made for Q", others, Q),
        calc(
            "Its name, the Kullback–Leibler divergence",
            KL(P, Q, i, N),
            ("define", bins(P * log(P / Q)), by_definition),
        ),
        source="PRML 1.113; SPB D52, P113",
    )


def split_each(log_density: Expr) -> Expr:
    """Σ pᵢΔ (log_density + ln Δ)."""
    return bins(p[i] * Delta * (log_density + log(Delta)))


def carries_delta(name: str, length: Expr, log_density: Expr) -> Chain:
    """A mean code length, and the -ln Δ in it."""
    return calc(
        name,
        length,
        (
            "split",
            -split_each(log_density),
            (by_definition >> split_logs).because("each logarithm splits in two"),
        ),
        (
            "collect",
            -bins(p[i] * Delta * log_density) - log(Delta),
            (linear >> P_sums).because("the probabilities of the bins sum to one"),
        ),
    )


@cache
def delta_cancellation() -> Derivation:
    """Both code lengths hold the same −ln Δ, so their difference holds none."""
    log_p, log_q = log(p[i]), log(q[i])
    information, shared = bins(p[i] * Delta * log_p), bins(p[i] * Delta * log(Delta))
    cross = bins(p[i] * Delta * log_q)
    return derivation(
        "kl.delta-cancellation",
        calc(
            "",
            others - own,
            (
                "write-out",
                bins(p[i] * Delta * log(p[i] * Delta))
                - bins(p[i] * Delta * log(q[i] * Delta)),
                by_definition.because(
                    "a bin costs −ln of its probability, which is height times width"
                ),
            ),
            ("split", split_each(log_p) - split_each(log_q), split_logs),
            (
                "sum-by-sum",
                Kept(information, shared, -cross, -shared),
                (linear >> cancel).because("each sum splits in two"),
            ),
            (
                "cancel",
                information - cross,
                cancel.because("the two sums over ln Δ are the same sum"),
            ),
            (
                "merge",
                bins(p[i] * Delta * log(p[i] / q[i])),
                (split_logs >> linear).because(
                    "bin by bin, a difference of logarithms is the logarithm of a ratio"
                ),
            ),
        ),
        calc(
            "In one bin",
            log(P) - log(Q),
            (
                "write-out",
                log(p[i] * Delta) - log(q[i] * Delta),
                by_definition.because("a probability is height times width"),
            ),
            (
                "split",
                Kept(log_p, log(Delta), -log_q, -log(Delta)),
                (split_logs >> cancel).because("each logarithm splits in two"),
            ),
            ("cancel", log_p - log_q, cancel.because("ln Δ less ln Δ is zero")),
            (
                "merge",
                log(p[i] / q[i]),
                split_logs.because(
                    "a difference of logarithms is the logarithm of a ratio"
                ),
            ),
        ),
        carries_delta("The bins of P, in their own code", own, log_p),
        carries_delta("The same bins, in the code made for Q", others, log_q),
    )
