"""What is hidden, what is seen, the bound between them, and the parameters."""

from sympy import Symbol

from derivations.notation import (
    gain,
    j,
    k,
    lam,
    n,
    p_X,
    q,
    q_,
    q_tilde,
    theta,
    theta_,
    theta_new,
    theta_old,
    u,
    z,
)
from derivations.publish.glossary.row import Bold, Row, Typed
from derivations.quantities.coins import FirstCoin, TwoHeads
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    Expected,
    Joint,
    Marginal,
    ParameterPosterior,
    PointPosterior,
    Posterior,
    Prior,
)

X = Typed(Bold(Symbol("X")))
MULTIPLIED = ("information/entropy.md", "em/steps.md", "gmm/m-step.md")

ROWS = (
    Row((X,), "all the data that are seen: {N} points", "N × D", "points"),
    Row((z,), "a value of the hidden variable", "index"),
    Row((q_,), "any distribution over the hidden variable", "law", "q", ("em/",)),
    Row((q[z],), "the probability that {q} gives to the value {z}", "K", "q", ("em/",)),
    Row((q_tilde[j],), "the same as {q}, for a second observation", "K"),
    Row(
        (theta_, Bold(theta)),
        "all parameters of the model; for the two coins a probability",
        "a vector",
    ),
    Row(
        (theta_old, Bold(theta_old)),
        "the parameters before a step, at which the posterior is taken",
        "a vector",
    ),
    Row((theta_new, Bold(theta_new)), "the parameters after a step", "a vector"),
    Row((theta[k],), "the parameters of component {k} alone", "K", where=("em/",)),
    Row(
        (Joint(z, theta_), Joint(n, z, theta_), Joint(n, k, theta[k])),
        "the probability of data and hidden value together, given parameters",
        "K",
        "log_joint",
    ),
    Row(
        (Evidence(theta_),),
        "the evidence: the probability or density of the data, given parameters",
        "scalar",
        "log_likelihood()",
    ),
    Row(
        (Posterior(z, theta_), PointPosterior(n, k)),
        "the posterior: the probability of a hidden value, given data and parameters",
        "K",
        "posterior()",
    ),
    Row(
        (ELBO(q[z], z, theta_),),
        "the lower bound on the log-likelihood (ELBO), in nats",
        "scalar",
        "elbo()",
    ),
    Row(
        (Expected(theta_, theta_old),),
        "the mean of ln p(X, z|θ) under the posterior at the old parameters, in nats",
        "scalar",
        "Mixture.expected_log_joint()",
    ),
    Row(
        (gain,),
        "by how much an M-step raises {Q}, in nats",
        "scalar",
        "",
        ("em/monotone.md",),
    ),
    Row((Prior(theta_),), "the prior density of the parameters", "function"),
    Row(
        (ParameterPosterior(theta_),),
        "the posterior density of the parameters, given the data",
        "function",
    ),
    Row(
        (Marginal(),),
        "the density of the data, with the parameters integrated out",
        "scalar",
        also=(p_X,),
    ),
    Row(
        (lam,), "a Lagrange multiplier, for what sums to one", "scalar", "", MULTIPLIED
    ),
    Row((TwoHeads(theta_),), "the probability of two heads", "scalar"),
    Row(
        (FirstCoin(theta_),),
        "the posterior probability of the first coin, after two heads",
        "scalar",
    ),
    Row((u,), "the distance of θ from 1/2", "scalar", where=("em/monotone.md",)),
)
