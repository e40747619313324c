"""The notes on bins and differential entropy, line by line.

Where they take the height of a density at a point of a bin, we take its mean in the
bin: then P_i = p_i Δ is exact, and their ≈ is an equality. What is left to say is when
the point does as well as the mean.
"""

from sympy import Integral, Limit, Sum, exp, log, oo

from derivations.crosswalk import steep
from derivations.crosswalk.claims import Witness, claim, ours
from derivations.crosswalk.rows import CONDITION, OTHER, SAME, Row
from derivations.differential_entropy import differential
from derivations.notation import (
    Delta,
    N,
    alpha,
    i,
    m,
    over,
    p,
    u,
    x_,
)
from derivations.quantities.densities import Density, Exponential, ExponentialBin
from derivations.quantities.divergence import CodeLength
from derivations.quantities.information import (
    DifferentialEntropy,
)
from derivations.quantization import P_m, P_sums, exact, quantized

H_Delta = CodeLength(p[i], p[i], i, N)
h_p, law = DifferentialEntropy(Density(x_)), Exponential(u, alpha)
widths = over(p[i] * Delta * log(Delta), (i, N))
filled = Integral(law, (u, m * Delta, (m + 1) * Delta))
# Where the density of the exponential law has its mean over the bin m.
mean_point = m * Delta - log((1 - exp(-alpha * Delta)) / (alpha * Delta)) / alpha
left_ends = Sum(Exponential(m * Delta, alpha) * Delta, (m, 0, oo))
left_sum = alpha * Delta / (1 - exp(-alpha * Delta))

QUANTIZATION = (
    Row(
        "single-point",
        "a single point has the probability zero",
        SAME,
        ("entropy.quantized.exponential",),
        "Checked on an exponential law, whose bins have a closed form.",
        claim(Limit(ExponentialBin(m, alpha), Delta, 0), 0),
    ),
    Row(
        "bin-probability",
        r"the probability of a bin is $p(x_i)\Delta$",
        CONDITION,
        ("entropy.quantized", "entropy.quantized.exponential"),
        "It is so where $p(x_i)$ is the mean height in the bin, which a continuous "
        "density takes somewhere. At the left end of a wide bin it is far off; for "
        "the exponential law the right place has a closed form.",
        tex=r"p(x_i) \Delta",
        instead=claim(filled, Exponential(mean_point, alpha) * Delta),
        witness=Witness(
            claim(filled, Exponential(m * Delta, alpha) * Delta),
            {alpha: 1, Delta: 1, m: 0},
        ),
        displayed=1,
    ),
    Row(
        "binned-entropy",
        "the entropy of the bins, split",
        OTHER,
        ("entropy.quantized",),
        "Their $p(x_i)$ is our mean height $p_i$.",
        claim(
            H_Delta,
            -over(p[i] * Delta * log(p[i] * Delta), (i, N)),
            -over(p[i] * Delta * log(p[i]), (i, N)) - widths,
        ),
        displayed=1,
    ),
    Row(
        "bins-hold-one",
        "the bins hold about one",
        OTHER,
        ("entropy.quantized",),
        "With mean heights they hold exactly one. With heights at left ends, an "
        "exponential law gives this sum, which tends to one.",
        (*claim(left_ends, left_sum), *claim(Limit(left_sum, Delta, 0), 1)),
    ),
    Row(
        "width-term",
        r"so the second term is about $-\ln \Delta$",
        CONDITION,
        ("entropy.quantized",),
        "With mean heights it is equal. With heights at points it is not enough that "
        r"they add up to about one: what is missing is multiplied by $\ln \Delta$, "
        r"which grows. Take $2/(x \ln^2 x)$ on $0 < x < e^{-2}$, in $N$ bins, at "
        r"their right ends: the first bin alone misses $2 - 2/(2 + \ln N)$ nats, at "
        "least one, and no other gives any back, as the density falls.",
        tex=r"-\sum_i p(x_i) \Delta \ln \Delta \approx -\ln \Delta",
        instead=claim(-widths, -log(Delta), given=(P_sums,)),
        witness=Witness(
            claim(steep.heights(N) * steep.log_width(N), steep.log_width(N), sign="≈"),
            {N: 1000},
        ),
        displayed=1,
    ),
    Row(
        "diverges",
        r"the second term diverges as $\Delta \to 0$",
        SAME,
        ("entropy.quantized",),
        r"Halved $m$ times, the bins cost $m \ln 2$ nats more, and that is $m$ bits.",
        ours(
            quantized(),
            "Halving the width m times adds m bits, so there is no end to it",
        ),
    ),
    Row(
        "stays-finite",
        "the first term remains finite",
        CONDITION,
        ("entropy.quantized", "entropy.quantized.exponential"),
        r"For most densities that one meets, yes; the exponential law has $1 - \ln "
        r"\alpha$. But $-\int p \ln p$ need not exist. For $2/(x \ln^2 x)$, with $t = "
        r"-\ln x$ and the integral taken down to $x = e^{-T}$, it is less than $\ln 8 "
        r"+ 2 - 2 \ln T$, and so in the end below every number. The numbers show this "
        "integral, cut off at two places, and not the sum of the notes.",
        tex=r"-\sum_i p(x_i) \Delta \ln p(x_i)",
        instead=(
            *claim(Limit(exact + log(Delta), Delta, 0), 1 - log(alpha)),
            *claim(steep.Entropy(steep.T), steep.entropy_closed),
            *steep.below_every_number(),
        ),
        witness=Witness(
            shows=claim(steep.Entropy(100), steep.Entropy(10**4), sign=">")
        ),
    ),
    Row(
        "differential-entropy",
        "differential entropy",
        OTHER,
        ("entropy.differential",),
        r"We write $\operatorname{h}[p]$, since it is no mean information: it may be "
        "negative.",
        claim(h_p, -Density(x_).integral(Density(x_) * log(Density(x_)))),
        displayed=1,
    ),
    Row(
        "to-precision",
        r"to tell $x$ up to $\Delta$ takes about $H[x] - \ln \Delta$",
        OTHER,
        ("entropy.quantized", "entropy.quantized.exponential"),
        "Checked on an exponential law, where the sum has a closed form and the limit "
        "can be taken. In general it rests on the first term being finite, as above.",
        (
            *claim(-Sum(P_m * log(P_m), (m, 0, oo)), exact),
            *claim(Limit(exact + log(Delta), Delta, 0), DifferentialEntropy(law)),
        ),
        displayed=1,
    ),
    Row(
        "precision",
        r"$-\ln \Delta$ is what more precision costs",
        SAME,
        ("entropy.quantized",),
        r"One halving costs $\ln 2$ nats, one bit. The zero of this scale is a bin as "
        "wide as the unit of $x$.",
        claim(-log(Delta / 2) + log(Delta), log(2)),
    ),
    Row(
        "spread",
        "$H[x]$ is the part of the spread",
        SAME,
        ("entropy.differential",),
        r"Stretch $x$ by $c$, and $\ln |c|$ is added. So it also depends on the unit "
        "of $x$.",
        ours(differential(), "It moves with the units, for any density"),
    ),
)
