"""What a reader may hand in: junk is refused in bounded time, functions are called."""

import sys
import time

import numpy as np
import pytest

import klem
from derivations.checking.forms import FORMS
from derivations.checking.function import BadFunction, check_function, loaded
from derivations.checking.parse import BadFormula, parse
from derivations.checking.report import verdict_on
from derivations.checking.verdict import check

BERNOULLI = "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))"
HOSTILE = [
    "", " ", "9**9**9", "9**9**9**9**9", "2**-999", "p**99", "p**1e3", "1e999", "1e13",
    "1e-13", "p**(1/65)", "((p**64)**64)**64", "__import__('os').system('id')",
    "p.args", "p.__class__", "().__class__", "[p][0]", "(p, q)", "{p}", "{p: q}",
    "f'{p}'", "'p'", "b'p'", "lambda: p", "p if q else p", "p and q", "not p", "p < q",
    "p == q", "p = q", "p := q", "(p := q)", "p; q", "p\nq", "import os", "eval('p')",
    "exec('p')", "open('x')", "log(p, q)", "log()", "log(*[p])", "log(base=p)", "log",
    "exp", "sin(p)", "integrate(p)", "p // q", "p % q", "p @ q", "p ^ q", "p & q",
    "p | q", "p << 9", "~p", "1j", "True", "None", "...", "nan", "inf", "oo", "I", "x",
    "p q", "2p", "p(1)", "p[0]", "p!", "p/0", "0**0", "0**-1", "-" * 1900 + "p",
    "(" * 300 + "p" + ")" * 300, "p**2" * 900, "+".join(["p"] * 900), "(" * 5000,
    "exp(" * 200 + "p" + ")" * 200, "9" * 1900, "*".join(["(p+q)**64"] * 90), "\0",
    "p\x00", "π", "p·q", "p − q", "await p", "\ud800", "yield p", "`p`",
    "10**12*10**12*10**12*10**12*10**12", "[p for p in q]", "p#q", "1if p else q",
    "'\\d'", "1(p)", "factorial(factorial(9))", "p+" * 500_000 + "p", "∞", "p²",
    "log[p]",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda t: ascii(t[:24]))
def test_what_is_no_formula_is_refused_at_once(typed):
    start = time.perf_counter()
    with pytest.raises(BadFormula) as refused:
        parse(typed, FORMS["kl.bernoulli"].names)
    assert str(refused.value)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    "typed",
    [
        f"({BERNOULLI})*((p*q + 3*p + q**2 + 1)/(1 + p*q + 3*p + q**2))**30",
        f"{BERNOULLI} + log(p + q + 1)**30*(p + 7)**9 - (7 + p)**9*log(1 + q + p)**30",
        f"{BERNOULLI} + 1/(p + q + 1)**60 - (1 + q + p)**-60",
        "exp(1000000000000*log(2))",
        "2**(1000000000000*p)",
        "exp(-exp(exp(exp(9))))",
        "sqrt(" * 60 + "p" + ")" * 60,
        "log(" * 60 + "p" + ")" * 60,
        "*".join(["(p + q)"] * 60),
        "(p**64)**7",
    ],
)
def test_what_is_costly_is_answered_in_time(typed):
    start = time.perf_counter()
    assert verdict_on(FORMS["kl.bernoulli"], typed).kind in (
        "match",
        "mismatch",
        "unknown",
    )
    assert time.perf_counter() - start < 10


def test_an_error_says_what_was_expected_and_the_nearest_names():
    with pytest.raises(BadFormula, match=r"expected .*mu_p.*near it: sigma_p"):
        parse("sigma_pp", FORMS["kl.gaussian"].names)


def test_numbers_are_exact():
    form = FORMS["kl.bernoulli"]
    assert check(form, parse(f"{BERNOULLI} + 0.1 - 1/10", form.names)).kind == "match"


def mean(x, shares):
    both = np.stack([shares, 1 - shares], axis=1)
    return klem.Moments.of(x[:, None], both).means[0, 0]


@pytest.mark.parametrize(
    ("slug", "function"),
    [
        ("entropy.discrete", klem.entropy),
        ("entropy.differential", klem.entropy_exponential),
        ("entropy.gaussian", klem.entropy_gaussian),
        ("information.content", lambda p, base: -np.log(p) / np.log(base)),
        ("kl.nonnegative", klem.kl_divergence),
        ("kl.categorical", klem.kl_divergence),
        ("kl.bernoulli", klem.kl_bernoulli),
        ("kl.exponential", klem.kl_exponential),
        ("kl.gaussian", klem.kl_gaussian),
        ("em.log-sum", klem.log_likelihood),
        ("em.e-step", lambda joint: klem.posterior(np.log(joint))[0]),
        ("elbo.energy-entropy", klem.elbo),
        ("gmm.m-step.mean", mean),
        ("gmm.m-step.weights", lambda g: g.sum() / len(g)),
    ],
)
def test_a_function_of_klem_matches_and_its_double_does_not(slug, function):
    form = FORMS[slug]
    assert check_function(form, function).kind == "match"
    wrong = check_function(form, lambda *given: 1e-6 + np.asarray(function(*given)))
    assert wrong.kind == "mismatch" and wrong.witness


@pytest.mark.parametrize(
    ("slug", "function", "says"),
    [
        ("kl.bernoulli", lambda p, q: klem.kl_bernoulli(q, p), "p and q swapped"),
        ("entropy.discrete", lambda p: klem.entropy(p, base=2), "in bits"),
        ("gmm.m-step.mean", lambda x, g: (x * g).sum() / len(x), "N for N_k"),
        ("kl.bernoulli", lambda p, q: np.nan, ""),
    ],
)
def test_a_wrong_function_is_named(slug, function, says):
    found = check_function(FORMS[slug], function)
    assert found.kind == "mismatch" and says in found.mistake


def test_what_is_refused_is_shown():
    with pytest.raises(BadFormula, match=r"'p \^ q' is not used here; .* \*\*"):
        parse("p ^ q", FORMS["kl.bernoulli"].names)
    with pytest.raises(BadFormula, match=r"no function 'p\.args' here; expected log"):
        parse("p.args(q)", FORMS["kl.bernoulli"].names)


@pytest.mark.parametrize("name", ["no_such_module:f", "math:no_such", "math:pi"])
def test_what_cannot_be_called_is_refused(name):
    with pytest.raises(BadFunction):
        loaded(name)


@pytest.mark.parametrize(
    "function",
    [lambda p: p, lambda p, q: [p, q], lambda p, q: "", lambda p, q: sys.exit(0)],
)
def test_a_function_that_returns_no_number_is_refused(function):
    with pytest.raises(BadFunction, match="no single number came back at p ="):
        check_function(FORMS["kl.bernoulli"], function)
