"""What the list of mistakes needs besides the forms: more forms, and points to read."""

from sympy import Eq, Expr, Integer, Integral, Rational, oo, sqrt

from derivations.checking.form import Form, Mistake, numbered
from derivations.checking.forms import FORMS
from derivations.checking.forms.mixtures import one_dimension
from derivations.checking.mistakes import IN_BITS, NEGATIVE, without_term
from derivations.checking.witnesses import Numbers
from derivations.notation import (
    D,
    K,
    N,
    counts,
    gamma,
    k,
    lam,
    mu,
    n,
    pi_,
    r_pivot,
    sigma,
    theta,
    x,
    y,
)
from derivations.quantities.families import LogLikelihood


def known(slug: str, says: str) -> tuple[Form, Mistake]:
    """A mistake that the checker knows by its name."""
    form = FORMS[slug]
    (found,) = (m for m in form.mistakes if m.says == says)
    return form, found


def mean_log_likelihood(claim: Eq) -> Expr:
    """KL = −H − L/N, solved for L/N."""
    return claim.rhs + LogLikelihood() / N - claim.lhs


def mass_in_the_plane(claim: Eq) -> Expr:
    """Of one component without its inverse: on the line, and so on both axes."""
    _, inverse = known("gmm.model", "Σ for Σ⁻¹ in the exponent")
    return Integral(inverse.edit(claim.rhs), (y, -oo, oo)) ** 2


ALONE: dict[Expr, Expr] = {pi_[1]: Integer(1), mu[1, 1]: Integer(0), x[1, 1]: y}
AREA = Form(
    "gmm.model",
    {"sigma": sigma[1]},
    "what a wrong density in the plane integrates to, with Σ = σ²I",
    reads=mass_in_the_plane,
    sizes={D: 1, K: 1, n: 1},
    entries=lambda: {**one_dimension(), **ALONE},
)
LIKELIHOOD = Form(
    "kl.maximum-likelihood",
    {"c": numbered(counts, 3), "theta": numbered(theta, 3), "N": N},
    "the mean log-likelihood of points on three cells",
    reads=mean_log_likelihood,
    sizes={K: 3},
    mistakes=(NEGATIVE, IN_BITS),
)
FACTOR = Form(
    "gmm.m-step.is-maximum",
    {"r": numbered(r_pivot, 2)},
    "the determinant of a triangular factor of Λ with the pivots r, for D = 2",
    chain=6,
    reads=lambda claim: sqrt(claim.rhs),
    mistakes=(Mistake("−1/2 times, for the power 1/2", lambda e: -(e**2) / 2),),
)
MULTIPLIER = Form(
    "gmm.m-step.weights",
    {"gamma": numbered(gamma, 3, 1), "pi": pi_[1], "lambda": lam},
    "the slope of Q in a weight, with the multiplier lambda",
    sizes={N: 3, K: 2, k: 1},
    mistakes=(without_term("the Lagrange term is dropped", lam),),
)

JOINT: Numbers = {"joint1": "1/8", "joint2": "1/4", "joint3": "1/8"}
EIGHTHS: Numbers = {"q1": "1/2", "q2": "1/4", "q3": "1/4", **JOINT}
TWO_LAWS: Numbers = {
    **{"p1": "1/2", "p2": "1/4", "p3": "1/4"},
    **{"q1": "1/3", "q2": "1/3", "q3": "1/3"},
}
THIRDS: Numbers = {f"p{i}": Rational(1, 3) for i in (1, 2, 3)}
SHARES: Numbers = {
    **{"c1": 2, "c2": 1, "c3": 1, "N": 4},
    **{"theta1": 0, "theta2": 0, "theta3": 0},
}
MIXED: Numbers = {
    **{"x": 1, "pi1": "1/2", "pi2": "1/2", "mu1": 0, "mu2": 3},
    **{"sigma1": 2, "sigma2": "1/2"},
}
LINE: Numbers = {
    **{"x1": 0, "x2": 1, "x3": 3, "mu_old": 0},
    **{"gamma1": 1, "gamma2": "1/2", "gamma3": "1/2"},
}

COINS: Numbers = {"p": "1/2", "q": "1/4"}
ON_LINE: Numbers = {n: v for n, v in LINE.items() if n != "mu_old"}
WEIGHTS: Numbers = {n: v for n, v in LINE.items() if n.startswith("gamma")}
TWO_STEPS: Numbers = {
    **{"joint1": "1/2", "joint2": "1/8", "joint3": "1/8"},
    **{"joint_old1": "1/4", "joint_old2": "1/8", "joint_old3": "1/8"},
}
