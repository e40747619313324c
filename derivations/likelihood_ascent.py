"""Why EM climbs: the bound touches ln p(X|θ) at θ_old, and lies below it elsewhere.

So what the M-step gains, ln p(X|θ) gains too, and the divergence between the old
posterior and the new one comes on top. Where the bound does not touch, raising it may
lower the likelihood.
"""

from functools import cache
from itertools import count

from flint import fmpq
from sympy import (
    And,
    Eq,
    Expr,
    Integer,
    Rational,
    Symbol,
    expand_log,
    log,
)

from derivations.evaluation.asymptotics import lift
from derivations.evaluation.balls import value
from derivations.evaluation.quotients import Quotient
from derivations.evaluation.smooth import Smooth, key_of
from derivations.evidence import (
    GAP,
    decomposition,
    hidden,
)
from derivations.expectation_step import at_old, e_step, old
from derivations.kernel.calc import (
    Chain,
    Derivation,
    as_rule,
    calc,
    cite,
    derivation,
    rule,
)
from derivations.kernel.given import Given
from derivations.kernel.moves import everywhere
from derivations.kernel.names import unfold
from derivations.maximization_step import m_step_is_q
from derivations.notation import K, gain, q, theta_, theta_new, theta_old, z
from derivations.quantities.divergence import KL, Phi
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    ExpectedRise,
    Joint,
    Posterior,
)
from derivations.rules import by_definition, definition_of, write_in_full

new = Posterior(z, theta_new)
gap = hidden(new * Phi(old / new))
rise = log(Evidence(theta_new)) - log(Evidence(theta_old))
q_rise = ExpectedRise(theta_new, theta_old)


def better_place(key, world) -> dict:
    """Try one θ_new after another, until Q is higher there than at θ_old.

    A quotient of letters has no order: there θ_new is any place, and g of either sign.
    """
    for trial in count() if key in (theta_new, gain) else ():
        place = world.number(Symbol(f"{theta_new} {trial}", real=True))
        there = world.view().new_child({theta_new: place})
        won = value(unfold(q_rise), there)
        if isinstance(won, Quotient) or lift(won) > 0:
            return {theta_new: place, gain: won}
    return {}


m_step = Given(
    "the M-step does not lower Q, it adds g ≥ 0",
    Eq(q_rise, gain),
    lambda e: e.xreplace({q_rise: gain}),
    better_place,
)


def example(says: str, table: dict[Expr, Rational]) -> Given:
    """Two values of z, and numbers for q and for the joint."""

    def written(e):
        return write_in_full(e.xreplace({K: Integer(2)})).xreplace(table)

    def place(e, at):
        return key_of(e, at) if isinstance(e, Smooth) else (e.base, e.indices)

    def draw(key, world):
        if type(key) is not tuple:
            return {K: fmpq(2)} if key == K else {}
        at = world.view()
        return {place(e, at): fmpq(c.p, c.q) for e, c in table.items()}

    facts = (Eq(e, c, evaluate=False) for e, c in table.items())
    return Given(says, And(Eq(K, 2), *facts, evaluate=False), written, draw)


not_the_posterior = example(
    "q is not the posterior at θ_old, which is (1/7, 6/7)",
    {
        q[1]: Rational(3, 4),
        q[2]: Rational(1, 4),
        Joint(1, theta_old): Rational(1, 16),
        Joint(2, theta_old): Rational(6, 16),
        Joint(1, theta_new): Rational(2, 16),
        Joint(2, theta_new): Rational(3, 32),
    },
)


@everywhere(log)
def prime_logs(t: log) -> Expr:
    return expand_log(t, factor=True) if t.args[0].is_Rational else t


in_primes = rule("the logarithm of a fraction, by its prime factors", prime_logs)


after = {q[z]: old, theta_: theta_new}
opens = cite(decomposition(), at=after)
both_are_q = (
    cite(m_step_is_q(), at={theta_: theta_new})
    >> cite(m_step_is_q(), at=at_old)
    >> definition_of(ExpectedRise)
)
gap_is_signed = cite(decomposition(), GAP, after)
touch = cite(e_step(), "There the bound touches").because(
    "At θ_old the bound of the E-step touches"
)
touched = log(Evidence(theta_new)) - ELBO(old, z, theta_old)


def climb() -> Chain:
    return calc(
        "",
        rise,
        ("touch", touched, touch),
        (
            "decompose",
            ELBO(old, z, theta_new) + KL(old, new, z, K) - ELBO(old, z, theta_old),
            opens.because(
                "At θ_new the same q is no longer the posterior, and a gap opens"
            ),
        ),
        (
            "q",
            q_rise + KL(old, new, z, K),
            both_are_q.because("Both bounds are Q and the same entropy, which cancels"),
        ),
    )


def never_lower() -> Chain:
    return calc(
        "So a step that does not lower Q does not lower ln p(X|θ)",
        rise,
        ("touch", touched, touch),
        (
            "sign",
            q_rise + gap,
            (opens >> both_are_q >> gap_is_signed).because(
                "As before, and the gap is never negative"
            ),
        ),
        ("m-step", gain + gap, as_rule(m_step).because("The M-step's own part")),
        nonnegative=gain + gap,
        equal_when="Q does not rise and the posterior stays as it is",
    )


def bound_rises() -> Chain:
    return calc(
        "With a q that is not the posterior: the bound rises",
        ELBO(q[z], z, theta_new) - ELBO(q[z], z, theta_old),
        (
            "numbers",
            log(2) / 4,
            (by_definition >> not_the_posterior >> in_primes).because(
                "Insert the numbers"
            ),
        ),
    )


def likelihood_falls() -> Chain:
    return calc(
        "With the same numbers the likelihood falls by half",
        rise,
        (
            "numbers",
            -log(2),
            (by_definition >> not_the_posterior >> in_primes).because(
                "Insert the numbers"
            ),
        ),
    )


@cache
def monotone() -> Derivation:
    """An EM step adds to ln p(X|θ) what Q gains, and a divergence on top."""
    return derivation(
        "em.monotone", climb(), never_lower(), bound_rises(), likelihood_falls()
    )
