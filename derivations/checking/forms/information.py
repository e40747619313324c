"""Forms for information and entropies."""

from sympy import E, log, pi

from derivations.checking.form import Form, numbered
from derivations.checking.mistakes import (
    FROM_TWO,
    IN_BITS,
    LOG_2,
    LOST_HALF,
    NEGATIVE,
    NO_LOGARITHM,
    in_term,
    put,
    without_term,
)
from derivations.notation import B, Delta, K, N, alpha, i, p, sigma_

COUNTED = (IN_BITS, NEGATIVE)

FORMS = (
    Form(
        "information.content",
        {"p": p[1], "B": B},
        "the information of an outcome of probability p, to the base B",
        sizes={i: 1, K: 3},
        given=("information.content", 4),
        mistakes=(NEGATIVE, put("ln for the logarithm to the base B", {B: E})),
    ),
    Form(
        "entropy.discrete",
        {"p": numbered(p, 3)},
        "the entropy of three outcomes",
        sizes={K: 3},
        given=("entropy.discrete", 1),
        arguments=("p",),
        mistakes=(*COUNTED, FROM_TWO, NO_LOGARITHM),
    ),
    Form(
        "entropy.quantized",
        {"Delta": Delta, "p": numbered(p, 3)},
        "the entropy of three bins of width Delta, in which the density is p",
        sizes={N: 3},
        mistakes=(
            *COUNTED,
            in_term("+ln Δ for −ln Δ", log(Delta), lambda t: -t),
            without_term("−ln Δ is lost", log(Delta)),
        ),
    ),
    Form(
        "entropy.quantized.exponential",
        {"Delta": Delta, "alpha": alpha},
        "the entropy of an exponential law of rate alpha in bins of width Delta",
        mistakes=(*COUNTED, LOG_2),
    ),
    Form(
        "entropy.differential",
        {"alpha": alpha},
        "the differential entropy of an exponential law of rate alpha",
        chain=1,
        arguments=("alpha",),
        mistakes=(
            *COUNTED,
            LOG_2,
            in_term("+ln α for −ln α, as if α were the mean", log(alpha), lambda t: -t),
        ),
    ),
    Form(
        "entropy.gaussian",
        {"sigma": sigma_},
        "the differential entropy of a Gaussian of standard deviation sigma",
        arguments=("sigma**2",),
        mistakes=(
            *COUNTED,
            LOST_HALF,
            put("σ for σ²", {sigma_**2: sigma_}),
            put("2π for 2πe", {2 * E * pi * sigma_**2: 2 * pi * sigma_**2}),
            put("1/σ² for σ²", {sigma_: 1 / sigma_}),
        ),
    ),
)
