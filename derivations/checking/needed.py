"""Where assumptions matter most: what a formula becomes when one is dropped.

Each is a formula at points that break one assumption, beside what the text says that it
is. No value means that it is certain that there is none.
"""

from dataclasses import dataclass

from sympy import log

from derivations.checking.form import Form, Mistake, left, numbered
from derivations.checking.forms import FORMS
from derivations.checking.mistakes import IN_BITS, without_term
from derivations.checking.witnesses import Numbers
from derivations.notation import Delta_p, Delta_q, N, p, q
from derivations.verification import results

AS_STATED = Mistake(
    "what the formula says it is",
    lambda e: results()["kl.nonnegative"].chains[0].claim.rhs,
)
GIBBS = Form(
    "kl.nonnegative",
    {"p": numbered(p, 3), "q": numbered(q, 3)},
    "the sum over three cells",
    reads=left,
    sizes={N: 3},
    mistakes=(AS_STATED, IN_BITS),
)
RATIO = without_term("as if the widths cancelled", log(Delta_q / Delta_p))
UNEQUAL = Form(
    "kl.when-delta-stays",
    {
        "Delta_p": Delta_p,
        "Delta_q": Delta_q,
        "p": numbered(p, 2),
        "q": numbered(q, 2),
    },
    "the divergence of two bins, whose heights belong to two widths",
    chain=3,
    sizes={N: 2},
    mistakes=(RATIO, IN_BITS),
)


@dataclass(frozen=True, eq=False)
class Dropped:
    """An assumption, a formula, and points that break it or lead there."""

    name: str
    says: str
    form: Form
    why: str
    points: tuple[Numbers, ...]
    instead: Mistake | None = None


DROPPED = (
    Dropped(
        "empty-cell",
        "q is positive wherever p is",
        FORMS["kl.bernoulli"],
        "A code made for q has no word for what q forbids. The divergence grows past"
        " every number as q shrinks, and at q = 0 the formula has no real value: the"
        " divergence is infinite.",
        tuple({"p": "1/2", "q": v} for v in ("1/100", "1/10000", "1/1000000", 0)),
    ),
    Dropped(
        "mass",
        "the probabilities sum to one",
        GIBBS,
        "Give p half the mass of q in every cell, and the sum that is never negative"
        " falls below zero; the remainder that shows its sign is then no longer equal"
        " to it.",
        ({f"{s}{i}": v for s, v in (("p", "1/6"), ("q", "1/3")) for i in (1, 2, 3)},),
        AS_STATED,
    ),
    Dropped(
        "unequal-bins",
        "both laws are cut into bins of one width",
        UNEQUAL,
        "Two laws with the same probabilities in each bin have the divergence zero."
        " If their heights belong to two widths, the quotient of the heights is not"
        " that of the probabilities, and a logarithm of the widths is left over.",
        (
            {
                "Delta_p": 1,
                "Delta_q": 2,
                "p1": "1/2",
                "p2": "1/2",
                "q1": "1/4",
                "q2": "1/4",
            },
        ),
        RATIO,
    ),
    Dropped(
        "collapse",
        "no component collapses onto a point",
        FORMS["gmm.singularity"],
        "The logarithm of the height on its own point grows without limit as σ"
        " shrinks, and the likelihood of a mixture with it; at σ = 0 there is no"
        " value, so there is no maximum to look for.",
        tuple({"D": 1, "sigma": v} for v in (1, "1/100", "1/10000", 0)),
    ),
    Dropped(
        "no-points",
        "N_k is positive",
        FORMS["gmm.m-step.mean"],
        "A component for which no point is responsible has no mean: zero is divided"
        " by zero. A little responsibility is enough for a value.",
        tuple(
            {"x1": 0, "x2": 1, "x3": 3} | {f"gamma{i}": g for i in (1, 2, 3)}
            for g in ("1/1000", 0)
        ),
    ),
)
