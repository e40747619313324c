"""The evidence, the bound and EM: wrong formulas refused, assumptions, witnesses."""

import pytest
from flint import fmpq
from sympy import Derivative, Expr, Subs, Sum, log

from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import GUARD, digits, value
from derivations.evaluation.worlds import World
from derivations.evidence import decomposition, hidden, q_sums
from derivations.expectation_step import old
from derivations.fixed_points import evaluate_there
from derivations.kernel.calc import calc, cite
from derivations.kernel.names import unfold
from derivations.kernel.signs import bound, nonnegative, positive
from derivations.kernel.verdict import agrees
from derivations.likelihood_ascent import (
    m_step,
    monotone,
    not_the_posterior,
    q_rise,
    rise,
)
from derivations.maximization_step import bound_of_old
from derivations.notation import J, K, gain, q, theta_, theta_new, theta_old, z
from derivations.quantities.divergence import KL
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    Expected,
    Joint,
    Posterior,
)
from derivations.quantities.information import Entropy
from derivations.rules import by_definition, differentiate, relabel, split_logs

new = Posterior(z, theta_new)
entropy = Entropy(q[z], z, K)
energy = hidden(q[z] * log(Joint(z, theta_)))


def refuted(left: Expr, right: Expr, *given) -> bool:
    claim = calc("", left, ("wrong", right, by_definition), given=given)
    return agrees(claim.steps[0]).verdict == "refuted"


def number(e: Expr, world: World):
    with digits(30 + GUARD):
        return lift(value(unfold(e), world.view()))


# Wrong formulas that are in print, or that one writes by a slip.


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # As printed: the entropy with the wrong sign, and the posterior for the joint.
        (ELBO(q[z], z, theta_), energy - entropy),
        (ELBO(q[z], z, theta_), hidden(q[z] * log(Posterior(z, theta_) / q[z]))),
        # The divergence the wrong way round, or with its sign lost.
        (
            log(Evidence(theta_)),
            ELBO(q[z], z, theta_) + KL(Posterior(z, theta_), q[z], z, K),
        ),
        (
            log(Evidence(theta_)),
            ELBO(q[z], z, theta_) - KL(q[z], Posterior(z, theta_), z, K),
        ),
        # The gap of a step from the new posterior, or forgotten.
        (rise, q_rise + KL(new, old, z, K)),
        (rise, q_rise),
        # Q with the posterior at θ_new; the bound's slope at another place than θ_old.
        (
            rise,
            Expected(theta_new, theta_new)
            - Expected(theta_old, theta_new)
            + KL(old, new, z, K),
        ),
        (Derivative(bound_of_old, theta_), Derivative(log(Evidence(theta_)), theta_)),
    ],
)
def test_a_wrong_formula_has_a_witness(left, right):
    assert refuted(left, right, q_sums)


def test_the_bound_needs_a_q_that_sums_to_one():
    claim = decomposition()[""].claim
    assert refuted(claim.lhs, claim.rhs)
    assert not refuted(claim.lhs, claim.rhs, q_sums)


def test_a_citation_does_not_smuggle_its_assumption_out():
    uncovered = calc(
        "",
        log(Evidence(theta_)),
        ("cite", decomposition()[""].claim.rhs, cite(decomposition())),
    )
    assert agrees(uncovered.steps[0]).verdict == "refuted"


# The assumptions draw what they say.


@pytest.mark.parametrize("seed", range(6))
def test_an_m_step_is_drawn_that_does_not_lower_q(seed):
    world = World(seed, (m_step,))
    with digits(30 + GUARD):
        won = world[theta_new] and number(q_rise, world)
        assert won > 0 and abs(won - lift(world[gain])) < 1e-20


def test_the_witness_is_not_the_posterior_and_goes_up_while_the_likelihood_falls():
    world = World(0, (not_the_posterior,))
    assert world[K] == 2 and sum(world[q, (k,)] for k in (1, 2)) == 1
    posterior = [unfold(Posterior(k, theta_old)) for k in (1, 2)]
    assert [value(p, world.view()) for p in posterior] == [fmpq(1, 7), fmpq(6, 7)]
    assert number(ELBO(q[z], z, theta_new) - ELBO(q[z], z, theta_old), world) > 0.17
    assert number(rise, world) < -0.69


def test_every_step_of_em_climbs_in_the_chain_that_says_so():
    climb = monotone()["So a step that does not lower Q does not lower ln p(X|θ)"]
    assert bound(climb) == (">=", 0)


# Rules and signs that this part leans on.


def test_a_derivative_at_a_place_is_not_taken_of_what_was_fixed_there():
    mixed = Subs(
        Derivative(Joint(1, theta_) * Joint(1, theta_old), theta_), theta_, theta_old
    )
    with pytest.raises(ValueError, match="would be differentiated too"):
        evaluate_there(mixed)
    assert evaluate_there(differentiate(mixed)) == (
        Joint(1, theta_old) * Derivative(Joint(1, theta_old), theta_old)
    )


def test_differentiating_twice_is_not_differentiating_once():
    once, twice = (Derivative(log(Joint(1, theta_)), (theta_, n)) for n in (1, 2))
    slope = differentiate(once)
    assert differentiate(twice) == differentiate(Derivative(slope, theta_)) != slope


def test_what_does_not_depend_on_the_letter_has_no_derivative():
    assert differentiate(Derivative(1 / Evidence(theta_old).unfold(), theta_)) == 0


def test_bound_indices_are_renamed_the_same_however_often():
    nested = unfold(hidden(q[z] * log(Posterior(z, theta_))))
    assert relabel(relabel(nested)) == relabel(nested) != nested


def test_a_remainder_may_have_several_terms_and_an_empty_sum_is_not_positive():
    rest = Sum(Joint(z, theta_), (z, J + 1, K))
    assert nonnegative(rest) and not positive(rest)
    two = calc(
        "",
        log(q[1]),
        ("sum", log(q[2]) + q[3] + q[4], split_logs),
        nonnegative=q[3] + q[4],
    )
    assert bound(two) == (">", log(q[2]))
