"""Densities on the line, Gaussians in D dimensions, and a change of units."""

from sympy import Symbol

from derivations.notation import (
    A,
    D,
    Delta,
    Lambda,
    Sigma,
    a,
    alpha,
    beta,
    c,
    ell,
    i,
    j,
    k,
    m,
    mu,
    mu_,
    n,
    p,
    p_,
    sigma,
    sigma_,
    tau,
    u,
    unit,
    w,
    x,
    x_,
    x_start,
    y,
)
from derivations.publish.glossary.row import Bold, Row, Typed
from derivations.quantities.collapse import Spherical, Spike
from derivations.quantities.densities import (
    Bell,
    Density,
    Exponential,
    Flat,
    Normal,
    OtherDensity,
    OtherRescaled,
    Rescaled,
)
from derivations.quantities.expectation import StandardMean
from derivations.quantities.families import Bernoulli, Categorical
from derivations.quantities.gaussian import (
    Coordinate,
    Mahalanobis,
    PlanarMahalanobis,
    PlanarTrace,
    Trace,
    TriangularPoint,
)
from derivations.quantities.information import ScaledDeterminant
from derivations.quantities.mixture import Gaussian
from derivations.quantities.prior import MeanPrior
from derivations.quantities.prior_restricted import Height
from derivations.quantities.restricted import Diagonal

WAITING = (
    "information/quantization.md",
    "information/differential-entropy.md",
    "kl/families.md",
    "kl/bin-width.md",
    "kl/maximum-likelihood.md",
)
IDENTITY, X, Y = map(Symbol, "IXY")
ZERO = Symbol(r"\mathbf{0}")
UNITS = ("information/differential-entropy.md",)

ROWS = (
    Row((x_,), "a point on the line", "scalar"),
    Row(
        (Density(x_), Density(ell * Delta)),
        "a density, per unit of {x}; zero outside its interval",
        "function",
    ),
    Row(
        (OtherDensity(x_), OtherDensity(ell * Delta)),
        "another density on the same interval",
        "function",
    ),
    Row((x_start,), "where a density begins; it ends at x₀ + {w}", "scalar"),
    Row((w,), "the width of the interval on which a density is positive", "scalar"),
    Row((u,), "a positive point on the line, as a waiting time", "scalar", "", WAITING),
    Row(
        (Exponential(u, alpha),),
        "the exponential law of a waiting time, with its rate",
        "function",
        "kl_exponential()",
    ),
    Row(
        (alpha,),
        "the rate of a waiting time, per unit of time",
        "scalar",
        "rate",
        WAITING,
    ),
    Row(
        (beta,),
        "another rate; and how many times as small a new unit makes times",
        "scalar",
        "other_rate",
        WAITING,
    ),
    Row((Flat(u, w),), "the flat law on an interval", "function"),
    Row((c,), "the factor of a change of units: Y = cX + τ", "scalar", "", UNITS),
    Row((tau,), "the shift in a change of units: Y = cX + τ", "scalar", "", UNITS),
    Row(
        (Typed(X), Typed(Y)), "a variable in two units: Y = cX + τ", "scalar", "", UNITS
    ),
    Row((y,), "a value of Y = cX + τ", "scalar"),
    Row((Rescaled(y),), "the density of cX + τ, where {X} has {p}", "function"),
    Row((OtherRescaled(y),), "the density of cX + τ, where {X} has {q}", "function"),
    Row(
        (Bernoulli(m, p_),),
        "the law of a coin, with the probability of heads",
        "function",
        "kl_bernoulli()",
    ),
    Row(
        (Categorical(p[k], k, j),),
        "the law of one of {K} outcomes, with their probabilities",
        "function",
    ),
    Row(
        (Normal(x_, mu_, sigma_), Gaussian(n, k)),
        "the Gaussian law, with its mean and its variance or covariance",
        "function",
        "log_density_gaussian()",
        also=(Bell, Diagonal, Height, MeanPrior, Spherical, Spike),
    ),
    Row((mu_,), "the mean of a Gaussian on the line", "scalar", "mean"),
    Row((sigma_,), "the standard deviation, in the unit of {x}", "scalar"),
    Row((Bold(x),), "a point in {D} dimensions", "D", "points"),
    Row(
        (Coordinate(a, i),),
        "coordinate {a} of the point {x}",
        "D",
        also=(TriangularPoint,),
    ),
    Row((Bold(mu),), "the mean of a Gaussian in {D} dimensions", "D", "mean"),
    Row((mu[a],), "coordinate {a} of the mean", "D", "mean"),
    Row((Bold(Sigma),), "a covariance matrix", "D × D", "covariance"),
    Row((Bold(Lambda),), "a precision matrix, the inverse of a covariance", "D × D"),
    Row(
        (sigma[k, a],),
        "a diagonal entry of the factor of the covariance of Gaussian {k}",
        "K × D",
    ),
    Row((sigma[a],), "the standard deviation along axis {a}", "D"),
    Row((Bold(A), A[a, i], A[k, a, i]), "a factor of a covariance: Σ = A Aᵀ", "D × D"),
    Row(
        (Bold(unit), unit[a], unit[i]),
        "independent standard normal coordinates",
        "D",
    ),
    Row((StandardMean(unit[a], unit),), "the mean over them", "scalar"),
    Row((Typed(Bold(IDENTITY)),), "the identity matrix", "D × D"),
    Row((Typed(ZERO),), "the vector of zeros", "D"),
    Row(
        (Mahalanobis(),),
        "the squared distance of two means, measured by Σ₂",
        "scalar",
        also=(PlanarMahalanobis,),
    ),
    Row(
        (Trace(),),
        "the trace, the sum of the entries on the diagonal",
        "scalar",
        also=(PlanarTrace,),
    ),
    Row((ScaledDeterminant(D),), "the determinant of 2πe Σ", "scalar"),
)
