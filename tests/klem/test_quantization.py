"""Bins of width Δ: the entropy keeps -ln Δ, the divergence does not."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import klem
from tests.klem.strategies import law

widths = st.integers(2, 40).map(lambda bins: 1 / bins)
rates = st.floats(0.5, 3)


def exponential_cdf(rate):
    return lambda x: -np.exp(-rate * x)  # less one, which keeps the tail's digits


def test_uniform_density_has_the_entropy_of_its_bins():
    uniform = klem.quantize(lambda x: np.full(x.shape, 0.25), 0, 4, width=0.5)
    np.testing.assert_array_equal(uniform.points, np.arange(0.25, 4, 0.5))
    np.testing.assert_array_equal(uniform.masses, np.full(8, 1 / 8))
    assert klem.entropy_quantized(uniform, base=2) == 3
    # h[x] - log Δ, with h = log 4 and Δ = 1/2
    assert klem.entropy_quantized(uniform, base=2) == 2 - math.log2(0.5)


def test_masses_are_density_times_width():
    bins = klem.quantize(stats.norm.pdf, -8, 8, width=0.5)
    np.testing.assert_array_equal(bins.densities, stats.norm.pdf(bins.points))
    np.testing.assert_array_equal(bins.masses, stats.norm.pdf(bins.points) * 0.5)


def test_masses_of_a_distribution_function_are_exact():
    bins = klem.quantize_cdf(stats.norm.cdf, -8, 8, width=0.5)
    np.testing.assert_allclose(bins.masses.sum(), 1, rtol=1e-14)
    middle = bins.masses[bins.points == 0.25]
    np.testing.assert_allclose(middle, stats.norm.cdf(0.5) - 0.5)


@pytest.mark.parametrize("width", [1 / 8, 1 / 32, 1 / 128])
def test_entropy_is_the_differential_one_less_ln_width(width):
    bins = klem.quantize(stats.norm.pdf, -8, 8, width=width)
    np.testing.assert_allclose(
        klem.entropy_quantized(bins) + math.log(width),
        stats.norm.entropy(),
        rtol=1e-12,
    )


@pytest.mark.parametrize("width", [1 / 2, 1 / 8, 1 / 32])
def test_divergence_of_bins_needs_no_width(width):
    p = klem.quantize(stats.norm(0, 1).pdf, -9, 9, width=width)
    q = klem.quantize(stats.norm(0.5, 1.5).pdf, -9, 9, width=width)
    np.testing.assert_allclose(
        klem.kl_quantized(p, q), klem.kl_gaussian(0, 1, 0.5, 1.5**2), rtol=1e-12
    )


def test_empirical_law_against_a_density_keeps_ln_width():
    """An empirical law has no density: halving Δ adds ln 2 (kl.when-delta-stays)."""

    def divergence(width):
        q = klem.quantize(stats.norm.pdf, -8, 8, width=width)
        spike = np.zeros(len(q.points))
        spike[np.searchsorted(q.points, 0.3)] = 1
        return klem.kl_quantized(klem.Quantized(q.points, spike, width), q)

    gain = divergence(2**-11) - divergence(2**-10)
    assert gain == pytest.approx(math.log(2), abs=1e-3)


@law
@given(rates, rates, widths)
def test_divergence_is_cross_entropy_less_entropy(rate, other, width):
    p, q = (
        klem.quantize_cdf(exponential_cdf(r), 0, 20, width=width) for r in (rate, other)
    )
    excess = klem.cross_entropy_quantized(p, q) - klem.entropy_quantized(p)
    np.testing.assert_allclose(klem.kl_quantized(p, q), excess, atol=1e-12)


@law
@given(rates, rates, widths)
def test_binning_never_raises_the_divergence(rate, other, width):
    p, q = (
        klem.quantize_cdf(exponential_cdf(r), 0, 80, width=width) for r in (rate, other)
    )
    assert -1e-12 <= klem.kl_quantized(p, q)
    assert klem.kl_quantized(p, q) <= klem.kl_exponential(rate, other) + 1e-12


@law
@given(rates, widths, st.floats(0.1, 10))
def test_units_shift_the_differential_part_only(rate, width, unit):
    """Bins that grow with the unit hold the same masses, so the same H_Δ."""
    bins = klem.quantize_cdf(exponential_cdf(rate), 0, 20, width=width)
    rescaled = klem.quantize_cdf(
        exponential_cdf(rate / unit), 0, 20 * unit, width=width * unit
    )
    np.testing.assert_allclose(
        klem.entropy_quantized(bins), klem.entropy_quantized(rescaled), rtol=1e-10
    )


def test_empty_bins():
    points, width = np.array([0.5, 1.5]), 1.0
    p = klem.Quantized(points, np.array([1.0, 0.0]), width)
    q = klem.Quantized(points, np.array([0.5, 0.5]), width)
    assert klem.entropy_quantized(p) == 0
    assert klem.kl_quantized(p, q) == math.log(2)
    assert klem.kl_quantized(q, p) == math.inf
    assert klem.cross_entropy_quantized(q, p) == math.inf
