"""Information, entropy, cross-entropy and KL: known answers, laws, SciPy as referee."""

import math

import numpy as np
import pytest
import scipy.special
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

import klem
from tests.klem.strategies import law, several_distributions

half, quarter = [0.5, 0.5], [0.25, 0.75]

known = pytest.mark.parametrize(
    ("got", "value"),
    [
        (lambda: klem.information(0.5, base=2), 1.0),
        (lambda: klem.information(1.0), 0.0),
        (lambda: klem.information(0.0), math.inf),
        (lambda: klem.information([0.5, 0.125], base=2), [1.0, 3.0]),
        (lambda: klem.entropy(half), math.log(2)),
        (lambda: klem.entropy(half, base=2), 1.0),
        (lambda: klem.entropy([1.0, 0.0]), 0.0),
        (lambda: klem.entropy([0.5, 0.25, 0.125, 0.125], base=2), 1.75),
        (lambda: klem.entropy([half, [1, 0]], base=2), [1.0, 0.0]),
        (lambda: klem.entropy(np.transpose([half, [1, 0]]), axis=0, base=2), [1.0, 0]),
        (lambda: klem.cross_entropy(half, quarter, base=2), 2 - math.log2(3) / 2),
        (lambda: klem.cross_entropy(half, [1.0, 0.0]), math.inf),
        (lambda: klem.cross_entropy([1.0, 0.0], half, base=2), 1.0),
        (lambda: klem.kl_divergence(half, half), 0.0),
        (lambda: klem.kl_divergence(half, quarter, base=2), 1 - math.log2(3) / 2),
        (lambda: klem.kl_divergence(quarter, half, base=2), math.log2(3) * 0.75 - 1),
        (lambda: klem.kl_divergence([1.0, 0.0], half, base=2), 1.0),
        (lambda: klem.kl_divergence(half, [1.0, 0.0]), math.inf),
        (lambda: klem.kl_divergence([1, 0], [1, 0]), 0.0),
        (lambda: klem.kl_divergence([half, quarter], half)[0], 0.0),
        (lambda: klem.kl_divergence(half, np.transpose([half, quarter]), axis=0)[0], 0),
    ],
)


@known
def test_known_answer(got, value):
    np.testing.assert_allclose(got(), value, rtol=1e-15, atol=1e-16)


def test_certain_outcome_has_no_negative_zero():
    certain = klem.Quantized([0.5], [1.0], 1.0)
    zeros = klem.information(1), klem.entropy([1]), klem.entropy([1, 0])
    bins = klem.entropy_quantized(certain), klem.entropy_bernoulli(1)
    assert [math.copysign(1, zero) for zero in (*zeros, *bins)] == [1] * 5


@law
@given(several_distributions(2))
def test_agrees_with_scipy(pq):
    p, q = pq
    np.testing.assert_allclose(klem.entropy(p), scipy.stats.entropy(p), atol=1e-14)
    np.testing.assert_allclose(
        klem.kl_divergence(p, q), scipy.special.rel_entr(p, q).sum(), atol=1e-14
    )


@law
@given(several_distributions(1))
def test_entropy_lies_between_zero_and_uniform(ps):
    (p,) = ps
    assert 0 <= klem.entropy(p) <= math.log(len(p)) * (1 + 1e-15)
    uniform = np.full(len(p), 1 / len(p))
    np.testing.assert_allclose(
        math.log(len(p)) - klem.entropy(p), klem.kl_divergence(p, uniform), atol=1e-14
    )


@law
@given(several_distributions(2))
def test_kl_is_never_negative_and_zero_only_for_equals(pq):
    p, q = pq
    assert klem.kl_divergence(p, q) >= 0
    assert klem.kl_divergence(p, p) == 0
    # Pinsker's inequality: KL is at least half the squared L1 distance.
    assert (
        klem.kl_divergence(p, q) >= np.abs(p - q).sum() ** 2 / 2 * (1 - 1e-12) - 1e-30
    )


@law
@given(several_distributions(2))
def test_kl_is_the_excess_code_length(pq):
    p, q = pq
    excess = klem.cross_entropy(p, q) - klem.entropy(p)
    np.testing.assert_allclose(klem.kl_divergence(p, q), excess, atol=1e-13)


@law
@given(several_distributions(4))
def test_information_of_independent_pairs_adds(laws):
    p, q, r, s = laws
    joint, model = np.outer(p, r).ravel(), np.outer(q, s).ravel()
    for measure in (klem.kl_divergence, klem.cross_entropy):
        np.testing.assert_allclose(
            measure(joint, model), measure(p, q) + measure(r, s), atol=1e-13
        )
    np.testing.assert_allclose(
        klem.entropy(joint), klem.entropy(p) + klem.entropy(r), atol=1e-13
    )


@law
@given(several_distributions(2), st.randoms(use_true_random=False))
def test_order_of_outcomes_does_not_matter(pq, random):
    p, q = pq
    order = random.sample(range(len(p)), len(p))
    np.testing.assert_allclose(
        klem.kl_divergence(p[order], q[order]), klem.kl_divergence(p, q), rtol=1e-14
    )


@law
@given(several_distributions(2), st.floats(1.1, 100))
def test_base_is_a_unit(pq, base):
    for measure in (klem.kl_divergence, klem.cross_entropy):
        np.testing.assert_allclose(
            measure(*pq, base=base) * math.log(base), measure(*pq), rtol=1e-14
        )


def test_kl_keeps_its_digits_near_equality():
    """KL(p‖p + d) is Σ d²/2p + …, here far below the rounding of a logarithm."""
    p = np.array([0.3, 0.7])
    q = p + 1e-9 * np.array([1, -1])
    exact = ((q - p) ** 2 / p).sum() / 2
    assert klem.kl_divergence(p, q) == pytest.approx(exact, rel=1e-6, abs=0)
    plain = (p * np.log(p / q)).sum()
    assert abs(plain / exact - 1) > 1e-2  # why it is not summed like this


@law
@given(several_distributions(1), st.lists(st.integers(-2, 2), min_size=6, max_size=6))
def test_kl_is_not_negative_after_rounding(ps, ulps):
    """Where q misses p by units in the last place, p ln(p/q) alone sums below zero."""
    (p,) = ps
    q = p + np.spacing(p) * ulps[: len(p)] * (p > 0)
    assert klem.kl_divergence(p, q) >= 0


def test_kl_is_finite_across_the_whole_range_of_doubles():
    tiny = 1e-320
    assert klem.kl_divergence([0.5, 0.5], [tiny, 1.0]) == pytest.approx(
        -math.log(2) - math.log(tiny) / 2
    )


def test_single_precision_sums_are_allowed_their_rounding():
    p = np.full(1000, np.float32(1) / 1000, dtype=np.float32)
    assert p.sum(dtype=np.float64) != 1
    assert klem.entropy(p) == pytest.approx(math.log(1000), rel=1e-6)
