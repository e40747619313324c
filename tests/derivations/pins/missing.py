"""Known values for rows with missing entries, in scalars.

The covariance is ((4, 2), (2, 3)), so that the precision is ((3, -2), (-2, 4))/8.
"""

from derivations.notation import (
    A,
    C,
    D,
    Lambda,
    N,
    V,
    det,
    epsilon,
    gamma,
    i,
    mu,
    nu,
    unit,
    x,
    x_hat,
)
from derivations.quantities.missing import (
    ConditionalMean,
    ConditionalVariance,
    ExpectedCovarianceAbout,
    ExpectedLogAlong,
    FilledCoordinate,
    ImputedMean,
    ImputedVariance,
    LogFilledAlong,
)
from tests.derivations.pins import Pin

PLANE = {Lambda: [[["3/8", "-1/4"], ["-1/4", "1/2"]]]}
ROW = {x: [[3, 0]], mu: [[1, 2]]}
DATA = {
    N: 2,
    D: 1,
    gamma: [["1/4"], ["3/4"]],
    x_hat: [[[1]], [[2]]],
    mu: [[1]],
    C: [[[["1/2"]]], [[[2]]]],
}
LINE = {
    D: 1,
    Lambda: [[[2]]],
    det: ["1/2"],
    V: [[1]],
    epsilon: 2,
    nu: ["1/2"],
    mu: [[0]],
    x_hat: [[[1]]],
}
NORMAL = "scipy.stats.norm(0, 1/2).logpdf"

PINS = [
    Pin(ConditionalMean(1, 1), PLANE | ROW, "3", "2 + 2/4 · (3 − 1)"),
    Pin(ConditionalVariance(1), PLANE, "2", "3 − 2²/4"),
    Pin(
        FilledCoordinate(1, 1, 1, i),
        {D: 1, x_hat: [[[1]]], A: [[[["1/2"]]]], unit: [3]},
        "2.5",
        "1 + ½ · 3",
    ),
    Pin(
        LogFilledAlong(1, 1),
        LINE | {A: [[[["1/2"]]]], unit: [2]},
        "-8.2257913526",
        f"{NORMAL}(1 + ½ · 2), as 2 + 2 · 1 = 4 = 1/(1/2)²",
    ),
    Pin(
        ExpectedLogAlong(1, 1),
        LINE | {C: [[[["1/4"]]]]},
        "-2.7257913526",
        f"{NORMAL}(1) − ½ · 4 · ¼",
    ),
    Pin(ExpectedCovarianceAbout(1, 1, 1), DATA, "2.375", "¼ (0 + ½) + ¾ (1 + 2)"),
    Pin(ImputedMean(1, 1), DATA, "1.75", "¼ · 1 + ¾ · 2"),
    Pin(ImputedVariance(1, 1), DATA, "0.75", "¾ · 1"),
]
