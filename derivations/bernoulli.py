"""The divergence of two coins, in both directions, on the whole square of p and q.

A coin is a distribution on 1 and 0, so the sum has two terms. The directions differ by
weighted logarithms of two ratios, agree where p + q = 1, and part at the edges of the
square: a model that rules out what happens pays without bound.
"""

from functools import cache

from sympy import And, Derivative, Expr, Limit, Lt, log

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import Given, where
from derivations.notation import (
    m,
    p_,
    q_,
    t,
)
from derivations.quantities.families import Bernoulli, Divergence
from derivations.rules import (
    by_definition,
    differentiate,
    reduce_fraction,
    split_positive,
    take_limit,
    write_out,
)


def below_one(p: Expr) -> Given:
    """A probability drawn below one."""
    draw = {p: lambda w: w.number(p) * (1 + w.number(p)) ** -1}
    return where(Lt(p, 1), f"{p} is a probability below one", draw)


def coin(p: Expr) -> Expr:
    return Bernoulli(m, p)


def coins(p: Expr, q: Expr) -> Expr:
    return Divergence(coin(p), coin(q), m, 0, 1)


def two_terms(p: Expr, q: Expr) -> Expr:
    return p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))


two_values = (by_definition >> write_out).because("the sum over m = 1 and m = 0")
inside = where(
    And(Lt(t, p_), Lt(t, 1 - p_)),
    "p + t and p − t lie between 0 and 1",
    {t: lambda w: w[p_] * (1 + w[p_] * -1) * w.number(t) * (1 + w.number(t)) ** -1},
)
both_below_one = (below_one(p_), below_one(q_))


def difference(p: Expr, q: Expr) -> Expr:
    """What one direction has more than the other."""
    return (p + q) * log(p / q) + (2 - p - q) * log((1 - p) / (1 - q))


def one_direction(name: str, p: Expr, q: Expr) -> Chain:
    return calc(
        name,
        coins(p, q),
        ("write out", two_terms(p, q), two_values),
        given=both_below_one,
    )


def combined(name: str, sign: int, rhs: Expr) -> Chain:
    """Both directions together, in one logarithm for each of the two values."""
    return calc(
        name,
        coins(p_, q_) + sign * coins(q_, p_),
        (
            "collect",
            rhs,
            (by_definition >> write_out >> split_positive).because(
                "write both out: ln(q/p) is −ln(p/q), so the two weights of it combine"
            ),
        ),
        given=both_below_one,
    )


def opposite() -> Chain:
    one_by_one = by_definition >> write_out >> split_positive
    return calc(
        "They agree where p + q = 1",
        coins(p_, 1 - p_),
        (
            "write out",
            (2 * p_ - 1) * log(p_ / (1 - p_)),
            one_by_one.because(
                "the sum over m = 1 and m = 0; ln((1 − p)/p) is −ln(p/(1 − p))"
            ),
        ),
        (
            "turn",
            coins(1 - p_, p_),
            one_by_one.because(
                "the same from the other end: p and 1 − p change places"
            ),
        ),
        given=both_below_one[:1],
    )


def apart() -> Chain:
    """On the line through (p, p) along which the sum of both is 2p."""
    slope = 4 * t**2 * (1 - 2 * p_) / ((p_**2 - t**2) * ((1 - p_) ** 2 - t**2))
    return calc(
        "They differ elsewhere: where p + q is fixed, the difference never turns back",
        Derivative(difference(p_ + t, p_ - t), t),
        (
            "slope",
            slope,
            (differentiate >> reduce_fraction).because(
                "differentiate, then take one common denominator"
            ),
        ),
        given=(both_below_one[0], inside),
    )


def edges() -> tuple[Chain, Chain]:
    return (
        calc(
            "At the edge p = 0 it stays finite",
            Limit(two_terms(p_, q_), p_, 0),
            (
                "limit",
                -log(1 - q_),
                (split_positive >> take_limit).because(
                    "split the logarithms; p ln p tends to 0, by SymPy's limit"
                ),
            ),
            given=both_below_one[1:],
        ),
        calc(
            "Towards the edge q = 0 it grows like −p ln q",
            Limit(two_terms(p_, q_) + p_ * log(q_), q_, 0),
            (
                "limit",
                p_ * log(p_) + (1 - p_) * log(1 - p_),
                (split_positive >> take_limit).because(
                    "the two logarithms of q cancel, then the limit, by SymPy"
                ),
            ),
            given=both_below_one[:1],
        ),
    )


@cache
def bernoulli() -> Derivation:
    """Two coins: KL = p ln(p/q) + (1 − p) ln((1 − p)/(1 − q))."""
    log_p, log_q = log(p_ / q_), log((1 - p_) / (1 - q_))
    return derivation(
        "kl.bernoulli",
        one_direction("", p_, q_),
        one_direction("The other direction", q_, p_),
        combined("What the directions differ by", -1, difference(p_, q_)),
        combined("What they add up to", 1, (p_ - q_) * (log_p - log_q)),
        *(opposite(), apart()),
        *edges(),
    )
