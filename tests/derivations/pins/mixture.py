"""Known values of the mixture's quantities: two points and two components in the plane.

The inverse covariances are [[2, 1], [1, 1]] and diag(1, 4), with determinants 1 and 4.
"""

from sympy import Integer

from derivations.notation import (
    D,
    K,
    Lambda,
    N,
    det,
    f,
    f_new,
    gamma,
    label,
    mu,
    pi_,
    pi_new,
    sigma_,
    x,
)
from derivations.quantities.collapse import (
    DistanceToFirst,
    Spherical,
    Spike,
    SquaredDistance,
)
from derivations.quantities.labels import (
    CompleteLikelihood,
    ExpectedLog,
    Indicator,
    LabelPosterior,
    OtherPoints,
)
from derivations.quantities.mixture import (
    Count,
    Determinant,
    Gaussian,
    MixtureQ,
    QuadraticForm,
    Responsibility,
    ScaledDeviation,
    ScaledShift,
    WeightedMean,
)
from derivations.quantities.mixture_step import (
    LogLikelihood,
    NewLogLikelihood,
    NewPointDensity,
    NewStepQ,
    PointDensity,
    StepQ,
)
from tests.derivations.pins import Pin

SCIPY = "scipy.stats.multivariate_normal"
HAND = "by hand"
plane = {
    D: 2,
    K: 2,
    N: 2,
    x: [[0, 1], [2, -1]],
    mu: [[1, 0], [-1, 2]],
    Lambda: [[[2, 1], [1, 1]], [[1, 0], [0, 4]]],
    det: [1, "1/4"],
    pi_: ["1/4", "3/4"],
    gamma: [["1/4", "3/4"], ["1/2", "1/2"]],
}
line = {N: 2, x: [1, 4], gamma: [["1/4"], ["1/2"]]}
heights = {
    N: 2,
    K: 2,
    gamma: plane[gamma],
    pi_: ["1/4", "3/4"],
    f: [["1/2", "1/4"], ["1/8", 1]],
}
# The same numbers, as those after the step.
new = {pi_new: heights[pi_], f_new: heights[f], gamma: plane[gamma], N: 2, K: 2}
labelled = heights | {label: [1, 2]}
LOGARITHMS = "ln(5/16) + ln(25/32) by hand"
LABELLINGS = "the four labellings by itertools.product, weighted, in NumPy"
SUM = "Σ γ ln(π f) over the four cells, in NumPy"

PINS = [
    Pin(Determinant(2), plane, "0.25", "the inverse of diag(1, 4)"),
    Pin(QuadraticForm(1, 1), plane, "1", "(−1, 1) [[2, 1], [1, 1]] (−1, 1) by hand"),
    Pin(Gaussian(1, 1), plane, "0.096532352630054", SCIPY),
    Pin(Responsibility(1, 1), plane, "0.551872816450504", f"Bayes with {SCIPY}"),
    Pin(MixtureQ(), plane, "-17.7086435185234", f"Σ γ (ln π + ln N) with {SCIPY}"),
    Pin(Count(1), line, "0.75", "1/4 + 1/2"),
    Pin(WeightedMean(1), line, "3", "numpy.average, with weights"),
    Pin(WeightedMean(1, 2), plane, "-0.333333333333333", "(1/4 − 1/2) / (3/4)"),
    Pin(ScaledDeviation(1, 1, 1), plane, "-1", "(2, 1) · (−1, 1)"),
    Pin(ScaledShift(1, 1), plane, "0.333333333333333", "(2, 1) · (1/3, −1/3)"),
    Pin(Indicator(2, 2), labelled, "1", "the second point has label 2"),
    Pin(Indicator(2, 1), labelled, "0", "and not label 1"),
    Pin(CompleteLikelihood(), labelled, "0.09375", "(1/4 · 1/2) (3/4 · 1)"),
    Pin(LabelPosterior(), labelled, "0.125", "1/4 · 1/2"),
    Pin(ExpectedLog(), heights, "-3.652051698224466", LABELLINGS),
    Pin(
        OtherPoints(1),
        {N: 3, K: 2, gamma: [[5, 5], ["1/2", "1/4"], ["1/3", "1/3"]]},
        "0.5",
        "(1/2 + 1/4) (1/3 + 1/3)",
    ),
    Pin(PointDensity(1), heights, "0.3125", "1/4 · 1/2 + 3/4 · 1/4"),
    Pin(NewPointDensity(1), new, "0.3125", "1/4 · 1/2 + 3/4 · 1/4"),
    Pin(LogLikelihood(), heights, "-1.410010887737207", LOGARITHMS),
    Pin(NewLogLikelihood(), new, "-1.410010887737207", LOGARITHMS),
    Pin(StepQ(), heights, "-3.652051698224466", SUM),
    Pin(NewStepQ(), new, "-3.652051698224466", SUM),
    Pin(SquaredDistance(1, 1), plane, "2", "1 + 1"),
    Pin(DistanceToFirst(2), plane, "8", "4 + 4"),
    Pin(Spherical(1, 1, Integer(3)), plane, "0.038013166652644", SCIPY),
    Pin(Spike(2), plane | {sigma_: 2}, "0.014637457881080", SCIPY),
]
