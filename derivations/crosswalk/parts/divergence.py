"""The notes on the divergence of two densities, line by line."""

from sympy import Limit, Rational, Sum, exp, log, oo

from derivations.bernoulli import coins
from derivations.binned_divergence import P as P_m
from derivations.binned_divergence import Q as Q_m
from derivations.binned_divergence import binned, continuous
from derivations.crosswalk import steep
from derivations.crosswalk.claims import Witness, at_least, claim, ours
from derivations.crosswalk.parts.codes import excess, narrow
from derivations.crosswalk.rows import CONDITION, OTHER, SAME, Row
from derivations.kernel.names import Ratio
from derivations.never_negative import nonnegative
from derivations.not_a_distance import not_a_distance
from derivations.notation import Delta, N, alpha, beta, i, m, over, p, q, s, u, x_
from derivations.quantities.densities import Density, Exponential, OtherDensity
from derivations.quantities.divergence import CodeLength, Phi
from derivations.quantities.families import Divergence
from derivations.relative_entropy import (
    P,
    Q,
    delta_cancellation,
)

half, quarter = Rational(1, 2), Rational(1, 4)
heights = over(p[i] * Delta * log(p[i] / q[i]), (i, N))
law, other = Exponential(u, alpha), Exponential(u, beta)
here, there = Density(x_), OtherDensity(x_)
unbounded = "It grows past every number as q₁ = p₁ e⁻ˢ shrinks, so q = 0 < p means ∞"
tiny = Rational(1, 1000)

of_densities = Divergence(law, other, u, 0, oo)

DIVERGENCE = (
    Row(
        "bins-again",
        "the probabilities once more",
        OTHER,
        ("entropy.quantized",),
        "",
        (*narrow(P_m, alpha), *narrow(Q_m, beta)),
        tex=r"P_i \approx p(x_i) \Delta, \quad Q_i \approx q(x_i) \Delta",
        displayed=1,
    ),
    Row(
        "in-one-bin",
        r"in one bin $\Delta$ cancels",
        OTHER,
        ("kl.delta-cancellation", "kl.when-delta-stays"),
        "It needs the same bins for both laws, and the notes say that they are. Our "
        r"steps split the logarithms first, so that one sees the two $\ln \Delta$ "
        "meet.",
        (
            *claim(log(P / Q), log(Ratio(P.unfold(), Q.unfold())), log(p[i] / q[i])),
            *ours(delta_cancellation(), "In one bin"),
        ),
        displayed=1,
    ),
    Row(
        "sums",
        r"so the sums hold no $\ln \Delta$",
        OTHER,
        ("kl.delta-cancellation",),
        "Exact with mean heights.",
        claim(excess, heights),
        displayed=1,
    ),
    Row(
        "limit",
        "the limit is an integral",
        CONDITION,
        ("kl.continuous-limit",),
        "For two exponential laws the sum over bins has a closed form, and its limit "
        r"is the integral. In general $p \ln(p/q)$ has to allow a Riemann integral, "
        r"and the integral has to exist. It does not for $p = 2/(x \ln^2 x)$ against "
        "the flat density $q = e^2$ on $0 < x < e^{-2}$: down to $x = e^{-T}$ it is "
        r"more than $2 \ln T - \ln 8 - 4$, and grows past every number. The numbers "
        "show this integral, cut off at two places, and not the sum of the notes.",
        tex=r"\sum_i p(x_i) \Delta \ln \frac{p(x_i)}{q(x_i)}"
        r"\xrightarrow[\Delta \to 0]{} \int p(x) \ln \frac{p(x)}{q(x)} \,\mathrm{d}x",
        instead=(
            *claim(Sum(P_m * log(P_m / Q_m), (m, 0, oo)), binned),
            *claim(Limit(binned, Delta, 0), of_densities, continuous),
            *claim(steep.Divergence(steep.T), steep.divergence_closed),
            *steep.above_every_number(),
        ),
        witness=Witness(
            shows=claim(steep.Divergence(100), steep.Divergence(10**4), sign="<")
        ),
        displayed=1,
    ),
    Row(
        "divergence-goes",
        r"an entropy holds $-\ln \Delta$, a divergence does not",
        SAME,
        ("kl.delta-cancellation", "kl.when-delta-stays"),
        r"Between two densities in the same bins. Points against a density keep $-\ln "
        r"\Delta$, and two widths keep their ratio.",
        (
            *ours(delta_cancellation(), "The bins of P, in their own code"),
            *ours(delta_cancellation()),
        ),
    ),
    Row(
        "definition",
        "the divergence of two densities",
        CONDITION,
        ("kl.nonnegative", "kl.continuous-limit"),
        "With $q > 0$ wherever $p > 0$. As $q_1 = p_1 e^{-s}$ shrinks in a place "
        "that $p$ visits, what it adds grows past every number; a coin of "
        "1/1000 already costs a fair one more than two nats.",
        tex=r"\operatorname{KL}(p \,\|\, q) = "
        r"\int p(x) \ln \frac{p(x)}{q(x)} \,\mathrm{d}x",
        instead=(
            *claim(
                Divergence(here, there, x_, *Density.support),
                here.integral(here * log(here / there)),
            ),
            *at_least(
                p[1] * exp(-s) * Phi(exp(s)), p[1] * (s - 1), p[1] * exp(-s), sign=">"
            ),
            *ours(nonnegative(), unbounded),
        ),
        witness=Witness(shows=claim(coins(half, tiny), 2, sign=">")),
        displayed=1,
    ),
    Row(
        "weights",
        "where a penalty counts is decided by $p$",
        SAME,
        ("kl.excess-code-length",),
        "Both code lengths are means under $P$, as above.",
        claim(CodeLength(p[i], q[i], i, N), -over(P * log(Q), (i, N))),
    ),
    Row(
        "asymmetry",
        "KL changes when $p$ and $q$ are swapped",
        CONDITION,
        ("kl.not-a-distance", "kl.bernoulli"),
        "In general it does, and for a coin of ½ against one of ¼ it does. It need "
        "not: two coins agree in both directions where $p + q = 1$.",
        tex=r"\operatorname{KL}(p \,\|\, q) \ne \operatorname{KL}(q \,\|\, p)",
        instead=(
            *ours(not_a_distance()),
            *at_least(
                coins(half, quarter),
                coins(quarter, half),
                log(Rational(256, 243)) / 4,
                sign=">",
            ),
        ),
        witness=Witness(
            claim(coins(quarter, 3 * quarter), coins(3 * quarter, quarter), sign="≠")
        ),
        displayed=1,
    ),
)
