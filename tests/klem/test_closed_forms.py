"""Exponential, Bernoulli and Gaussian laws in closed form: one table × one property.

SciPy's densities and integrals are the outside referee.
"""

import math
from typing import NamedTuple

import numpy as np
import pytest
import scipy.stats
from hypothesis import assume, given
from scipy import integrate

import klem
from tests.klem.strategies import covariance, frame, law, seeds


class Law(NamedTuple):
    """A family: how to draw parameters, its divergence, and SciPy's version of it."""

    draw: object
    kl: object
    scipy: object


def uniform(rng):
    return (rng.uniform(0.05, 0.95),)


def rate(rng):
    return (rng.uniform(0.3, 3),)


def gaussian(rng):
    return rng.normal(), rng.uniform(0.3, 3)


FAMILIES = {
    "bernoulli": Law(uniform, klem.kl_bernoulli, scipy.stats.bernoulli),
    "exponential": Law(
        rate, klem.kl_exponential, lambda r: scipy.stats.expon(scale=1 / r)
    ),
    "gaussian": Law(
        gaussian,
        klem.kl_gaussian,
        lambda mean, variance: scipy.stats.norm(mean, math.sqrt(variance)),
    ),
}

every_family = pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)


def mean_log_ratio(p, q):
    """E_p[ln p - ln q] by SciPy."""
    if hasattr(p, "pmf"):
        return sum(p.pmf(v) * (p.logpmf(v) - q.logpmf(v)) for v in (0, 1))
    low, high = p.support()
    low, high = max(low, p.mean() - 12 * p.std()), min(high, p.mean() + 60 * p.std())
    integrand = lambda v: p.pdf(v) * (p.logpdf(v) - q.logpdf(v))  # noqa: E731
    return integrate.quad(integrand, low, high, limit=200)[0]


@every_family
@pytest.mark.parametrize("seed", range(5))
def test_kl_is_the_mean_log_ratio(family, seed):
    rng = np.random.default_rng(seed)
    own, other = family.draw(rng), family.draw(rng)
    expected = mean_log_ratio(family.scipy(*own), family.scipy(*other))
    assert float(family.kl(*own, *other)) == pytest.approx(expected, rel=1e-7)


@every_family
@law
@given(seeds)
def test_kl_is_positive_and_zero_only_for_equals(family, rng):
    own, other = family.draw(rng), family.draw(rng)
    assert family.kl(*own, *other) > 0
    assert family.kl(*own, *own) == 0


@every_family
def test_kl_is_in_the_unit_of_its_base(family):
    rng = np.random.default_rng(1)
    parameters = family.draw(rng) + family.draw(rng)
    nats, bits = family.kl(*parameters), family.kl(*parameters, base=2)
    assert float(nats) == pytest.approx(float(bits * math.log(2)))


@pytest.mark.parametrize(
    ("got", "value"),
    [
        (lambda: klem.kl_exponential(1, 2), 1 - math.log(2)),
        (lambda: klem.kl_exponential(2, 1), math.log(2) - 0.5),
        (lambda: klem.kl_exponential(1, math.e), math.e - 2),
        (lambda: klem.entropy_exponential(1), 1.0),
        (lambda: klem.entropy_exponential(math.e**2), -1.0),
        (lambda: klem.entropy_bernoulli([0, 0.5, 1], base=2), [0, 1, 0]),
        (
            lambda: klem.kl_bernoulli(0.5, [0.5, 0.25], base=2),
            [0, 1 - math.log2(3) / 2],
        ),
        (
            lambda: klem.kl_bernoulli([0, 1, 0.5], [0.5, 0.5, 1], base=2),
            [1, 1, math.inf],
        ),
        (lambda: klem.kl_bernoulli([0, 1], [0, 1]), [0, 0]),
        (lambda: klem.kl_gaussian(0, 1, 1, 1), 0.5),
        (lambda: klem.kl_gaussian(0, math.e**2, 0, 1), (math.e**2 - 3) / 2),
        (lambda: klem.kl_gaussian([0, 0], np.eye(2), [3, 4], np.eye(2)), 12.5),
        (lambda: klem.entropy_gaussian(1 / (2 * math.pi * math.e)), 0.0),
        (
            lambda: klem.entropy_gaussian(np.eye(3)),
            1.5 * math.log(2 * math.pi * math.e),
        ),
        (lambda: klem.log_density_gaussian([0.0], 0, 1), -0.5 * math.log(2 * math.pi)),
    ],
)
def test_known_answer(got, value):
    np.testing.assert_allclose(got(), value, rtol=1e-14, atol=1e-15)


def test_entropies_agree_with_scipy():
    for rate_ in (0.1, 1.0, 7.0):
        expected = scipy.stats.expon(scale=1 / rate_).entropy()
        assert klem.entropy_exponential(rate_) == pytest.approx(expected)
        p = rate_ / 10
        assert klem.entropy_bernoulli(p) == pytest.approx(
            scipy.stats.bernoulli.entropy(p)
        )


@law
@given(seeds)
def test_gaussian_agrees_with_scipy(rng):
    dimensions = int(rng.integers(1, 6))
    mean, sigma = rng.normal(size=dimensions), covariance(rng, dimensions)
    points = rng.normal(size=(7, dimensions))
    referee = scipy.stats.multivariate_normal(mean, sigma)
    np.testing.assert_allclose(
        klem.log_density_gaussian(points, mean, sigma),
        np.atleast_1d(referee.logpdf(points)),
        rtol=1e-10,
    )
    np.testing.assert_allclose(klem.entropy_gaussian(sigma), referee.entropy())


@law
@given(seeds)
def test_gaussian_kl_is_the_formula_with_inverses(rng):
    D = int(rng.integers(1, 6))
    mu, nu = rng.normal(size=(2, D))
    sigma, tau = covariance(rng, D), covariance(rng, D)
    inverse = np.linalg.inv(tau)
    expected = 0.5 * (
        np.trace(inverse @ sigma)
        - D
        - np.linalg.slogdet(inverse @ sigma)[1]
        + (mu - nu) @ inverse @ (mu - nu)
    )
    np.testing.assert_allclose(
        klem.kl_gaussian(mu, sigma, nu, tau), expected, rtol=1e-8
    )


@law
@given(seeds)
def test_units_move_the_entropy_and_not_the_divergence(rng):
    """h[Ax + b] = h[x] + ln|det A|; KL is the same for both (entropy.differential)."""
    D = int(rng.integers(1, 5))
    A, b = frame(rng, D)
    assume(np.linalg.cond(A) < 1e3)  # A Σ Aᵀ is rounded, by its condition
    mu, nu = rng.normal(size=(2, D))
    sigma, tau = covariance(rng, D), covariance(rng, D)
    np.testing.assert_allclose(
        klem.entropy_gaussian(A @ sigma @ A.T),
        klem.entropy_gaussian(sigma) + np.linalg.slogdet(A)[1],
        rtol=1e-8,
        atol=1e-8,
    )
    np.testing.assert_allclose(
        klem.kl_gaussian(A @ mu + b, A @ sigma @ A.T, A @ nu + b, A @ tau @ A.T),
        klem.kl_gaussian(mu, sigma, nu, tau),
        rtol=1e-6,
    )


def test_independent_coordinates_add():
    pairs = [(0.0, 1.0, 0.5, 2.0), (1.0, 3.0, -1.0, 0.5)]
    mu, sigma, nu, tau = map(np.array, zip(*pairs, strict=True))
    total = klem.kl_gaussian(mu, np.diag(sigma), nu, np.diag(tau))
    assert total == pytest.approx(sum(klem.kl_gaussian(*pair) for pair in pairs))


def test_kl_keeps_its_digits_near_equality():
    """The divergences are half the squared shift times the Fisher information."""
    d = 1e-9
    for value in (0.3, 0.7):
        shift = (value + d) - value
        for kl, fisher in (
            (klem.kl_exponential, value**-2),
            (klem.kl_bernoulli, 1 / (value * (1 - value))),
            (lambda v, w: klem.kl_gaussian(0, v, 0, w), value**-2 / 2),
        ):
            assert kl(value, value + d) == pytest.approx(
                fisher * shift**2 / 2, rel=1e-5
            )


def test_rates_of_any_size():
    assert klem.kl_exponential(1e300, 1e-300) == pytest.approx(600 * math.log(10) - 1)
    assert klem.kl_exponential(1e-300, 1e300) == math.inf  # about 1e600 nats
