"""Known values of bins, code lengths, divergences and the functions that bound them."""

from derivations.notation import Delta, N, beta, i, m, n, p, q, t
from derivations.quantities.densities import OtherExponentialBin
from derivations.quantities.divergence import (
    KL,
    Bin,
    CodeLength,
    Covered,
    Phi,
    Points,
    Psi,
)
from tests.derivations.pins import Pin

SCIPY = "scipy.special.kl_div(x, y), which is x ln(x/y) - x + y"
COVER = "Cover and Thomas, example 2.3.1, in nats: 0.2075 and 0.1887 bits"
bins = {
    p: ["1/2", "3/2"],
    q: [1, 1],
    Delta: "1/2",
    N: 2,
}  # P = (1/4, 3/4), Q = (1/2, 1/2)
coins = {p: ["1/2", "1/2"], q: ["1/4", "3/4"], N: 2}

PINS = [
    Pin(Bin(p[1]), {p: [3], Delta: "1/4"}, "0.75", "3/4"),
    Pin(CodeLength(p[i], q[i], i, N), bins, "0.693147180559945", "ln 2, one bit a bin"),
    Pin(CodeLength(q[i], p[i], i, N), bins, "0.836988216785836", "½ ln(16/3) by hand"),
    Pin(
        CodeLength(p[i], p[i], i, N),
        bins,
        "0.562335144618809",
        "scipy.stats.entropy([1/4, 3/4])",
    ),
    Pin(Points(N), {N: 4}, "0.25", "one of four points"),
    Pin(KL(p[i], q[i], i, N), coins, "0.143841036225890", COVER),
    Pin(KL(q[i], p[i], i, N), coins, "0.130812035941137", COVER),
    Pin(KL(Points(N), q[n], n, N), coins, "0.143841036225890", COVER),
    Pin(Covered(q[i], i, N), {q: ["1/5", "3/10"], N: 2}, "0.5", "1/5 + 3/10"),
    Pin(Phi(t), {t: 2}, "0.386294361119891", f"{SCIPY}, at (2, 1)"),
    Pin(Psi(t), {t: 2}, "0.306852819440055", f"{SCIPY}, at (1, 2)"),
    Pin(
        OtherExponentialBin(m, beta),
        {m: 1, beta: 1, Delta: 1},
        "0.232544157934830",
        "scipy.stats.geom.pmf(2, 1 - exp(-1))",
    ),
]
