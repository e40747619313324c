"""Every input that the formulas do not hold for is refused, in a sentence."""

import math
import re

import numpy as np
import pytest

import klem

nan, inf = math.nan, math.inf
I2 = np.eye(2)
SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
COIN = klem.Quantized([0.5, 1.5], [0.5, 0.5], 1.0)
PAIR = klem.Mixture([0.5, 0.5], [[0, 0], [1, 1]], [I2, I2])
ONE_D = klem.Moments.of([[0.0], [1.0]], [[1.0], [1.0]])


def flat(x):
    return np.full(x.shape, 0.25)


def quantize(low=0, high=4, density=flat, **knobs):
    return klem.quantize(density, low, high, **{"width": 1.0, **knobs})


def mixture(weights=(0.5, 0.5), means=((0, 0), (1, 1)), covariances=(I2, I2), **knobs):
    return klem.Mixture(weights, means, covariances, **knobs)


def em(**knobs):
    return klem.expectation_maximization(PAIR, SQUARE, **knobs)


REFUSALS = [
    # probabilities
    (lambda: klem.information(1.5), "expected p between 0 and 1, got 1.5"),
    (lambda: klem.information([0.5, -0.1]), "expected p between 0 and 1, got -0.1"),
    (lambda: klem.information(nan), "expected p without NaN, got 1 NaN"),
    (
        lambda: klem.information("half"),
        "expected p to be real numbers, got an array of",
    ),
    (lambda: klem.information(0.5, base=1), "expected base above 1, got 1.0"),
    (lambda: klem.information(0.5, base=nan), "expected base without NaN, got 1 NaN"),
    (lambda: klem.information(0.5, base=[2, 3]), "base to be one number, got an array"),
    (lambda: klem.information(0.5, base=inf), "expected base to be finite, got inf"),
    (lambda: klem.entropy([0.5, nan]), "expected p without NaN, got 1 NaN"),
    (lambda: klem.entropy([1.5, -0.5]), "p without negative probabilities, got -0.5"),
    (lambda: klem.entropy([0.5, 0.6]), "p to sum to 1 along axis -1, got a sum of 1.1"),
    (
        lambda: klem.entropy([]),
        "expected p to sum to 1 along axis -1, got a sum of 0.0",
    ),
    (
        lambda: klem.entropy([1j]),
        "expected p to be real numbers, got an array of type c",
    ),
    (lambda: klem.entropy([1.0], axis=1), "p to have axis 1, got shape (1,)"),
    (lambda: klem.entropy(1.0), "expected p to have axis -1, got shape ()"),
    (lambda: klem.entropy([1.0], base=0.5), "expected base above 1, got 0.5"),
    (
        lambda: klem.cross_entropy([0.5, 0.5], [0.5, 0.4]),
        "expected q to sum to 1 along",
    ),
    (
        lambda: klem.cross_entropy([1.0], [0.5, 0.5]),
        "same outcomes, got 1 and 2 of them",
    ),
    (
        lambda: klem.kl_divergence([0.5, 0.5], [1.5, -0.5]),
        "expected q without negative",
    ),
    (
        lambda: klem.kl_divergence(np.full((2, 4), 0.25), np.full((3, 4), 0.25)),
        "expected p and q of shapes that broadcast, got (2, 4) and (3, 4)",
    ),
    (
        lambda: klem.kl_divergence([1.0], [1.0], base=-2),
        "expected base above 1, got -2",
    ),
    # bins
    (lambda: quantize(width=0.3), "a width that divides high - low, got 0.3 for 4.0"),
    (lambda: quantize(width=0), "expected width above 0, got 0.0"),
    (
        lambda: quantize(low=4, high=0),
        "a width that divides high - low, got 1.0 for -4",
    ),
    (lambda: quantize(high=inf), "expected high to be finite, got inf"),
    (lambda: quantize(high=8), "masses that sum to 1 within 0.01, got a sum of 2.0"),
    (lambda: quantize(high=8, tolerance=0.5), "sum to 1 within 0.5, got a sum of 2.0"),
    (lambda: quantize(density=lambda x: x - 1.25), "masses without negative values"),
    (lambda: quantize(density=lambda x: x / 0 * 0), "expected density(points) without"),
    (
        lambda: quantize(density=lambda x: 0.25),
        "density(points) of shape (4,), got sha",
    ),
    (
        lambda: klem.quantize_cdf(lambda x: 1 - x / 4, 0, 4, width=1.0),
        "expected masses without negative values, got -0.25",
    ),
    (
        lambda: klem.quantize_cdf(lambda x: x[1:], 0, 4, width=1.0),
        "expected cdf(edges) of shape (5,), got shape (4,)",
    ),
    (
        lambda: klem.Quantized([0, 1, 3], [1, 0, 0], 1.0),
        "expected points 1.0 apart, got",
    ),
    (lambda: klem.Quantized([0, 1], [1.0], 1.0), "expected masses of shape (2,), got"),
    (lambda: klem.Quantized([0, 1], [1, 0], -1.0), "expected width above 0, got -1.0"),
    (
        lambda: klem.Quantized([], [], 1.0),
        "expected points of shape (n,), got shape (0,",
    ),
    (
        lambda: klem.kl_quantized(COIN, quantize()),
        "p and q in the same bins, got 2 from 0.5 to 1.5 and 4 from 0.5 to 3.5",
    ),
    (
        lambda: klem.kl_quantized(COIN, klem.Quantized([1.0, 2.0], [0.5, 0.5], 1.0)),
        "p and q in the same bins, got 2 from 0.5 to 1.5 and 2 from 1.0 to 2.0",
    ),
    (
        lambda: klem.cross_entropy_quantized(COIN, quantize(width=0.5)),
        "expected p and q in bins of one width, got 1.0 and 0.5",
    ),
    (lambda: klem.entropy_quantized(COIN, base=1), "expected base above 1, got 1.0"),
    # closed forms
    (lambda: klem.entropy_exponential(0), "expected rate above 0, got 0.0"),
    (lambda: klem.kl_exponential(1, -1), "expected other_rate above 0, got -1.0"),
    (lambda: klem.kl_exponential(inf, 1), "expected rate to be finite, got inf"),
    (lambda: klem.entropy_bernoulli(-0.5), "expected p between 0 and 1, got -0.5"),
    (lambda: klem.kl_bernoulli(0.5, 2), "expected q between 0 and 1, got 2.0"),
    (
        lambda: klem.entropy_gaussian(-1),
        "positive definite, got a smallest eigenvalue of",
    ),
    (
        lambda: klem.entropy_gaussian([[1, 2], [2, 1]]),
        "got a smallest eigenvalue of -1.0",
    ),
    (
        lambda: klem.entropy_gaussian([[1, 2], [0, 9]]),
        "covariance to be symmetric, got en",
    ),
    (
        lambda: klem.entropy_gaussian([1.0, 1.0]),
        "covariance of shape (1, 1), got shape (1",
    ),
    (lambda: klem.entropy_gaussian(nan), "expected covariance without NaN, got 1 NaN"),
    (
        lambda: klem.kl_gaussian([0, 0], 1, 0, 1),
        "expected mean of shape (1,), got shape",
    ),
    (
        lambda: klem.kl_gaussian(0, 1, [0, 0], I2),
        "two laws of one dimension, got 1 and 2",
    ),
    (
        lambda: klem.kl_gaussian(0, 1, 0, 0),
        "expected other_covariance to be positive def",
    ),
    (
        lambda: klem.kl_gaussian(0, 1, inf, 1),
        "expected other_mean to be finite, got inf",
    ),
    (
        lambda: klem.log_density_gaussian([[0.0]], [0, 0], I2),
        "expected points of shape (N, 2), got shape (1, 1)",
    ),
    # a hidden variable
    (lambda: klem.log_likelihood([nan]), "expected log_joint without NaN, got 1 NaN"),
    (lambda: klem.log_likelihood([inf]), "expected log_joint below +inf, got inf"),
    (lambda: klem.log_likelihood(0.0), "expected log_joint with values along axis -1"),
    (
        lambda: klem.log_likelihood([]),
        "log_joint with values along axis -1, got shape (0",
    ),
    (lambda: klem.posterior([-inf, -inf]), "expected a z with p(X, z) > 0"),
    (lambda: klem.elbo([0.5, 0.6], [0, 0]), "expected q to sum to 1 along axis -1"),
    (
        lambda: klem.elbo([1.0], [0, 0]),
        "q and log_joint of one shape, got (1,) and (2,)",
    ),
    # the loop
    (lambda: em(tolerance=-1), "expected tolerance of at least 0, got -1"),
    (lambda: em(tolerance=nan), "expected tolerance without NaN, got 1 NaN"),
    (lambda: em(max_iterations=0), "max_iterations to be a whole number of at least 1"),
    (lambda: em(max_iterations=1.5), "a whole number of at least 1, got 1.5"),
    # the mixture
    (lambda: mixture(weights=[0.5, 0.6]), "expected weights to sum to 1 along axis 0"),
    (lambda: mixture(weights=[1.0, 0.0]), "expected weights > 0, got 0.0"),
    (lambda: mixture(weights=[1.0]), "expected weights of shape (2,), got shape (1,)"),
    (lambda: mixture(means=[0, 1]), "expected means of shape (K, D), got shape (2,)"),
    (
        lambda: mixture(means=[[0, nan], [1, 1]]),
        "expected means without NaN, got 1 NaN",
    ),
    (
        lambda: mixture(covariances=[I2]),
        "covariances of shape (2, 2, 2), got shape (1, 2",
    ),
    (lambda: mixture(covariances=[I2, -I2]), "covariances[1] to be positive definite"),
    (
        lambda: mixture(covariances=[[[1, 1], [0, 1]], I2]),
        "covariances[0] to be symm",
    ),
    (lambda: mixture(covariance_floor=0), "expected covariance_floor above 0, got 0.0"),
    (lambda: mixture(covariance_floor=-I2), "covariance_floor to be positive definite"),
    (
        lambda: mixture(covariance_floor=[1, 1]),
        "covariance_floor of shape (2, 2), got sh",
    ),
    (
        lambda: mixture(covariance_floor=4),
        "expected covariances[0] no smaller than covariance_floor, got 0.25",
    ),
    (
        lambda: PAIR.log_joint([[0.0]]),
        "expected points of shape (N, 2), got shape (1, 1)",
    ),
    (
        lambda: PAIR.responsibilities([[nan, 0]]),
        "expected points without NaN, got 1 NaN",
    ),
    (lambda: PAIR.log_likelihood([[inf, 0]]), "expected points to be finite, got inf"),
    (lambda: PAIR.e_step(np.zeros((0, 2))), "points of shape (N, 2), got shape (0, 2)"),
    (
        lambda: PAIR.elbo(ONE_D),
        "expected moments.means of shape (2, 2), got shape (1, 1)",
    ),
    (
        lambda: klem.Mixture.seeded(SQUARE, 5),
        "expected at least 5 distinct points, got 4 of them",
    ),
    (
        lambda: klem.Mixture.seeded(np.repeat(SQUARE, 3, axis=0), 5),
        "expected at least 5 distinct points, got 4 of them",
    ),
    (
        lambda: klem.Mixture.seeded(SQUARE, 0),
        "components to be a whole number of",
    ),
    (
        lambda: klem.Mixture.from_responsibilities(SQUARE[:2], np.full((2, 3), 1 / 3)),
        "expected at least as many points as components, got 2 points for 3",
    ),
    (
        lambda: klem.Mixture.from_responsibilities(SQUARE, np.ones((3, 1))),
        "expected responsibilities of shape (4, K), got shape (3, 1)",
    ),
    (
        lambda: klem.Moments.of(SQUARE, np.ones((4, 2))),
        "responsibilities to sum to 1 along",
    ),
    (
        lambda: klem.Moments.of(SQUARE, [[2, -1]] * 4),
        "responsibilities without negative",
    ),
    (
        lambda: klem.Moments([-1], [[0]], [[[0]]], 0),
        "counts without negative values, got",
    ),
    (
        lambda: klem.Moments([1], [[0]], [[0]], 0),
        "expected scatters of shape (1, 1, 1), g",
    ),
    (lambda: ONE_D + PAIR.e_step(SQUARE), "of the same K and D, got (1, 1) and (2, 2)"),
]


@pytest.mark.parametrize(("call", "message"), REFUSALS)
def test_refused(call, message):
    with np.errstate(all="ignore"), pytest.raises(ValueError) as caught:
        call()
    assert message in str(caught.value)
    assert re.match("expected .+, got .", str(caught.value))
