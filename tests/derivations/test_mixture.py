"""The Gaussian mixture: what its derivations assume holds in every draw."""

from dataclasses import replace

import pytest
from flint import fmpq
from sympy import Expr, Integer, log, pi

from derivations.evaluation.balls import value
from derivations.evaluation.worlds import World
from derivations.kernel.calc import calc
from derivations.kernel.given import defined
from derivations.kernel.verdict import agrees, judge
from derivations.mixture_labels import gamma_sums, labelled, mean_indicator
from derivations.mixture_mean import Sigma_inverts, vector_gradient
from derivations.mixture_singularity import own_height
from derivations.mixture_weights import multiplier
from derivations.notation import (
    D,
    K,
    Lambda,
    N,
    Sigma,
    a,
    d,
    gamma,
    j,
    k,
    label,
    lam,
    mu,
    n,
    over,
    p,
    pi_,
    sigma_,
    x,
)
from derivations.quantities.labels import LabelSum

share = defined(gamma[n, k], pi_[k] * p[n] / over(pi_[j], (j, K)), "γ is a share")


def share_sums_to(total: Expr):
    """A chain of one step: Σ_k γ_nk, where γ is defined as a share of p_n."""
    return calc("", over(gamma[n, k], (k, K)), ("sum", total, share))["sum"]


def test_a_definition_is_kept_by_every_draw():
    assert agrees(share_sums_to(p[n])).verdict == "agree"
    assert not judge(share_sums_to(p[n])).survivors


def test_a_false_formula_about_what_is_defined_is_refuted():
    assert agrees(share_sums_to(Integer(1))).verdict == "refuted"


def test_a_definition_captures_no_index():
    with pytest.raises(ValueError, match="captured"):
        share(gamma[n, j])


@pytest.mark.parametrize("seed", range(6))
def test_the_drawn_covariance_is_the_inverse_of_the_drawn_precision(seed):
    world = World(seed, (Sigma_inverts,))
    size = range(1, int(world[D]) + 1)
    for r in size:
        for c in size:
            row = (world[Sigma, (1, r, i)] * world[Lambda, (1, i, c)] for i in size)
            assert sum(row, fmpq(0)) == (r == c)


def verdict_on(step, wrong: Expr) -> str:
    return agrees(replace(step, rhs=wrong)).verdict


def test_the_gradient_printed_with_the_covariance_for_its_inverse_is_refuted():
    """PRML 9.16 in a common transcription."""
    step = vector_gradient()["symmetry"]
    step = replace(step, given=(*step.given, Sigma_inverts))
    away = over(Sigma[k, d, a] * (x[n, a] - mu[k, a]), (a, D))
    assert verdict_on(step, step.rhs) == "agree"
    assert verdict_on(step, over(gamma[n, k] * away, (n, N))) == "refuted"


def test_the_multiplier_of_the_other_sign_is_refuted():
    assert verdict_on(multiplier()["normalize"], N - lam) == "refuted"


@pytest.mark.parametrize(
    "height",
    [
        -log(sigma_) - log(2 * pi) / 2,
        -log(sigma_) - D * log(2 * pi) / 2,
        -D * log(sigma_),
    ],
    ids=["D = 1 for any D", "one σ for D of them", "no 2π"],
)
def test_a_height_without_its_power_is_refuted(height):
    """PRML 9.15 in some printings."""
    assert verdict_on(own_height()["exponent"], height) == "refuted"


@pytest.mark.parametrize("seed", range(6))
def test_a_sum_over_labellings_has_a_term_for_each(seed):
    world = World(seed, (labelled,))
    count = value(LabelSum(Integer(1)), world.view())
    assert count == world[K] ** int(world[N])
    assert 1 <= world[N] <= 3 and 1 <= world[K] <= 3


def test_labels_are_drawn_in_range_and_vary():
    drawn = {
        (int(world[K]), int(world[label, (at,)]))
        for world in (World(seed, (labelled,)) for seed in range(6))
        for at in range(1, 4)
    }
    assert all(1 <= kind <= kinds for kinds, kind in drawn)
    assert len({kind for _, kind in drawn}) > 1


def test_without_normalized_responsibilities_the_mean_indicator_is_refuted():
    step = mean_indicator()["sift"]
    rest = tuple(g for g in step.given if g is not gamma_sums)
    assert agrees(step, rest).verdict == "refuted"
    assert verdict_on(step, gamma[n, k] / K) == "refuted"
