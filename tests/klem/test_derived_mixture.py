"""The evidence, the bound and the mixture of klem are the numbers that were derived.

The derived expressions are evaluated as they stand, with plain exponentials, so the
mixtures drawn here are wide enough for these not to vanish.
"""

import numpy as np
from hypothesis import given

import klem
from derivations.notation import (
    D,
    K,
    Lambda,
    N,
    a,
    b,
    det,
    f,
    f_new,
    gamma,
    gamma_new,
    k,
    mu,
    n,
    pi_,
    pi_new,
    q,
    theta_,
    theta_new,
    theta_old,
    x,
    x_bar,
    z,
)
from derivations.quantities.covariance import WeightedCovariance
from derivations.quantities.evidence import ELBO, Posterior
from derivations.quantities.mixture import (
    Count,
    MixtureQ,
    Responsibility,
    WeightedMean,
)
from tests.klem.strategies import clusters, law, mixture, seeds
from tests.klem.symbolic import claim, joint_at, numeric

joint, joint_old, joint_new = map(joint_at, (theta_, theta_old, theta_new))


def agree(klem_number, derived_number):
    np.testing.assert_allclose(klem_number, derived_number, rtol=1e-8, atol=1e-9)


def hidden(rng):
    """Some q over z and some p(X, z)."""
    size = int(rng.integers(1, 7))
    return size, rng.dirichlet(np.full(size, 2.0)), rng.uniform(0.01, 2, size=size)


def wide(rng, components, dimensions, **knobs):
    return mixture(rng, components, dimensions, least=1.0, **knobs)


def drawn(rng):
    """Points, a mixture, and its values for the letters π, μ, Λ, det, K, D."""
    K_, D_ = map(int, rng.integers(1, 4, size=2))
    return clusters(rng, 5, D_, K_), wide(rng, K_, D_)


def parameters(model):
    precisions = np.linalg.inv(model.covariances)
    determinants = np.linalg.det(model.covariances)
    return model.weights, model.means, precisions, determinants, *model.means.shape


def entries(shape):
    """Every place of an array of this shape, counted from one."""
    return (tuple(np.add(place, 1)) for place in np.ndindex(shape))


@law
@given(seeds)
def test_evidence_is_bound_and_gap(rng):
    size, Q, likelihood = hidden(rng)
    log_joint = np.log(likelihood)
    equation = claim("elbo.decomposition")
    evidence, parts = (
        numeric(side, q, joint, K)(Q, likelihood, size)
        for side in (equation.lhs, equation.rhs)
    )
    agree(klem.log_likelihood(log_joint), evidence)
    gap = klem.kl_divergence(Q, klem.posterior(log_joint))
    agree(klem.elbo(Q, log_joint) + gap, parts)


@law
@given(seeds)
def test_bound_is_energy_and_entropy(rng):
    size, Q, likelihood = hidden(rng)
    equation = claim("elbo.energy-entropy")
    bound = klem.elbo(Q, np.log(likelihood))
    for side in (equation.lhs, equation.rhs, ELBO(q[z], z, theta_)):
        agree(bound, numeric(side, q, joint, K)(Q, likelihood, size))


@law
@given(seeds)
def test_posterior(rng):
    size, _, likelihood = hidden(rng)
    share = numeric(Posterior(z, theta_), joint, K, z)
    expected = [share(likelihood, size, value) for value in range(1, size + 1)]
    agree(klem.posterior(np.log(likelihood)), expected)


@law
@given(seeds)
def test_an_iteration_gains_what_was_derived(rng):
    """em.monotone, added up over the points, is the change that the trace reports."""
    points, old = clusters(rng, 20, 2, 2), wide(rng, 2, 2, covariance_floor=0.5)
    end = klem.expectation_maximization(old, points, max_iterations=1)
    rows = [np.exp(model.log_joint(points)) for model in (old, end.model)]
    equation = claim("em.monotone")
    for side in (equation.lhs, equation.rhs):
        gain = numeric(side, joint_old, joint_new, K)
        total = sum(gain(*row, 2) for row in zip(*rows, strict=True))
        agree(end.trace[0].change, total)


@law
@given(seeds)
def test_a_step_of_the_mixture_gains_what_was_derived(rng):
    """gmm.algorithm, from the densities of the components before and after."""
    points, old = clusters(rng, 20, 2, 2), wide(rng, 2, 2, covariance_floor=0.5)
    end = klem.expectation_maximization(old, points, max_iterations=1)
    models = old, end.model
    densities = [np.exp(m.log_joint(points)) / m.weights for m in models]
    shares = [m.responsibilities(points) for m in models]
    values = *(m.weights for m in models), *densities, *shares, 2, len(points)
    letters = pi_, pi_new, f, f_new, gamma, gamma_new, K, N
    for side in claim("gmm.algorithm").args:
        agree(end.trace[0].change, numeric(side, *letters)(*values))


@law
@given(seeds)
def test_log_likelihood_of_a_mixture(rng):
    points, model = drawn(rng)
    chain = claim("gmm.model", "The log-likelihood of N independent points")
    derived = numeric(chain.rhs, x, pi_, mu, Lambda, det, K, D, N)
    agree(
        model.log_likelihood(points),
        derived(points, *parameters(model), len(points)),
    )


@law
@given(seeds)
def test_responsibilities(rng):
    points, model = drawn(rng)
    share = numeric(Responsibility(n, k), x, pi_, mu, Lambda, det, K, D, n, k)
    gamma_ = model.responsibilities(points)
    expected = [share(points, *parameters(model), *at) for at in entries(gamma_.shape)]
    agree(gamma_.ravel(), expected)


@law
@given(seeds)
def test_q_from_moments(rng):
    points, model = drawn(rng)
    shares = model.responsibilities(points)
    other = wide(rng, *model.means.shape)
    derived = numeric(MixtureQ(), x, gamma, pi_, mu, Lambda, det, K, D, N)
    agree(
        other.expected_log_joint(klem.Moments.of(points, shares)),
        derived(points, shares, *parameters(other), len(points)),
    )


@law
@given(seeds)
def test_moments_are_the_roots_of_the_gradient(rng):
    points, model = drawn(rng)
    shares = model.responsibilities(points)
    moments, size = klem.Moments.of(points, shares), len(points)
    K_, D_ = moments.means.shape
    count = numeric(Count(k), gamma, N, k)
    agree(moments.counts, [count(shares, size, *at) for at in entries(K_)])
    for values, name, places in (
        (moments.means, WeightedMean, (K_, D_)),
        (
            moments.scatters / moments.counts[:, None, None],
            WeightedCovariance,
            (K_, D_, D_),
        ),
    ):
        letters = (k, a, b)[: len(places)]
        entry = numeric(name(*letters), x, gamma, x_bar, N, *letters)
        known = points, shares, moments.means, size
        expected = [entry(*known, *at) for at in entries(places)]
        agree(values.ravel(), expected)
