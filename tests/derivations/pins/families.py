"""Known values of the families, their divergences, and the mixture by its labels.

One worked example serves the Gaussians: A = ((1, 0), (½, 1)) and y = (1, -1), so that
Σ₁ = A Aᵀ = ((1, ½), (½, 5/4)) and x = μ₁ + A y = (2, 3/2), with μ₁ = (1, 2),
μ₂ = (0, ½) and Σ₂ = ((2, 1), (1, 3)).
"""

from sympy import oo

from derivations.notation import (
    A,
    D,
    K,
    Lambda,
    N,
    Sigma,
    a,
    alpha,
    beta,
    cell,
    counts,
    det,
    i,
    j,
    k,
    m,
    mu,
    p,
    p_,
    pi_,
    q,
    q_,
    sigma,
    t,
    theta,
    u,
    unit,
    x,
    x_,
)
from derivations.quantities.densities import Exponential, Normal
from derivations.quantities.families import (
    Bernoulli,
    Categorical,
    Divergence,
    Empirical,
    LogLikelihood,
    Model,
)
from derivations.quantities.gaussian import (
    Coordinate,
    Half,
    LogDensity,
    LogOwn,
    LogUnit,
    Mahalanobis,
    PlanarDeterminant,
    PlanarMahalanobis,
    PlanarTrace,
    Trace,
    TriangularPoint,
)
from derivations.quantities.mixture_model import (
    LabelGivenPoint,
    LabelPrior,
    Mixture,
    PointGivenLabel,
)
from tests.derivations.pins import Pin

means = {mu: [[1, 2], [0, "1/2"]]}
inverses = {
    Lambda: [[["5/4", "-1/2"], ["-1/2", 1]], [["3/5", "-1/5"], ["-1/5", "2/5"]]]
}
plane = {
    **means,
    **inverses,
    det: [1, 5],
    Sigma: [[[1, "1/2"], ["1/2", "5/4"]]],
    A: [[1, 0], ["1/2", 1]],
    unit: [1, -1],
    D: 2,
}
below = {mu: [1, 2], sigma: [2, 1], A: [[0, 0], [3, 0]], unit: [1, -1], D: 2}
factors = {**means, sigma: [[2, 1], [1, "1/2"]], A: [[[0], [1]], [[0], [-1]]]}
labels = {
    **means,
    **inverses,
    det: [1, 5],
    D: 2,
    K: 2,
    pi_: ["1/4", "3/4"],
    x: [[2, "3/2"]],
}
three_points = {theta: [1, 2, 4], cell: [1, 3, 3], K: 3, N: 3}

LOGPDF = "scipy.stats.multivariate_normal.logpdf"
COVER = "Cover and Thomas, example 2.3.1, in nats"

PINS = [
    Pin(Bernoulli(1, p_), {p_: "3/10"}, "0.3", "scipy.stats.bernoulli.pmf(1, 0.3)"),
    Pin(Bernoulli(0, p_), {p_: "3/10"}, "0.7", "scipy.stats.bernoulli.pmf(0, 0.3)"),
    Pin(
        Categorical(p[k], k, 2),
        {p: ["1/5", "3/10", "1/2"], K: 3},
        "0.3",
        "the second of three probabilities",
    ),
    Pin(
        Divergence(Bernoulli(m, p_), Bernoulli(m, q_), m, 0, 1),
        {p_: "1/2", q_: "1/4"},
        "0.143841036225890",
        COVER,
    ),
    Pin(
        Divergence(Categorical(p[k], k, j), Categorical(q[k], k, j), j, 1, K),
        {p: ["1/4", "3/4"], q: ["1/2", "1/2"], K: 2},
        "0.130812035941137",
        COVER,
    ),
    Pin(
        Divergence(Exponential(u, alpha), Exponential(u, beta), u, 0, oo),
        {alpha: 2, beta: 3},
        "0.094534891891835",
        "scipy.integrate.quad",
    ),
    Pin(
        Divergence(
            Normal(x_, mu[1], sigma[1]), Normal(x_, mu[2], sigma[2]), x_, -oo, oo
        ),
        {mu: [1, 0], sigma: [2, 1]},
        "1.306852819440055",
        "scipy.integrate.quad",
    ),
    Pin(Empirical(2), {counts: [1, 3], N: 4}, "0.75", "3 points of 4"),
    Pin(
        Model(3), {theta: [1, 2, 4], K: 3}, "0.843794734481339", "scipy.special.softmax"
    ),
    Pin(
        LogLikelihood(),
        three_points,
        "-3.509538058668857",
        "scipy.special.log_softmax([1, 2, 4])[[0, 2, 2]].sum()",
    ),
    Pin(Coordinate(2, i), plane, "1.5", "2 + ½ - 1"),
    Pin(LogDensity(1), plane, "-2.837877066409345", LOGPDF),
    Pin(LogDensity(2), plane, "-3.642596022626395", LOGPDF),
    Pin(Trace(), plane, "0.9", "3/5 - 1/10 - 1/10 + 1/2"),
    Pin(Mahalanobis(), plane, "0.9", "scipy.spatial.distance.mahalanobis(…)**2"),
    Pin(Half(t + 1), {t: 3}, "2", "half of four"),
    Pin(TriangularPoint(a).subs(a, 2), below, "4", "2 - 1 + 3"),
    Pin(LogOwn(), below, "-3.531024246969290", f"{LOGPDF}, Σ = ((4, 6), (6, 10))"),
    Pin(LogUnit(), below, "-14.337877066409345", f"{LOGPDF} at (3, 4)"),
    Pin(PlanarDeterminant(2), factors, "0.25", "numpy.linalg.det"),
    Pin(PlanarTrace(), factors, "44", "numpy.trace(numpy.linalg.solve(Σ₂, Σ₁))"),
    Pin(PlanarMahalanobis(), factors, "26", "numpy.linalg.solve"),
    Pin(LabelPrior(1, 2), labels, "0.75", "the second weight"),
    Pin(PointGivenLabel(1, 2), labels, "0.026184280671908", f"exp of {LOGPDF}"),
    Pin(
        Mixture(1),
        labels,
        "0.034275668385010",
        "exp of sklearn.mixture.GaussianMixture.score_samples",
    ),
    Pin(
        LabelGivenPoint(1, 2),
        labels,
        "0.57294902",
        "sklearn.mixture.GaussianMixture.predict_proba",
    ),
]
