"""The Gaussian mixture: what its derivations assume holds in every draw."""

import pytest
from flint import fmpq
from sympy import Expr, Integer

from derivations.kernel.calc import calc
from derivations.kernel.given import World, defined
from derivations.kernel.verdict import agrees, judge
from derivations.mixture_mean import Sigma_inverts
from derivations.notation import D, K, Lambda, Sigma, gamma, j, k, n, over, p, pi_

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
    for b in size:
        for a in size:
            row = (world[Sigma, (1, b, d)] * world[Lambda, (1, d, a)] for d in size)
            assert sum(row, fmpq(0)) == (a == b)
