"""Points of which some entries are missing."""

from derivations.notation import A, C, a, b, i, k, n, v, x_hat
from derivations.publish.glossary.row import Row
from derivations.quantities.missing import (
    ConditionalMean,
    ConditionalVariance,
    ExpectedCovarianceAbout,
    ImputedMean,
    ImputedVariance,
)

HERE = ("gmm/missing.md",)

ROWS = (
    Row(
        (x_hat[n, k, a], ConditionalMean(n, k)),
        "the mean of entry {a} of point {n} under component {k}, given the observed",
        "N × K × D",
    ),
    Row(
        (C[n, k, a, b], ConditionalVariance(k)),
        "the covariance of two entries of point {n} under {k}, given the observed",
        "N × K × D × D",
    ),
    Row(
        (A[n, k, a, i],),
        "a factor of the conditional covariance: C = A Aᵀ",
        "N × K × D × D",
        where=HERE,
    ),
    Row(
        (ExpectedCovarianceAbout(k, a, b),),
        "entry {a}{b} of the weighted mean of expected products, about the mean of {k}",
        "K × D × D",
    ),
    Row(
        (ImputedMean(k, a),),
        "the weighted mean for {k}, with conditional means for missing entries",
        "K × D",
    ),
    Row(
        (ImputedVariance(k, a),),
        "the weighted variance that imputing conditional means gives: too small",
        "K × D",
    ),
    Row((v[1],), "a vector, of any entries", "D", where=HERE),
)
