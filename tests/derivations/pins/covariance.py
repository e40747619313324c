"""Known values of covariances about a point, of their traces, and of their factors.

One worked example serves the data: the points (0, 0) and (2, 1) with weights ¼ and ¾
have the mean (3/2, 3/4) and the covariance ((3/4, 3/8), (3/8, 3/16)); L = ((1, 1),
(0, 2)) has LᵀL = ((1, 1), (1, 5)); and μ = (1, 0).
"""

from derivations.notation import (
    D,
    K,
    L,
    Lambda,
    N,
    R,
    T,
    V,
    det,
    det_S,
    epsilon,
    gamma,
    mu,
    nu,
    pi_,
    r_pivot,
    t_pivot,
    x,
    x_bar,
)
from derivations.quantities.covariance import (
    CovarianceAbout,
    CovarianceDeterminant,
    CovarianceEntry,
    FactoredForm,
    LogGaussian,
    LogGaussianAlong,
    MeanShift,
    PrecisionDeterminant,
    SizedQ,
    Trace,
    TraceAbout,
    WeightedCovariance,
)
from derivations.quantities.triangular import (
    CovarianceByFactors,
    FactorProduct,
    PrecisionByFactors,
    PrecisionByFactorsAt,
)
from tests.derivations.pins import Pin

DATA = {N: 2, x: [[0, 0], [2, 1]], gamma: [["1/4"], ["3/4"]]}
ABOUT, MEAN = {mu: [[1, 0]]}, {x_bar: [["3/2", "3/4"]]}
PRECISION, FACTOR = {D: 2, Lambda: [[[1, 1], [1, 5]]]}, {D: 2, L: [[[1, 1], [0, 2]]]}
TWO, THREE = [[[2, 1], [1, 3]]], [[[2, 1, 0], [1, 3, 1], [0, 1, 4]]]
UPPER = {R: [[1, 2], [0, 1]], r_pivot: [3, 5]}
LOWER = {T: [[1, 0], [4, 1]], t_pivot: [7, 2]}
INVERSE = "numpy.linalg: the inverse of ((2, 1, 0), (1, 3, 1), (0, 1, 4))"

PINS = [
    Pin(WeightedCovariance(1, 1, 1), DATA | MEAN, "0.75", "9/16 + 3/16, by hand"),
    Pin(WeightedCovariance(1, 1, 2), DATA | MEAN, "0.375", "9/32 + 3/32, by hand"),
    Pin(CovarianceAbout(1, 1, 2), DATA | ABOUT, "0.75", "¼ · 0 + ¾ · 1, by hand"),
    Pin(CovarianceDeterminant(1), {det_S: [5]}, "5", "it stands for the number"),
    Pin(FactoredForm(2, 1), FACTOR | ABOUT | DATA, "8", "|L(1, 1)|² = |(2, 2)|²"),
    Pin(MeanShift(1), FACTOR | ABOUT | MEAN, "3.8125", "|(5/4, 3/2)|² = 61/16"),
    Pin(Trace(1), FACTOR | DATA | MEAN, "2.4375", "¾ + 2 · 3/8 + 5 · 3/16, by hand"),
    Pin(TraceAbout(1), PRECISION | DATA | ABOUT, "6.25", "¼ · 1 + ¾ · 8, by hand"),
    Pin(
        LogGaussianAlong(1, 1),
        {D: 1, x: [[1]], mu: [[0]], Lambda: [[[2]]], V: [[1]]}
        | {epsilon: 2, nu: ["1/2"], det: ["1/2"]},
        "-2.2257913526",
        "scipy.stats.norm(0, 1/2).logpdf(1), as 2 + 2 · 1 = 4 = 1/(1/2)²",
    ),
    Pin(PrecisionDeterminant.at(2)(1), {Lambda: TWO}, "5", "2 · 3 - 1 · 1"),
    Pin(PrecisionDeterminant.at(3)(1), {Lambda: THREE}, "18", "2 · 11 - 1 · 4"),
    Pin(CovarianceEntry.at(1, 1, 1)(1), {Lambda: [[[4]]]}, "0.25", "1/4"),
    Pin(CovarianceEntry.at(2, 1, 2)(1), {Lambda: TWO}, "-0.2", "-1/5, by hand"),
    Pin(CovarianceEntry.at(3, 1, 2)(1), {Lambda: THREE}, "-0.2222222222", INVERSE),
    Pin(CovarianceEntry.at(3, 1, 1)(1), {Lambda: THREE}, "0.6111111111", INVERSE),
    Pin(
        LogGaussian.at(2)(1, 1),
        {Lambda: TWO, x: [[1, 1]], mu: [[0, 0]]},
        "-4.5331581102",
        "scipy.stats.multivariate_normal(cov=inv(((2, 1), (1, 3)))).logpdf((1, 1))",
    ),
    Pin(
        SizedQ.at(1)(),
        {N: 1, K: 1, x: [[1]], mu: [[0]], Lambda: [[[4]]]}
        | {gamma: [["1/2"]], pi_: ["1/3"]},
        "-1.6622018206",
        "½ (ln ⅓ + scipy.stats.norm(0, 1/2).logpdf(1))",
    ),
    Pin(PrecisionByFactors(1, 1), {D: 2} | UPPER, "23", "3 + 5 · 4, by hand"),
    Pin(CovarianceByFactors(2, 2), {D: 2} | LOWER, "114", "7 · 16 + 2, by hand"),
    Pin(FactorProduct(2, 1), {D: 2, R: UPPER[R], T: LOWER[T]}, "6", "2 · 1 + 1 · 4"),
    Pin(PrecisionByFactorsAt.at(2, 1, 1)(), UPPER, "23", "3 + 5 · 4, by hand"),
    Pin(PrecisionByFactorsAt.at(2, 1, 2)(), UPPER, "10", "5 · 2 · 1, by hand"),
]
