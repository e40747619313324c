"""Every result, in reading order: one line each."""

from derivations.evidence import decomposition
from derivations.gaussian_mixture import responsibilities
from derivations.relative_entropy import delta_cancellation, signed_remainder

CATALOGUE = (
    delta_cancellation,
    signed_remainder,
    decomposition,
    responsibilities,
)
