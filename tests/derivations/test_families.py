"""The families, the Gaussian means and the mixture: what is special to them."""

from dataclasses import replace

import numpy as np
import pytest
from flint import acb, arb
from scipy.integrate import dblquad
from scipy.stats import multivariate_normal
from sympy import Derivative, Indexed, Rational, Sum, exp, log

from derivations.bernoulli import bernoulli, both_below_one
from derivations.evaluation.asymptotics import NotTestable, lift
from derivations.evaluation.balls import DIGITS, GUARD, digits, value
from derivations.evaluation.worlds import World
from derivations.families import categorical, exponential
from derivations.gaussian import gaussian
from derivations.kernel.names import unfold
from derivations.kernel.verdict import INSTANCES, agrees, difference
from derivations.maximum_likelihood import counted, maximum_likelihood
from derivations.mixture_model import model, responsibilities
from derivations.normal_means import factored, inverted, mean_of, mean_of_two
from derivations.notation import (
    A,
    D,
    K,
    Lambda,
    N,
    Sigma,
    a,
    alpha,
    b,
    beta,
    i,
    j,
    k,
    mu,
    n,
    over,
    p,
    p_,
    pi_,
    q,
    q_,
    sigma,
    theta,
    unit,
)
from derivations.quantities.expectation import StandardMean, moment
from derivations.quantities.families import Empirical, LogLikelihood, Model
from derivations.quantities.information import Entropy
from derivations.quantities.mixture import Gaussian
from derivations.rules import differentiate
from tests.derivations.pins import Pin
from tests.derivations.pins.families import plane
from tests.derivations.test_definitions import point

first, second = unit[1], unit[2]


def same(e, f, at) -> bool:
    with digits(DIGITS + GUARD):
        return difference(value(e, at), value(f, at)) == "same"


@pytest.mark.parametrize("order", range(9))
def test_a_moment_is_that_of_the_integral(order):
    def weighted(y, _):
        return y**order * (-(y**2) / 2).exp()

    with digits(30):
        found = acb.integral(weighted, -20, 20).real / (2 * arb.pi()).sqrt()
        assert abs(found - moment(order)) < arb("1e-20")


@pytest.mark.parametrize(
    ("e", "known"),
    [
        (first * second, 0),
        (first**2 * second**2, 1),
        ((first + 2 * second) ** 2, 5),
        (first**4 - 3, 0),
        ((first - 1) ** 3, -4),
    ],
)
def test_coordinates_are_independent(e, known):
    assert value(StandardMean(e, unit), World(0).view()) == known


@pytest.mark.parametrize("e", [exp(first), log(first), 1 / first])
def test_only_polynomials_are_averaged(e):
    with pytest.raises(NotTestable):
        value(StandardMean(e, unit), World(0).view())


@pytest.mark.parametrize(
    "e",
    [
        first**3,
        unit[a] * over(unit[i], (i, D)),
        over(unit[i], (i, D)) * Sum(unit[j], (j, 1, K)),
    ],
)
def test_the_rule_for_means_declines_what_it_does_not_know(e):
    with pytest.raises(ValueError, match=r"no rule|may occur"):
        mean_of(e)


def test_the_rule_for_means_captures_no_index():
    with pytest.raises(ValueError, match="no rule"):
        mean_of_two(over(unit[i], (i, D)), over(A[i, j] * unit[j], (j, D)))


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_drawn_covariances_are_products_and_have_inverses(seed):
    world = World(seed, (factored, inverted))
    size = range(1, int(world[D]) + 1)
    for r, c in ((r, c) for r in size for c in size):
        at = world.view().new_child({a: r, b: c})
        assert all(same(g.formula.lhs, g.formula.rhs, at) for g in (factored, inverted))


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_drawn_points_are_counted_and_no_cell_is_empty(seed):
    world = World(seed, (counted,))
    for cell in range(1, int(world[K]) + 1):
        at = world.view().new_child({i: cell})
        assert same(counted.formula.lhs, counted.formula.rhs, at)
        assert value(counted.formula.lhs, at) >= 1


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_drawn_probabilities_are_below_one(seed):
    world = World(seed, both_below_one)
    assert 0 < world[p_] < 1
    assert 0 < world[q_] < 1


def test_the_matrix_formula_is_the_integral_of_p_ln_p_over_q():
    covariances = np.array([[[1, 0.5], [0.5, 1.25]], [[2, 1], [1, 3]]])
    laws = [
        multivariate_normal(m, s)
        for m, s in zip([[1, 2], [0, 0.5]], covariances, strict=True)
    ]

    def integrand(v, u):
        ln_p, ln_q = (law.logpdf([u, v]) for law in laws)
        return np.exp(ln_p) * (ln_p - ln_q)

    integral, _ = dblquad(integrand, -6, 8, -6, 10, epsabs=1e-7)
    with digits(30 + GUARD):
        claim = unfold(gaussian()["In D dimensions"].claim.rhs)
        assert float(lift(value(claim, point_of(plane).view()))) == pytest.approx(
            integral, abs=1e-6
        )


def point_of(at) -> World:
    return point(Pin(unit[1], at, "", ""))


def sigma_for_its_inverse(e):
    return unfold(e).replace(
        lambda f: isinstance(f, Indexed) and f.base == Lambda and f.indices[0] == 2,
        lambda f: Sigma[f.indices],
    )


line = gaussian()[""]["integrate"]
likelihood = maximum_likelihood()[""]["point by point"]
bayes = responsibilities()[""]["Bayes"]
coin, exp_law = bernoulli()[""]["write out"], exponential()[""]["integrate"]
MISTAKES = {
    "the ratio of the widths upside down": (
        line,
        line.rhs - 2 * log(sigma[2] / sigma[1]),
    ),
    "a lost half": (line, line.rhs + Rational(1, 2)),
    "the other width below": (
        line,
        line.rhs.xreplace({sigma[2] ** -2: sigma[1] ** -2}),
    ),
    "p and q exchanged": (coin, coin.rhs.xreplace({p_: q_, q_: p_})),
    "the rates exchanged": (exp_law, exp_law.rhs.xreplace({alpha: beta, beta: alpha})),
    "a lost logarithm": (exp_law, alpha / beta + beta / alpha - 1),
    "a lost 1/N": (likelihood, -Entropy(Empirical(i), i, K) - LogLikelihood()),
    "plus the entropy": (likelihood, Entropy(Empirical(i), i, K) - LogLikelihood() / N),
    "the slope the other way": (
        maximum_likelihood()[
            "The slope is zero where the model has the shares of the data"
        ]["differentiate"],
        Empirical(k) - Model(k),
    ),
    "no weights": (bayes, Gaussian(n, k) / over(Gaussian(n, j), (j, K))),
    "the logarithm inside the sum": (
        model()["The log-likelihood of N independent points"]["logarithm"],
        over(log(pi_[j] * Gaussian(n, j)), (j, K), (n, N)),
    ),
    "weighted by q": (categorical()[""]["pick"], over(q[j] * log(p[j] / q[j]), (j, K))),
    "the covariance for its inverse": (
        gaussian()["In D dimensions"]["average"],
        sigma_for_its_inverse(gaussian()["In D dimensions"]["average"].rhs),
    ),
}


@pytest.mark.parametrize(("step", "wrong"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_that_readers_have_met_is_refuted(step, wrong):
    found = agrees(replace(step, rhs=wrong))
    assert found.verdict == "refuted"
    assert " against " in found.why


def test_a_derivative_does_not_miss_what_a_name_hides():
    with pytest.raises(ValueError, match="hides"):
        differentiate(Derivative(LogLikelihood(), theta[k]))


def test_a_two_dimensional_remainder_needs_both_factors():
    shear = gaussian()["In two dimensions: twice what the covariances add"]
    wrong = shear.nonnegative.xreplace({A[2, 2, 1]: -A[2, 2, 1]})
    assert agrees(replace(shear["multiply out"], rhs=wrong)).verdict == "refuted"
    assert mu not in {e.base for e in shear.nonnegative.atoms(Indexed)}
