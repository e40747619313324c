"""The two models that are drawn: their bound touches, and the M-step finds its top."""

import numpy as np
import pytest

import klem
from derivations.publish.pictures.hidden_kinds import (
    POINTS,
    HiddenCoin,
    OneMean,
    fixed_points,
    heights,
    run,
)

MODELS = [
    *[(OneMean, m, POINTS, np.linspace(-4, 5, 901)) for m in (-1.0, 0.5, 2.0)],
    *[(HiddenCoin, t, None, np.linspace(0.01, 0.99, 99)) for t in (0.3, 0.5, 0.8)],
]
models = pytest.mark.parametrize(("kind", "start", "data", "grid"), MODELS)


@models
def test_the_bound_touches_at_the_old_parameter_and_is_below_elsewhere(
    kind, start, data, grid
):
    old = kind(start)
    q = old.e_step(data)
    assert old.elbo(q) == pytest.approx(old.log_likelihood(data), abs=1e-12)
    assert all(kind(x).elbo(q) <= kind(x).log_likelihood(data) + 1e-12 for x in grid)


@models
def test_no_parameter_has_a_higher_bound_than_the_m_step_s(kind, start, data, grid):
    q = kind(start).e_step(data)
    assert max(kind(x).elbo(q) for x in grid) <= kind(start).m_step(q).elbo(q) + 1e-12


class DividedByN(OneMean):
    """A wrong M-step: N for the sum of the weights."""

    def m_step(self, statistics):
        points, q = statistics
        return DividedByN(float(q[:, 1] @ points / len(points)))


def test_a_wrong_m_step_is_noticed():
    with pytest.raises(klem.LikelihoodFellError):
        run(DividedByN(2.0), POINTS, 5)


def test_the_fixed_points_are_two_hills_and_the_valley_between_them():
    places = np.array(fixed_points())
    for away in (-0.05, 0.05):
        higher = heights(places + away) > heights(places)
        assert list(higher) == [False, True, False]
    for place in places:
        assert run(OneMean(place), POINTS, 1)[-1].mean == pytest.approx(place, abs=1e-6)
