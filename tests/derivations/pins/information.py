"""Known values of information, entropies, and the densities of one variable."""

from sympy import Rational

from derivations.notation import (
    B,
    D,
    Delta,
    K,
    alpha,
    c,
    i,
    m,
    mu_,
    p,
    q,
    sigma,
    sigma_,
    t,
    tau,
    u,
    w,
    x_,
    x_start,
    y,
)
from derivations.quantities.densities import (
    Bell,
    Density,
    Exponential,
    ExponentialBin,
    Flat,
    Normal,
    OtherDensity,
    OtherRescaled,
    Rescaled,
)
from derivations.quantities.families import Divergence
from derivations.quantities.information import (
    DifferentialEntropy,
    Entropy,
    Expectation,
    Information,
    Log,
    Outside,
    Rest,
    ScaledDeterminant,
    Uniform,
)
from tests.derivations.pins import Pin

HORSES = "Cover and Thomas, the race of eight horses: two bits"
SCIPY = "scipy.stats."
chances = ["1/2", "1/4", "1/8", "1/16", "1/64", "1/64", "1/64", "1/64"]
horses = {p: chances, K: 8}
three = {p: ["1/2", "1/3", "1/6"], i: 2, K: 3}
normal = {x_: 3, mu_: 1, sigma_: 2}
one = {Density.mass: 1, Density.tilt: 0, x_start: 0, w: 1, mu_: 0, sigma_: 1}
moved = {y: 3, c: -2, tau: 1}
P = Density(x_)

PINS = [
    Pin(Log(B, t), {B: 2, t: 8}, "3.000000000000", "two to the third is eight"),
    Pin(Information(p[i]), {p: ["1/4"], i: 1}, "1.386294361120", "ln 4"),
    Pin(Information(q[i], 2), {q: ["1/4"], i: 1}, "2.000000000000", "two coin flips"),
    Pin(Rest(p[i], i, K), three, "0.666666666667", "1/2 + 1/6"),
    Pin(Uniform(K), {K: 4}, "0.25", "one of four"),
    Pin(Expectation(1 / p[i], p[i], i, K), horses, "8.0", "each horse counts one"),
    Pin(Entropy(p[i], i, K, 2), horses, "2.000000000000", HORSES),
    Pin(Entropy(p[i], i, K), horses, "1.386294361120", f"{SCIPY}entropy"),
    Pin(
        DifferentialEntropy(Normal(x_, mu_, sigma_)),
        {mu_: 1, sigma_: 2},
        "2.112085713765",
        f"{SCIPY}norm(1, 2).entropy()",
    ),
    Pin(
        DifferentialEntropy(Exponential(u, alpha)),
        {alpha: 2},
        "0.306852819440",
        f"{SCIPY}expon(scale=1/2).entropy()",
    ),
    Pin(
        DifferentialEntropy(Flat(u, Rational(1, 2))),
        {},
        "-0.693147180560",
        f"{SCIPY}uniform(0, 0.5).entropy()",
    ),
    Pin(
        Exponential(u, alpha),
        {u: 1, alpha: 2},
        "0.270670566473",
        f"{SCIPY}expon(scale=1/2).pdf(1)",
    ),
    Pin(
        ExponentialBin(m, alpha),
        {m: 2, alpha: 2, Delta: "1/2"},
        "0.085548214869",
        f"{SCIPY}geom(1 - exp(-1)).pmf(3), which counts from 1",
    ),
    Pin(Normal(x_, mu_, sigma_), normal, "0.120985362260", f"{SCIPY}norm(1, 2).pdf(3)"),
    Pin(Bell(x_), normal, "0.120985362260", f"{SCIPY}norm(1, 2).pdf(3)"),
    Pin(Flat(u, w), {w: 4}, "0.25", f"{SCIPY}uniform(0, 4).pdf(u)"),
    Pin(
        Rescaled(y),
        {**moved, Density.mass: 1, Density.tilt: 1},
        "0.183939720586",
        "x = (3 - 1)/(-2) = -1, and exp(-1)/2",
    ),
    Pin(
        OtherRescaled(y),
        {**moved, OtherDensity.mass: 4, OtherDensity.tilt: 1},
        "0.735758882343",
        "x = (3 - 1)/(-2) = -1, and 4 exp(-1)/2",
    ),
    Pin(
        DifferentialEntropy(Rescaled(y)),
        {**moved, **one},
        "0.693147180560",
        f"{SCIPY}uniform(-1, 2).entropy()",
    ),
    Pin(
        Divergence(P, Bell(x_), x_, *Density.support),
        one,
        "1.085605199871",
        "½ ln 2π + 1/6, by hand: the mean of x² on the unit interval is 1/3",
    ),
    Pin(Outside(Bell(x_), P), one, "0.658655253931", f"1 - {SCIPY}norm.cdf(1) + 1/2"),
    Pin(
        ScaledDeterminant(D),
        {D: 2, sigma: [1, 2]},
        "1166.8329695024",
        f"exp(2 {SCIPY}multivariate_normal([0, 0], diag(1, 4)).entropy())",
    ),
]
