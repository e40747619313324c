"""With a prior: what is near the updates is refuted, and the parts agree by numbers."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.optimize
import scipy.stats
from sympy import log

from derivations.kernel.verdict import agrees
from derivations.mixture_prior_bounded import bounded
from derivations.mixture_prior_gaussian import gaussian
from derivations.mixture_prior_restricted import restricted
from derivations.mixture_prior_weights import weights
from derivations.notation import (
    K,
    N,
    a,
    b,
    centre_,
    concentration,
    count_map,
    d,
    freedom,
    k,
    kappa,
    mu,
    mu_map,
    over,
    pi_,
    scatter,
    sigma,
    sigma_,
    x_bar,
)
from derivations.quantities.covariance import WeightedCovariance
from derivations.quantities.divergence import Phi
from derivations.quantities.mixture import Count
from derivations.quantities.prior import (
    Freedom,
    MeanCount,
    ScaledMapShift,
    Scatter,
    ScatterAbout,
    TotalCount,
)
from derivations.quantities.prior_restricted import MeanScatter, PooledScatter

GIBBS, NEW = "By Gibbs' inequality", "The root: the new weight"
LINE, SUMS = "D = 1, by the standard deviation", "The scatter, from the sums"
ABOUT = "About another point than the new mean"
TIED = "Tied, D = 1, by the standard deviation"


def verdict(made, chain: str, step: str, rhs) -> str:
    return agrees(replace(made()[chain][step], rhs=rhs)).verdict


def on_line(count):
    """The gradient in σ_k with another count."""
    return (ScatterAbout(k, 1, 1) - count * sigma[k] ** 2) / sigma[k] ** 3


def from_sums(between):
    seen = Count(k) * WeightedCovariance(k, a, b)
    return scatter[a, b] + seen + between


way = (x_bar[k, a] - centre_[a]) * (x_bar[k, b] - centre_[b])
shift = (mu_map[k, a] - mu[k, a]) * (mu_map[k, b] - mu[k, b])
about_origin = kappa * centre_[a] * centre_[b] - MeanCount(k) * (
    mu_map[k, a] * mu_map[k, b]
)
alphas = over(concentration[k], (k, K))
short = TotalCount() * over(
    pi_[k] * Phi(count_map[k] / (TotalCount() * pi_[k])), (k, K)
)
WRONG = {
    "weights: α for α − 1": (
        weights,
        NEW,
        "write-out",
        (Count(k) + concentration[k]) / (N + alphas),
    ),
    "weights: divided by N": (
        weights,
        NEW,
        "write-out",
        (Count(k) + concentration[k] - 1) / N,
    ),
    "weights: K is not taken off": (
        weights,
        NEW,
        "write-out",
        (Count(k) + concentration[k] - 1) / (N + alphas),
    ),
    "weights: nothing lost": (
        weights,
        GIBBS,
        "sign",
        weights()[GIBBS]["sign"].rhs + short,
    ),
    "covariance: ν + D + 1, the mode of the inverse Wishart law": (
        gaussian,
        LINE,
        "gradient",
        on_line(Freedom(k) + 2),
    ),
    "covariance: ν − D − 1, its mean": (
        gaussian,
        LINE,
        "gradient",
        on_line(Freedom(k) - 2),
    ),
    "covariance: N_k only": (gaussian, LINE, "gradient", on_line(Count(k))),
    "covariance: one degree of freedom too many": (
        gaussian,
        LINE,
        "gradient",
        on_line(Freedom(k) + 4),
    ),
    "scatter: the way from m is left out": (gaussian, SUMS, "pull", from_sums(0)),
    "scatter: the way counts κ times": (
        gaussian,
        SUMS,
        "pull",
        from_sums(kappa * way),
    ),
    "scatter: about the origin beside a centred one (pmtk3, issue 59)": (
        gaussian,
        SUMS,
        "pull",
        from_sums(about_origin),
    ),
    "scatter: moved by the points alone": (
        gaussian,
        ABOUT,
        "shift",
        Scatter(k, a, b) + Count(k) * shift,
    ),
    "mean: pulled by the points alone": (
        gaussian,
        "The gradient in the mean",
        "root",
        Count(k) * ScaledMapShift(k, d),
    ),
    "diagonal: one axis has D = 1": (
        restricted,
        "",
        "gradient",
        (ScatterAbout(k, d, d) - (Freedom(k) + 3) * sigma[k, d] ** 2)
        / sigma[k, d] ** 3,
    ),
    "spherical: D is lost in front": (
        restricted,
        "Spherical",
        "gradient",
        (MeanScatter(k) - (Freedom(k) + 3) * sigma[k] ** 2) / sigma[k] ** 3,
    ),
    "tied: each component brings ν": (
        restricted,
        TIED,
        "gradient",
        (PooledScatter(1, 1) - (N + K * (freedom + 3)) * sigma_**2) / sigma_**3,
    ),
    "tied: the means bring nothing": (
        restricted,
        TIED,
        "gradient",
        (PooledScatter(1, 1) - (N + freedom + 2) * sigma_**2) / sigma_**3,
    ),
    "bounded: nothing lost": (
        bounded,
        "",
        "top",
        bounded()[""]["top"].rhs + bounded()[""].nonnegative,
    ),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_wrong_formula_is_refuted(wrong):
    assert verdict(*wrong) == "refuted"


@pytest.mark.parametrize("made", [weights, gaussian, restricted, bounded])
def test_the_right_ones_are_not(made):
    for chain in made().chains:
        for step in chain.steps:
            assert agrees(step).verdict == "agree"


def test_a_dirichlet_law_without_its_exponents_is_another():
    step = weights()[""]["gather"]
    wrong = over(count_map[k] * log(pi_[k]), (k, K))
    assert agrees(replace(step, rhs=wrong)).verdict == "refuted"  # ln C is lost


# By numbers, from SciPy's densities: the mode of the prior itself, and its counts.


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_joint_mode_has_one_more_than_the_mode_of_the_covariance(size):
    """At the mode of the prior Σ is Ψ/(ν + D + 2), and Ψ/(ν + D + 1) without a mean."""
    scale, nu, strength = np.eye(size) + 0.3, size + 3.5, 1.7
    law = scipy.stats.invwishart(nu, scale)

    def alone(share):
        return law.logpdf(share * scale)

    def joint(share):
        spread = share * scale / strength
        zero = np.zeros(size)
        return alone(share) + scipy.stats.multivariate_normal(zero, spread).logpdf(zero)

    for density, count in ((alone, nu + size + 1), (joint, nu + size + 2)):
        best = scipy.optimize.minimize_scalar(
            lambda share, f=density: -f(share), bounds=(1e-3, 1), method="bounded"
        )
        assert best.x == pytest.approx(1 / count, rel=1e-3)


def test_the_mode_of_a_dirichlet_law():
    alpha = np.array([1.5, 2, 4])
    mode = (alpha - 1) / (alpha.sum() - 3)
    law = scipy.stats.dirichlet(alpha)
    rng = np.random.default_rng(0)
    others = rng.dirichlet(200 * mode, size=50)
    assert law.pdf(mode) > max(map(law.pdf, others / others.sum(axis=1)[:, None]))
