"""The intervals of a browser enclose what FLINT's balls enclose, and never less."""

from random import Random

import pytest
from flint import acb as flint_acb
from flint import arb as flint_arb
from flint import ctx as flint_ctx
from flint import fmpq as flint_fmpq

from derivations.live.intervals import acb, arb, ctx, fmpq, fmpq_mat
from derivations.live.intervals.quadrature import rule

DIGITS = 60
FUNCTIONS = ("exp", "log", "sqrt", "__abs__", "__neg__")


@pytest.fixture(autouse=True)
def precision():
    old = ctx.dps, flint_ctx.dps
    ctx.dps, flint_ctx.dps = DIGITS, 3 * DIGITS
    yield
    ctx.dps, flint_ctx.dps = old


def fractions(seed: int, count: int) -> list[tuple[int, int]]:
    """Of all sizes, of either sign, and some very near to one."""
    rng = Random(seed)
    near = [(10**k + rng.choice((-1, 1)), 10**k) for k in (3, 12, 30)]
    return near + [
        (rng.randint(-(10**6), 10**6), rng.randint(1, 10 ** rng.randint(1, 6)))
        for _ in range(count)
    ]


def holds(interval: arb, truth: flint_arb) -> bool:
    """The interval holds a ball that is far narrower, and is narrow itself."""
    if not truth.is_finite():
        return not interval.is_finite()
    low, high = (exact(end) for end in (interval.lower(), interval.upper()))
    width = flint_arb(high - low) / (abs(truth) + 1)
    return bool(low <= truth <= high and width < flint_arb(10) ** (8 - DIGITS))


def exact(end: arb) -> flint_fmpq:
    sign, man, exp, _ = end.v[0]
    return flint_fmpq(int(-man if sign else man)) * flint_fmpq(2) ** exp


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_encloses_its_value(name):
    for p, q in fractions(1, 150):
        if name == "exp" and abs(p) > 1000 * q:
            continue
        x, y = arb(fmpq(p, q)), flint_arb(flint_fmpq(p, q))
        assert holds(getattr(x, name)(), getattr(y, name)()), (name, p, q)


@pytest.mark.parametrize("name", ["__add__", "__sub__", "__mul__", "__truediv__"])
def test_an_operation_encloses_its_value(name):
    pairs = zip(fractions(2, 100), fractions(3, 100), strict=True)
    for (p, q), (r, s) in pairs:
        ours = getattr(arb(fmpq(p, q)), name)(arb(fmpq(r, s)))
        theirs = getattr(flint_arb(flint_fmpq(p, q)), name)(flint_fmpq(r, s))
        assert holds(ours, theirs), (name, p, q, r, s)


def test_powers_and_pi():
    assert holds(arb.pi(), flint_arb.pi())
    for n in (-3, -1, 0, 2, 7):
        assert holds(arb(fmpq(-7, 5)) ** n, flint_arb(flint_fmpq(-7, 5)) ** n)


@pytest.mark.parametrize("name", ["exp", "log", "square", "inverse"])
def test_a_box_holds_the_values_at_points_in_it(name):
    rng, makes = Random(name), {"square": lambda z: z**2, "inverse": lambda z: z**-1}
    make = makes.get(name, lambda z: getattr(z, name)())
    for _ in range(60):
        x, y, r = (fmpq(rng.randint(-300, 300), 100) for _ in range(3))
        box = acb_box(arb(x, r), arb(y, r))
        found = make(box)
        for _ in range(3):
            u, v = (c + r * fmpq(rng.randint(-100, 100), 100) for c in (x, y))
            if u == v == 0:
                continue
            truth = make(flint_acb(flint_fmpq(u.p, u.q), flint_fmpq(v.p, v.q)))
            assert within(found, truth), (name, x, y, r, u, v)


def acb_box(re: arb, im: arb) -> acb:
    box = acb(re)
    box.z = re.v, im.v
    return box


def within(box: acb, truth: flint_acb) -> bool:
    if not box.is_finite():
        return True
    sides = (part(v, t) for v, t in zip(box.z, (truth.real, truth.imag), strict=True))
    return all(sides)


def part(v, truth: flint_arb) -> bool:
    side = arb(0)
    side.v = v
    return bool(exact(side.lower()) <= truth <= exact(side.upper()))


def test_what_is_uncertain_is_never_true():
    wide = arb(0, 1)
    for other in (0, arb(0), wide, fmpq(1, 2)):
        assert not (wide < other or wide > other or wide == other or wide != other)
    assert not arb("inf") < 1 and not arb("inf") > 1 and not arb("inf") == arb("inf")
    assert arb(1) < fmpq(3, 2) <= arb(2) and arb(1) == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: arb(1) / arb(0, 1),
        lambda: fmpq(1) / arb(0),
        lambda: arb(0, 1) ** -1,
        lambda: arb(-1).log(),
        lambda: arb(0, 1).log(),
        lambda: arb("inf") * 0,
    ],
)
def test_what_has_no_value_is_the_whole_line(make):
    found = make()
    assert not found.is_finite()
    assert found.contains(0)


def test_a_logarithm_across_its_cut_is_not_analytic():
    across = acb_box(arb(-1), arb(0, 1))
    assert not across.log(analytic=True).is_finite()
    assert not across.pow(acb(fmpq(1, 2)), analytic=True).is_finite()


def integral(f, a, b, limit=10**5) -> arb:
    tol = arb(10) ** -(DIGITS - 4)
    return acb.integral(f, acb(a), acb(b), tol, tol, limit).real


def test_integrals_are_enclosed_both_ways():
    for a, b in ((0, 3), (3, 0), (-2, 1)):
        found = integral(lambda z, analytic: acb(z).exp(), a, b)
        assert holds(found, flint_arb(b).exp() - flint_arb(a).exp())


def test_a_logarithm_near_its_end_is_integrated():
    found = integral(lambda z, analytic: acb(z).log(analytic), fmpq(1, 1000), 2)
    two, low = flint_arb(2), flint_arb(flint_fmpq(1, 1000))
    assert holds(found, two * two.log() - 2 - (low * low.log() - low))


@pytest.mark.parametrize("pole", [0, fmpq(1, 3)])
def test_a_pole_inside_is_never_passed_over(pole):
    found = integral(lambda z, analytic: 1 / (acb(z) - pole), -1, 1, 2000)
    assert not found.is_finite()


def test_a_sharp_peak_between_the_nodes_is_seen():
    """1/(x² + ε²) between -1 and 1 is (2/ε) arctan(1/ε)."""
    epsilon = fmpq(1, 100)
    found = integral(lambda z, analytic: 1 / (acb(z) ** 2 + epsilon**2), -1, 1)
    assert holds(found, 200 * flint_arb(100).atan())


def test_a_rule_adds_up_to_the_length():
    for n in (32, 64):
        assert sum(rule(n, ctx.prec)[1], arb(0)).contains(2)


def test_a_matrix_is_inverted_and_a_singular_one_refused():
    rows = [[0, 2], [3, 4]]
    assert fmpq_mat(rows).inv().tolist() == [
        [fmpq(-2, 3), fmpq(1, 3)],
        [fmpq(1, 2), fmpq(0)],
    ]
    with pytest.raises(ZeroDivisionError):
        fmpq_mat([[1, 2], [2, 4]]).inv()
