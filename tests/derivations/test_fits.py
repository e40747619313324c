"""The fits in both directions, found by a search: what the text says of them."""

import math

import numpy as np
import pytest

import klem
from derivations.publish.pictures.fits import (
    HUMPS,
    STEP,
    least,
    moments,
    search,
    valleys,
)


def test_forward_the_best_gaussian_has_the_mean_and_the_deviation_of_the_density():
    mean, deviation, *_ = least(search().forth)
    assert (mean, deviation) == pytest.approx(moments(), abs=STEP / 2)


def test_forward_every_other_gaussian_costs_its_divergence_from_that_one():
    mean, deviation = moments()
    found = search()
    extra = [
        [klem.kl_gaussian(mean, deviation**2, m, s**2) for s in found.deviations]
        for m in found.means[::20]
    ]
    rest = found.forth[::20] - np.array(extra)
    assert np.ptp(rest) < 1e-5  # the same at every q: what no Gaussian can mend


def test_in_reverse_each_hump_has_a_minimum_and_a_third_covers_both():
    left, middle, right = sorted(valleys())
    for (weight, hump), (mean, _, value) in zip(HUMPS, (left, right), strict=True):
        assert mean == pytest.approx(hump, abs=2 * STEP)
        assert -math.log(weight) - 0.02 < value < -math.log(weight)
    assert middle[1] > 2 * max(left[1], right[1])
    assert left[2] == search().back.min()
    assert left[2] < middle[2] < right[2]
