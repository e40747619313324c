"""Forms for Q at its maximum, and for what a step of EM adds to it, at D = 1.

Both stand in the weighted means and variances of the points. These are written out, so
that the points and their responsibilities are all that is free.
"""

from collections.abc import Mapping

from sympy import Add, Eq, Expr, log, sqrt

from derivations.checking.form import Form, numbered
from derivations.checking.forms.mixtures import ALL_POINTS
from derivations.checking.mistakes import (
    IN_BITS,
    LOST_HALF,
    NEGATIVE,
    PHI_FOR_PSI,
    Mistake,
    instead,
    put,
    swapped,
)
from derivations.notation import D, K, N, det_S, gamma, k, mu, s_, sigma, x, x_bar
from derivations.quantities.covariance import CovarianceDeterminant, WeightedCovariance
from derivations.quantities.divergence import Phi, Psi
from derivations.quantities.mixture import Count, WeightedMean
from derivations.verification import results

GAIN = ("gmm.algorithm", 2)
BOTH = (1, 2)
SHARE = log(Count(k) / N)


def at_the_root(claim: Eq) -> Expr:
    """Without the φ, squares and ψ by which Q falls short of it."""
    return Add(*(t for t in claim.rhs.args if not t.has(Phi, Psi)))


def variances() -> Mapping[Expr, Expr]:
    """det S_j for D = 1, about the weighted mean."""
    means = {x_bar[j, 1]: WeightedMean(j, 1) for j in BOTH}
    return {
        det_S[j]: WeightedCovariance(j, 1, 1).unfold().xreplace(means) for j in BOTH
    }


def new_component() -> Mapping[Expr, Expr]:
    """x̄_1 and s_1 as the assumptions of the result define them."""
    slug, chain = GAIN
    _, variance, centre = results()[slug].chains[chain].given
    square, mean = (g.formula.rhs.xreplace({k: 1}) for g in (variance, centre))
    return {x_bar[1]: mean, s_[1]: sqrt(square).xreplace({x_bar[1]: mean})}


FORMS = (
    Form(
        "gmm.m-step.is-maximum",
        {
            "x": numbered(x, 2, 1),
            "gamma1": (gamma[1, 1], gamma[1, 2]),
            "gamma2": (gamma[2, 1], gamma[2, 2]),
        },
        "the greatest value of Q, for two points and two components; S1, S2 are the new"
        " variances",
        reads=at_the_root,
        sizes={D: 1, K: 2, N: 2},
        given=("gmm.q", 0),
        entries=variances,
        short={
            "N": N,
            **{f"N_{j}": Count(j) for j in BOTH},
            **{f"S{j}": det_S[j] for j in BOTH},
        },
        mistakes=(
            Mistake("the last term, −ND/2, is lost", lambda e: e + N * D / 2),
            put("the new weights are lost", {SHARE: 0}),
            put("ln N_k for ln N_k/N", {SHARE: log(Count(k))}),
            put(
                "a lost ½ before ln S_k",
                {CovarianceDeterminant(k): CovarianceDeterminant(k) ** 2},
            ),
            NEGATIVE,
            IN_BITS,
        ),
    ),
    Form(
        GAIN[0],
        {
            "x": numbered(x, 3),
            "gamma": tuple(gamma[n, 1] for n in (1, 2, 3)),
            "mu": mu[1],
            "sigma": sigma[1],
        },
        "what a step adds to Q by one component, with the old mean mu and the old"
        " deviation sigma, for three points; the new ones are x̄ and s",
        chain=GAIN[1],
        sizes={N: 3, k: 1},
        entries=new_component,
        short={"N": N, "N_k": Count(k), "x_bar": x_bar[k], "s": s_[k]},
        mistakes=(
            LOST_HALF,
            put("what the new mean adds is lost", {x_bar[k]: mu[k]}),
            instead("what the new variance adds is lost", Psi, lambda t: 0 * t),
            PHI_FOR_PSI,
            swapped(s_[k], sigma[k], "s", "σ"),
            ALL_POINTS,
            NEGATIVE,
            IN_BITS,
        ),
    ),
)
