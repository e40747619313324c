"""KL divergence and EM in NumPy: what the derivations of the text justify.

Every function names the formula that it computes by its id. Units are nats.
"""

from klem._closed_forms import (
    entropy_bernoulli,
    entropy_exponential,
    kl_bernoulli,
    kl_exponential,
)
from klem._conventions import NotFittedError
from klem._covariances import CollapsedComponentError, CollapseWarning
from klem._em import (
    Fit,
    Iteration,
    LikelihoodFellError,
    Model,
    expectation_maximization,
)
from klem._evidence import elbo, log_likelihood, posterior
from klem._gaussian import entropy_gaussian, kl_gaussian, log_density_gaussian
from klem._gaussian_mixture import GaussianMixture
from klem._information import cross_entropy, entropy, information, kl_divergence
from klem._mixture import Mixture
from klem._moments import Moments
from klem._old_faithful import old_faithful
from klem._prior import Prior
from klem._quantization import (
    Quantized,
    cross_entropy_quantized,
    entropy_quantized,
    kl_quantized,
    quantize,
    quantize_cdf,
)
from klem._runs import ConvergenceWarning

__all__ = [
    "CollapseWarning",
    "CollapsedComponentError",
    "ConvergenceWarning",
    "Fit",
    "GaussianMixture",
    "Iteration",
    "LikelihoodFellError",
    "Mixture",
    "Model",
    "Moments",
    "NotFittedError",
    "Prior",
    "Quantized",
    "cross_entropy",
    "cross_entropy_quantized",
    "elbo",
    "entropy",
    "entropy_bernoulli",
    "entropy_exponential",
    "entropy_gaussian",
    "entropy_quantized",
    "expectation_maximization",
    "information",
    "kl_bernoulli",
    "kl_divergence",
    "kl_exponential",
    "kl_gaussian",
    "kl_quantized",
    "log_density_gaussian",
    "log_likelihood",
    "old_faithful",
    "posterior",
    "quantize",
    "quantize_cdf",
]
