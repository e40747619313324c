"""Every result, in reading order: one line each."""

from derivations.entropy import discrete
from derivations.evidence import decomposition
from derivations.gaussian_mixture import responsibilities
from derivations.information import content
from derivations.mixture_mean import mean
from derivations.mixture_weights import weights
from derivations.never_negative import nonnegative
from derivations.one_inequality import one_inequality
from derivations.relative_entropy import delta_cancellation, excess_code_length

CATALOGUE = (
    content,
    discrete,
    excess_code_length,
    delta_cancellation,
    one_inequality,
    nonnegative,
    decomposition,
    responsibilities,
    mean,
    weights,
)
