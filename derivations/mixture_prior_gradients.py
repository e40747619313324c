"""The gradients of Q and the logarithm of a prior: in a mean, and in a covariance."""

from sympy import Derivative, Expr, log

from derivations.kernel.calc import Chain, calc
from derivations.mixture_covariance import gradient, half, positive_definite, some_k
from derivations.mixture_mean import Lambda_symmetric, some_d
from derivations.mixture_prior_parts import pulled
from derivations.notation import Lambda, N, d, gamma, k, mu, n, over, sigma, x
from derivations.quantities.covariance import CovarianceEntry, SizedQ
from derivations.quantities.densities import Normal
from derivations.quantities.mixture import Gaussian
from derivations.quantities.prior import (
    Freedom,
    InverseWishart,
    LogPrior,
    LogPriorOnLine,
    MeanCount,
    MeanPrior,
    ScaledMapShift,
    ScatterAbout,
)
from derivations.rules import (
    by_definition,
    differentiate,
    exchange,
    linear,
    reduce_fraction,
    relabel,
    split_logs,
)


def penalized() -> Expr:
    """What Q holds of component k, and the logarithm of its prior."""
    seen = over(gamma[n, k] * log(Gaussian(n, k)), (n, N))
    return seen + log(MeanPrior(k)) + log(InverseWishart(k))


def mean_gradient() -> Chain:
    return calc(
        "The gradient in the mean",
        Derivative(penalized(), mu[k, d]),
        (
            "root",
            MeanCount(k) * ScaledMapShift(k, d),
            (
                by_definition
                >> differentiate
                >> linear
                >> some_d
                >> Lambda_symmetric
                >> exchange
                >> pulled
                >> linear
                >> relabel
            ).because("Q pulls towards the points, N_k times, and the prior towards m"),
        ),
    )


def in_sigma() -> Chain:
    """In one dimension, by the standard deviation itself: the same root."""
    seen = over(gamma[n, k] * log(Normal(x[n, 1], mu[k, 1], sigma[k])), (n, N))
    count, about = Freedom(k) + 3, ScatterAbout(k, 1, 1)
    return calc(
        "D = 1, by the standard deviation",
        Derivative(seen + LogPriorOnLine(k), sigma[k]),
        (
            "gradient",
            (about - count * sigma[k] ** 2) / sigma[k] ** 3,
            (by_definition >> split_logs >> gradient >> linear).because(
                "the normal law of μ_k brings −1/σ_k, and the inverse Wishart law of "
                "σ_k² brings −(ν + 2)/σ_k"
            ),
        ),
        (
            "root",
            count / sigma[k] ** 3 * (about / count - sigma[k] ** 2),
            reduce_fraction.because("a positive number times root minus parameter"),
        ),
        fixed="D = 1",
    )


def entry(size: int, r: int, c: int) -> Chain:
    """The gradient at one entry of Λ_k; off the diagonal it stands twice."""
    once = half if r == c else 1
    count = Freedom(k) + size + 2
    inverse, about = CovarianceEntry.at(size, r, c)(k), ScatterAbout(k, r, c)
    return calc(
        f"D = {size}, entry {r}{c}",
        Derivative(SizedQ.at(size)() + LogPrior.at(size)(k), Lambda[k, r, c]),
        (
            "gradient",
            once * (count * inverse - about),
            (by_definition >> gradient >> some_k >> linear).because(
                "only component k depends on Λ_k; the prior adds to the slope of "
                "ln det and to the products"
            ),
        ),
        given=(positive_definite(size),),
        fixed=f"D = {size}",
    )
