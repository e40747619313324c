"""Known values for covariances with fewer parameters.

The points are (0, 0) and (2, 1). Component 1 has the mean (1, 0) and the shares ¼ and ¾
of them, component 2 the mean (0, 1) and the rest.
"""

from derivations.notation import (
    D,
    K,
    Lambda,
    N,
    V,
    det_,
    epsilon,
    gamma,
    mu,
    nu,
    pi_,
    sigma,
    sigma_,
    x,
)
from derivations.quantities.restricted import (
    Diagonal,
    DiagonalQ,
    LogTiedAlong,
    MeanVariance,
    PooledCovariance,
    SphericalQ,
    TiedQ,
    TiedQAlong,
)
from tests.derivations.pins import Pin

DATA = {N: 2, K: 2, x: [[0, 0], [2, 1]], gamma: [["1/4", "3/4"], ["3/4", "1/4"]]}
MEANS = {D: 2, mu: [[1, 0], [0, 1]]}
ONE = {N: 1, K: 1, x: [[1]], mu: [[0]], gamma: [["1/2"]], pi_: ["1/3"]}
LINE = {x: [[1]], mu: [[0]], Lambda: [[2]], V: [[1]], epsilon: 2, nu: ["1/2"]}
HALF = "½ (ln ⅓ + scipy.stats.norm(0, 1/2).logpdf(1))"

PINS = [
    Pin(
        Diagonal(1, 1),
        {D: 2, x: [[1, 1]], mu: [[0, 0]], sigma: [["1/2", 1]]},
        "0.0261284666",
        "scipy.stats.norm(0, 1/2).pdf(1) * scipy.stats.norm.pdf(1)",
    ),
    Pin(MeanVariance(1), DATA | MEANS, "0.875", "(¼ · 1 + ¾ · (1 + 1)) / 2, by hand"),
    Pin(
        PooledCovariance(1, 1),
        DATA | MEANS,
        "1",
        "(¼ · 1 + ¾ · 1 + ¼ · 4) / 2, by hand",
    ),
    Pin(PooledCovariance(1, 2), DATA | MEANS, "0.375", "¾ · 1 / 2, by hand"),
    Pin(
        LogTiedAlong(1, 1),
        {D: 1, det_: "1/2"} | LINE,
        "-2.2257913526",
        "scipy.stats.norm(0, 1/2).logpdf(1), as 2 + 2 · 1 = 4 = 1/(1/2)²",
    ),
    Pin(DiagonalQ(), {D: 1, sigma: [["1/2"]]} | ONE, "-1.6622018206", HALF),
    Pin(SphericalQ(), {D: 1, sigma: ["1/2"]} | ONE, "-1.6622018206", HALF),
    Pin(TiedQ(), {sigma_: "1/2"} | ONE, "-1.6622018206", HALF),
    Pin(TiedQAlong(), {D: 1, det_: "1/2"} | ONE | LINE, "-1.6622018206", HALF),
]
