"""A NumPy copy has the value of the right side that was checked, at random points."""

import builtins
import inspect
import re

import numpy as np
import pytest
from sympy import Indexed, cos

from derivations.checking.forms import FORMS
from derivations.evaluation.balls import GUARD, QUICK, digits
from derivations.notation import SIZES, J, t
from derivations.publish.formats.extents import as_arrays
from derivations.publish.formats.function import NEVER, Function
from derivations.publish.formats.making import of_chain
from derivations.publish.formats.naming import identifier
from tests.derivations.copied import (
    FORMULAS,
    chain_of,
    every_formula,
    made,
    with_right,
    wrong,
)
from tests.derivations.points import SMALL, Point

NUMPY = [of for of in FORMULAS if "numpy" in made(*of)]
every_function = pytest.mark.parametrize(("slug", "place"), NUMPY)


def only_numpy(name, *rest):
    if name.split(".")[0] != "numpy":
        raise ImportError(f"{name} is not NumPy")
    return builtins.__import__(name, *rest)


def function(code: str):
    names = {"__builtins__": {**vars(builtins), "__import__": only_numpy}}
    exec(code, names)
    (found,) = (f for f in names.values() if inspect.isfunction(f))
    return found


def agrees(code: str, slug: str, place: int) -> bool:
    """To 1e-9 of the value, at two points; the second has other numbers."""
    of, run = Function(slug, chain_of(slug, place)), function(code)
    with digits(QUICK + GUARD):
        points = [Point(of, seed) for seed in (0, 3)]
        pairs = [(run(*p.arguments()), p.exact()) for p in points]
    assert all(np.ndim(found) == 0 for found, _ in pairs)
    return all(np.isclose(found, exact, 1e-9, 0) for found, exact in pairs)


@every_function
def test_a_function_has_the_exact_value(slug, place):
    assert agrees(made(slug, place)["numpy"], slug, place)


@every_function
def test_a_wrong_function_is_seen(slug, place):
    assert not agrees(wrong(slug, place)["numpy"], slug, place)


@pytest.mark.parametrize(
    ("slug", "place", "right", "fault"),
    [
        ("kl.nonnegative", 0, "p/q", "q/p"),
        ("entropy.discrete", 0, "p*", "p**2*"),
        ("entropy.discrete", 1, "j < i", "j <= i"),
        ("elbo.jensen", 1, "joint[J:]", "joint[J + 1:]"),
        ("gmm.model", 2, "axis=-3", "axis=-4"),
        ("gmm.responsibilities", 0, "pi[k]", "pi[k - 1]"),
        ("gmm.m-step.mean", 0, "gamma[:, k]", "gamma[:, 0]"),
    ],
)
def test_a_fault_in_the_code_is_seen(slug, place, right, fault):
    code = made(slug, place)["numpy"]
    assert right in code
    assert not agrees(code.replace(right, fault), slug, place)


@every_formula
def test_what_has_no_function_says_why(slug, place):
    found = of_chain(slug, chain_of(slug, place))
    right = found["copies"]["srepr"].rsplit(", evaluate", 1)[0]
    if "numpy" in found["copies"]:
        assert "numpy" not in found["reasons"]
    else:
        assert found["reasons"]["numpy"] in {*NEVER.values()}
        assert re.search(r"Integral\(|Derivative\(|Function\('[pq]'", right)


def test_a_function_that_is_not_known_is_named():
    chain = with_right(chain_of("kl.one-inequality", 4), cos(t))
    reasons = of_chain("kl.one-inequality", chain)["reasons"]
    assert reasons["numpy"].startswith("cos has no NumPy name yet")


def test_most_formulas_have_a_function():
    assert len(NUMPY) >= 153


def test_the_words_say_what_goes_in_and_what_comes_out():
    assert inspect.getdoc(function(made("kl.nonnegative", 0)["numpy"])) == (
        "∑_{i=1}^N qᵢ φ(pᵢ/qᵢ)\n\n"
        "The right side of F12.1 of klem, kl.nonnegative:\n"
        "KL(p‖q) = ∑_{i=1}^N qᵢ φ(pᵢ/qᵢ) ≥ 0\n"
        "Logarithms are natural, so that information is in nats.\n\n"
        "p: an array of shape (N,)\n"
        "q: an array of shape (N,)\n\n"
        "Holds for any N.\n"
        "Assumed: the probabilities sum to one, ∑_{i=1}^N pᵢ = 1.\n"
        "Assumed: the probabilities sum to one, ∑_{i=1}^N qᵢ = 1."
    )


@every_function
def test_every_argument_is_described(slug, place):
    run = function(made(slug, place)["numpy"])
    assert "\\" not in made(slug, place)["numpy"]
    described = re.findall(r"^(\w+): an? ", inspect.getdoc(run), re.M)
    assert described == list(inspect.signature(run).parameters)


@pytest.mark.parametrize("slug", FORMS)
def test_arrays_are_called_as_one_types_them_in_a_check(slug):
    arrays = {
        (re.sub(r"\d$", "", name), identifier(str(as_arrays(entry).base.label)))
        for name, entries in FORMS[slug].letters.items()
        for entry in (entries if isinstance(entries, tuple) else ())
        if isinstance(as_arrays(entry), Indexed)
    }
    assert all(typed == copied for typed, copied in arrays)


def test_entries_are_called_as_one_types_them_in_a_check():
    run = function(made("kl.gaussian", 0)["numpy"])
    assert set(inspect.signature(run).parameters) == set(FORMS["kl.gaussian"].letters)


def test_sizes_differ():
    assert len({SMALL.fixed[size] for size in (*SIZES, J)}) == 4
