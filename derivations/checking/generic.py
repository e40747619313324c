"""Mistakes that could stand anywhere, each at one result where it does harm."""

from dataclasses import dataclass

from derivations.checking.chosen import (
    COINS,
    LINE,
    MIXED,
    MULTIPLIER,
    ON_LINE,
    THIRDS,
    TWO_STEPS,
    WEIGHTS,
    known,
)
from derivations.checking.form import Form, Mistake
from derivations.checking.witnesses import Numbers


@dataclass(frozen=True, eq=False)
class Generic:
    """A mistake that could stand anywhere, at one result where it does harm."""

    says: str
    form: Form
    mistake: Mistake
    point: Numbers


def generic(says: str, slug: str, mistake: str, point: Numbers) -> Generic:
    return Generic(says, *known(slug, mistake), point)


GENERIC = (
    generic("Σ for Σ⁻¹", "gmm.responsibilities", "Σ for Σ⁻¹ in the exponent", MIXED),
    generic("a lost ½", "entropy.gaussian", "a lost ½", {"sigma": 1}),
    generic("a lost 1/N", "gmm.m-step.mean", "a lost 1/N_k: not normalized", ON_LINE),
    generic("−H for +H", "entropy.discrete", "the sign is wrong", THIRDS),
    generic("p and q swapped", "kl.bernoulli", "p and q swapped", COINS),
    generic("log₂ for ln", "entropy.differential", "log₂ for ln", {"alpha": 2}),
    generic("a sum from 2", "entropy.discrete", "the sum begins at 2", THIRDS),
    generic("N for N_k", "gmm.m-step.mean", "N for N_k", ON_LINE),
    generic(
        "the old mean for the new one",
        "gmm.m-step.covariance",
        "the old mean for the new one",
        LINE,
    ),
    generic(
        "π_k not normalized",
        "gmm.m-step.weights",
        "a lost 1/N: N_k is not normalized",
        WEIGHTS,
    ),
    Generic(
        "the Lagrange term dropped",
        MULTIPLIER,
        MULTIPLIER.mistakes[0],
        {**WEIGHTS, "pi": "2/3", "lambda": -3},
    ),
    generic(
        "the posterior taken at θ_new",
        "em.m-step-is-q",
        "the posterior is taken at θ, not at θ_old",
        TWO_STEPS,
    ),
)
