"""The Gaussian mixture: its parameters, its responsibilities, and what EM computes."""

from sympy import Symbol

from derivations.notation import (
    Lambda,
    Sigma,
    a,
    b,
    det,
    det_,
    det_S,
    f,
    f_new,
    gamma,
    gamma_new,
    j,
    k,
    label,
    mu,
    n,
    pi_,
    pi_new,
    s_,
    sigma,
    x,
    x_bar,
)
from derivations.publish.glossary.row import Bold, Row, Typed
from derivations.quantities.covariance import (
    CovarianceAbout,
    CovarianceDeterminant,
    CovarianceEntry,
    PrecisionDeterminant,
    WeightedCovariance,
)
from derivations.quantities.gaussian import PlanarDeterminant
from derivations.quantities.labels import (
    CompleteLikelihood,
    Indicator,
    LabelPosterior,
)
from derivations.quantities.missing import FilledCoordinate
from derivations.quantities.mixture import (
    Count,
    Determinant,
    Responsibility,
    WeightedMean,
)
from derivations.quantities.mixture_model import (
    LabelGivenPoint,
    LabelPrior,
    Mixture,
    PointGivenLabel,
)
from derivations.quantities.mixture_step import (
    LogLikelihood,
    NewLogLikelihood,
    NewPointDensity,
    PointDensity,
)

E, S, Z = map(Symbol, "eSZ")
GIVEN = Symbol(r"p(\mathbf{x}_{n} \mid \mathbf{z}_{n})")
NEW_MEAN = Symbol(r"\boldsymbol{\mu}_{k}^{\text{new}}")
ABOUT = Symbol(r"\mathbf{S}_{k}(\boldsymbol{\mu}_{k})")

ROWS = (
    Row((Bold(x, n),), "data point {n}, a vector", "N × D", "points"),
    Row((x[n],), "data point {n}, a number", "N", "points", ("gmm/",)),
    Row(
        (x[n, a],),
        "coordinate {a} of data point {n}",
        "N × D",
        "points",
        also=(FilledCoordinate,),
    ),
    Row(
        (label[n],),
        "the label of point {n}: which component made it",
        "N",
        where=("gmm/",),
    ),
    Row((Indicator(n, k),), "1 if point {n} has the label {k}, else 0", "N × K"),
    Row((Typed(Bold(label, n)),), "the label of point {n} as 0s and a 1", "N × K"),
    Row((Typed(Bold(Z)),), "the labels of all points together", "N × K"),
    Row((Typed(Bold(E, j)),), "the vector of 0s with a 1 at place {j}", "K"),
    Row((pi_[k],), "the weight of component {k} in the mixture", "K", "weights"),
    Row((Bold(mu, k),), "the mean of Gaussian or component {k}", "K × D", "means"),
    Row((mu[k, a],), "coordinate {a} of the mean of Gaussian {k}", "K × D", "means"),
    Row((mu[k],), "the mean of Gaussian or component {k}, a number", "K", "means"),
    Row(
        (Bold(Sigma, k),),
        "the covariance matrix of Gaussian or component {k}",
        "K × D × D",
        "covariances",
    ),
    Row(
        (Sigma[k, a, b],),
        "entry {a}{b} of the covariance matrix of Gaussian {k}",
        "K × D × D",
        "covariances",
        also=(CovarianceEntry,),
    ),
    Row(
        (Bold(Lambda, k),),
        "the precision matrix of component {k}: the inverse of its covariance",
        "K × D × D",
    ),
    Row(
        (Lambda[k, a, b],),
        "entry {a}{b} of the precision matrix, the inverse covariance of Gaussian {k}",
        "K × D × D",
    ),
    Row(
        (Determinant(k),),
        "the determinant of the covariance of Gaussian {k}",
        "K",
        also=(det, det_, PlanarDeterminant),
    ),
    Row(
        (PrecisionDeterminant.at(2)(j),),
        "the determinant of the precision of component {j}",
        "K",
        equals=1 / Determinant(j),
    ),
    Row((sigma[k],), "the standard deviation of Gaussian or component {k}", "K"),
    Row((f[n, k],), "the density of component {k} at point {n}", "N × K"),
    Row(
        (gamma[n, k],),
        "the responsibility of component {k} for point {n}, held fixed",
        "N × K",
        "responsibilities",
    ),
    Row(
        (Responsibility(n, k),),
        "the responsibility of a component for a point, as a function of parameters",
        "N × K",
        "Mixture.responsibilities()",
    ),
    Row((Typed(NEW_MEAN),), "the mean of component {k} after a step", "K × D", "means"),
    Row((pi_new[k],), "the weight of component {k} after a step", "K", "weights"),
    Row((f_new[n, k],), "the density of component {k} at {n}, after a step", "N × K"),
    Row(
        (gamma_new[n, k],),
        "the responsibility of component {k} for point {n}, after a step",
        "N × K",
        "responsibilities",
    ),
    Row(
        (Count(k),),
        "the effective number of points of component {k}: its responsibilities added",
        "K",
        "counts",
    ),
    Row(
        (Bold(x_bar, k),),
        "the mean of the data, weighted by responsibilities for {k}",
        "K × D",
    ),
    Row(
        (x_bar[k, a], WeightedMean(k, a)),
        "coordinate {a} of the mean weighted by responsibilities for {k}",
        "K × D",
    ),
    Row(
        (x_bar[k], WeightedMean(k)),
        "the mean of numbers, weighted by responsibilities for {k}",
        "K",
    ),
    Row(
        (Typed(Bold(S, k)),),
        "the covariance of the data about x̄_{k}, weighted by responsibilities",
        "K × D × D",
    ),
    Row(
        (WeightedCovariance(k, a, b),),
        "entry {a}{b} of the weighted covariance about the weighted mean",
        "K × D × D",
    ),
    Row(
        (CovarianceAbout(k, a, b), Typed(ABOUT)),
        "the weighted covariance of the data about the point in brackets",
        "K × D × D",
    ),
    Row(
        (CovarianceDeterminant(k),),
        "the determinant of the weighted covariance for {k}",
        "K",
        also=(det_S,),
    ),
    Row((s_[k],), "the weighted standard deviation for {k}, in one dimension", "K"),
    Row(
        (Mixture(n), PointDensity(n)),
        "the density of the mixture at a point",
        "N",
        "Mixture.log_density()",
        also=(NewPointDensity,),
    ),
    Row(
        (LabelPrior(n, j), Typed(Symbol(r"p(\mathbf{z}_{n})"))),
        "the probability of a label, before the point",
        "K",
    ),
    Row(
        (PointGivenLabel(n, j), Typed(GIVEN)),
        "the density of a point, given its label",
        "N × K",
    ),
    Row(
        (LabelGivenPoint(n, k),),
        "the probability of a label, given the point: the responsibility",
        "N × K",
        "Mixture.responsibilities()",
    ),
    Row(
        (CompleteLikelihood(),),
        "the complete-data likelihood: points and labels together",
        "scalar",
    ),
    Row((LabelPosterior(),), "the probability of all labels, given points", "scalar"),
    Row(
        (LogLikelihood(),),
        "the log-likelihood of the parameters, in nats",
        "scalar",
        "Mixture.log_likelihood()",
        also=(NewLogLikelihood,),
    ),
)
