"""Information and entropy: what their checks lean on, and what no check can show."""

import math
from itertools import pairwise

import pytest
from flint import arb
from sympy import (
    Abs,
    Derivative,
    Eq,
    Function,
    Integral,
    Rational,
    log,
)

from derivations.differential_entropy import p, p_total
from derivations.evaluation.asymptotics import NotTestable
from derivations.evaluation.balls import GUARD, digits, value
from derivations.evaluation.worlds import World
from derivations.information import even_odds, independent
from derivations.kernel.calc import calc, rule
from derivations.kernel.names import unfold
from derivations.kernel.signs import nonnegative
from derivations.kernel.verdict import agrees
from derivations.maximum_entropy import gaussian_entropy, has_variance
from derivations.notation import B, K, alpha, c, i, j, q, rho, u
from derivations.notation import p as probability
from derivations.quantities.densities import Exponential
from derivations.quantities.information import (
    DifferentialEntropy,
    Entropy,
    Information,
    Uniform,
)
from derivations.quantization import quantized

WIDTHS = [1 / 2**k for k in range(1, 6)]


def ball(e, given=(), seed=0, precision=30):
    with digits(precision + GUARD):
        return value(unfold(e), World(seed, given).view())


def verdict(lhs, rhs, *given):
    step = calc("", lhs, ("only", rhs, rule("said")), given=given).steps[0]
    return agrees(step).verdict


# The evaluator.


def test_a_modulus_is_the_positive_one_of_the_two():
    for seed in range(4):
        drawn = World(seed)[c]
        assert ball(Abs(c), seed=seed) == max(drawn, -drawn)


def test_the_modulus_of_what_varies_is_not_differentiated():
    with pytest.raises(NotTestable, match="corner"):
        ball(Derivative(Abs(c), c))


def test_what_cannot_be_evaluated_inside_an_integral_is_not_testable():
    with pytest.raises(NotTestable, match="integrand"):
        ball(Integral(Function("f")(u), (u, 0, 1)))


# The assumptions hold where they are drawn, and not without.


@pytest.mark.parametrize(
    "given, others",
    [(p_total, ()), (has_variance, (p_total,)), (independent, ()), (even_odds, ())],
    ids=lambda g: getattr(g, "says", ""),
)
@pytest.mark.parametrize("seed", range(3))
def test_an_assumption_is_drawn_as_it_is_stated(given, others, seed):
    def gap(assumed):
        sides = given.formula.args
        assert isinstance(given.formula, Eq)
        return ball(sides[0] - sides[1], assumed, seed)

    assert abs(arb(gap((given, *others)))) < arb(10) ** -40
    assert not arb(gap(())).contains(0)


def test_the_ends_of_the_interval_do_not_meet():
    start, end = type(p).support
    assert (start < end) == True  # noqa: E712, SymPy's True: decided by the form


# What no number can test: the Riemann sum, for densities that are not drawn.


def riemann(density, low, high, width):
    points = (width * cell for cell in range(round(low / width), round(high / width)))
    heights = [h for x in points if (h := density(x)) > 0]
    return -sum(h * width * math.log(h) for h in heights)


def bell(x):
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


def two_bumps(x):
    return (bell(x - 2) + bell(x + 2)) / 2


def falling(x):
    return math.exp(-x)


@pytest.mark.parametrize(
    "density, low, entropy",
    [
        (bell, -20, math.log(2 * math.pi * math.e) / 2),
        (two_bumps, -20, riemann(two_bumps, -20, 20, 1e-3)),
        (falling, 0, 1),
    ],
    ids=["bell", "two bumps", "exponential"],
)
def test_riemann_sums_of_p_ln_p_settle(density, low, entropy):
    gaps = [abs(riemann(density, low, 40, width) - entropy) for width in WIDTHS]
    assert gaps[-1] < 0.02
    assert all(a >= b or b < 1e-9 for a, b in pairwise(gaps))


def test_the_step_that_assumes_this_earns_no_mark():
    (step,) = quantized()["The part of the heights settles"].steps
    assert step.by.untested


# The worked case, by adding up its bins.


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_bins_of_an_exponential_law_settle_at_the_stated_rate(rate):
    for width in (0.1, 0.05):
        fall = math.exp(-rate * width)
        bins = [fall**cell * (1 - fall) for cell in range(20_000)]
        entropy = -sum(b * math.log(b) for b in bins if b > 0)
        left = (entropy + math.log(width) - 1 + math.log(rate)) / width**2
        assert left == pytest.approx(rate**2 / 24, rel=1e-2)


# Wrong formulas that have been published, or easily are.


def test_the_entropy_of_equal_chances_is_plus_log_k():
    equal = Entropy(Uniform(K), i, K)
    assert verdict(equal, log(K)) == "agree"
    assert verdict(equal, -log(K)) == "refuted"  # read in QuantEcon's lecture


def test_bits_are_not_nats():
    bits, nats = Information(probability[i], 2), Information(probability[i])
    assert verdict(bits, nats / log(2)) == "agree"
    assert verdict(bits, nats) == "refuted"
    assert verdict(nats, bits / log(2)) == "refuted"


def test_information_adds_only_where_outcomes_are_independent():
    pair = Information(rho[i, j], B)
    apart = Information(probability[i], B) + Information(q[j], B)
    assert verdict(pair, apart, independent) == "agree"
    assert verdict(pair, apart) == "refuted"


def test_differential_entropy_needs_its_minus():
    law = Exponential(u, alpha)
    without = law.integral(law * log(law))  # PRML 1.103, as read in a transcription
    assert verdict(DifferentialEntropy(law), -without) == "agree"
    assert verdict(DifferentialEntropy(law), without) == "refuted"


def test_a_density_has_no_unit_free_entropy():
    wide, narrow = (Exponential(u, alpha * s) for s in (Rational(1, 10), 10))
    h = DifferentialEntropy
    assert verdict(h(wide) - h(narrow), log(100)) == "agree"
    assert verdict(h(wide), h(narrow)) == "refuted"


# Signs that a reader can see.


def test_what_the_gaussian_puts_outside_is_never_negative():
    chain = gaussian_entropy()["What the Gaussian puts where p is zero"]
    assert nonnegative(chain.claim.lhs)
    assert not nonnegative(-chain.claim.lhs)
