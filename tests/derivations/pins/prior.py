"""Known values of conjugate priors.

The points are (0, 0) and (2, 1), with the shares ¼ and ¾ of them in the component.
Its mean is μ = (1, 2), its precision Λ = ((1, 1), (1, 5)); the prior has κ = 2 points
at m = (0, 1), the scatter Ψ = ((2, 1), (1, 3)) and ν = 3 degrees of freedom.
"""

from derivations.notation import (
    D,
    K,
    L,
    Lambda,
    N,
    centre_,
    concentration,
    count_map,
    det,
    det_map,
    freedom,
    gamma,
    kappa,
    mu,
    mu_map,
    norm,
    pi_,
    scatter,
    sigma,
    sigma_,
    x,
)
from derivations.quantities.prior import (
    Dirichlet,
    Freedom,
    InverseWishart,
    LogPrior,
    LogPriorOnLine,
    MapDeterminant,
    MapShift,
    MeanCount,
    MeanPrior,
    ScaledMapShift,
    TotalCount,
    TraceOfScatter,
    TraceOfScatterAbout,
)
from derivations.quantities.prior_restricted import (
    DiagonalPrior,
    Height,
    LeastDeterminant,
    MeanScatter,
    PooledScatter,
    PriorSquares,
    SphericalPrior,
    TiedPrior,
)
from tests.derivations.pins import Pin

DATA = {N: 2, x: [[0, 0], [2, 1]], gamma: [["1/4"], ["3/4"]]}
PRIOR = {kappa: 2, freedom: 3, centre_: [0, 1], scatter: [[2, 1], [1, 3]]}
PLANE = {D: 2, mu: [[1, 2]], Lambda: [[[1, 1], [1, 5]]], det: ["1/4"]}
FACTOR = {D: 2, mu: [[1, 2]], L: [[[1, 1], [0, 2]]]}
NEW = {mu_map: [["1/2", 1]]}
LINE = {kappa: 2, freedom: 3, centre_: [0], scatter: [[2]], norm: 1}
AT, STRENGTH = {centre_: [0, 1]}, {kappa: 2}
NORMAL = "scipy.stats.multivariate_normal"

PINS = [
    Pin(
        Dirichlet(),
        {K: 2, norm: 12, concentration: [2, 3], pi_: ["1/4", "3/4"]},
        "1.6875",
        "scipy.stats.dirichlet([2, 3]).pdf([1/4, 3/4])",
    ),
    Pin(TotalCount(), {K: 2, count_map: [2, 3]}, "5", "2 + 3"),
    Pin(
        MeanPrior(1),
        PLANE | AT | STRENGTH,
        "0.0002135621",
        f"{NORMAL}(m, inverse of Λ / 2).pdf((1, 2))",
    ),
    Pin(
        InverseWishart(1) / InverseWishart(2),
        {
            D: 2,
            Lambda: [[[1, 1], [1, 5]], [[1, 0], [0, 1]]],
            det: ["1/4", 1],
            freedom: 3,
            scatter: [[2, 1], [1, 3]],
            norm: 1,
        },
        "0.0583604458",
        "scipy.stats.invwishart(3, Ψ).pdf at both covariances, and their ratio",
    ),
    Pin(MeanCount(1), DATA | STRENGTH, "3", "¼ + ¾ + 2"),
    Pin(Freedom(1), DATA | {freedom: 3}, "4", "¼ + ¾ + 3"),
    Pin(
        TraceOfScatterAbout(1),
        DATA | PLANE | {k: v for k, v in PRIOR.items() if k != freedom},
        "44.25",
        "5 + 2 · 2.75 + 5 · 6.75, with the matrix by NumPy",
    ),
    Pin(
        TraceOfScatter(1),
        DATA
        | {D: 2, Lambda: [[[1, 1], [1, 5]]]}
        | AT
        | STRENGTH
        | NEW
        | {scatter: [[2, 1], [1, 3]]},
        "22.75",
        "4.25 + 2 · 1.125 + 5 · 3.25, with the matrix by NumPy",
    ),
    Pin(MapShift(1), FACTOR | NEW, "6.25", "(-½ - 1)² + (-2)²"),
    Pin(
        ScaledMapShift(1, 2),
        {D: 2, mu: [[1, 2]], Lambda: [[[1, 1], [1, 5]]]} | NEW,
        "-5.5",
        "1 · (-½) + 5 · (-1)",
    ),
    Pin(MapDeterminant(1), {det_map: ["1/3"]}, "0.3333333333", "⅓, as given"),
    Pin(LeastDeterminant(1), {det_map: ["1/3"]}, "0.3333333333", "⅓, as given"),
    Pin(
        LogPrior.at(2)(1),
        {mu: [[1, 2]], Lambda: [[[1, 1], [1, 5]]], norm: 1} | PRIOR,
        "-13.7926996219",
        f"ln ({NORMAL}(m, Σ/2).pdf(μ) · scipy.stats.invwishart(3, Ψ).pdf(Σ) / C)",
    ),
    Pin(
        LogPriorOnLine(1),
        LINE | {mu: [[1]], sigma: ["1/2"]},
        "-4.4134818596",
        "ln (scipy.stats.norm(0, ½/√2).pdf(1) · scipy.stats.invgamma(1.5, scale=1)"
        ".pdf(¼) / C)",
    ),
    Pin(
        DiagonalPrior(1),
        {D: 2, mu: [[1, 2]], sigma: [["1/2", 1]], norm: 1} | PRIOR,
        "0.0035246655",
        f"π · {NORMAL}(m, Σ/2).pdf(μ) · scipy.stats.invwishart(3, Ψ).pdf(Σ) / C, "
        "Σ = diag(¼, 1)",
    ),
    Pin(
        SphericalPrior(1),
        {D: 2, mu: [[1, 2]], sigma: ["1/2"], norm: 1} | PRIOR,
        "0.00024952798813737",
        "the same with Σ = ¼ I",
    ),
    Pin(
        MeanScatter(1),
        DATA | {D: 2, mu: [[1, 2]], scatter: [[2, 1], [1, 3]]} | AT | STRENGTH,
        "5.875",
        "(5 + 6.75) / 2",
    ),
    Pin(
        PooledScatter(1, 2),
        DATA | {K: 1, mu: [[1, 2]], scatter: [[2, 1], [1, 3]]} | AT | STRENGTH,
        "2.75",
        "that of the one component",
    ),
    Pin(
        TiedPrior() * 10**9,
        {K: 2, mu: [[1], [2]], sigma_: "1/2"} | LINE,
        "1.53812818831",
        "scipy.stats.norm(0, ½/√2).pdf at 1 and 2, and invgamma(1.5).pdf(¼) / C",
    ),
    Pin(
        Height(1),
        {D: 2, det: ["1/4"]},
        "0.3183098862",
        f"{NORMAL}(μ, Σ).pdf(μ), which is 1/π",
    ),
    Pin(PriorSquares(1), FACTOR | AT, "8", "(1 + 1)² + 2²"),
]
