"""The evidence, the posterior and the bound of a finite hidden variable."""

import math

import numpy as np
import scipy.special
from hypothesis import given

import klem
from tests.klem.strategies import law, seeds


def joints(rng):
    """Some ln p(X, z), on any scale, of which some are impossible."""
    shape = tuple(rng.integers(1, 6, size=2))
    log_joint = rng.normal(scale=5, size=shape) + rng.choice([0, 300, -5000])
    log_joint[:, 1:][rng.random((shape[0], shape[1] - 1)) < 0.3] = -math.inf
    return log_joint


def test_known_answers():
    log_joint = np.log([0.1, 0.3])
    np.testing.assert_allclose(klem.log_likelihood(log_joint), math.log(0.4))
    np.testing.assert_allclose(klem.posterior(log_joint), [0.25, 0.75])
    np.testing.assert_allclose(
        klem.elbo([0.5, 0.5], log_joint), math.log(0.4) - math.log(4 / 3) / 2
    )
    assert klem.log_likelihood([-math.inf, -math.inf]) == -math.inf
    assert klem.elbo([0.5, 0.5], [0.0, -math.inf]) == -math.inf
    assert klem.elbo([1.0, 0.0], [0.0, -math.inf]) == 0


@law
@given(seeds)
def test_agrees_with_scipy(rng):
    log_joint = joints(rng)
    for axis in (0, 1):
        with np.errstate(invalid="ignore"):
            expected = scipy.special.logsumexp(log_joint, axis=axis)
        np.testing.assert_allclose(
            klem.log_likelihood(log_joint, axis=axis), expected, rtol=1e-13, atol=1e-13
        )


@law
@given(seeds)
def test_bound_and_gap_make_the_evidence(rng):
    """PRML 9.70: ln p(X) = L(q) + KL(q‖posterior), for every q (elbo.decomposition)."""
    log_joint = joints(rng)
    q = rng.random(log_joint.shape) * np.isfinite(log_joint)
    q[:, 0] += 0.1
    q /= q.sum(axis=1, keepdims=True)
    evidence, posterior = klem.log_likelihood(log_joint), klem.posterior(log_joint)
    bound, gap = klem.elbo(q, log_joint), klem.kl_divergence(q, posterior)
    assert (bound <= evidence + 1e-12 * np.abs(evidence)).all()
    if np.ptp(log_joint[np.isfinite(log_joint)]) < 300:  # else the posterior underflows
        np.testing.assert_allclose(bound + gap, evidence, rtol=1e-12, atol=1e-12)


@law
@given(seeds)
def test_posterior_makes_the_bound_tight(rng):
    log_joint = joints(rng)
    posterior = klem.posterior(log_joint)
    np.testing.assert_allclose(posterior.sum(axis=1), 1, rtol=1e-14)
    np.testing.assert_allclose(
        klem.elbo(posterior, log_joint),
        klem.log_likelihood(log_joint),
        rtol=1e-13,
        atol=1e-12,
    )


@law
@given(seeds)
def test_a_common_factor_leaves_the_posterior(rng):
    log_joint = joints(rng)
    np.testing.assert_allclose(
        klem.posterior(log_joint + 1e4), klem.posterior(log_joint), atol=1e-10
    )


def test_far_tails_keep_their_posterior():
    """Plain exponentials underflow to 0/0 here; and large offsets cost no sum."""
    far = np.array([-1e8, -1e8 + 1.0])
    np.testing.assert_allclose(
        klem.posterior(far), scipy.special.expit([-1.0, 1.0]), rtol=1e-14
    )
    np.testing.assert_allclose(
        klem.log_likelihood(far), -1e8 + math.log1p(math.e), rtol=1e-15
    )
