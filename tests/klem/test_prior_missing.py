"""A prior and missing entries go together: one changes the M-step, one the E-step."""

import numpy as np
import pytest

import klem
from tests.klem.gapped import with_gaps
from tests.klem.referee import FORMS, ours, problem, same
from tests.klem.test_prior import strong

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*converge in max_iter"),
    pytest.mark.filterwarnings("ignore:.*did not converge"),
]
every_form = pytest.mark.parametrize("form", FORMS)
PRIORS = {"given": strong(), "default": klem.Prior()}
every_prior = pytest.mark.parametrize("prior", PRIORS.values(), ids=PRIORS)
GAPS = {"missing": "marginalize"}


@every_form
@every_prior
def test_with_nothing_missing_it_is_the_prior_alone(form, prior):
    points, start = problem(form=form)
    alone = ours(points, start | {"prior": prior}, 3)
    same(ours(points, start | {"prior": prior} | GAPS, 3), alone, rtol=1e-9)


@every_form
@every_prior
def test_the_bound_never_falls(form, prior):
    points, start = problem(form=form)
    model = ours(with_gaps(points, 0.3), start | {"prior": prior} | GAPS, 40)
    assert (np.diff(model.trace_) > -1e-12).all()
    assert model.trace_[-1] > model.trace_[0] + 1e-3


@every_form
def test_a_strong_prior_is_all(form):
    """It stands where it says, though each row has a gap."""
    points, start = problem(form=form)
    many = 1e9
    prior = klem.Prior(
        mean=np.ones(3),
        mean_strength=many,
        degrees_of_freedom=many,
        scatter=4 * many * np.eye(3),
    )
    points[np.arange(len(points)), np.arange(len(points)) % 3] = np.nan
    model = ours(points, start | {"prior": prior} | GAPS, 3)
    np.testing.assert_allclose(model.means_, 1, rtol=1e-5)
    expected = 4 * np.eye(3) if form in ("full", "tied") else 4
    spread = model.covariances_
    np.testing.assert_allclose(spread - expected, np.zeros_like(spread), atol=1e-4)


@every_form
def test_a_change_of_units_changes_units(form):
    points, start = problem(form=form)
    gappy = with_gaps(points, 0.3)
    knobs = start | {"prior": klem.Prior()} | GAPS
    bigger = knobs | {
        "means_init": 1e3 * start["means_init"],
        "precisions_init": 1e-6 * start["precisions_init"],
    }
    plain, scaled = ours(gappy, knobs, 3), ours(1e3 * gappy, bigger, 3)
    np.testing.assert_allclose(scaled.means_, 1e3 * plain.means_, rtol=1e-9)
    np.testing.assert_allclose(
        scaled.covariances_, 1e6 * plain.covariances_, rtol=1e-8, atol=1e-8
    )
