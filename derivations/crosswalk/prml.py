"""PRML 1.92–1.121, 9.7–9.31 and 9.69–9.77, one row a number or a run of them."""

from derivations.crosswalk.book import FORM, HERE, NOT_YET, STEP, Equation

INFORMATION = (
    Equation("1.92", "information", HERE, ("information.content",)),
    Equation("1.93", "entropy in bits", FORM, ("entropy.discrete",)),
    Equation("1.94–1.97", "entropy by counting arrangements (Stirling)", NOT_YET),
    Equation("1.98", "entropy in nats", HERE, ("entropy.discrete",)),
    Equation("1.99", "its Lagrangian", STEP, ("entropy.discrete",)),
    Equation("1.100", "its second derivatives", FORM, ("entropy.discrete",)),
    Equation(
        "1.101",
        "the probability of a bin by a mean height",
        FORM,
        ("entropy.quantized", "entropy.quantized.exponential"),
    ),
    Equation("1.102", "the entropy of the bins", HERE, ("entropy.quantized",)),
    Equation(
        "1.103",
        "the limit of its first part",
        FORM,
        ("entropy.differential",),
        ("entropy.quantized",),
    ),
    Equation("1.104", "differential entropy", HERE, ("entropy.differential",)),
    Equation(
        "1.105–1.107", "mass, mean and variance given", FORM, ("entropy.gaussian",)
    ),
    Equation(
        "1.108, 1.109",
        "the maximum by multipliers: a Gaussian; here by Gibbs’ inequality",
        FORM,
        ("entropy.gaussian",),
    ),
    Equation("1.110", "the entropy of a Gaussian", HERE, ("entropy.gaussian",)),
    Equation("1.111, 1.112", "conditional entropy, chain rule", NOT_YET),
    Equation("1.113", "relative entropy", FORM, ("kl.excess-code-length",)),
    Equation(
        "1.114–1.117",
        "convexity and Jensen’s inequality; here with its remainder",
        FORM,
        ("kl.nonnegative",),
        ("kl.one-inequality",),
    ),
    Equation("1.118", "relative entropy is not negative", HERE, ("kl.nonnegative",)),
    Equation("1.119", "against data: likelihood", HERE, ("kl.maximum-likelihood",)),
    Equation("1.120, 1.121", "mutual information", NOT_YET),
)
MIXTURES = (
    Equation("9.7", "the mixture", HERE, ("gmm.model",)),
    Equation("9.8, 9.9", "what weights are", STEP, ("gmm.model",)),
    Equation("9.10–9.12", "the label, and summing it out", STEP, ("gmm.model",)),
    Equation("9.13", "responsibilities", HERE, ("gmm.responsibilities", "gmm.model")),
    Equation("9.14", "the log-likelihood", HERE, ("gmm.model",)),
    Equation("9.15", "a component on a point", STEP, ("gmm.singularity",)),
    Equation("9.16", "slope in a mean, set to zero", STEP, ("gmm.m-step.mean",)),
    Equation("9.17", "the new mean", HERE, ("gmm.m-step.mean",)),
    Equation("9.18", "N_k, by name", STEP, (), ("gmm.m-step.mean",)),
    Equation("9.19", "the new covariance", HERE, ("gmm.m-step.covariance",)),
    Equation(
        "9.20, 9.21", "the multiplier for the weights", STEP, ("gmm.m-step.weights",)
    ),
    Equation("9.22", "the new weights", HERE, ("gmm.m-step.weights",)),
    Equation(
        "9.23–9.28",
        "the algorithm; here what each part adds, as D = 1 or by components",
        FORM,
        ("gmm.algorithm",),
        ("gmm.m-step.mean", "gmm.m-step.covariance", "gmm.m-step.weights"),
    ),
    Equation("9.29", "the logarithm of a sum", HERE, ("em.log-sum",)),
    Equation("9.30", "Q", HERE, ("em.m-step-is-q",)),
    Equation("9.31", "the new θ is where Q is greatest", FORM, ("em.m-step-is-q",)),
    Equation("9.35, 9.36", "complete-data likelihood", STEP, ("gmm.q",)),
    Equation("9.39", "the mean of a label", STEP, ("gmm.q",)),
    Equation("9.40", "Q of a mixture", HERE, ("gmm.q",)),
)
GENERAL = (
    Equation("9.69", "the hidden variables summed out", STEP, ("elbo.decomposition",)),
    Equation(
        "9.70",
        "log-likelihood = bound + divergence",
        HERE,
        ("elbo.decomposition", "em.e-step"),
    ),
    Equation(
        "9.71, 9.72",
        "the bound and the divergence",
        STEP,
        ("elbo.decomposition", "em.e-step"),
        ("elbo.jensen",),
    ),
    Equation("9.73", "the product rule", STEP, (), ("elbo.decomposition",)),
    Equation(
        "9.74",
        "the bound is Q and a constant",
        HERE,
        ("em.m-step-is-q", "elbo.energy-entropy"),
    ),
    Equation(
        "9.75",
        "the posterior of independent points factorizes",
        FORM,
        (),
        ("gmm.q",),
    ),
    Equation("9.76, 9.77", "the same with a prior", HERE, ("em.map",)),
)
EQUATIONS = (*INFORMATION, *MIXTURES, *GENERAL)
