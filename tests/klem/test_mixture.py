"""The Gaussian mixture: scikit-learn and SciPy as referees, then the laws of EM."""

import numpy as np
import pytest
import scipy.special
import scipy.stats
import sklearn.mixture
from hypothesis import assume, given, settings

import klem
from tests.klem.strategies import clusters, frame, law, mixture, seeds

FAITHFUL = klem.old_faithful()
slow_law = settings(law, max_examples=25)


def drawn(rng, components=None):
    dimensions, K = int(rng.integers(1, 4)), components or int(rng.integers(1, 4))
    points = clusters(rng, int(rng.integers(20, 60)), dimensions, K)
    return points, mixture(rng, K, dimensions)


def fit(start, points, **knobs):
    return klem.expectation_maximization(start, points, **knobs)


def faithful(seed=0, **knobs):
    return fit(klem.Mixture.seeded(FAITHFUL, 2, seed=seed), FAITHFUL, **knobs)


def by_first_mean(model):
    order = np.argsort(model.means[:, 0])
    return model.weights[order], model.means[order], model.covariances[order]


def same_model(a, b, **tolerance):
    for left, right in zip(by_first_mean(a), by_first_mean(b), strict=True):
        np.testing.assert_allclose(left, right, **tolerance)


def test_data_are_the_published_ones():
    assert FAITHFUL.shape == (272, 2)
    np.testing.assert_allclose(FAITHFUL.mean(axis=0), [3.487783, 70.897059], rtol=1e-6)
    assert FAITHFUL[0].tolist() == [3.6, 79.0]
    assert FAITHFUL[-1].tolist() == [4.467, 74.0]


@law
@given(seeds)
def test_joint_is_scipys(rng):
    points, model = drawn(rng)
    expected = [
        np.log(w) + np.atleast_1d(scipy.stats.multivariate_normal.logpdf(points, m, c))
        for w, m, c in zip(model.weights, model.means, model.covariances, strict=True)
    ]
    joint = model.log_joint(points)
    np.testing.assert_allclose(joint, np.transpose(expected), rtol=1e-8, atol=1e-8)
    density = klem.log_likelihood(joint)
    np.testing.assert_array_equal(model.log_density(points), density)
    np.testing.assert_allclose(model.log_likelihood(points), density.sum(), rtol=1e-12)
    shares = scipy.special.softmax(joint, axis=1)
    np.testing.assert_allclose(model.responsibilities(points), shares, atol=1e-10)


def referee(start, points, iterations):
    model = sklearn.mixture.GaussianMixture(
        n_components=len(start.weights),
        weights_init=start.weights,
        means_init=start.means,
        precisions_init=np.linalg.inv(start.covariances),
        reg_covar=0,
        tol=1e-300,
        max_iter=iterations,
    )
    return model.fit(points)


@pytest.mark.filterwarnings("ignore:.*did not converge")
@pytest.mark.parametrize("iterations", [1, 5, 30])
def test_steps_are_scikit_learns(iterations):
    start = klem.Mixture.seeded(FAITHFUL, 2)
    ours = fit(start, FAITHFUL, tolerance=0, max_iterations=iterations).model
    theirs = referee(start, FAITHFUL, iterations)
    np.testing.assert_allclose(ours.weights, theirs.weights_, rtol=1e-6)
    np.testing.assert_allclose(ours.means, theirs.means_, rtol=1e-6)
    np.testing.assert_allclose(ours.covariances, theirs.covariances_, rtol=1e-6)
    np.testing.assert_allclose(
        ours.log_likelihood(FAITHFUL), theirs.score(FAITHFUL) * 272, rtol=1e-9
    )


@pytest.mark.parametrize("seed", range(4))
def test_old_faithful_has_one_fit_from_several_starts(seed):
    end = faithful(seed, tolerance=1e-10)
    assert end.converged
    assert end.log_likelihood == pytest.approx(-1130.263960, abs=1e-6)
    same_model(end.model, faithful(tolerance=1e-10).model, rtol=1e-4)


def test_one_component_is_the_sample_mean_and_covariance():
    one = klem.Mixture.from_responsibilities(FAITHFUL, np.ones((272, 1)))
    np.testing.assert_allclose(one.means[0], FAITHFUL.mean(axis=0))
    np.testing.assert_allclose(one.covariances[0], np.cov(FAITHFUL.T, ddof=0))
    end = fit(one, FAITHFUL)
    assert len(end.trace) == 1
    # At the maximum the quadratic form is D on average: -N (h[x] of the fit).
    expected = -272 * klem.entropy_gaussian(one.covariances[0])
    assert end.log_likelihood == pytest.approx(expected)


def test_labels_give_the_moments_of_each_class():
    long = FAITHFUL[:, 0] > 3
    model = klem.Mixture.from_responsibilities(FAITHFUL, np.column_stack([long, ~long]))
    np.testing.assert_allclose(model.weights, [long.mean(), 1 - long.mean()])
    np.testing.assert_allclose(model.means[0], FAITHFUL[long].mean(axis=0))
    np.testing.assert_allclose(model.covariances[1], np.cov(FAITHFUL[~long].T, ddof=0))


@slow_law
@given(seeds)
def test_em_never_lowers_the_likelihood(rng):
    points, start = drawn(rng)
    rounding = 1e-11 * (1 + abs(start.log_likelihood(points)))
    chain = []
    try:
        fit(start, points, max_iterations=20, progress=lambda i, _: chain.append(i))
    except klem.CollapsedComponentError:
        pass  # until it collapsed, it climbed
    for _, start_, after_e, after_m, end in chain:
        assert after_e == pytest.approx(start_, abs=rounding)
        assert after_e <= after_m + rounding
        assert after_m <= end + rounding


@law
@given(seeds)
def test_bound_from_moments_is_the_bound_from_points(rng):
    """Q and H[q] need the moments alone, at any θ and not only at the maximum."""
    points, model = drawn(rng, components=2)
    other = mixture(rng, 2, points.shape[1])
    q, moments = model.responsibilities(points), model.e_step(points)
    joint = other.log_joint(points)
    np.testing.assert_allclose(
        other.elbo(moments), klem.elbo(q, joint).sum(), rtol=1e-8
    )
    np.testing.assert_allclose(
        other.expected_log_joint(moments), (q * joint).sum(), rtol=1e-8
    )
    gap = klem.kl_divergence(q, other.responsibilities(points)).sum()
    assume(np.isfinite(gap))  # a responsibility under 1e-308 is 0
    np.testing.assert_allclose(
        other.log_likelihood(points), other.elbo(moments) + gap, rtol=1e-8
    )


@law
@given(seeds)
def test_m_step_is_the_maximum_of_q(rng):
    """No nearby parameters have a larger Q (gmm.m-step.is-maximum)."""
    points, model = drawn(rng, components=2)
    moments = model.e_step(points)
    try:
        best = model.m_step(moments)
    except klem.CollapsedComponentError:
        return
    D = points.shape[1]
    for _ in range(5):
        weights = best.weights * np.exp(rng.normal(size=2, scale=0.1))
        near = np.eye(D) + rng.normal(size=(2, D, D), scale=0.1)
        other = klem.Mixture(
            weights / weights.sum(),
            best.means + rng.normal(size=(2, D), scale=0.1),
            near @ best.covariances @ near.transpose(0, 2, 1),
        )
        top = best.expected_log_joint(moments)
        assert other.expected_log_joint(moments) <= top + 1e-9 * (1 + abs(top))


def moved(model, A, b):
    return klem.Mixture(
        model.weights, model.means @ A.T + b, A @ model.covariances @ A.T
    )


@slow_law
@given(seeds)
def test_em_commutes_with_a_change_of_units(rng):
    """Affine maps of the data move the fit along, and ln p by -N ln|det A|."""
    points, start = drawn(rng, components=2)
    A, b = frame(rng, points.shape[1])
    image = points @ A.T + b
    jacobian = len(points) * np.linalg.slogdet(A)[1]
    try:
        end = fit(start, points, max_iterations=5)
    except klem.CollapsedComponentError:
        return
    there = fit(moved(start, A, b), image, max_iterations=5)
    assert there.log_likelihood == pytest.approx(
        end.log_likelihood - jacobian, rel=1e-6
    )
    same_model_in_order(there.model, moved(end.model, A, b))


def same_model_in_order(a, b):
    for name in ("weights", "means", "covariances"):
        np.testing.assert_allclose(getattr(a, name), getattr(b, name), 1e-4, 1e-4)


@slow_law
@given(seeds)
def test_a_seeded_start_does_not_depend_on_units(rng):
    points, _ = drawn(rng)
    A, b = frame(rng, points.shape[1])
    start = klem.Mixture.seeded(points, 3, seed=1)
    there = klem.Mixture.seeded(points @ A.T + b, 3, seed=1)
    same_model_in_order(there, moved(start, A, b))


@slow_law
@given(seeds)
def test_names_of_components_do_not_matter(rng):
    points, start = drawn(rng, components=3)
    order = rng.permutation(3)
    other = klem.Mixture(
        start.weights[order], start.means[order], start.covariances[order]
    )
    moments, permuted = start.e_step(points), other.e_step(points)
    np.testing.assert_allclose(permuted.counts, moments.counts[order], atol=1e-10)
    np.testing.assert_allclose(permuted.scatters, moments.scatters[order], atol=1e-8)
    assert other.log_likelihood(points) == pytest.approx(start.log_likelihood(points))


def test_order_of_points_does_not_matter():
    start = klem.Mixture.seeded(FAITHFUL, 2)
    there = fit(start, FAITHFUL[::-1])
    same_model(there.model, fit(start, FAITHFUL).model, rtol=1e-9)


def test_chunks_give_the_same_step():
    model = klem.Mixture.seeded(FAITHFUL, 2)
    chunked = model.e_step(FAITHFUL[:100]) + model.e_step(FAITHFUL[100:])
    same_model(model.m_step(chunked), model.m_step(model.e_step(FAITHFUL)), rtol=1e-11)


def test_far_from_the_origin_the_fit_is_the_same():
    near, offset = FAITHFUL - FAITHFUL.round().mean(axis=0).round(), 2.0**24
    start = klem.Mixture.seeded(near, 2)
    away = klem.Mixture(start.weights, start.means + offset, start.covariances)
    here = fit(start, near, tolerance=0, max_iterations=30).model
    there = fit(away, near + offset, tolerance=0, max_iterations=30).model
    np.testing.assert_allclose(
        there.covariances, here.covariances, rtol=1e-5, atol=1e-5
    )


def test_a_model_cannot_be_changed():
    model = klem.Mixture.seeded(FAITHFUL, 2)
    with pytest.raises(ValueError, match="read-only"):
        model.means[0, 0] = 0


def test_a_seed_names_its_start():
    a, b = (klem.Mixture.seeded(FAITHFUL, 3, seed=5) for _ in range(2))
    np.testing.assert_array_equal(a.means, b.means)
    rows = {tuple(row) for row in FAITHFUL}
    assert len(rows & {tuple(mean) for mean in a.means}) == 3
