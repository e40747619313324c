"""The notes on mixtures and on repeating the two steps, line by line."""

from sympy import Derivative, Integer, Pow, Rational, log

from derivations.crosswalk.claims import Witness, at_least, claim, ours
from derivations.crosswalk.rows import CONDITION, SAME, Row
from derivations.fixed_points import half, stopping
from derivations.likelihood_ascent import gap as step_gap
from derivations.likelihood_ascent import q_rise, rise
from derivations.mixture_covariance import covariance
from derivations.mixture_mean import mean
from derivations.mixture_weights import some_k, weights
from derivations.notation import (
    N,
    gamma,
    k,
    pi_,
    theta_,
)
from derivations.quantities.coins import FirstCoin, TwoHeads
from derivations.quantities.mixture import Count, MixtureQ

worst = FirstCoin(theta_)  # one EM step; it stays at 1/2, where two heads are rarest
change = log(TwoHeads(worst)) - log(TwoHeads(theta_))
REPEAT = (
    Row(
        "differentiate",
        "for a mixture: differentiate in mean and covariance",
        SAME,
        ("gmm.m-step.mean", "gmm.m-step.covariance"),
        "The roots are the weighted mean and the weighted covariance, and both are "
        "maxima.",
        (*ours(mean(), "In one dimension"), *ours(covariance(), "D = 1, entry 11")),
    ),
    Row(
        "differentiate-weights",
        "and in the mixing coefficients",
        CONDITION,
        ("gmm.m-step.weights",),
        r"On their own these derivatives are $N_k/\pi_k$ and never vanish. It takes "
        r"the multiplier for $\sum_k \pi_k = 1$, or Gibbs’ inequality. At the right "
        r"answer, $\pi_k = N_k/N$, the derivative is $N$ and not 0.",
        tex=r"\frac{\partial \mathcal{Q}}{\partial \pi_k} = 0",
        instead=(
            *claim(Derivative(MixtureQ(), pi_[k]), Count(k) / pi_[k], given=(some_k,)),
            *ours(weights()),
        ),
        witness=Witness(
            claim(Count(1) / pi_[1], 0),
            {
                N: 2,
                gamma[1, 1]: half,
                gamma[2, 1]: Rational(1, 4),
                pi_[1]: Rational(3, 8),
            },
        ),
    ),
    Row(
        "threshold",
        "repeat until the likelihood changes less than a threshold",
        CONDITION,
        ("em.stopping",),
        "A fine rule for stopping, but it does not say that one has arrived. Take two "
        r"heads from one of two coins, where heads has the probability $\theta$ with "
        r"one coin and $1 - \theta$ with the other, and start at $u = 10^{-4}$ beside "
        r"½: the first step changes $\ln p$ by about $12 u^2$, less than a threshold "
        "of $10^{-6}$, and the likelihood stands near a quarter where a half is "
        r"possible. Below, $p(1 \mid \mathrm{HH}, \theta)$ is the $\theta$ after this "
        "step.",
        instead=ours(stopping(), "So it changes ln p by 12 u², to leading order"),
        witness=Witness(
            claim(TwoHeads(worst), half),
            {theta_: Rational(5001, 10**4)},
            shows=claim(change, Pow(10, -6, evaluate=False), sign="<"),
        ),
    ),
    Row(
        "always-increases",
        "the likelihood always increases",
        CONDITION,
        ("em.monotone", "em.stopping"),
        "It never decreases. At a fixed point it stays as it is: two heads from one "
        r"of two coins, with the probability $\theta$ of heads for one coin and $1 - "
        r"\theta$ for the other, at ½. The notes leave the proof to others; it is one "
        "line, from the touching bound.",
        tex=r"\ln p(\mathbf{X} \mid \boldsymbol{\theta}^{\text{new}}) > "
        r"\ln p(\mathbf{X} \mid \boldsymbol{\theta}^{\text{old}})",
        instead=at_least(rise, q_rise, step_gap),
        witness=Witness(
            at_least(log(TwoHeads(worst)), log(TwoHeads(theta_)), Integer(0), ">"),
            {theta_: half},
        ),
    ),
)
