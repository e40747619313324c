"""Every result, in reading order: one line each."""

from derivations.bernoulli import bernoulli
from derivations.bin_width import when_delta_stays
from derivations.binned_divergence import continuous_limit
from derivations.differential_entropy import differential
from derivations.entropy import discrete
from derivations.evidence import decomposition, log_sum
from derivations.expectation_step import e_step
from derivations.families import categorical, exponential
from derivations.fixed_points import stopping, tangent
from derivations.gaussian import gaussian
from derivations.information import content
from derivations.likelihood_ascent import monotone
from derivations.lower_bound import energy_entropy, jensen
from derivations.maximization_step import m_step_is_q
from derivations.maximum_a_posteriori import map_step
from derivations.maximum_entropy import gaussian_entropy
from derivations.maximum_likelihood import maximum_likelihood
from derivations.mixture_algorithm import algorithm
from derivations.mixture_covariance import covariance
from derivations.mixture_labels import expected_log_likelihood
from derivations.mixture_maximum import is_maximum
from derivations.mixture_mean import mean
from derivations.mixture_model import model, responsibilities
from derivations.mixture_singularity import singularity
from derivations.mixture_weights import weights
from derivations.never_negative import nonnegative
from derivations.not_a_distance import not_a_distance
from derivations.one_inequality import one_inequality
from derivations.quantization import quantized, quantized_exponential
from derivations.relative_entropy import delta_cancellation, excess_code_length

CATALOGUE = (
    content,
    discrete,
    quantized,
    quantized_exponential,
    differential,
    gaussian_entropy,
    excess_code_length,
    delta_cancellation,
    continuous_limit,
    when_delta_stays,
    one_inequality,
    nonnegative,
    not_a_distance,
    gaussian,
    bernoulli,
    categorical,
    exponential,
    maximum_likelihood,
    log_sum,
    jensen,
    energy_entropy,
    decomposition,
    e_step,
    m_step_is_q,
    monotone,
    tangent,
    map_step,
    stopping,
    model,
    responsibilities,
    expected_log_likelihood,
    mean,
    covariance,
    weights,
    is_maximum,
    algorithm,
    singularity,
)
