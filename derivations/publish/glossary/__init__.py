"""What every symbol means: one row for each letter and each meaning, in groups.

`notation.py` says which symbols there are and what SymPy may assume of them, and the
quantities say how they are defined. A test holds that each has its row here.
"""

from derivations.publish.glossary import (
    densities,
    hidden,
    information,
    missing,
    mixtures,
    prior,
    proofs,
    restricted,
    sizes,
)
from derivations.publish.glossary.row import Row
from derivations.quantities.covariance import LogGaussian, LogGaussianAlong, SizedQ
from derivations.quantities.evidence import ExpectedRise
from derivations.quantities.gaussian import Half, LogDensity, LogOwn, LogUnit
from derivations.quantities.information import Outside, Rest
from derivations.quantities.labels import ExpectedLog, LabelSum, OtherPoints
from derivations.quantities.missing import ExpectedLogAlong, LogFilledAlong
from derivations.quantities.mixture import MixtureQ
from derivations.quantities.mixture_step import NewStepQ, StepQ
from derivations.quantities.prior import LogPrior, LogPriorOnLine
from derivations.quantities.restricted import (
    DiagonalQ,
    LogTiedAlong,
    SphericalQ,
    TiedQ,
    TiedQAlong,
)

GROUPS: dict[str, tuple[Row, ...]] = {
    "Indices and sizes": sizes.ROWS,
    "Information and divergence": information.ROWS,
    "Hidden variables and EM": hidden.ROWS,
    "Gaussian mixtures": (
        *mixtures.ROWS,
        *restricted.ROWS,
        *missing.ROWS,
        *prior.ROWS,
    ),
    "Densities and Gaussians": densities.ROWS,
    "Letters of one proof": proofs.ROWS,
}
ROWS = tuple(row for rows in GROUPS.values() for row in rows)

# These print as a formula made of symbols that have their rows: ln N(…), a sum, a half.
WRITTEN_OUT = (
    DiagonalQ,
    ExpectedLog,
    ExpectedLogAlong,
    ExpectedRise,
    Half,
    LabelSum,
    LogDensity,
    LogFilledAlong,
    LogGaussian,
    LogGaussianAlong,
    LogOwn,
    LogPrior,
    LogPriorOnLine,
    LogTiedAlong,
    LogUnit,
    MixtureQ,
    NewStepQ,
    OtherPoints,
    Outside,
    Rest,
    SizedQ,
    SphericalQ,
    StepQ,
    TiedQ,
    TiedQAlong,
)
