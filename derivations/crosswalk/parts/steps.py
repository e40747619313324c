"""The notes on the two steps of EM, and on the E-step, line by line."""

from sympy import Integer, Rational, log

from derivations.crosswalk.claims import Witness, at_least, claim, ours
from derivations.crosswalk.parts.bound import bound, gap
from derivations.crosswalk.rows import CONDITION, SAME, WRONG, Row
from derivations.evidence import hidden, posterior, q_sums
from derivations.expectation_step import e_step, old
from derivations.kernel.given import density
from derivations.likelihood_ascent import monotone, new, q_rise, rise
from derivations.notation import (
    K,
    q,
    q_tilde,
    theta_,
    theta_new,
    theta_old,
    z,
)
from derivations.quantities.divergence import KL, Phi
from derivations.quantities.evidence import ELBO, Evidence, Joint

at_theta_old = log(Evidence(theta_old))
other_q = density(q_tilde[z], (z, 1, K))
# Two values of z, before and after a step: the posterior moves from (1/7, 6/7).
STEP = {
    K: 2,
    Joint(1, theta_old): Rational(1, 16),
    Joint(2, theta_old): Rational(6, 16),
    Joint(1, theta_new): Rational(2, 16),
    Joint(2, theta_new): Rational(3, 32),
}
BOTH = (
    Row(
        "raise-the-bound",
        r"increasing $\mathcal{L}$ increases $\ln p$",
        CONDITION,
        ("em.monotone",),
        "Only where the bound touches. With a $q$ that is not the posterior, $(3/4, "
        r"1/4)$, the bound rises by a quarter of $\ln 2$ while the likelihood falls "
        r"by half. With the posterior at $\theta^{\text{old}}$, $\ln p$ rises by what "
        r"$\mathcal{Q}$ gains and by a divergence on top.",
        instead=(
            *claim(rise, q_rise + KL(old, new, z, K)),
            *ours(monotone(), "With a q that is not the posterior: the bound rises"),
        ),
        witness=Witness(at_least(rise, 0, Integer(0)), STEP),
    ),
    Row(
        "labels",
        r"raising $\mathcal{L}$ is called the E-step, closing the gap the M-step",
        WRONG,
        ("em.e-step", "em.m-step-is-q"),
        "The two labels have changed places; further down the notes have them right. "
        r"It is the E-step that closes the gap. The M-step moves $\theta$, the old "
        "posterior is then no longer the posterior, and the gap opens again.",
        tex=r"\operatorname{KL}(q \,\|\, p) = 0 \text{ after the M-step}",
        instead=claim(KL(old, old, z, K), 0),
        witness=Witness(claim(KL(old, new, z, K), 0), STEP),
    ),
    Row(
        "touches",
        "with the posterior for $q$ the bound touches",
        SAME,
        ("em.e-step",),
        "",
        ours(e_step(), "There the bound touches"),
    ),
)

E_STEP = (
    Row(
        "constant-in-q",
        r"to raise $\mathcal{L}$ in $q$ is to lower the divergence",
        SAME,
        ("elbo.decomposition", "em.e-step"),
        "For any two $q$: what one bound has more, its gap has less.",
        claim(
            bound - ELBO(q_tilde[z], z, theta_),
            KL(q_tilde[z], posterior, z, K) - gap,
            given=(q_sums, other_q),
        ),
    ),
    Row(
        "decomposition",
        "log-likelihood = bound + divergence",
        SAME,
        ("elbo.decomposition",),
        "",
        claim(
            at_theta_old,
            ELBO(q[z], z, theta_old) + KL(q[z], old, z, K),
            given=(q_sums,),
        ),
        displayed=1,
    ),
    Row(
        "least-divergence",
        "the divergence is least, and 0, at the posterior",
        SAME,
        ("kl.nonnegative", "em.e-step"),
        r"And at no other $q$, since $\varphi(t) = 0$ at $t = 1$ only.",
        (
            *at_least(
                KL(q[z], old, z, K), 0, hidden(old * Phi(q[z] / old)), given=(q_sums,)
            ),
            *claim(KL(old, old, z, K), 0),
        ),
    ),
    Row(
        "new-q",
        "so the new $q$ is the posterior",
        SAME,
        ("em.e-step",),
        "No other $q$ does better: what is missing to the greatest bound is not "
        "negative.",
        at_least(
            ELBO(old, z, theta_old),
            ELBO(q[z], z, theta_old),
            hidden(old * Phi(q[z] / old)),
            given=(q_sums,),
        ),
        tex=r"q^{\text{new}}(\mathbf{Z}) = "
        r"p(\mathbf{Z} \mid \mathbf{X}, \boldsymbol{\theta}^{\text{old}})",
        displayed=1,
    ),
    Row(
        "touching",
        "there the bound is the log-likelihood",
        SAME,
        ("em.e-step",),
        "",
        claim(ELBO(old, z, theta_old), at_theta_old),
        displayed=1,
    ),
)

STEPS = (*BOTH, *E_STEP)
