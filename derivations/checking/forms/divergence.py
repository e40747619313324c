"""Forms for divergences, of bins, of categories and of families of laws."""

from sympy import Rational, log

from derivations.checking.form import Form, left, numbered
from derivations.checking.mistakes import (
    IN_BITS,
    LOG_2,
    NEGATIVE,
    NO_LOGARITHM,
    REVERSED,
    UPSIDE_DOWN,
    Mistake,
    in_term,
    instead,
    put,
    swapped,
    without_term,
)
from derivations.notation import (
    Delta,
    K,
    N,
    alpha,
    beta,
    counts,
    i,
    mu,
    p,
    p_,
    q,
    q_,
    sigma,
    t,
    theta,
)
from derivations.quantities.families import Empirical, Model
from derivations.quantities.information import Entropy

HALF = Rational(1, 2)
EITHER = (NEGATIVE, IN_BITS, NO_LOGARITHM)
P_AND_Q = swapped(p, q)
BINS = {"Delta": Delta, "p": numbered(p, 3), "q": numbered(q, 3)}
NO_WIDTH = put("Δ is lost", {Delta: Delta**0})

FORMS = (
    Form(
        "kl.excess-code-length",
        BINS,
        "the excess code length of three bins of width Delta, with densities p and q",
        sizes={N: 3},
        mistakes=(P_AND_Q, *EITHER, NO_WIDTH),
    ),
    Form(
        "kl.delta-cancellation",
        BINS,
        "the divergence of three bins of width Delta, with densities p and q",
        sizes={N: 3},
        mistakes=(
            P_AND_Q,
            *EITHER,
            NO_WIDTH,
            Mistake("−ln Δ stays, as in an entropy", lambda e: e - log(Delta)),
        ),
    ),
    Form(
        "kl.continuous-limit",
        {"Delta": Delta, "alpha": alpha, "beta": beta},
        "the divergence of two exponential laws of rates alpha and beta, in bins",
        chain=4,
        mistakes=(swapped(alpha, beta, "α", "β"), NEGATIVE, IN_BITS),
    ),
    Form(
        "kl.when-delta-stays",
        {"Delta": Delta, "q": numbered(q, 3)},
        "the divergence of three points from a density q, in bins of width Delta",
        chain=2,
        sizes={N: 3},
        short={"N": N},
        mistakes=(
            NEGATIVE,
            IN_BITS,
            without_term("−ln Δ is lost, as if Δ cancelled", log(Delta)),
            without_term("−ln N is lost", log(N)),
        ),
    ),
    Form(
        "kl.one-inequality",
        {"t": t},
        "φ(t), of which a divergence is a sum",
        chain=2,
        mistakes=(
            Mistake("ψ for φ", lambda e: t * e.xreplace({t: 1 / t})),
            NEGATIVE,
            LOG_2,
        ),
    ),
    Form(
        "kl.nonnegative",
        {"p": numbered(p, 3), "q": numbered(q, 3)},
        "the divergence KL(p‖q) over three cells",
        reads=left,
        sizes={N: 3},
        arguments=("p", "q"),
        mistakes=(P_AND_Q, *EITHER),
    ),
    Form(
        "kl.gaussian",
        {"mu_p": mu[1], "sigma_p": sigma[1], "mu_q": mu[2], "sigma_q": sigma[2]},
        "KL(p‖q) of two Gaussians with means mu and standard deviations sigma",
        arguments=("mu_p", "sigma_p**2", "mu_q", "sigma_q**2"),
        mistakes=(
            put(
                "p and q swapped",
                {mu[1]: mu[2], mu[2]: mu[1]} | {sigma[1]: sigma[2], sigma[2]: sigma[1]},
            ),
            put("σ_q² for 1/σ_q²", {sigma[2] ** -2: sigma[2] ** 2}),
            in_term("a lost ½ before the squares", mu[1], lambda t: 2 * t),
            Mistake("a lost ½ in the last term: −1 for −½", lambda e: e - HALF),
            Mistake("the last term, −½, is lost", lambda e: e + HALF),
            put("the variance of p is lost", {sigma[1] ** 2: 0 * sigma[1]}),
            UPSIDE_DOWN,
            NEGATIVE,
            IN_BITS,
            LOG_2,
        ),
    ),
    Form(
        "kl.bernoulli",
        {"p": p_, "q": q_},
        "KL(p‖q) of two coins that show heads with probability p and q",
        arguments=("p", "q"),
        mistakes=(
            swapped(p_, q_),
            without_term("what tails add is lost", log((1 - p_) / (1 - q_))),
            *EITHER,
        ),
    ),
    Form(
        "kl.categorical",
        {"p": numbered(p, 3), "q": numbered(q, 3)},
        "KL(p‖q) of two laws on three categories",
        sizes={K: 3, N: 3},
        given=("kl.nonnegative", 0),
        mistakes=(P_AND_Q, *EITHER),
    ),
    Form(
        "kl.exponential",
        {"alpha": alpha, "beta": beta},
        "KL(p‖q) of two exponential laws of rates alpha and beta",
        arguments=("alpha", "beta"),
        mistakes=(
            put(
                "α and β swapped, or means in the place of rates",
                {alpha: beta, beta: alpha},
            ),
            UPSIDE_DOWN,
            NEGATIVE,
            IN_BITS,
            LOG_2,
        ),
    ),
    Form(
        "kl.maximum-likelihood",
        {"c": numbered(counts, 3), "theta": numbered(theta, 3), "N": N},
        "KL(p̂‖q) of the shares c/N of three cells from the model q = exp θ / Σ exp θ",
        reads=left,
        sizes={K: 3},
        short={f"q{cell}": Model(cell) for cell in (1, 2, 3)},
        arguments=("c", "theta"),
        mistakes=(
            Mistake(
                "the entropy of the data is lost",
                lambda e: e + Entropy(Empirical(i), i, K),
            ),
            REVERSED,
            instead("counts for shares: 1/N is lost", Empirical, lambda i: counts[i]),
            *EITHER,
        ),
    ),
)
