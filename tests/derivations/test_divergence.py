"""Relative entropy: what its results lean on, and what they must refuse."""

import dataclasses
from fractions import Fraction
from math import inf
from math import log as ln

import numpy as np
import pytest
from flint import fmpq
from scipy.integrate import quad
from scipy.special import rel_entr
from scipy.stats import cauchy, entropy, norm
from scipy.stats import t as student
from sympy import Integral, Rational, Sum, exp, log, oo

from derivations.bin_width import when_delta_stays
from derivations.binned_divergence import continuous
from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import GUARD, digits, value
from derivations.evaluation.worlds import World
from derivations.families import exponential
from derivations.kernel.calc import calc, rule
from derivations.kernel.names import unfold
from derivations.kernel.signs import nonnegative, positive
from derivations.kernel.verdict import agrees, worlds
from derivations.never_negative import covered, held
from derivations.never_negative import nonnegative as never_negative
from derivations.not_a_distance import not_a_distance
from derivations.notation import Delta, Delta_p, Delta_q, N, i, p, q, r, s, t, u, y
from derivations.one_inequality import one_inequality
from derivations.relative_entropy import delta_cancellation

between = 1 - u + u * t


@pytest.mark.parametrize(
    "e",
    [
        log(Rational(256, 243)),
        log(1 + t),
        Integral(u / between, (u, 0, 1)),
        Integral((1 - u) / between**2, (u, 0, 1)),
        Integral(exp(-u), (u, 0, oo)),
        Integral(exp(y), (y, -oo, oo)),
    ],
)
def test_what_is_positive_by_form_is_seen(e):
    assert positive(e)


@pytest.mark.parametrize(
    "e",
    [
        log(Rational(243, 256)),
        log(t),
        Integral(u, (u, 1, 0)),  # runs downwards
        Integral(u, (u, -2, 1)),  # runs where u is not positive
        Integral(1 - u, (u, 0, 2)),
        Integral(1 / (1 - u - u * t), (u, 0, 1)),
        Integral((1 - u) * (u - Rational(1, 2)), (u, 0, 1)),
        Integral(1 - u**2, (u, 0, oo)),
        Integral(y, (y, 0, 1)),
    ],
)
def test_what_may_be_negative_is_not(e):
    assert not nonnegative(e)


def test_a_sum_that_may_be_empty_is_not_positive():
    rest = Sum(q[i], (i, 2, N))
    assert nonnegative(rest) and not positive(rest)


def test_an_integral_over_a_pole_is_given_up_soon():
    claim = rule("claim", lambda e: e)
    chain = calc("", Integral(1 / (u - s / (s + 1)), (u, 0, 1)), ("", -log(s), claim))
    assert agrees(chain[""]).verdict == "unknown"


def at_point(e, at) -> float:
    """The value of an expression where its letters have these values."""
    world = World(0)
    for key, number in at.items():
        exact = Fraction(number).limit_denominator(1000)
        world[key] = fmpq(exact.numerator, exact.denominator)
    with digits(30 + GUARD):
        return float(lift(value(unfold(e), world.view())))


# The one inequality.


@pytest.mark.parametrize("chain", one_inequality().chains[:2], ids=["psi", "phi"])
def test_the_remainder_is_zero_only_at_one(chain):
    """A square of t - 1 times what is positive for every t."""
    assert positive(chain.nonnegative / (t - 1) ** 2)


# Empty cells.


def test_what_q_leaves_outside_is_drawn_and_not_zero():
    for world in worlds((covered,)):
        total = value(unfold(held), world.view())
        assert total + world[r] == 1 and 0 < world[r] < 1


@pytest.mark.parametrize("outside", [(), (0.2,), (0.1, 0.25)])
def test_cells_that_p_leaves_empty_cost_what_q_puts_there(outside):
    p_in, rest = np.array([0.25, 0.75]), sum(outside)
    q_in = np.array([0.4, 0.6]) * (1 - rest)
    chain = never_negative()["Cells with p = 0 add what q puts there"]
    at = {(p, (c + 1,)): p_in[c] for c in range(2)}
    at |= {(q, (c + 1,)): q_in[c] for c in range(2)} | {N: 2, r: rest}
    full = np.append(p_in, np.zeros(len(outside))), np.append(q_in, outside)
    assert at_point(chain.claim.rhs, at) == pytest.approx(entropy(*full), rel=1e-12)


def test_a_cell_that_only_q_leaves_empty_costs_without_bound():
    """The bound p₁ (s - 1) grows with s; at q = 0 SciPy says ∞ as well."""
    chain = never_negative().chains[-1]
    at = [{(p, (1,)): 0.25, s: 10**e} for e in (1, 2, 3)]
    rest = chain.claim.rhs - chain.nonnegative
    assert [at_point(rest, a) for a in at] == [0.25 * (10**e - 1) for e in (1, 2, 3)]
    assert rel_entr(0.25, 0) == inf and rel_entr(0, 0.25) == 0


# Narrow bins.


@pytest.mark.parametrize(
    ("p_law", "q_law"),
    [
        (norm(0, 1), norm(1, 2)),
        (norm(0.3, 0.5), student(3)),
        (student(3), cauchy(0, 2)),
    ],
)
def test_the_riemann_sum_approaches_the_integral(p_law, q_law):
    """The assumption of kl.continuous-limit, where its conditions hold."""

    def f(x):
        return p_law.pdf(x) * (p_law.logpdf(x) - q_law.logpdf(x))

    def sum_of_bins(width):
        return width * f(width * np.arange(-2000 / width, 2000 / width)).sum()

    exact = sum(quad(f, *ends, epsabs=1e-11)[0] for ends in ((-inf, 0), (0, inf)))
    misses = [abs(sum_of_bins(width) - exact) for width in (2, 1, 0.25)]
    assert misses[0] > misses[1] and misses[-1] < 1e-4


def test_without_its_condition_the_riemann_sum_does_not():
    """Spikes at whole numbers, each 4 times thinner: grids of width 1/k meet them all.

    The integral of p ln(p/q) is below Σ n 4⁻ⁿ = 4/9; the first n spikes alone add more
    than n²/(2k) to the sum, so p ln(p/q) is not directly Riemann integrable.
    """

    def sum_of_bins(width, last):
        x = np.arange(0.5, last + 0.5, width)
        n = np.maximum(np.rint(x), 1)
        spikes = np.maximum(0, 1 - np.abs(x - n) * 4**n)
        return width * rel_entr(spikes, np.exp(-x)).sum()

    for width in (0.5, 0.25, 0.125):
        assert sum_of_bins(width, 25) > 25**2 / 2 * width > 50 * 4 / 9
        assert sum_of_bins(width, 50) > 3 * sum_of_bins(width, 25)


def test_the_limit_of_the_bins_is_the_divergence_of_the_densities():
    claim = rule("claim", lambda e: e)
    densities = exponential()[""].claim.lhs
    assert agrees(calc("", densities, ("", continuous, claim))[""]).verdict == "agree"


# Three coins.


@pytest.mark.parametrize(
    ("chain", "first", "second"), [(0, 0.5, 0.25), (1, 0.25, 0.75), (2, 0.5, 0.125)]
)
def test_coins_differ_as_scipy_says(chain, first, second):
    claim = not_a_distance().chains[chain].claim
    cost = entropy(*([heads, 1 - heads] for heads in (first, second)))
    assert at_point(claim.lhs, {}) == pytest.approx(cost, rel=1e-12)
    assert at_point(claim.rhs, {}) == pytest.approx(cost, rel=1e-12)


# Where the width stays.


def test_points_against_a_density_as_a_histogram_has_it():
    points, width = np.random.default_rng(5).normal(size=50), 1e-7
    cells, counts = np.unique(np.floor(points / width), return_counts=True)
    assert counts.max() == 1
    q_mass = np.diff(norm.cdf(np.stack([cells, cells + 1]) * width), axis=0)[0]
    found = rel_entr(1 / 50, q_mass).sum()
    assert found == pytest.approx(
        -ln(50) - norm.logpdf(points).mean() - ln(width), 1e-6
    )


@pytest.mark.parametrize(
    ("chain", "too_much"),
    [
        (when_delta_stays().chains[3], 2 * log(Delta_q / Delta_p)),
        (when_delta_stays().chains[2], 2 * log(Delta)),
        (delta_cancellation()["In one bin"], log(Delta)),
    ],
    ids=["ratio upside down", "+ln Δ for −ln Δ", "a width that should go"],
)
def test_a_width_in_the_wrong_place_is_refuted(chain, too_much):
    last = chain.steps[-1]
    wrong = dataclasses.replace(last, rhs=last.rhs + too_much)
    assert agrees(wrong).verdict == "refuted"
