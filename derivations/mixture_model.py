"""The Gaussian mixture: a label is drawn, then a point from the component it names.

The label is a vector z with a single one. Summed over its K values, the joint law of
label and point is the mixture; divided by that sum it is, by Bayes' theorem, the
responsibility. Of the components no more is used than that they are positive, so N, K
and D are arbitrary.
"""

from dataclasses import replace
from functools import cache

from sympy import Integer, Product, log

from derivations.kernel.calc import Chain, Derivation, as_rule, calc, derivation
from derivations.kernel.given import density, within
from derivations.notation import K, N, j, k, n, over, pi_
from derivations.quantities.mixture import Gaussian, Responsibility
from derivations.quantities.mixture_model import (
    LabelGivenPoint,
    LabelPrior,
    Mixture,
    PointGivenLabel,
)
from derivations.rules import (
    by_definition,
    definition_of,
    linear,
    pick_one,
    relabel,
    split_logs,
)

pi_sums = replace(density(pi_[j], (j, 1, K)), says="the weights sum to one")
some_k = within(k, 1, K)
only_one = definition_of(LabelPrior, PointGivenLabel) >> pick_one
summed = over(pi_[j] * Gaussian(n, j), (j, K))


def summed_over_labels() -> Chain:
    return calc(
        "",
        Mixture(n),
        (
            "sum rule",
            over(LabelPrior(n, j) * PointGivenLabel(n, j), (j, K)),
            definition_of(Mixture).because("sum over the K values of the label"),
        ),
        (
            "pick",
            summed,
            only_one.because(
                "a power with exponent 0 is 1, so at z_n = e_j only factor j is left"
            ),
        ),
    )


def labels_are_drawn_by_weight() -> Chain:
    return calc(
        "The probabilities of the labels sum to one",
        over(LabelPrior(n, j), (j, K)),
        (
            "pick",
            over(pi_[j], (j, K)),
            only_one.because("at z_n = e_j only the factor π_j is not 1"),
        ),
        ("sum", Integer(1), as_rule(pi_sums).because("the weights sum to one")),
    )


def log_likelihood() -> Chain:
    return calc(
        "The log-likelihood of N independent points",
        log(Product(Mixture(n), (n, 1, N))),
        (
            "logarithm",
            over(log(summed), (n, N)),
            (split_logs >> definition_of(Mixture) >> only_one).because(
                "the logarithm of a product over points is a sum; that of the sum over "
                "components stays as it is"
            ),
        ),
    )


@cache
def model() -> Derivation:
    """The density of a Gaussian mixture is a weighted sum of Gaussians."""
    return derivation(
        "gmm.model",
        summed_over_labels(),
        labels_are_drawn_by_weight(),
        log_likelihood(),
        source="PRML 9.7–9.14",
    )


@cache
def responsibilities() -> Derivation:
    """The responsibility γ(z_nk) is the probability of component k given point n."""
    share = pi_[k] * Gaussian(n, k) / summed
    return derivation(
        "gmm.responsibilities",
        calc(
            "",
            LabelGivenPoint(n, k),
            (
                "Bayes",
                share,
                (definition_of(LabelGivenPoint, Mixture) >> only_one).because(
                    "Bayes' theorem; in each product only one factor is not 1"
                ),
            ),
            given=(some_k,),
        ),
        calc(
            "It is called the responsibility",
            Responsibility(n, k),
            ("name", share, definition_of(Responsibility)),
        ),
        calc(
            "The responsibilities of a point sum to one",
            over(Responsibility(n, k), (k, K)),
            (
                "normalize",
                Integer(1),
                (by_definition >> linear >> relabel).because(
                    "the denominator is the sum of all the numerators"
                ),
            ),
        ),
        source="PRML 9.13",
    )
