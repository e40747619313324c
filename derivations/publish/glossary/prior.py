"""A mixture with a prior on its parameters."""

from derivations.notation import (
    a,
    b,
    centre_,
    concentration,
    count_map,
    det_map,
    eigenvalue,
    freedom,
    k,
    kappa,
    mu_map,
    norm,
    scatter,
    sigma_map,
)
from derivations.publish.glossary.row import Bold, Row
from derivations.quantities.prior import (
    Dirichlet,
    Freedom,
    InverseWishart,
    MapDeterminant,
    MeanCount,
    Scatter,
    ScatterAbout,
    TotalCount,
)
from derivations.quantities.prior_restricted import (
    DiagonalPrior,
    LeastDeterminant,
    MeanScatter,
    PooledScatter,
    SphericalPrior,
    TiedPrior,
)

HERE = ("gmm/priors.md",)

ROWS = (
    Row((Dirichlet(),), "the prior of the weights, a Dirichlet law", "function"),
    Row(
        (concentration[k],),
        "the number of the Dirichlet law for component {k}",
        "K",
        "concentration",
        where=HERE,
    ),
    Row((norm,), "a constant that makes a density integrate to one", "scalar"),
    Row(
        (count_map[k],),
        "the points of component {k}, and those that the prior adds",
        "K",
    ),
    Row((TotalCount(),), "all of them together", "scalar"),
    Row(
        (kappa,),
        "how many points the prior of a mean counts as",
        "scalar",
        "mean_strength",
    ),
    Row((MeanCount(k),), "the points of {k}, and those of the prior: N_{k} + κ", "K"),
    Row((Bold(centre_),), "where the prior has the means", "D", "mean"),
    Row((centre_[a],), "coordinate {a} of the mean of the prior", "D", "mean"),
    Row(
        (freedom,),
        "the degrees of freedom of an inverse Wishart law",
        "scalar",
        "degrees_of_freedom",
    ),
    Row((Freedom(k),), "those and the points of {k}: N_{k} + ν", "K"),
    Row(
        (InverseWishart(k),),
        "the prior of a covariance, an inverse Wishart law",
        "function",
    ),
    Row((Bold(scatter),), "the scatter of an inverse Wishart law", "D × D", "scatter"),
    Row((scatter[a, b],), "entry {a}{b} of the scatter of the prior", "D × D"),
    Row(
        (Bold(scatter, k),),
        "the scatter of points and prior together for {k}, about their mean",
        "K × D × D",
    ),
    Row((Scatter(k, a, b),), "entry {a}{b} of that scatter", "K × D × D"),
    Row(
        (ScatterAbout(k, a, b),),
        "the scatter of points and prior for {k} about the point in brackets",
        "K × D × D",
    ),
    Row(
        (MeanScatter(k),),
        "the mean of the diagonal of that scatter",
        "K",
    ),
    Row(
        (PooledScatter(a, b),),
        "the scatter of the prior and of all points about the means",
        "D × D",
    ),
    Row((Bold(mu_map, k),), "the mean of points and prior together for {k}", "K × D"),
    Row((mu_map[k, a],), "coordinate {a} of that mean", "K × D"),
    Row(
        (MapDeterminant(k),),
        "the determinant of the most probable covariance of {k}",
        "K",
        also=(det_map,),
    ),
    Row(
        (LeastDeterminant(k),),
        "the determinant of Ψ/(N + ν + D + 2)",
        "scalar",
    ),
    Row(
        (eigenvalue[k, a],),
        "eigenvalue {a} of a best covariance, in units of that of component {k}",
        "K × D",
        where=HERE,
    ),
    Row(
        (sigma_map[k, a],),
        "the most probable standard deviation of {k} along axis {a}",
        "K × D",
    ),
    Row((sigma_map[k],), "the most probable standard deviation of {k}", "K"),
    Row(
        (DiagonalPrior(k), SphericalPrior(k)),
        "the same prior where a covariance is diagonal, or spherical",
        "function",
    ),
    Row(
        (TiedPrior(),),
        "the prior of all means and the variance that they share",
        "function",
    ),
)
