"""Information, entropies and divergences, and the probabilities they are made of."""

from sympy import KroneckerDelta, Symbol

from derivations.notation import (
    B,
    Delta,
    Delta_p,
    Delta_q,
    K,
    N,
    cell,
    counts,
    i,
    j,
    k,
    n,
    p,
    p_,
    q,
    q_,
    r,
    rho,
    s,
    t,
    theta,
    u,
    v,
    x_,
)
from derivations.publish.glossary.row import Bold, Row, Typed
from derivations.quantities.densities import (
    Density,
    ExponentialBin,
    OtherExponentialBin,
)
from derivations.quantities.divergence import (
    KL,
    Bin,
    CodeLength,
    Covered,
    Phi,
    Points,
    Psi,
)
from derivations.quantities.families import (
    Divergence,
    Empirical,
    LogLikelihood,
    Model,
)
from derivations.quantities.information import (
    DifferentialEntropy,
    Entropy,
    Expectation,
    Information,
    Log,
    Uniform,
)

BINNED = ("information/quantization.md", "kl/index.md", "kl/bin-width.md")
CELLWISE = ("kl/one-inequality.md",)
FITTED = ("kl/maximum-likelihood.md",)
P, Q, CELLS = map(Symbol, "PQS")
OUTCOME, INDICATOR = Typed(Symbol("x_i")), Typed(Symbol("z_k"))

ROWS = (
    Row((p[i],), "the probability of outcome {i}", "N or K", "p"),
    Row(
        (p[i],),
        "the mean height of the density {p} in bin {i}, per unit of {x}",
        "N",
        where=BINNED,
    ),
    Row((p_, Bold(p)), "a distribution: its probabilities or its density", "law", "p"),
    Row(
        (p_,),
        "for a coin, the probability of heads",
        "scalar",
        "p",
        where=("kl/families.md",),
    ),
    Row(
        (q[i],), "what a second distribution, {q}, gives to outcome {i}", "N or K", "q"
    ),
    Row(
        (q[i],),
        "the mean height of the density {q} in bin {i}, per unit of {x}",
        "N",
        where=BINNED,
    ),
    Row(
        (q_, Bold(q)),
        "a distribution beside {p}, as a code or a model of it",
        "law",
        "q",
    ),
    Row(
        (q_,),
        "for a coin, the probability of heads under a second law",
        "scalar",
        "q",
        where=("kl/families.md",),
    ),
    Row((rho[i, j],), "the probability of the pair of outcomes {i} and {j}", "N × N"),
    Row((Delta,), "the width of a bin, in the unit of {x}", "scalar", "width"),
    Row(
        (Delta_p, Delta_q),
        "the width of the bins of {p}, and that of q's",
        "scalar each",
    ),
    Row(
        (Bin(p[i]), Bin(q[i])),
        "the probability of bin {i}, mean height times width",
        "N",
        "masses",
        also=(ExponentialBin, OtherExponentialBin),
    ),
    Row(
        (Typed(P), Typed(Q)), "a distribution over bins, by its P_i or Q_i", "law", "p"
    ),
    Row(
        (B,),
        "the base of a logarithm: 2 counts bits, {e} counts nats",
        "scalar",
        "base",
    ),
    Row((Log(B, t),), "the logarithm to the base {B}", "function"),
    Row(
        (Information(p[i]), Information(p[i], 2), Information(p[i], B)),
        "the information in an outcome, -log of its probability; in nats,"
        " or to the base below",
        "scalar",
        "information()",
    ),
    Row(
        (Expectation(Symbol("f"), p[i], i, K),),
        "the mean of what stands in the brackets, under {p}",
        "scalar",
    ),
    Row(
        (Entropy(p[i], i, K), Entropy(p[i], i, K, 2)),
        "the entropy: the mean information, in nats or to the base below",
        "scalar",
        "entropy()",
    ),
    Row(
        (DifferentialEntropy(Density(x_)),),
        "the differential entropy of a density, in nats; it may be negative",
        "scalar",
    ),
    Row(
        (CodeLength(p[i], q[i], i, N), CodeLength(p[i], p[i], i, N)),
        "the mean code length of bins of width {Δ}: drawn from the first law,"
        " coded for the last; in nats",
        "scalar",
        "cross_entropy_quantized()",
    ),
    Row(
        (KL(p[i], q[i], i, N),),
        "the divergence of p from q, the mean of ln(p/q) under p, in nats",
        "scalar",
        "kl_divergence()",
        also=(Divergence,),
    ),
    Row((Phi(t),), "φ(t) = t ln t - t + 1, never negative, 0 at t = 1", "function"),
    Row((Psi(t),), "ψ(t) = t - 1 - ln t, never negative, 0 at t = 1", "function"),
    Row((t,), "a positive number, often a ratio such as p/q", "scalar"),
    Row(
        (t,),
        "how far {p} and {q} are moved to both sides of their middle",
        "scalar",
        where=("kl/families.md",),
    ),
    Row(
        (s,),
        "a variable of integration; and by how many nats q_1 falls short of p_1",
        "scalar",
        where=CELLWISE,
    ),
    Row(
        (u,),
        "a variable of integration, from 0 to 1",
        "scalar",
        where=CELLWISE,
    ),
    Row(
        (Uniform(K),),
        "the uniform law: 1/K for each outcome",
        "law",
        where=("information/entropy.md",),
    ),
    Row(
        (r,), "the probability that {q} puts where {p} has none", "scalar", "", CELLWISE
    ),
    Row(
        (Covered(q[i], i, N),),
        "what {q} puts on the cells where {p} is positive",
        "scalar",
    ),
    Row((Typed(CELLS),), "the cells on which {p} is positive", "set", "", CELLWISE),
    Row(
        (v[k], Typed(v.label)),
        "a direction in which probabilities move",
        "K",
        "",
        ("information/entropy.md",),
    ),
    Row(
        (OUTCOME,),
        "outcome {i}",
        "label",
        where=("information/index.md", "information/entropy.md"),
    ),
    Row(
        (INDICATOR,), "1 if the outcome is {k}, else 0", "K", where=("kl/families.md",)
    ),
    Row((Typed(KroneckerDelta(j, k)),), "1 if {j} and {k} agree, else 0", "scalar"),
    Row(
        (Typed(Symbol("y_j")),),
        "outcome {j} of a second experiment",
        "label",
        where=("information/index.md",),
    ),
    Row((cell[n],), "the cell on which point {n} fell", "N", where=FITTED),
    Row((counts[i],), "how many of the points fell on cell {i}", "K"),
    Row(
        (Empirical(i), Typed(Symbol(r"\hat{p}"))),
        "the share of the points on cell {i}: the empirical distribution",
        "K",
    ),
    Row((Points(N),), "N points as a law, 1/N in each one's bin", "law"),
    Row(
        (Model(i), Typed(Symbol(r"q_{\theta}(x_n)")), Typed(Symbol(r"q_{\theta}"))),
        "the probability of a cell under the model with parameters {θ}",
        "K",
    ),
    Row(
        (Typed(Symbol(r"q_{\theta}(\mathbf{X})")),),
        "the likelihood: the probability of all points under the model",
        "scalar",
    ),
    Row((theta[k],), "the parameter of cell {k}, a real number", "K", where=FITTED),
    Row(
        (LogLikelihood(),),
        "the log-likelihood of the points under q_θ, in nats",
        "scalar",
        "log_likelihood()",
    ),
)
