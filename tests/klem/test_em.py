"""The loop, with a model that it has never seen: two coins with a published answer."""

from itertools import pairwise

import numpy as np
import pytest

import klem
from tests.klem.coins import HEADS, Coins

START = Coins(np.array([0.6, 0.5]))


def fit(model=START, **knobs):
    return klem.expectation_maximization(model, HEADS, **knobs)


def test_published_steps():
    """Do and Batzoglou (2008), figure 1: 0.71 and 0.58, and 0.80 and 0.52 after ten."""
    np.testing.assert_allclose(
        fit(max_iterations=1).model.heads, [0.71, 0.58], atol=0.005
    )
    np.testing.assert_allclose(
        fit(max_iterations=10).model.heads, [0.80, 0.52], atol=0.005
    )


def test_each_number_of_the_trace_is_at_least_the_one_before():
    for iteration in fit().trace:
        _, start, after_e, after_m, end = iteration
        assert after_e == pytest.approx(start, rel=1e-14)
        assert after_e <= after_m <= end
        assert iteration.change == end - start


def test_iterations_join():
    trace = fit().trace
    assert [i.number for i in trace] == list(range(1, len(trace) + 1))
    for before, after in pairwise(trace):
        assert after.start == before.log_likelihood


def test_stops_at_the_first_small_change():
    for tolerance in (1e-2, 1e-4, 1e-8):
        *before, last = fit(tolerance=tolerance).trace
        assert last.change <= tolerance
        assert all(iteration.change > tolerance for iteration in before)


def test_stops_when_iterations_run_out():
    short = fit(max_iterations=3, tolerance=0)
    assert len(short.trace) == 3
    assert not short.converged
    assert fit().converged


def test_a_fixed_point_stays():
    end = fit(tolerance=0)
    again = fit(end.model, tolerance=0)
    np.testing.assert_allclose(again.model.heads, end.model.heads, rtol=1e-7)
    assert again.log_likelihood == pytest.approx(end.log_likelihood, rel=1e-14)


def test_a_fixed_point_need_not_be_a_maximum():
    """Two equal coins at the mean stay where they are, below the best likelihood."""
    stuck = fit(Coins(np.full(2, HEADS.mean() / 10)))
    np.testing.assert_allclose(stuck.model.heads, 0.66)
    assert stuck.log_likelihood < fit().log_likelihood - 0.1


def test_progress_sees_every_iteration_and_its_model():
    seen = []
    end = fit(progress=lambda *both: seen.append(both))
    assert tuple(iteration for iteration, _ in seen) == end.trace
    assert seen[-1][1] is end.model
    assert end.log_likelihood == end.model.log_likelihood(HEADS)


class Wrong(Coins):
    """An M-step that forgets to divide by the right count."""

    def m_step(self, throws):
        return Wrong(throws.heads / throws.tosses / 2)


def test_a_wrong_m_step_is_found_out():
    with pytest.raises(klem.LikelihoodFellError, match=r"iteration \d+: expected ln p"):
        fit(Wrong(np.array([0.6, 0.5])))
