"""Relative entropy of binned densities.

A bin of width Δ holds probability pᵢΔ. Entropy and cross-entropy pick up the same
-ln Δ, so their difference, the relative entropy, carries none. It is never negative,
because it is a sum of terms φ(t) = t ln t - t + 1, each at least zero.
"""

from functools import cache

from sympy import log

from derivations.kernel.calc import Derivation, calc, derivation
from derivations.kernel.given import density
from derivations.kernel.names import Kept
from derivations.notation import Delta, N, i, over, p, q
from derivations.quantities.divergence import KL, Phi
from derivations.rules import by_definition, cancel, linear, split_logs


def bins(summand):
    return over(summand, (i, N))


p_sums, q_sums = (density(f[i], (i, 1, N)) for f in (p, q))


@cache
def delta_cancellation() -> Derivation:
    """The bin width leaves the logarithm of a discretized divergence."""
    P, Q = p[i] * Delta, q[i] * Delta
    information, shared = bins(P * log(p[i])), bins(P * log(Delta))
    cross = bins(P * log(q[i]))
    return derivation(
        "kl.delta-cancellation",
        calc(
            "",
            bins(P * log(P)) - bins(P * log(Q)),
            (
                "split",
                Kept(information, shared, -cross, -shared),
                split_logs >> linear >> cancel,
            ),
            ("cancel", information - cross, cancel),
            (
                "merge",
                Delta * KL(p[i], q[i], i, N),
                by_definition >> split_logs >> linear,
            ),
        ),
    )


@cache
def signed_remainder() -> Derivation:
    """KL(p‖q) = Σ q φ(p/q): a sum of terms that are never negative."""
    ratio = p[i] / q[i]
    return derivation(
        "kl.signed-remainder",
        calc(
            "",
            KL(p[i], q[i], i, N),
            (
                "add-zero",
                bins(p[i] * log(ratio)) - bins(p[i]) + bins(q[i]),
                by_definition >> p_sums >> q_sums,
            ),
            ("merge", bins(q[i] * Phi(ratio)), by_definition >> linear),
        ),
    )
