"""Q for a mixture: the mean, over all labels, of the complete-data log-likelihood.

With the labels known the likelihood is a product, and its logarithm is a sum in which
z_nk switches terms on and off. Given the data the labels are independent, so the sum
over all K^N labellings factorizes, and the mean of z_nk is γ_nk. As the logarithm is
linear in z, the mean of it puts γ_nk in the place of z_nk.
"""

from dataclasses import replace
from functools import cache
from random import Random

from flint import fmpq
from sympy import And, KroneckerDelta, Le, Product, log

from derivations.kernel.calc import Chain, Derivation, as_rule, calc, derivation, rule
from derivations.kernel.given import Given, defined, density, within
from derivations.kernel.names import Ratio
from derivations.labellings import (
    choose,
    distribute,
    few,
    mean_inside,
    products_apart,
)
from derivations.notation import K, N, f, gamma, j, k, label, m, n, over, pi_
from derivations.quantities.labels import (
    CompleteLikelihood,
    ExpectedLog,
    Indicator,
    LabelPosterior,
    LabelSum,
    OtherPoints,
)
from derivations.quantities.mixture import Gaussian
from derivations.rules import (
    by_definition,
    definition_of,
    split_logs,
)


def draw_label(key, world):
    if type(key) is not tuple or key[0] != label:
        return {}
    kinds = int(world[K])
    return {key: fmpq(Random(f"{world.seed} {key}").randint(1, kinds))}


some_n, some_k = within(n, 1, N), within(k, 1, K)
gamma_sums = replace(
    few(density(gamma[m, j], (j, 1, K), (m, 1, N))),
    says="the responsibilities of each point sum to one",
)
quotient = pi_[k] * f[n, k] / over(pi_[j] * f[n, j], (j, K))
gamma_means = few(defined(gamma[n, k], quotient, "γ_nk are the responsibilities"))
f_means = few(defined(f[n, k], Gaussian(n, k), "f_nk are the component densities"))
in_range = And(Le(1, label[n], evaluate=False), Le(label[n], K), evaluate=False)
labelled = few(Given("each label is one of K", in_range, lambda e: e, draw_label))


def complete_data() -> Chain:
    return calc(
        "The complete-data log-likelihood",
        log(CompleteLikelihood()),
        (
            "logarithm",
            over(Indicator(n, k) * (log(pi_[k]) + log(f[n, k])), (k, K), (n, N)),
            (definition_of(CompleteLikelihood) >> split_logs).because(
                "the logarithm of a product is a sum, and an exponent becomes a factor"
            ),
        ),
    )


def label_posterior() -> Chain:
    chosen = pi_[label[n]] * f[n, label[n]]
    either = over(pi_[j] * f[n, j], (j, K))
    return calc(
        "Given the data, the labels are independent",
        CompleteLikelihood() / LabelSum(CompleteLikelihood()),
        (
            "factorize",
            Ratio(Product(chosen, (n, 1, N)), Product(either, (n, 1, N))),
            (
                definition_of(CompleteLikelihood, Indicator, Ratio)
                >> rule("", choose, distribute)
            ).because(
                "z_nk leaves one factor for each point; then a sum over all labellings "
                "of a product over the points is a product of sums"
            ),
        ),
        (
            "name",
            Product(gamma[n, label[n]], (n, 1, N)),
            (by_definition >> gamma_means >> rule("", products_apart)).because(
                "point by point, the quotient is the responsibility γ_nk at k = z_n"
            ),
        ),
        given=(labelled,),
    )


def mean_indicator() -> Chain:
    return calc(
        "The mean of one indicator",
        LabelSum(LabelPosterior(), Indicator(n, k)),
        (
            "factorize",
            over(gamma[n, j] * KroneckerDelta(j, k), (j, K)) * OtherPoints(n),
            (by_definition >> rule("", distribute)).because(
                "a sum over all labellings of a product over the points is a product "
                "of sums, and z_nk stands in the factor of point n"
            ),
        ),
        (
            "sift",
            gamma[n, k],
            (by_definition >> gamma_sums >> rule("", products_apart) >> some_k).because(
                "each other point's responsibilities sum to one; z_nk keeps one term"
            ),
        ),
        given=(some_n,),
    )


def expectation() -> Chain:
    logarithm, mean = complete_data().claim, mean_indicator().claim

    def terms(density):
        return over(gamma[n, k] * (log(pi_[k]) + log(density)), (k, K), (n, N))

    return calc(
        "",
        ExpectedLog(),
        (
            "definition",
            LabelSum(LabelPosterior(), log(CompleteLikelihood())),
            definition_of(ExpectedLog).because("the mean over all labellings"),
        ),
        (
            "mean",
            terms(f[n, k]),
            rule(
                "by (2) the logarithm is linear in z_nk, and by (4) z_nk has mean γ_nk",
                lambda e: e.xreplace({logarithm.lhs: logarithm.rhs}),
                mean_inside,
                lambda e: e.xreplace({mean.lhs: mean.rhs}),
            ),
        ),
        (
            "Gaussian",
            terms(Gaussian(n, k)),
            (as_rule(f_means) >> by_definition).because("the components are Gaussian"),
        ),
        given=(gamma_sums,),
    )


@cache
def expected_log_likelihood() -> Derivation:
    """Q(θ, θ_old) is the complete-data log-likelihood with γ_nk in place of z_nk."""
    return derivation(
        "gmm.q",
        expectation(),
        complete_data(),
        label_posterior(),
        mean_indicator(),
        source="PRML 9.35, 9.36, 9.39, 9.40",
    )
