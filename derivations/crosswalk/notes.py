"""The source notes, "KL Divergence and EM Algorithm", in their order."""

from derivations.crosswalk.parts.bound import LOWER_BOUND
from derivations.crosswalk.parts.codes import CODES
from derivations.crosswalk.parts.divergence import DIVERGENCE
from derivations.crosswalk.parts.information import INFORMATION
from derivations.crosswalk.parts.m_step import M_STEP
from derivations.crosswalk.parts.quantization import QUANTIZATION
from derivations.crosswalk.parts.repeat import REPEAT
from derivations.crosswalk.parts.steps import STEPS

PARTS = {
    "information": INFORMATION,
    "quantization": QUANTIZATION,
    "codes": CODES,
    "divergence": DIVERGENCE,
    "bound": LOWER_BOUND,
    "steps": STEPS,
    "m-step": M_STEP,
    "repeat": REPEAT,
}
NOTES = tuple(row for rows in PARTS.values() for row in rows)
