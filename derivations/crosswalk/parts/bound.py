"""The notes on the logarithm of a sum and the bound below it, line by line.

Their Z is our z with K values, and their q(Z) is q_z.
"""

from sympy import Derivative, Rational, log

from derivations.crosswalk.claims import Witness, at_least, claim, ours
from derivations.crosswalk.rows import CONDITION, OTHER, SAME, Row
from derivations.evidence import FISHER, hidden, joint, log_sum, posterior, q_sums
from derivations.fixed_points import half, one_step, stopping
from derivations.kernel.names import Ratio
from derivations.lower_bound import jensen, on_the_support
from derivations.maximum_a_posteriori import map_step, prior_gradient
from derivations.mixture_model import model
from derivations.notation import J, K, over, q, theta_, z
from derivations.quantities.coins import FirstCoin, TwoHeads
from derivations.quantities.divergence import KL, Phi, Psi
from derivations.quantities.evidence import ELBO, Evidence, Joint
from derivations.quantities.information import Entropy

evidence, bound = log(Evidence(theta_)), ELBO(q[z], z, theta_)
gap = KL(q[z], posterior, z, K)
signed_gap = hidden(posterior * Phi(q[z] / posterior))
jensen_gap = hidden(q[z] * Psi(posterior / q[z]))
complete, spread = hidden(q[z] * log(joint)), hidden(q[z] * log(q[z]))
worst = FirstCoin(theta_)  # one EM step; it stays at 1/2, where two heads are rarest
AT_ONE = {K: 2, Joint(1, theta_): Rational(1, 16), Joint(2, theta_): Rational(6, 16)}

LOG_SUM = (
    Row(
        "mixture-log-sum",
        "the log-likelihood of a mixture is a log of sums",
        SAME,
        ("gmm.model",),
        "",
        ours(model(), "The log-likelihood of N independent points"),
    ),
    Row(
        "solves",
        "EM can solve maximum likelihood iteratively",
        CONDITION,
        ("em.stopping", "em.map"),
        "It climbs to a stationary point. Take two heads from one of two coins, where "
        r"heads has the probability $\theta$ with one coin and $1 - \theta$ with the "
        r"other. Started at $\theta = 1/2$, EM stays where two heads are least likely, "
        r"while $\theta = 1$ gives them ½. That EM does maximum a posteriori as well, "
        "as the notes say, holds with the same condition; how is not said there: the "
        r"M-step takes $\mathcal{Q} + \ln p(\theta)$.",
        instead=(
            *ours(stopping(), one_step().name),
            *ours(map_step(), prior_gradient().name),
        ),
        witness=Witness(claim(TwoHeads(worst), half), {theta_: half}),
    ),
    Row(
        "marginal",
        "the hidden variables are summed over",
        OTHER,
        ("em.log-sum",),
        "",
        claim(Evidence(theta_), hidden(joint)),
        displayed=1,
    ),
    Row(
        "log-marginal",
        "the logarithm stands outside the sum",
        OTHER,
        ("em.log-sum",),
        "",
        claim(evidence, log(hidden(joint))),
        displayed=1,
    ),
    Row(
        "no-closed-form",
        "so this cannot be solved analytically",
        CONDITION,
        ("em.log-sum",),
        "The logarithm outside is not the whole reason: two heads from one of two "
        r"coins, where heads has the probability $\theta$ with one and $1 - \theta$ "
        "with the other, are a log of a sum as well, and the slope has one root, at "
        r"$\theta = 1/2$ (a minimum; the maxima are at the ends). What makes it hard "
        "is that the slope is an average over the posterior, which knows all "
        "parameters, so that each equation is about every one of them.",
        instead=(
            *claim(
                Derivative(log(TwoHeads(theta_)), theta_),
                (2 * theta_ - 1) / TwoHeads(theta_),
            ),
            *ours(log_sum(), FISHER),
        ),
        witness=Witness(
            claim(Derivative(log(TwoHeads(theta_)), theta_), 0, sign="≠"),
            {theta_: half},
        ),
    ),
)

BOUND = (
    Row(
        "divide",
        "multiply and divide by $q$, where $q > 0$",
        CONDITION,
        ("elbo.jensen",),
        r"An equality if $q > 0$ for every $\mathbf{Z}$. Where it is not, the sum "
        "over $q > 0$ alone is less, and what was left out is not negative: the "
        "bound of the next line holds all the same.",
        tex=r"\ln p(\mathbf{X} \mid \boldsymbol{\theta}) = "
        r"\ln \sum_{\mathbf{Z}} q(\mathbf{Z}) \frac{"
        r"p(\mathbf{X}, \mathbf{Z} \mid \boldsymbol{\theta})}{q(\mathbf{Z})}",
        instead=(
            *claim(evidence, log(hidden(q[z] * Ratio(joint, q[z])))),
            *ours(jensen(), on_the_support().name),
        ),
        witness=Witness(
            claim(evidence, log(over(q[z] * Ratio(joint, q[z]), (z, J)))),
            AT_ONE | {J: 1, q[1]: 1},
        ),
        displayed=1,
    ),
    Row(
        "jensen",
        "Jensen’s inequality gives the bound",
        OTHER,
        ("elbo.jensen",),
        r"What the inequality leaves out is the mean of $\psi(\text{posterior}/q)$ "
        r"under $q$, with $\psi(t) = t - 1 - \ln t$; it is not negative.",
        at_least(evidence, bound, jensen_gap, given=(q_sums,)),
        displayed=1,
    ),
    Row(
        "named",
        "“lower bound of the marginal likelihood”",
        CONDITION,
        ("elbo.decomposition",),
        r"Of its logarithm. As $\ln t \le t - 1$ it is below $p(\mathbf{X} \mid "
        r"\theta)$ as well, but that is not what it touches: with the posterior for "
        r"$q$ it is $\ln p(\mathbf{X} \mid \theta)$.",
        instead=claim(ELBO(posterior, z, theta_), evidence),
        witness=Witness(claim(ELBO(posterior, z, theta_), Evidence(theta_)), AT_ONE),
    ),
    Row(
        "same-calculation",
        r"by Jensen or by $\operatorname{KL} \ge 0$ it is the same calculation",
        SAME,
        ("elbo.jensen", "elbo.decomposition"),
        "Nicely seen: what Jensen leaves out adds up to the divergence. Behind both "
        r"stands $\ln t \le t - 1$.",
        claim(gap, jensen_gap, given=(q_sums,)),
    ),
    Row(
        "split",
        "the bound, split",
        SAME,
        ("elbo.energy-entropy",),
        "",
        claim(bound, complete - spread),
        displayed=1,
    ),
    Row(
        "entropy-of-q",
        "the second term is the entropy of $q$",
        SAME,
        ("elbo.energy-entropy",),
        "With its sign, as it stands there.",
        claim(-spread, Entropy(q[z], z, K)),
    ),
    Row(
        "difference",
        "log-likelihood less bound is a divergence",
        OTHER,
        ("elbo.decomposition",),
        r"Their $p$ in $\operatorname{KL}(q \,\|\, p)$ is the posterior, as the next "
        "line of the notes says.",
        claim(evidence - bound, gap, given=(q_sums,)),
        displayed=1,
    ),
    Row(
        "posterior-form",
        "which divergence it is",
        SAME,
        ("elbo.decomposition",),
        "",
        claim(gap, -hidden(q[z] * log(posterior / q[z]))),
        displayed=1,
    ),
    Row(
        "bound-again",
        "so the log-likelihood is at least the bound",
        SAME,
        ("elbo.decomposition",),
        r"The divergence is a sum of posterior times $\varphi(q/\text{posterior})$, "
        r"and $\varphi(t) = t \ln t - t + 1$ is never negative.",
        at_least(evidence, bound, signed_gap, given=(q_sums,)),
        displayed=1,
    ),
)
LOWER_BOUND = (*LOG_SUM, *BOUND)
