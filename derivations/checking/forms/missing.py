"""Forms for rows with missing entries."""

from derivations.checking.form import Form, left, numbered
from derivations.checking.forms.mixtures import ALL_POINTS, SHARED, UNWEIGHTED
from derivations.checking.mistakes import put
from derivations.notation import C, Lambda, N, a, b, gamma, k, mu, n, x, x_hat
from derivations.quantities.mixture import Count

FORMS = (
    Form(
        "gmm.missing.conditional",
        {
            "x1": x[1, 1],
            "mu1": mu[1, 1],
            "mu2": mu[1, 2],
            "Lambda12": Lambda[1, 1, 2],
            "Lambda22": Lambda[1, 2, 2],
        },
        "the mean of the second entry given the first, by entries of the precision",
        chain=1,
        sizes={n: 1, k: 1},
        mistakes=(
            put("the sign of the slope", {Lambda[k, 1, 2]: -Lambda[k, 1, 2]}),
            put(
                "divided by the precision of the observed entry",
                {Lambda[k, 2, 2]: Lambda[k, 1, 2]},
            ),
            put("the observed entry is not taken about its mean", {mu[k, 1]: 0 * n}),
        ),
    ),
    Form(
        "gmm.missing.e-step",
        {"xhat1": x_hat[1, 1, 1], "xhat2": x_hat[1, 1, 2], "C12": C[1, 1, 1, 2]},
        "the mean of a product of two missing entries, given what is observed",
        sizes={n: 1, k: 1, a: 1, b: 2},
        mistakes=(
            put("the covariance is forgotten", {C[n, k, a, b]: 0 * n}),
            put("the covariance is taken off", {C[n, k, a, b]: -C[n, k, a, b]}),
        ),
    ),
    Form(
        "gmm.missing.m-step",
        {
            "xhat": (x_hat[1, 1, 1], x_hat[2, 1, 1]),
            "C": (C[1, 1, 1, 1], C[2, 1, 1, 1]),
            "gamma": numbered(gamma, 2, 1),
            "mu": mu[1, 1],
        },
        "the new variance of a component about mu, for two points of one coordinate",
        chain=2,
        reads=left,
        sizes={N: 2, k: 1, a: 1},
        given=SHARED,
        short={"N": N, "N_k": Count(k)},
        mistakes=(
            put(
                "the conditional variance is forgotten: imputed",
                {C[n, k, a, a]: 0 * n},
            ),
            ALL_POINTS,
            UNWEIGHTED,
        ),
    ),
)
