"""The field of quotients, logarithms, exponentials and roots: what it takes for equal.

Every identity stands beside one that is false, or true at some points only.
"""

import pytest
from flint import fmpq
from sympy import Abs, Derivative, exp, log, pi, sqrt, symbols

from derivations.evaluation.asymptotics import NotTestable
from derivations.evaluation.exact import Generic, identical
from derivations.evaluation.matrices import inverse_entries
from derivations.evaluation.quotients import TERMS
from derivations.notation import K, Lambda, over, q, z
from tests.derivations.broken import s, t, v

y = symbols("y", real=True)


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (sqrt(t + s) ** 2 * v, v * (t + s), True),
        (1 / (1 + sqrt(t)), (1 - sqrt(t)) / (1 - t), True),
        (1 / (1 + sqrt(t)), (1 - sqrt(t)) / (1 + t), False),
        (log(sqrt(t + s)), log(t + s) / 2, True),
        (sqrt(v**2 + 2 * v * y + y**2), v + y, False),  # only where v + y is positive
        (sqrt(v**2 + 2 * v * y + y**2), Abs(v + y), True),
        (sqrt(t**2 + 2 * t * s + s**2), t + s, True),
        (sqrt(t**2 - 2 * t * s + s**2), t - s, False),
        (sqrt(2 * pi * t**2), sqrt(2) * sqrt(pi) * t, True),
        (sqrt(t + s), sqrt(t) + sqrt(s), False),
        (Abs(v * t), t * Abs(v), True),
        (Abs(v), v, False),
        (sqrt(v * y), sqrt(v) * sqrt(y), True),  # where all three are real
        (log(v) + sqrt(v**2 + 2 * v + 1), log(v) + v + 1, False),  # v + 1 unasked
        (log(v - y) + Abs(v - y), log(v - y) + v - y, True),  # ln needs v > y
        (log(v - y) + Abs(v - y), log(v - y) + y - v, False),
        (log(-t), log(t), False),
        (log(v * y), log(v) + log(y), True),
        (log(v + y), log(v) + log(y), False),
        (
            exp(-((v - y) ** 2) / (2 * t)),
            exp(-(v**2) / (2 * t)) * exp(v * y / t) * exp(-(y**2) / (2 * t)),
            True,
        ),
        (exp(v / (t + s)), exp(v / t) + exp(v / s), False),
        (exp(v / (t + s)), exp(v / t / (1 + s / t)), True),
        (exp(log(t) / 3, evaluate=False) ** 3, t, True),
        (log(exp(v / t) * s), v / t + log(s), True),
        (exp(v) - 1, (exp(v / 2) - 1) * (exp(v / 2) + 1), False),  # not found
    ],
)
def test_equal_functions_of_roots_logarithms_and_exponentials(left, right, equal):
    assert identical(left, right, ()) is equal


@pytest.mark.parametrize(
    "f",
    [
        t**3 * log(t + s),
        1 / (t**2 + s * t),
        exp(-((t - v) ** 2) / (2 * s)),
        sqrt(t**2 + s),
        log(t) ** 2 / sqrt(t),
        exp(t * v) * log(exp(t) + exp(s)),
    ],
)
@pytest.mark.parametrize("order", [1, 2, 3])
def test_taylor_series_have_sympys_derivatives(f, order):
    assert identical(Derivative(f, (t, order)), f.diff(t, order), ())
    assert not identical(Derivative(f, (t, order)), f.diff(t, order) + 1, ())


def test_mixed_derivatives_and_those_of_sums():
    f = exp(t * s) / (t + s)
    assert identical(Derivative(f, t, s), f.diff(t, s), ())
    assert not identical(Derivative(f, t, s), f.diff(t, 2), ())
    inner = Derivative(over(log(q[z]) * q[z], (z, K)), q[2])
    assert identical(inner, log(q[2]) + 1, ())
    assert not identical(inner, log(q[3]) + 1, ())


@pytest.mark.parametrize("size", [1, 2, 3])
def test_an_inverse_is_one_for_letters_and_for_numbers(size):
    world = Generic(0, ())
    for entry in (lambda r, c: world[Lambda, (r, c)], number):
        rows = [[entry(r, c) for c in range(size)] for r in range(size)]
        made = inverse_entries(rows)
        for r in range(size):
            for c in range(size):
                terms = (rows[r][i] * made[i + 1, c + 1] for i in range(size))
                assert sum(terms, fmpq(0)) == int(r == c)


def number(r, c):
    return fmpq(1, 1 + r + c)


def test_work_is_bounded_by_size_not_by_time():
    field = Generic(0, ()).field
    sum_of_letters = sum((field.generator(i) for i in range(12)), field.of(0))
    with pytest.raises(NotTestable, match=str(TERMS)):
        sum_of_letters**12
    with pytest.raises(NotTestable, match="letters"):
        [field.generator(i) for i in range(1000)]
