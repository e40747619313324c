"""Slips met in transcriptions of PRML, and one in the Book of Statistical Proofs.

The transcriptions are of different printings, and which ones is unknown; so each row is
about a formula as it was read there. The author's own list of corrections comes first.
"""

from sympy import Integer, Limit, Rational, Symbol, exp, log, pi

from derivations.crosswalk.claims import Witness, claim, ours
from derivations.crosswalk.rows import CONDITION, WRONG, Row
from derivations.evidence import hidden, joint, posterior, q_sums
from derivations.kernel.names import Named
from derivations.lower_bound import energy_entropy
from derivations.maximum_likelihood import divergence, maximum_likelihood
from derivations.mixture_mean import deviations, one_dimension
from derivations.never_negative import held, nonnegative
from derivations.notation import (
    D,
    Delta,
    K,
    N,
    alpha,
    cell,
    counts,
    gamma,
    k,
    mu,
    n,
    over,
    pi_,
    q,
    sigma,
    sigma_,
    theta,
    theta_,
    u,
    x,
    z,
)
from derivations.quantities.collapse import Spherical, Spike, SquaredDistance
from derivations.quantities.densities import Exponential
from derivations.quantities.evidence import ELBO, Evidence, Joint
from derivations.quantities.families import Empirical, Model
from derivations.quantities.information import DifferentialEntropy, Entropy
from derivations.quantization import exact

half = Rational(1, 2)
law = Exponential(u, alpha)
heights_limit = -Limit(exact + log(Delta), Delta, 0)  # of Σ pᵢΔ ln pᵢ
upside_down = -over(gamma[n, k] * sigma[k] ** 2 * (x[n] - mu[k]), (n, N))
epsilon_ = Symbol("epsilon", positive=True)  # a variance; ours in notation.py is real
spread_out = Spherical(n, k, epsilon_)
bell = exp(-SquaredDistance(n, k) / (2 * epsilon_))
one_point = {N: 1, K: 1, k: 1}
bound = ELBO(q[z], z, theta_)
mean_log_ratio = hidden(q[z] * log(posterior / q[z]))
EVEN_Q = {
    K: 2,
    q[1]: half,
    q[2]: half,
    Joint(1, theta_): Rational(1, 16),
    Joint(2, theta_): Rational(6, 16),
}


class LineHeight(Named):
    """(2πv)^(-1/2), the height of a Gaussian on the line with the variance v."""

    means = staticmethod(lambda v: (2 * pi * v) ** (-half))

    def _latex(self, printer, **_):
        return rf"{printer.brackets(2 * pi * self.args[0])}^{{-1/2}}"


PRML = (
    Row(
        "prml-1.103",
        "1.103, the limit of the first part of the binned entropy",
        WRONG,
        ("entropy.quantized", "entropy.differential"),
        r"A minus is lost: $\sum_i p_i \Delta \ln p_i$ tends to $\int p \ln p$, which "
        "is minus the differential entropy. The witness is an exponential law, with "
        "rate 1; on the left stands what the sum of its bins tends to.",
        tex=r"\lim_{\Delta \to 0} \sum_i p(x_i) \Delta \ln p(x_i) = "
        r"-\int p(x) \ln p(x) \,\mathrm{d}x",
        instead=claim(-heights_limit, DifferentialEntropy(law)),
        witness=Witness(claim(heights_limit, DifferentialEntropy(law)), {alpha: 1}),
    ),
    Row(
        "prml-1.118",
        "1.118, the proof that KL is not negative",
        CONDITION,
        ("kl.nonnegative",),
        "The integral of $q$ runs over the places where $p$ is positive, so it is "
        r"$q(S)$ and may be less than one; then $-\ln q(S)$ is positive and not 0. "
        "The conclusion holds, with more to spare: $r$ is what $q$ puts where $p$ is "
        r"zero, and $\psi(t) = t - 1 - \ln t$ is never negative.",
        tex=r"-\ln \int q(x) \,\mathrm{d}x = 0",
        instead=ours(nonnegative(), "The logarithm of the mean is not positive"),
        witness=Witness(claim(-log(held), 0), {N: 1, q[1]: half}),
    ),
    Row(
        "prml-1.119",
        "1.119, KL against $N$ data points",
        WRONG,
        ("kl.maximum-likelihood",),
        "A mean over $N$ points needs $1/N$. It does no harm to the conclusion: "
        "where KL is least does not change by a factor. In the witness $p$ is the "
        "law of the data.",
        tex=r"\operatorname{KL}(p \,\|\, q) \simeq \sum_{n=1}^{N} "
        r"\{ -\ln q(\mathbf{x}_n \mid \boldsymbol{\theta}) + \ln p(\mathbf{x}_n) \}",
        instead=ours(maximum_likelihood()),
        witness=Witness(
            claim(
                divergence,
                over(log(Empirical(cell[n])) - log(Model(cell[n])), (n, N)),
                sign="≈",
            ),
            {
                N: 2,
                K: 2,
                cell[1]: 1,
                cell[2]: 2,
                counts[1]: 1,
                counts[2]: 1,
                theta[1]: 0,
                theta[2]: 1,
            },
        ),
    ),
    Row(
        "prml-9.15",
        "9.15, the height of a component on its own point",
        CONDITION,
        ("gmm.singularity",),
        "So in one dimension. In $D$ dimensions the exponent is $D/2$, and the "
        r"height grows like $\sigma^{-D}$.",
        tex=r"\mathcal{N}(\mathbf{x}_n \mid \mathbf{x}_n, \sigma_j^2 \mathbf{I}) = "
        r"\frac{1}{(2\pi)^{1/2}} \frac{1}{\sigma_j}",
        instead=claim(Spike(Integer(1)), (2 * pi * sigma_**2) ** (-D * half)),
        witness=Witness(
            claim(Spike(Integer(1)), LineHeight(sigma_**2)),
            {D: 2, sigma_: half, x[1, 1]: 0, x[1, 2]: 0},
        ),
    ),
    Row(
        "prml-9.16",
        "9.16, the slope in a mean",
        WRONG,
        ("gmm.m-step.mean",),
        r"It was read with $\boldsymbol{\Sigma}_k$ where $\boldsymbol{\Sigma}_k^{-1}$ "
        "belongs, and with a minus in front. The root is the same, so that the next "
        "equation is right; the slope is not. The witness has $D = 1$.",
        tex=r"0 = -\sum_{n=1}^{N} \gamma(z_{nk}) \boldsymbol{\Sigma}_k "
        r"(\mathbf{x}_n - \boldsymbol{\mu}_k)",
        instead=claim(
            one_dimension().claim.lhs, deviations, given=one_dimension().given
        ),
        witness=Witness(
            claim(one_dimension().claim.lhs, upside_down),
            one_point | {gamma[1, 1]: 1, pi_[1]: 1, x[1]: 1, mu[1]: 0, sigma[1]: 2},
        ),
    ),
    Row(
        "prml-9.41",
        r"9.41, a component with the covariance $\epsilon \mathbf{I}$",
        CONDITION,
        ("gmm.singularity",),
        "The same slip as in 9.15: the normalizer has the power $D/2$.",
        tex=r"\frac{1}{(2\pi\epsilon)^{1/2}} \exp\!\left(-\frac{1}{2\epsilon} "
        r"\lVert \mathbf{x} - \boldsymbol{\mu}_k \rVert^2\right)",
        instead=claim(
            spread_out,
            (2 * pi * epsilon_) ** (-D * half) * bell,
        ),
        witness=Witness(
            claim(
                spread_out.xreplace({n: 1, k: 1}),
                LineHeight(epsilon_) * bell.xreplace({n: 1, k: 1}),
            ),
            {D: 2, epsilon_: half}
            | {letter[1, c]: 0 for letter in (x, mu) for c in (1, 2)},
        ),
    ),
)
PROOFS = (
    Row(
        "spb-p516",
        "P516, the bound as a mean and an entropy",
        WRONG,
        ("elbo.energy-entropy",),
        "As read in the copy of 24 April 2026, the statement (3) speaks of a sum and "
        "has a minus; its own proof ends with the plus, which is right.",
        tex=r"\mathcal{L} = \langle \ln p(y, \theta) \rangle_q - \operatorname{H}[q]",
        instead=ours(energy_entropy()),
        witness=Witness(
            claim(
                bound,
                hidden(q[z] * log(joint)) - Entropy(q[z], z, K),
            ),
            EVEN_Q,
        ),
    ),
    Row(
        "spb-d115",
        "D115, the free energy by definition",
        WRONG,
        ("elbo.decomposition",),
        "As read in the same copy, the posterior stands where the joint density "
        r"belongs. What is written there is then $-\operatorname{KL}$, and is off by "
        r"exactly $\ln p(y)$.",
        tex=r"\mathrm{F}[q] = "
        r"\int q(\theta) \log \frac{p(\theta \mid y)}{q(\theta)} \,\mathrm{d}\theta",
        instead=claim(
            bound,
            mean_log_ratio + log(Evidence(theta_)),
            given=(q_sums,),
        ),
        witness=Witness(claim(bound, mean_log_ratio), EVEN_Q),
    ),
)
