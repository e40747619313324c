"""A mixture with fewer parameters, and by its natural parameters."""

from sympy import Symbol

from derivations.notation import Sigma, a, b, k, s_, sigma, sigma_
from derivations.publish.glossary.row import Bold, Row, Typed
from derivations.quantities.natural import Natural, NaturalConstant, NaturalLinear
from derivations.quantities.restricted import MeanVariance, PooledCovariance

HERE = ("gmm/restricted.md",)
BOTH = (*HERE, "gmm/priors.md")

ROWS = (
    Row(
        (sigma[k, a],),
        "the standard deviation of component {k} along axis {a}",
        "K × D",
        where=BOTH,
    ),
    Row(
        (Bold(sigma, k),),
        "the standard deviations of component {k} along all axes",
        "K × D",
    ),
    Row(
        (s_[k, a],),
        "the weighted standard deviation along axis {a}, about the mean of {k}",
        "K × D",
    ),
    Row(
        (s_[k],),
        "the weighted standard deviation for {k}, over all axes together",
        "K",
        where=HERE,
    ),
    Row(
        (MeanVariance(k),),
        "the mean of the diagonal of the weighted covariance for {k}",
        "K",
    ),
    Row(
        (Sigma[a, b],),
        "entry {a}{b} of the covariance that all components share",
        "D × D",
        where=HERE,
    ),
    Row(
        (PooledCovariance(a, b),),
        "entry {a}{b} of the weighted covariances about the means, pooled",
        "D × D",
    ),
    Row(
        (sigma_,),
        "the standard deviation that all components share, in one dimension",
        "scalar",
        where=BOTH,
    ),
    Row(
        (NaturalConstant(k),),
        "the natural parameter of component {k} that stands alone",
        "K",
    ),
    Row(
        (NaturalLinear(k, a),),
        "the natural parameter of component {k} that stands before coordinate {a}",
        "K × D",
    ),
    Row(
        (Natural(k, a, b),),
        "the natural parameter of {k} that stands before a product of coordinates",
        "K × D × D",
    ),
    Row(
        (Typed(Symbol(r"\mathbf{T}(\mathbf{x})")),),
        "the statistics of a point: 1, its coordinates, and their products",
        "1 + D + D²",
    ),
)
