"""Formulas that were published wrong, each made from the right one by an edit.

`where` says the place and the state that was read. The point is chosen to be read; the
two numbers there are computed whenever they are shown. Nothing of the sources is
quoted.
"""

from dataclasses import dataclass

from derivations.checking.chosen import (
    AREA,
    EIGHTHS,
    FACTOR,
    JOINT,
    LIKELIHOOD,
    LINE,
    MIXED,
    SHARES,
    THIRDS,
    TWO_LAWS,
    known,
)
from derivations.checking.form import Form, Mistake
from derivations.checking.forms import FORMS
from derivations.checking.mistakes import NEGATIVE
from derivations.checking.witnesses import Numbers


@dataclass(frozen=True, eq=False)
class Beside:
    """What else is worth a number: words, its formula, and where."""

    says: str
    form: Form
    point: Numbers


@dataclass(frozen=True, eq=False)
class Published:
    """A wrong formula: its name, where it stood, and a point that refuses it."""

    name: str
    title: str
    where: str
    form: Form
    mistake: Mistake
    why: str
    point: Numbers
    beside: Beside | None = None
    elsewhere: str = ""  # the row of the crosswalk that has it too


PUBLISHED = (
    Published(
        "p516",
        "An entropy with the wrong sign",
        "Book of Statistical Proofs, P516, statement (3), as read in the copy of"
        " 24 April 2026",
        *known("elbo.energy-entropy", "−H for +H: the entropy has the wrong sign"),
        "The bound is a mean log joint probability plus the entropy of q. The proof"
        " below the statement ends with the plus; the statement has a minus.",
        EIGHTHS,
        elsewhere="spb-p516",
    ),
    Published(
        "d115",
        "The posterior where the joint probability belongs",
        "Book of Statistical Proofs, D115, as read in the copy of 24 April 2026",
        *known("elbo.energy-entropy", "the posterior p(z|X) for the joint p(X, z)"),
        "With the posterior it is no longer a bound on ln p(X) but minus a divergence,"
        " and the two differ by exactly ln p(X).",
        EIGHTHS,
        Beside("ln p(X)", FORMS["em.log-sum"], JOINT),
        "spb-d115",
    ),
    Published(
        "ctgk",
        "A covariance that was not inverted",
        "ctgk/PRML, the density of its Gaussian mixture, as read in the copy of"
        " April 2025 (its issues 23 and 29)",
        *known("gmm.model", "Σ for Σ⁻¹ in the exponent"),
        "The exponent multiplies by the covariance. What comes out is no density: it"
        " is too wide where σ is small and too narrow where it is large, and does not"
        " integrate to one.",
        MIXED,
        Beside(
            "In the plane and with Σ = 4I, the integral of the wrong density",
            AREA,
            {"sigma": 2},
        ),
    ),
    Published(
        "quantecon-uniform",
        "An entropy below zero",
        "QuantEcon, lecture on divergence measures, as read in August 2026",
        *known("entropy.discrete", "the sign is wrong"),
        "Among n equal chances the entropy is ln n. The page has its negative, though"
        " its own definition gives the plus.",
        THIRDS,
    ),
    Published(
        "quantecon-empirical",
        "Data against a density, as if the bin width went",
        "the same lecture, as read in August 2026",
        *known("kl.when-delta-stays", "−ln Δ is lost, as if Δ cancelled"),
        "Points have probabilities and a density has none, so the width of the bins"
        " stays: the divergence grows without limit as they narrow. The formula"
        " without it can even be negative.",
        {"Delta": "1/10", "q1": "2/5", "q2": "3/10", "q3": "1/5"},
    ),
    Published(
        "pml1-11",
        "One direction for the other",
        "Probabilistic Machine Learning, first book, equation 6.42 of the release of"
        " 31 December 2020, according to issue 11 of probml/pml-book",
        *known("kl.nonnegative", "p and q swapped"),
        "What was called the forward divergence was the reverse one, and the two"
        " differ; acknowledged by the author on the same day.",
        TWO_LAWS,
    ),
    Published(
        "pml2-52",
        "A divergence with the wrong sign",
        "Probabilistic Machine Learning, second book, equations 25.6 and 25.7 of the"
        " version of 14 March 2022, according to issue 52 of probml/pml2-book",
        LIKELIHOOD,
        NEGATIVE,
        "The mean log-likelihood is a constant minus the divergence, or maximizing one"
        " would not minimize the other. It stood the other way round, and was mended"
        " within days.",
        SHARES,
    ),
    Published(
        "pml2-23",
        "A logarithm of q that is missing",
        "Probabilistic Machine Learning, second book, chapter 22, state of 28 February"
        " 2022, according to issue 23 of probml/pml2-book",
        *known("elbo.energy-entropy", "q for ln q"),
        "The bound subtracts the mean of ln q, not of q; mended within days.",
        EIGHTHS,
    ),
    Published(
        "rasbt-44",
        "A logarithm of the ratio that is missing",
        "the book of rasbt/machine-learning-book, page 626, according to its issue 44"
        " of March 2022",
        *known("kl.nonnegative", "the logarithm is missing"),
        "Of two formulas for the divergence one has the ratio in place of its"
        " logarithm; that mean is never below 1, even where p and q agree.",
        TWO_LAWS,
    ),
    Published(
        "ciml-292",
        "A square that is missing",
        "A Course in Machine Learning, chapter 16, according to issue 292 of"
        " hal3/ciml of April 2019",
        *known("gmm.m-step.covariance", "the norm of the deviations is not squared"),
        "A variance is a mean of squares; a mean of norms has another unit.",
        LINE,
    ),
    Published(
        "scikit-learn",
        "A determinant for its logarithm",
        "scikit-learn 1.9.1, a comment in its Gaussian mixture",
        FACTOR,
        FACTOR.mistakes[0],
        "The logarithm of the factor's determinant is half the logarithm of the"
        " precision's. The comment says it of the determinants, and with a minus. The"
        " code beside it is right.",
        {"r1": 4, "r2": 9},
    ),
)
