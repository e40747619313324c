"""Why EM climbs: the bound touches ln p(X|θ) at θ_old, and lies below it elsewhere.

So what the M-step gains, ln p(X|θ) gains too, and the divergence between the old
posterior and the new one comes on top. Where the bound touches it has the same slope.
Where it does not touch, raising it may lower the likelihood.
"""

from functools import cache
from itertools import count

from flint import fmpq
from sympy import (
    And,
    Derivative,
    Eq,
    Expr,
    Integer,
    Rational,
    Subs,
    Symbol,
    expand_log,
    log,
)

from derivations.evidence import (
    COORDINATE,
    FISHER,
    GAP,
    decomposition,
    hidden,
    log_sum,
    score,
)
from derivations.expectation_maximization import (
    at_old,
    bound_of_old,
    e_step,
    gap,
    m_step_is_q,
    new,
    old,
)
from derivations.kernel.asymptotics import lift
from derivations.kernel.balls import value
from derivations.kernel.calc import Derivation, as_rule, calc, cite, derivation, rule
from derivations.kernel.given import Given
from derivations.kernel.names import unfold
from derivations.kernel.smooth import Smooth, key_of
from derivations.notation import K, gain, q, theta_, theta_new, theta_old, z
from derivations.quantities.divergence import KL
from derivations.quantities.evidence import ELBO, Evidence, ExpectedRise, Joint
from derivations.rules import by_definition, definition_of, differentiate, written_out

rise = log(Evidence(theta_new)) - log(Evidence(theta_old))
q_rise = ExpectedRise(theta_new, theta_old)


def better_place(key, world) -> dict:
    """Try one θ_new after another, until Q is higher there than at θ_old."""
    for trial in count() if key in (theta_new, gain) else ():
        place = world.number(Symbol(f"{theta_new} {trial}", real=True))
        there = world.view().new_child({theta_new: place})
        if lift(won := value(unfold(q_rise), there)) > 0:
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
        return written_out(e.xreplace({K: Integer(2)})).xreplace(table)

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


def prime_logs(e: Expr) -> Expr:
    return e.replace(
        lambda t: isinstance(t, log) and t.args[0].is_Rational,
        lambda t: expand_log(t, factor=True),
    )


def there(e: Expr) -> Expr:
    """Put the place into what was differentiated, if nothing there was held fixed."""

    def put(s: Subs) -> Expr:
        names = {v for p in s.point for v in p.free_symbols}
        if any(names & d.free_symbols for d in s.expr.atoms(Derivative)):
            raise ValueError(f"{names} would be differentiated too in {s}")
        return s.expr.xreplace(dict(zip(s.variables, s.point, strict=True)))

    return e.replace(lambda s: isinstance(s, Subs), put)


in_primes = rule("the logarithm of a fraction, by its prime factors", prime_logs)
evaluate_there = rule("evaluate at θ_old", there)


@cache
def monotone() -> Derivation:
    """An EM step adds to ln p(X|θ) what Q gains, and a divergence on top."""
    after = {q[z]: old, theta_: theta_new}
    both_are_q = (cite(m_step_is_q(), at={theta_: theta_new})
                  >> cite(m_step_is_q(), at=at_old) >> definition_of(ExpectedRise))
    opens, sign = (cite(decomposition(), name, after) for name in ("", GAP))
    touch = (
        "touch",
        log(Evidence(theta_new)) - ELBO(old, z, theta_old),
        cite(e_step(), "There the bound touches").because(
            "At θ_old the bound of the E-step touches"),
    )
    return derivation(
        "em.monotone",
        calc(
            "",
            rise,
            touch,
            (
                "decompose",
                ELBO(old, z, theta_new)
                + KL(old, new, z, K)
                - ELBO(old, z, theta_old),
                opens.because(
                    "At θ_new the same q is no longer the posterior, and a gap opens"),
            ),
            (
                "q",
                q_rise + KL(old, new, z, K),
                both_are_q.because(
                    "Both bounds are Q and the same entropy, which cancels"),
            ),
        ),
        calc(
            "So a step that does not lower Q does not lower ln p(X|θ)",
            rise,
            touch,
            (
                "sign",
                q_rise + gap,
                (opens >> both_are_q >> sign).because(
                    "As before, and the gap is never negative"),
            ),
            ("m-step", gain + gap, as_rule(m_step).because("The M-step's own part")),
            nonnegative=gain + gap,
            equal_when="Q does not rise and the posterior stays as it is",
        ),
        calc(
            "With a q that is not the posterior: the bound rises",
            ELBO(q[z], z, theta_new) - ELBO(q[z], z, theta_old),
            (
                "numbers",
                log(2) / 4,
                (by_definition >> not_the_posterior >> in_primes).because(
                    "Insert the numbers"),
            ),
        ),
        calc(
            "while the likelihood falls by half",
            rise,
            (
                "numbers",
                -log(2),
                (by_definition >> not_the_posterior >> in_primes).because(
                    "Insert the numbers"),
            ),
        ),
    )


@cache
def tangent() -> Derivation:
    """At θ_old the bound has the slope of ln p(X|θ)."""
    return derivation(
        "em.tangent",
        calc(
            "",
            Subs(Derivative(bound_of_old, theta_), theta_, theta_old),
            (
                "differentiate",
                hidden(old * score(z, theta_old)),
                (by_definition >> differentiate >> evaluate_there).because(
                    "q is held fixed while the bound is differentiated"),
            ),
            (
                "fisher",
                Derivative(log(Evidence(theta_old)), theta_old),
                cite(log_sum(), FISHER, at_old).because(
                    "By Fisher's identity this average is the gradient of ln p(X|θ)"),
            ),
            fixed=COORDINATE,
        ),
        source="PRML ex. 9.25",
    )
