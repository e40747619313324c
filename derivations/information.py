"""The information in one outcome.

An outcome of probability p carries -log p: in bits with base 2, in nats with base e.
The logarithm makes independent outcomes add, and as p stays below one, information is
never negative.
"""

from functools import cache

from flint import fmpq
from sympy import Eq, Expr, Integer, Rational, Sum, log

from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule
from derivations.kernel.given import Given, density, within
from derivations.notation import B, K, i, j, over, p, q, rho
from derivations.quantities.divergence import Psi
from derivations.quantities.information import Information, Log, Rest
from derivations.rules import by_definition, multiply, split_logs

half = Rational(1, 2)
nats, bits, any_base = (Information(p[i], *base) for base in ((), (2,), (B,)))


def known(entry: Expr, worth: Expr, says: str, draw) -> Given:
    """An entry of an array has a known value."""
    return Given(says, Eq(entry, worth), lambda e: e.xreplace({entry: worth}), draw)


def draw_half(key, world):
    asked = type(key) is tuple and key == (p, (int(world[i]),))
    return {key: fmpq(1, 2)} if asked else {}


def draw_product(key, world):
    if type(key) is not tuple or key[0] != rho:
        return {}
    first, second = key[1]
    return {key: world[p, (first,)] * world[q, (second,)]}


p_sums = density(p[i], (i, 1, K))
some_i = within(i, 1, K)
even_odds = known(p[i], half, "the odds are even", draw_half)
independent = known(rho[i, j], p[i] * q[j], "the two are independent", draw_product)


def fill_gap(e: Expr) -> Expr:
    """Σ_{j<i} = Σ_j - (the term at i) - Σ_{j>i}."""
    below, above = (Sum(p[j], (j, *ends)) for ends in ((1, i - 1), (i + 1, K)))
    return e.xreplace({below: over(p[i], (i, K)) - p[i] - above})


def units() -> Chain:
    by = by_definition.because("one nat is 1/ln 2 bits, about 1.44")
    return calc(
        "In bits, with base 2, and in nats, with base e",
        bits,
        ("define", -Log(2, p[i]), by_definition),
        ("convert", nats / log(2), by),
    )


def one_bit() -> Chain:
    by = (by_definition >> even_odds).because("by definition, with pᵢ = ½")
    return calc(
        "Even odds tell one bit",
        bits,
        ("odds", -Log(2, half), by),
        ("one", Integer(1), by_definition.because("log₂ ½ is −1")),
    )


def additivity() -> Chain:
    together = by_definition >> independent
    apart = by_definition >> split_logs >> multiply
    return calc(
        "Independent outcomes add",
        Information(rho[i, j], B),
        (
            "multiply",
            -Log(B, p[i] * q[j]),
            together.because("by definition; the probabilities of the two multiply"),
        ),
        (
            "split",
            -Log(B, p[i]) - Log(B, q[j]),
            apart.because("the logarithm of a product is a sum"),
        ),
        ("name", any_base + Information(q[j], B), by_definition),
    )


def sign() -> Chain:
    by = by_definition >> rule("Σ over j ≠ i is Σ less one term", fill_gap) >> p_sums
    others = "what is not the probability of i is that of all others together"
    above = "by definition: h is −ln p, and ψ(p) is p − 1 − ln p"
    spare = Psi(p[i]) + Rest(p[i], i, K)
    return calc(
        "It is never negative",
        nats,
        ("inequality", Psi(p[i]) + 1 - p[i], by_definition.because(above)),
        ("others", spare, by.because(others)),
        given=(some_i,),
        nonnegative=spare,
        equal_when="pᵢ = 1",
    )


@cache
def content() -> Derivation:
    """h(x) = −log p(x): what an outcome of probability p tells us."""
    headline = calc("", any_base, ("define", -Log(B, p[i]), by_definition))
    return derivation(
        "information.content",
        *(headline, units(), one_bit(), additivity(), sign()),
        source="PRML 1.92; SPB D15",
    )
