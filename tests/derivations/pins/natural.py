"""Known values of natural parameters: precision ((1, 1), (1, 5)) and mean (1, 2)."""

from derivations.notation import D, Lambda, det, mu, pi_
from derivations.quantities.natural import Natural, NaturalConstant, NaturalLinear
from tests.derivations.pins import Pin

PRECISION, MEAN = {Lambda: [[[1, 1], [1, 5]]]}, {mu: [[1, 2]]}

PINS = [
    Pin(Natural(1, 2, 2), PRECISION, "-2.5", "-5/2"),
    Pin(NaturalLinear(1, 2), {D: 2} | PRECISION | MEAN, "11", "1 · 1 + 5 · 2"),
    Pin(
        NaturalConstant(1),
        {D: 2, pi_: ["1/3"], det: ["1/4"]} | PRECISION | MEAN,
        "-14.7433421745",
        "ln ⅓ + scipy.stats.multivariate_normal((1, 2), inverse).logpdf((0, 0))",
    ),
]
