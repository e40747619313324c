"""Letters that one proof or one page needs."""

from sympy import Symbol

from derivations.notation import (
    L,
    R,
    T,
    V,
    a,
    alpha,
    alpha_post,
    b,
    beta,
    beta_post,
    d,
    eigenvalue,
    epsilon,
    i,
    j,
    k,
    lam,
    n,
    nu,
    r_pivot,
    rest,
    sigma_min,
    t_pivot,
    u,
    v,
)
from derivations.publish.glossary.row import Bold, Row, Typed
from derivations.quantities.collapse import DistanceToFirst, SquaredDistance
from derivations.quantities.covariance import (
    FactoredForm,
    MeanShift,
    Trace,
    TraceAbout,
)
from derivations.quantities.mixture import QuadraticForm, ScaledDeviation, ScaledShift
from derivations.quantities.prior import (
    MapShift,
    PriorForm,
    PriorTrace,
    ScaledMapShift,
    TraceOfScatter,
    TraceOfScatterAbout,
)
from derivations.quantities.prior_restricted import PriorSquares
from derivations.quantities.triangular import (
    CovarianceByFactors,
    FactorProduct,
    PrecisionByFactors,
    PrecisionByFactorsAt,
)

SPIKES = ("gmm/singularity.md",)
M, S = map(Symbol, "MS")

ROWS = (
    Row(
        (QuadraticForm(n, k),),
        "the squared distance of point {n} from mean {k}, measured by Σ_{k}",
        "N × K",
        also=(PriorForm,),
    ),
    Row(
        (ScaledDeviation(n, k, d), ScaledShift(k, d)),
        "coordinate {d} of the vector in the brackets",
        "D",
        also=(ScaledMapShift,),
    ),
    Row((Bold(V), V[a, b]), "a direction in which a precision moves", "D × D"),
    Row((epsilon,), "how far a precision is moved", "scalar"),
    Row((nu[a],), "an eigenvalue of V Σ_k", "D"),
    Row(
        (eigenvalue[k, a],),
        "an eigenvalue of Σ_{k}⁻¹ S_{k}, a pure number; all are 1 if Σ_{k} = S_{k}",
        "K × D",
    ),
    Row(
        (lam,),
        "an eigenvalue of Σ_k⁻¹ S_k, a pure number",
        "scalar",
        where=("gmm/maximum.md",),
    ),
    Row(
        (Bold(L, k), L[k, d, a]),
        "a factor of the precision of component {k}: Lᵀ L is the inverse of Σ_{k}",
        "K × D × D",
    ),
    Row((Bold(v),), "any vector in {D} dimensions", "D"),
    Row(
        (FactoredForm(n, k), MeanShift(k)),
        "the squared length of a vector",
        "scalar",
        also=(MapShift, PriorSquares),
    ),
    Row(
        (Trace(k), TraceAbout(k)),
        "the trace, the sum of the entries on the diagonal",
        "K",
        also=(PriorTrace, TraceOfScatter, TraceOfScatterAbout),
    ),
    Row((Bold(R), R[a, i]), "an upper triangular factor: Λ = R diag(r) Rᵀ", "D × D"),
    Row((Bold(T), T[a, j]), "a lower triangular factor: S = T diag(t) Tᵀ", "D × D"),
    Row((r_pivot[i],), "a pivot of Λ: diagonal entry {i} of diag(r)", "D"),
    Row((t_pivot[i],), "a pivot of S: diagonal entry {i} of diag(t)", "D"),
    Row(
        (PrecisionByFactors(a, b),),
        "entry {a}{b} of Λ",
        "D × D",
        also=(PrecisionByFactorsAt,),
    ),
    Row((CovarianceByFactors(a, b), Typed(Bold(S))), "a covariance of data", "D × D"),
    Row((FactorProduct(i, j), Typed(Bold(M))), "the product Rᵀ T", "D × D"),
    Row((SquaredDistance(n, k), DistanceToFirst(n)), "a squared distance", "N × K"),
    Row((rest[n],), "what other components add to the density at point {n}", "N"),
    Row(
        (sigma_min,),
        "the least standard deviation allowed; its square is the floor",
        "scalar",
        "covariance_floor",
    ),
    Row(
        (u,),
        "by what share a variance is above its floor",
        "scalar",
        where=SPIKES,
    ),
    Row(
        (alpha, beta),
        "the two numbers of an inverse gamma prior on a variance",
        "scalars",
        where=SPIKES,
    ),
    Row(
        (alpha_post[k], beta_post[k]),
        "the numbers of that prior and what the data of component {k} add",
        "K",
    ),
)
