"""Two normal laws in bins whose width a reader sets: the code lengths run away.

Blue is p, with its mean at zero, orange is q. Each bin holds its exact probability.
"""

from functools import cache
from math import erfc, sqrt
from typing import Any

from derivations.publish.pictures.bins import two_widths
from derivations.publish.pictures.play.playground import Words, digits, file, put

COUNTS = (1024, 768, 512, 384, 256, 192, 128, 96, 64, 48, 32, 24, 16)  # of bins
LOW, HIGH = -16, 16  # holds all but 1e-12 of each law below
MEANS = tuple(n / 4 for n in range(-8, 9))  # of q
OWN, OTHER = (0.8, 1, 1.25), (0.8, 1, 1.25, 1.6, 2)  # deviations of p and of q
STEP, REACH = 1 / 32, 6  # of the tables that the curves are drawn from
PLACES = 3
GRID = ("own", "means", "other")

WORDS = Words(
    "Playground: the width of the bins and two densities",
    "<strong>Try this.</strong> Make the bins narrower: with every halving both code"
    r" lengths grow by \(\ln 2\), nearly, and the green gap between them rides along,"
    " to settle at the divergence of the densities.",
    r"Two normal laws, \(p\) about zero (blue) and \(q\) (orange), in bins of one"
    r" width \(\Delta\), each with its exact probability, drawn as its mean height. In"
    " wide bins the divergence is smaller, because they hide where in the bin a point"
    " lies. Everything moves in steps; for each of them klem has computed the numbers,"
    " in nats, when this page was built.",
)


def play() -> None:
    put("bins", two_widths, table, WORDS)


def files():
    yield file("bins", table)


def table() -> dict[str, Any]:
    """For each width and each pair of laws, what klem says, in thousandths of a nat."""
    import klem

    pairs = [(own, mean, other) for own in OWN for mean in MEANS for other in OTHER]
    widths = [(HIGH - LOW) / count for count in COUNTS]
    return {
        "widths": [
            [str_of(count), width] for count, width in zip(COUNTS, widths, strict=True)
        ],
        "means": MEANS,
        "own": OWN,
        "other": OTHER,
        "entropy": [
            digits((klem.entropy_quantized(cut(0, own, w)) for w in widths), PLACES)
            for own in OWN
        ],
        "cross": [at(pair, widths, klem.cross_entropy_quantized) for pair in pairs],
        "kl": [at(pair, widths, klem.kl_quantized) for pair in pairs],
        "limit": digits(
            (klem.kl_gaussian(0, own**2, mean, other**2) for own, mean, other in pairs),
            PLACES,
        ),
        "normal": normal(),
    }


def at(pair, widths, value) -> list[int | None]:
    """A value of two binned laws at each width."""
    own, mean, other = pair
    laws = ((cut(0, own, w), cut(mean, other, w)) for w in widths)
    return digits((value(p, q) for p, q in laws), PLACES)


def str_of(count: int) -> str:
    """The width of the bins as a fraction."""
    from fractions import Fraction

    return str(Fraction(HIGH - LOW, count))


@cache
def cut(mean: float, deviation: float, width: float):
    """A normal law in its bins, each with its exact probability."""
    import numpy as np

    import klem

    edges = np.arange(LOW, HIGH + width / 2, width)
    z = (edges - mean) / deviation
    below, above = half(-z), half(z)  # each keeps its digits where it is small
    masses = np.where(z[:-1] > 0, -np.diff(above), np.diff(below))
    return klem.Quantized(edges[:-1] + width / 2, masses, width)


def half(z):
    """The probability above z."""
    import numpy as np

    return np.vectorize(erfc)(z / sqrt(2)) / 2


def normal() -> dict[str, Any]:
    """The standard normal law between whose values the script draws."""
    import numpy as np

    import klem

    z = np.arange(-REACH, REACH + STEP / 2, STEP)
    density = np.exp(klem.log_density_gaussian(z, 0, 1))
    return {
        "step": STEP,
        "reach": REACH,
        "below": [round(float(v), 6) for v in half(-z)],
        "density": [round(float(v), 5) for v in density],
    }
