"""Where the bin width stays, and where it goes.

An entropy has one logarithm, and so one ln Δ that nothing meets. A divergence has two
logarithms, and the widths cancel if both hold the same one. They do not where only one
side is a density, as when N points are compared with one, or where the widths differ.
"""

from functools import cache

from sympy import log

from derivations.kernel.calc import Chain, Derivation, calc, cite, derivation
from derivations.kernel.given import density
from derivations.notation import Delta, Delta_p, Delta_q, N, i, n, over, p, q
from derivations.quantities.divergence import KL, Bin, Points
from derivations.relative_entropy import P_sums, bins, delta_cancellation, others, own
from derivations.rules import by_definition, linear, split_logs


def one_density() -> Chain:
    return calc(
        "The entropy of a density: −ln Δ stays",
        own,
        (
            "code",
            -bins(p[i] * Delta * log(p[i])) - log(Delta),
            cite(delta_cancellation(), "The bins of P, in their own code"),
        ),
        given=(P_sums,),
    )


def two_densities() -> Chain:
    return calc(
        "A density against a density, in the same bins: Δ goes",
        others - own,
        (
            "cancel",
            bins(p[i] * Delta * log(p[i] / q[i])),
            cite(delta_cancellation()),
        ),
    )


def points_and_density() -> Chain:
    return calc(
        "N points, no two in one bin, against a density: −ln Δ stays",
        KL(Points(N), Bin(q[n]), n, N),
        (
            "split",
            over((-log(N) - log(q[n]) - log(Delta)) / N, (n, N)),
            (by_definition >> split_logs).because(
                "each point has the probability 1/N, and its bin has qₙΔ under q"
            ),
        ),
        (
            "collect",
            -log(N) - over(log(q[n]), (n, N)) / N - log(Delta),
            linear.because("ln N and ln Δ are the same for each of the N points"),
        ),
    )


def two_widths() -> Chain:
    whole = density(p[i], (i, 1, N), width=Delta_p)
    weight = p[i] * Delta_p
    return calc(
        "Two densities in two units of length: the ratio of the widths stays",
        KL(Bin(p[i], Delta_p), Bin(q[i], Delta_q), i, N),
        (
            "split",
            bins(weight * (log(p[i] / q[i]) - log(Delta_q / Delta_p))),
            (by_definition >> split_logs).because(
                "each logarithm of a product is a sum, and the two widths meet"
            ),
        ),
        (
            "collect",
            bins(weight * log(p[i] / q[i])) - log(Delta_q / Delta_p),
            (linear >> whole).because("the probabilities of the bins of P sum to one"),
        ),
    )


@cache
def when_delta_stays() -> Derivation:
    """Δ cancels between two densities in the same bins; in three others it stays."""
    return derivation(
        "kl.when-delta-stays",
        *(one_density(), two_densities(), points_and_density(), two_widths()),
    )
