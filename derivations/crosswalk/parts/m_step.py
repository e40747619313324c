"""The notes on the M-step, line by line."""

from sympy import Derivative, exp, log

from derivations.crosswalk.claims import claim, ours
from derivations.crosswalk.parts.bound import bound, complete, spread
from derivations.crosswalk.rows import CONDITION, SAME, Row
from derivations.evidence import hidden, joint
from derivations.expectation_step import old
from derivations.maximization_step import m_step_is_q
from derivations.notation import (
    K,
    theta_,
    theta_old,
    u,
    x_bar,
    z,
)
from derivations.quantities.evidence import Expected
from derivations.quantities.information import Expectation

M_STEP = (
    Row(
        "m-step",
        r"the new $\theta$ is where the bound is greatest",
        SAME,
        ("em.m-step-is-q",),
        "A definition, if there is such a place. A mixture with a component that "
        "sits on a point has none: its likelihood has no upper bound.",
        tex=r"\boldsymbol{\theta}^{\text{new}} = \arg\max_{\boldsymbol{\theta}} "
        r"\mathcal{L}(q^{\text{new}}, \boldsymbol{\theta})",
        displayed=1,
    ),
    Row(
        "split-again",
        "the bound, split, once more",
        SAME,
        ("elbo.energy-entropy",),
        "",
        claim(bound, complete - spread),
        displayed=1,
    ),
    Row(
        "no-theta",
        r"its second term does not depend on $\theta$",
        SAME,
        ("em.m-step-is-q",),
        "",
        (
            *claim(Derivative(spread, theta_), 0),
            *claim(Derivative(bound, theta_), Derivative(complete, theta_)),
        ),
    ),
    Row(
        "expected-complete",
        "what is left is a mean of the complete-data log-likelihood",
        SAME,
        ("em.m-step-is-q",),
        "",
        claim(hidden(old * log(joint)), Expected(theta_, theta_old)),
        displayed=1,
    ),
    Row(
        "q-function",
        r"its name is $\mathcal{Q}$",
        SAME,
        ("em.m-step-is-q", "gmm.q"),
        "",
        claim(
            Expected(theta_, theta_old),
            Expectation(log(joint), old, z, K),
            hidden(old * log(joint)),
        ),
        displayed=1,
    ),
    Row(
        "closed-form",
        r"$\mathcal{Q}$ is a sum of logs, so its maximum has a formula",
        CONDITION,
        ("em.m-step-is-q", "gmm.m-step.mean"),
        "For Gaussian mixtures and other exponential families whose means invert, "
        "yes. A sum of logs alone does not promise it. Let counts be seen only when "
        "they are not zero (a zero-truncated Poisson law with rate $u$ and mean "
        r"count $\bar{x}_1$): the slope vanishes where $u/(1 - e^{-u}) = \bar{x}_1$, "
        "for which there is no elementary formula. That there is none is stated "
        "here, not computed.",
        instead=claim(
            Derivative(x_bar[1] * log(u) - log(exp(u) - 1), u),
            x_bar[1] / u - 1 / (1 - exp(-u)),
        ),
    ),
    Row(
        "argmax-q",
        r"so the new $\theta$ is where $\mathcal{Q}$ is greatest",
        SAME,
        ("em.m-step-is-q",),
        r"From $\theta^{\text{old}}$ to any $\theta$, bound and $\mathcal{Q}$ rise by "
        "the same amount.",
        ours(m_step_is_q(), "And both rise by the same amount"),
        tex=r"\boldsymbol{\theta}^{\text{new}} = \arg\max_{\boldsymbol{\theta}} "
        r"\mathcal{Q}(\boldsymbol{\theta}, \boldsymbol{\theta}^{\text{old}})",
        displayed=1,
    ),
)
