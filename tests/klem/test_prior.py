"""With a prior the estimator climbs to the most probable parameters."""

import pickle

import numpy as np
import pytest
import scipy.optimize
import scipy.stats

import klem
from tests.klem.referee import FORMS, ours, problem, same

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*converge in max_iter"),
    pytest.mark.filterwarnings("ignore:.*did not converge"),
]
every_form = pytest.mark.parametrize("form", FORMS)
FAITHFUL = klem.old_faithful()


def strong(D: int = 3, K: int = 3) -> klem.Prior:
    """A prior that no default and no symmetry hides."""
    return klem.Prior(
        concentration=np.linspace(1, 4, K),
        mean=np.arange(D) - 1.0,
        mean_strength=2.5,
        degrees_of_freedom=D + 6,
        scatter=9 * np.eye(D) + np.full((D, D), 1.5),
    )


# The mixture is its free parameters, and the prior is SciPy's: no code of klem's.


def matrices(model, form):
    D = model.means_.shape[1]
    return {
        "full": lambda c: c,
        "tied": lambda c: c[None],
        "diag": lambda c: [np.diag(v) for v in c],
        "spherical": lambda c: [v * np.eye(D) for v in c],
    }[form](model.covariances_)


def penalized(points, prior, weights, means, covariances, form) -> float:
    """The log-likelihood and the log prior, by SciPy; no constants are left out."""
    every = np.broadcast_to(covariances, (len(weights), *np.shape(covariances[0])))
    normal, wishart = scipy.stats.multivariate_normal, scipy.stats.invwishart
    density = sum(
        w * normal(m, c).pdf(points)
        for w, m, c in zip(weights, means, every, strict=True)
    )
    total = np.log(density).sum()
    total += scipy.stats.dirichlet(prior.concentration).logpdf(weights)
    for mean, c in zip(means, every, strict=True):
        total += normal(prior.mean, c / prior.mean_strength).logpdf(mean)
    law = wishart(prior.degrees_of_freedom, prior.scatter)
    return float(total + sum(law.logpdf(c) for c in covariances))


def value(points, prior, model, form) -> float:
    covariances = matrices(model, form)
    return penalized(points, prior, model.weights_, model.means_, covariances, form)


def converged(points, start, form, **knobs):
    model = ours(points, start, 5000, tol=1e-13, **knobs)
    assert model.converged_
    return model


@every_form
def test_no_direction_leads_higher(form):
    """SciPy's maximizer, started at the fit, finds nothing better."""
    points, start = problem(form=form, N=60, D=2, K=2)
    prior = strong(2, 2)
    model = converged(points, start, form, prior=prior)
    best = value(points, prior, model, form)
    spread = np.array([np.linalg.cholesky(c) for c in matrices(model, form)])
    matrix = form in ("full", "tied")
    rows, columns = ([0, 1, 1], [0, 0, 1]) if matrix else ([0, 1], [0, 1])
    held = spread[:, rows, columns][:, : 1 if form == "spherical" else 3]

    def unpacked(step):
        w = model.weights_ * np.exp(step[:2])
        means = model.means_ + step[2:6].reshape(2, 2)
        own = held + step[6:].reshape(held.shape)
        made = np.zeros_like(spread)
        made[:, rows, columns] = own
        return w / w.sum(), means, made @ made.transpose(0, 2, 1)

    def loss(step):
        return -penalized(points, prior, *unpacked(step), form)

    zero = np.zeros(6 + held.size)
    assert loss(zero) == pytest.approx(-best)
    found = scipy.optimize.minimize(loss, zero + 0.02, method="BFGS")
    assert -found.fun <= best + 1e-7
    assert -found.fun == pytest.approx(best, abs=1e-5)  # and it comes back to it


@every_form
@pytest.mark.parametrize("floor", [None, 1e-6, 0.5])
@pytest.mark.filterwarnings("ignore:.*lies on covariance_floor")
def test_the_bound_never_falls(form, floor):
    points, start = problem(seed=3, form=form)
    trace = ours(points, start, 40, covariance_floor=floor, prior=strong()).trace_
    assert np.diff(trace).min() > -1e-12 * abs(trace[-1])
    assert trace[-1] > trace[0]


@every_form
def test_the_bound_is_likelihood_and_prior(form):
    """SciPy's log-likelihood and log prior, but for one constant, after each step."""
    points, start = problem(seed=2, form=form)
    prior, gaps = strong(), []
    for steps in (1, 3, 9):
        before = ours(points, start, steps, prior=prior)
        bound = ours(points, start, steps + 1, prior=prior).trace_[-1]
        gaps.append(bound * len(points) - value(points, prior, before, form))
    np.testing.assert_allclose(np.diff(gaps), 0, atol=1e-8)
    assert bound != pytest.approx(before.score(points), abs=1e-3)


@every_form
def test_a_weak_prior_is_none(form):
    points, start = problem(form=form)
    weak = klem.Prior(mean_strength=0, degrees_of_freedom=2 + 1e-9, scatter=1e-12)
    many = ours(points, start, prior=weak, sample_weight=np.full(400, 1e9))
    same(many, ours(points, start), rtol=1e-6, atol=1e-8)


@every_form
def test_a_strong_prior_is_all(form):
    points, start = problem(form=form)
    sure = klem.Prior(
        concentration=1e9,
        mean=[1, 2, 3],
        mean_strength=1e9,
        degrees_of_freedom=1e9,
        scatter=1e9 * np.eye(3),
    )
    model = ours(points, start, prior=sure)
    np.testing.assert_allclose(model.weights_, 1 / 3, rtol=1e-6)
    np.testing.assert_allclose(model.means_, [[1, 2, 3]] * 3, rtol=1e-5)
    for matrix in matrices(model, form):
        np.testing.assert_allclose(matrix, np.eye(3), rtol=1e-5, atol=1e-5)


def test_a_prior_of_one_strength_is_so_many_points():
    """Exercise 3 of the page, in more dimensions: c points with its mean and spread."""
    rng = np.random.default_rng(0)
    points, seen = rng.normal(size=(40, 2)), rng.normal(size=(9, 2)) + 3
    prior = klem.Prior(
        mean=seen.mean(axis=0),
        mean_strength=9,
        degrees_of_freedom=9 - 2 - 2,
        scatter=9 * np.cov(seen.T, bias=True),
    )
    fitted = klem.GaussianMixture(prior=prior).fit(points)
    every = klem.GaussianMixture().fit(np.concatenate([points, seen]))
    same(fitted, every, rtol=1e-10, atol=1e-12)


@every_form
def test_chunks_weights_and_copies_change_nothing(form):
    points, start = problem(seed=1, form=form)
    times = np.random.default_rng(0).integers(0, 4, size=len(points))
    prior = strong()
    weighed = ours(points, start, sample_weight=times, prior=prior)
    repeated = np.repeat(points, times, axis=0)
    chunks = ours(np.array_split(repeated, 7), start, prior=prior)
    same(weighed, chunks, rtol=1e-9, atol=1e-11)
    assert weighed.lower_bound_ == pytest.approx(chunks.lower_bound_, rel=1e-12)


@every_form
@pytest.mark.parametrize("far", [0, 1e7])
def test_a_stream_counts_the_prior_once(form, far):
    """One component has the responsibility for all, so parts have to give the whole."""
    points = np.random.default_rng(0).standard_normal((300, 3)) * [1, 5, 0.1] + far
    weights = np.random.default_rng(1).random(300)
    knobs = {"covariance_type": form, "covariance_floor": None}
    prior = strong(K=1).set_params(mean=np.full(3, far) - 2)
    stream = klem.GaussianMixture(prior=prior, **knobs)
    for part in np.split(np.arange(300), [100, 101, 250]):
        stream.partial_fit(points[part], sample_weight=weights[part])
        stream = pickle.loads(pickle.dumps(stream))
    whole = klem.GaussianMixture(prior=prior, **knobs)
    whole.fit(points, sample_weight=weights)
    same(stream, whole, rtol=1e-8, atol=1e-8)


def test_a_stream_adds_the_prior_to_its_trace():
    points, _ = problem()
    model = klem.GaussianMixture(prior=strong(K=1)).partial_fit(points)
    likelihood = model.score(points)
    held = klem.GaussianMixture(prior=strong(K=1), max_iter=2, tol=0).fit(points)
    log_prior = held.trace_[-1] - likelihood  # of the same law, for 400 points
    model.partial_fit(points)
    assert model.trace_[-1] == pytest.approx(likelihood + log_prior / 2)


def test_a_warm_start_goes_on():
    points, start = problem()
    whole = ours(points, start, 8, prior=strong())
    part = ours(points, start, 5, prior=strong(), warm_start=True)
    same(part.set_params(max_iter=3).fit(points), whole, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("form", ["full", "tied"])
def test_without_arguments_an_affine_map_maps_the_fit(form):
    points, _ = problem(seed=4)
    A = np.array([[2.0, 1, 0], [0, 3e3, 1e3], [1e-3, 0, 2e-3]])
    shift = np.array([1e3, -5, 7])
    knobs = {"covariance_type": form, "random_state": 0, "max_iter": 7, "tol": 0}
    knobs["prior"] = klem.Prior(concentration=2)
    plain = klem.GaussianMixture(3, **knobs).fit(points)
    mapped = klem.GaussianMixture(3, **knobs).fit(points @ A.T + shift)
    np.testing.assert_allclose(mapped.weights_, plain.weights_, rtol=1e-9)
    np.testing.assert_allclose(mapped.means_, plain.means_ @ A.T + shift, rtol=1e-9)
    expected = A @ plain.covariances_ @ A.T
    np.testing.assert_allclose(mapped.covariances_, expected, rtol=1e-6)


@pytest.mark.parametrize("form", ["diag", "spherical"])
def test_without_arguments_a_change_of_units_changes_units(form):
    points, _ = problem(seed=4, form=form)
    knobs = {"covariance_type": form, "random_state": 0, "prior": klem.Prior()}
    plain = klem.GaussianMixture(3, **knobs).fit(points)
    other = klem.GaussianMixture(3, **knobs).fit(1e6 * points)
    np.testing.assert_allclose(other.means_, 1e6 * plain.means_, rtol=1e-9)
    np.testing.assert_allclose(other.covariances_, 1e12 * plain.covariances_, rtol=1e-9)


def test_without_arguments_it_is_fraley_and_rafterys():
    """κ = 0.01, ν = D + 2, Ψ = S/K^(2/D), m = the mean; no point lies far outside."""
    named = klem.Prior(
        mean=FAITHFUL.mean(axis=0),
        mean_strength=0.01,
        degrees_of_freedom=4,
        scatter=np.cov(FAITHFUL.T, bias=True) / 2,
    )
    knobs = {"random_state": 0, "max_iter": 5, "tol": 0}
    left = klem.GaussianMixture(2, prior=klem.Prior(), **knobs).fit(FAITHFUL)
    right = klem.GaussianMixture(2, prior=named, **knobs).fit(FAITHFUL)
    same(left, right, rtol=1e-9, atol=1e-12)
    assert left.lower_bound_ == pytest.approx(right.lower_bound_, rel=1e-12)


def test_a_component_on_one_point_does_not_collapse():
    points = np.array([[0.0], [1], [4]])
    knobs = {
        "weights_init": [0.5, 0.5],
        "means_init": [[1], [3]],
        "precisions_init": [[[1]], [[1]]],
        "covariance_floor": None,
        "max_iter": 500,
        "tol": 1e-9,
    }
    with pytest.raises(klem.CollapsedComponentError):
        klem.GaussianMixture(2, **knobs).fit(points)
    model = klem.GaussianMixture(2, prior=klem.Prior(), **knobs).fit(points)
    assert model.converged_ and model.covariances_.min() > 0.05


@every_form
def test_columns_that_depend_on_each_other_have_the_priors_spread(form):
    points, _ = problem()
    points[:, 2] = points[:, 0] - points[:, 1]
    model = klem.GaussianMixture(
        3, covariance_type=form, prior=klem.Prior(), tol=0, max_iter=30, random_state=1
    )
    if form in ("full", "tied"):
        with pytest.warns(klem.CollapseWarning, match="linear relation"):
            model.fit(points)
    else:
        model.fit(points)
    trace = model.trace_
    assert np.diff(trace).min() > -1e-9 * abs(trace[-1])
    assert np.isfinite(model.covariances_).all()


def test_a_component_without_points_falls_back_on_the_prior():
    points, _ = problem(K=2)
    start = {
        "n_components": 2,
        "weights_init": [0.5, 0.5],
        "means_init": [[0, 0, 0], [1e4, 1e4, 1e4]],
        "precisions_init": np.stack([np.eye(3)] * 2),
    }
    with pytest.warns(klem.CollapseWarning, match="component 1 has no points"):
        model = ours(points, start, 1, prior=strong(K=2))
    np.testing.assert_allclose(model.means_[1], [-1, 0, 1], atol=1e-9)
    expected = strong(K=2).scatter / (3 + 6 + 3 + 2)
    np.testing.assert_allclose(model.covariances_[1], expected, rtol=1e-9, atol=1e-12)
    assert model.weights_[1] == pytest.approx(3 / (400 + 3))
