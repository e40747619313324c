"""The notes on information and entropy, line by line."""

from sympy import Rational, log

from derivations.crosswalk.claims import Witness, claim
from derivations.crosswalk.rows import CONDITION, SAME, Row
from derivations.notation import (
    B,
    K,
    i,
    over,
    p,
)
from derivations.quantities.information import (
    Entropy,
    Expectation,
    Information,
    Log,
)

half, quarter = Rational(1, 2), Rational(1, 4)
bits, nats = Information(p[i], 2), Information(p[i])
H_bits = Entropy(p[i], i, K, 2)
mean_bits = Expectation(bits, p[i], i, K)

INFORMATION = (
    Row(
        "information",
        "the information in one value",
        SAME,
        ("information.content",),
        "The base 2 makes these bits.",
        claim(bits, -Log(2, p[i])),
        displayed=1,
    ),
    Row(
        "base",
        "the base is free, and sets the unit",
        SAME,
        ("information.content",),
        r"Any base $B$ gives the same numbers, divided by $\ln B$.",
        claim(Information(p[i], B), nats / log(B)),
    ),
    Row(
        "one-bit",
        "even odds tell one bit",
        SAME,
        ("information.content",),
        "",
        claim(-Log(2, half), 1),
        displayed=1,
    ),
    Row(
        "single-observation",
        "what a single observation tells is $h(X)$",
        CONDITION,
        ("information.content", "entropy.discrete"),
        "A single observation is one value $x$, and tells $h(x)$; it differs from "
        "value to value unless all are equally likely. As a random variable $h(X)$ "
        "is right, and its mean is $H[X]$.",
        tex="h(X)",
        instead=claim(mean_bits, H_bits),
        witness=Witness(
            claim(Information(p[1], 2), Information(p[2], 2)),
            {p[1]: quarter, p[2]: 3 * quarter},
        ),
    ),
    Row(
        "mean-information",
        "entropy is the mean information",
        SAME,
        ("entropy.discrete",),
        "",
        claim(H_bits, mean_bits),
        displayed=1,
    ),
    Row(
        "entropy",
        "the same, written out",
        SAME,
        ("entropy.discrete",),
        r"A value with $p = 0$ adds nothing, for $t \ln t$ vanishes with $t$.",
        claim(H_bits, -over(p[i] * Log(2, p[i]), (i, K))),
        displayed=1,
    ),
)
