"""The notes on relative entropy as an excess of code length, line by line."""

from sympy import Limit, Rational, exp, log

from derivations.binned_divergence import P as P_m
from derivations.binned_divergence import Q as Q_m
from derivations.crosswalk.claims import Claim, Witness, at_least, claim, ours
from derivations.crosswalk.rows import CONDITION, MISSING, OTHER, SAME, Row
from derivations.kernel.given import density
from derivations.notation import Delta, K, N, alpha, beta, i, m, over, p, q
from derivations.quantities.densities import Exponential
from derivations.quantities.divergence import Phi
from derivations.quantities.information import Entropy, Information
from derivations.relative_entropy import (
    P,
    P_sums,
    Q,
    excess_code_length,
    others,
    own,
)

Q_sums = density(q[i], (i, 1, N), width=Delta)
p_sums = density(p[i], (i, 1, K))
excess = over(P * log(P / Q), (i, N))


def narrow(bin_, rate) -> tuple[Claim, ...]:
    """P_m ≈ p(mΔ) Δ: their ratio tends to one."""
    return claim(Limit(bin_ / (Exponential(m * Delta, rate) * Delta), Delta, 0), 1)


CODES = (
    Row(
        "extra",
        "how much extra it takes to use $q$ for $p$",
        SAME,
        ("kl.excess-code-length", "kl.nonnegative"),
        "It is extra indeed: the difference is a sum of terms that are not negative.",
        at_least(
            others,
            own,
            over(q[i] * Delta * Phi(p[i] / q[i]), (i, N)),
            given=(P_sums, Q_sums),
        ),
    ),
    Row(
        "bin-p",
        "the probability of a bin under $p$",
        OTHER,
        ("entropy.quantized",),
        r"Now with $\approx$. For an exponential law the ratio of the two sides tends "
        "to one.",
        narrow(P_m, alpha),
        tex=r"P_i \approx p(x_i) \Delta",
        displayed=1,
    ),
    Row(
        "bin-q",
        "the same under $q$",
        OTHER,
        ("entropy.quantized",),
        "",
        narrow(Q_m, beta),
        tex=r"Q_i \approx q(x_i) \Delta",
        displayed=1,
    ),
    Row(
        "recalled",
        r"“recall” that $h(x) = -\ln p(x)$",
        CONDITION,
        ("information.content",),
        r"It was $-\log_2 p(x)$ before. From here on the unit is the nat, and a nat "
        r"is $1/\ln 2 \approx 1.44$ bits.",
        tex=r"h(x) = -\ln p(x)",
        instead=claim(Information(p[i], 2), Information(p[i]) / log(2)),
        witness=Witness(
            claim(Information(p[1], 2), Information(p[1])), {p[1]: Rational(1, 2)}
        ),
        displayed=1,
    ),
    Row(
        "code-lengths",
        r"the optimal code spends $-\ln P_i$, one made for $q$ spends $-\ln Q_i$",
        CONDITION,
        ("kl.excess-code-length",),
        "A code word has a whole number of digits. Of two outcomes each needs one bit, "
        "however likely, while the formula promises less on average; it is reached in "
        "the limit of long blocks. As lengths of an ideal code these fill the space of "
        "code words exactly, which is what makes them optimal (Kraft; quoted here, not "
        "derived).",
        tex=r"-\ln P_i, \quad -\ln Q_i",
        instead=claim(over(exp(-Information(p[i])), (i, K)), 1, given=(p_sums,)),
        witness=Witness(
            claim(Entropy(p[i], i, K, 2), 1),
            {K: 2, p[1]: Rational(9, 10), p[2]: Rational(1, 10)},
        ),
    ),
    Row(
        "own-code",
        "the mean length in the code made for $p$",
        MISSING,
        ("kl.excess-code-length",),
        "In the copy that we have, nothing follows the colon. This is what belongs "
        "there.",
        instead=ours(excess_code_length(), "The mean length in the code made for P"),
    ),
    Row(
        "other-code",
        "the mean length in the code made for $q$",
        MISSING,
        ("kl.excess-code-length",),
        "The weights are $P_i$ here too, as the notes rightly stress: the data come "
        "from $p$.",
        instead=ours(excess_code_length(), "The mean length in the code made for Q"),
    ),
    Row(
        "excess",
        "the difference of the two",
        SAME,
        ("kl.excess-code-length",),
        "For positive $P_i$ and $Q_i$. An empty bin of $P$ adds nothing; one of $Q$ "
        "that $P$ visits makes it infinite, as in the integral further down.",
        claim(others - own, excess),
        displayed=1,
    ),
)
