"""The notes on the two steps of EM, and on the E-step, line by line."""

from sympy import Integer, Rational, log

from derivations.crosswalk.claims import Witness, at_least, claim, ours
from derivations.crosswalk.parts.bound import bound, gap
from derivations.crosswalk.rows import CONDITION, SAME, WRONG, Row
from derivations.evidence import hidden, posterior, q_sums
from derivations.expectation_step import e_step, old
from derivations.kernel.given import density
from derivations.likelihood_ascent import new, q_rise, rise
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
# Two values of z, and two θ; at the old one the posterior is (1/7, 6/7).
FROM = {
    K: 2,
    Joint(1, theta_old): Rational(1, 16),
    Joint(2, theta_old): Rational(6, 16),
    Joint(1, theta_new): Rational(2, 16),
}
NO_STEP = FROM | {
    Joint(2, theta_new): Rational(3, 32),  # it would lower Q
    q[1]: Rational(3, 4),
    q[2]: Rational(1, 4),
}
STEP = FROM | {Joint(2, theta_new): Rational(6, 16)}
bound_rise = ELBO(q[z], z, theta_new) - ELBO(q[z], z, theta_old)
BOTH = (
    Row(
        "raise-the-bound",
        r"increasing $\mathcal{L}$ increases $\ln p$",
        CONDITION,
        ("em.monotone",),
        "Only where the bound touches. At the point below $q$ is not the posterior "
        r"at $\theta^{\text{old}}$, which is $(1/7, 6/7)$; there the bound rises by a "
        r"quarter of $\ln 2$ while the likelihood falls by half. With the posterior "
        r"for $q$, $\ln p$ rises by what $\mathcal{Q}$ gains and by a divergence on "
        "top.",
        instead=claim(rise, q_rise + KL(old, new, z, K)),
        witness=Witness(
            at_least(rise, 0, Integer(0)),
            NO_STEP,
            shows=claim(bound_rise, log(2) / 4),
        ),
    ),
    Row(
        "labels",
        r"raising $\mathcal{L}$ is called the E-step, closing the gap the M-step",
        WRONG,
        ("em.e-step", "em.m-step-is-q"),
        "The two labels have changed places; further down the notes have them right. "
        r"It is the E-step that closes the gap. The M-step moves $\theta$, the old "
        "posterior is then no longer the posterior, and the gap opens again. In the "
        r"witness there are two $\theta$, and as $\mathcal{Q}$ is greater at the "
        "second, the M-step takes the second.",
        tex=r"\operatorname{KL}(q \,\|\, p) = 0 \text{ after the M-step}",
        instead=claim(KL(old, old, z, K), 0),
        witness=Witness(
            claim(KL(old, new, z, K), 0),
            STEP,
            shows=(*claim(q_rise.unfold(), 0, sign=">"), *claim(rise, 0, sign=">")),
        ),
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
