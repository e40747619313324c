"""What SymPy alone makes of a copy is the claim that was checked."""

import builtins
import subprocess
import sys

import pytest
from sympy import Abs, Eq, Expr, Indexed, IndexedBase, Symbol, cos, log
from sympy.core.function import AppliedUndef

from derivations.kernel.moves import everywhere
from derivations.kernel.names import unfold
from derivations.publish.formats.plainly import OPEN, plainly
from derivations.publish.formats.source import exact
from tests.derivations.copied import chain_of, every_formula, made, wrong

KINDS = {function.__name__: kind for kind, (function, _) in OPEN.items()}


def only_sympy(name, *rest):
    if name.split(".")[0] != "sympy":
        raise ImportError(f"{name} is not SymPy")
    return builtins.__import__(name, *rest)


def namespace() -> dict:
    """A fresh one, from which nothing but SymPy can be reached."""
    return {"__builtins__": {**vars(builtins), "__import__": only_sympy}}


def run(code: str) -> dict:
    names = namespace()
    exec(code, names)
    return names


def evaluated(source: str) -> Eq:
    names = run("from sympy import *")
    return eval(source, names)


@everywhere(AppliedUndef)
def with_our_classes(e: Expr) -> Expr:
    return KINDS[type(e).__name__](*e.args)


def is_claim(found: Eq, chain) -> bool:
    """The same trees, once what SymPy has no class for is put back."""
    assert type(found) is Eq
    ours = [unfold(with_our_classes(side)) for side in found.args]
    return ours == [unfold(side) for side in chain.claim.args]


@every_formula
def test_a_snippet_is_the_claim(slug, place):
    names = run(made(slug, place)["sympy"])
    chain = chain_of(slug, place)
    assert is_claim(names["claim"], chain)
    assert ("remainder" in names) == (chain.nonnegative is not None)
    if chain.nonnegative is not None:
        assert names["remainder"] == plainly(chain.nonnegative)


@every_formula
def test_srepr_is_the_claim(slug, place):
    assert is_claim(evaluated(made(slug, place)["srepr"]), chain_of(slug, place))


@every_formula
def test_a_wrong_formula_is_not_the_claim(slug, place):
    chain, copies = chain_of(slug, place), wrong(slug, place)
    assert not is_claim(run(copies["sympy"])["claim"], chain)
    assert not is_claim(evaluated(copies["srepr"]), chain)


def test_assumptions_belong_to_the_claim():
    claim = evaluated(made("kl.nonnegative", 0)["srepr"])
    weaker = made("kl.nonnegative", 0)["srepr"].replace(", positive=True", "", 1)
    assert is_claim(claim, chain_of("kl.nonnegative", 0))
    assert not is_claim(evaluated(weaker), chain_of("kl.nonnegative", 0))


def test_a_snippet_runs_where_klem_is_not(tmp_path):
    code = made("elbo.decomposition", 0)["sympy"] + "print(claim.lhs)\n"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout == "log(Sum(joint(j, theta), (j, 1, K)))\n"


def test_klem_cannot_be_reached_from_a_copy():
    with pytest.raises(ImportError, match="not SymPy"):
        run("from derivations.notation import p")


def test_a_snippet_reads_as_one_would_write_it():
    assert made("kl.nonnegative", 0)["sympy"] == (
        "# F12.1 of klem: kl.nonnegative\n"
        "# Holds for any N.\n"
        "# Assumed: the probabilities sum to one, ∑_{i=1}^N pᵢ = 1.\n"
        "# Assumed: the probabilities sum to one, ∑_{i=1}^N qᵢ = 1.\n"
        "from sympy import *\n\n"
        'N, i = symbols("N i", integer=True, positive=True)\n'
        'p = IndexedBase("p", positive=True)\n'
        'q = IndexedBase("q", positive=True)\n\n'
        "# KL(p‖q) = Σ p ln(p/q)\n"
        "kl = Sum(p[i]*log(p[i]/q[i]), (i, 1, N))\n"
        "# φ(t) = t ln t - t + 1, which is never negative\n"
        "phi = p[i]*log(p[i]/q[i])/q[i] + 1 - p[i]/q[i]\n"
        "remainder = Sum(q[i]*phi, (i, 1, N))  # never negative\n"
        "claim = Eq(kl, remainder, evaluate=False)\n"
        "# So the left side is at least 0.\n"
    )


@pytest.mark.parametrize(
    ("slug", "place", "words"),
    [
        ("kl.nonnegative", 6, "above p[1]*(s - 1)"),
        ("entropy.discrete", 2, "at most log(K)"),
        ("kl.one-inequality", 0, "at most t - 1"),
    ],
)
def test_a_snippet_says_what_its_remainder_proves(slug, place, words):
    assert made(slug, place)["sympy"].endswith(f"# So the left side is {words}.\n")


def test_letters_that_look_alike_have_two_names():
    names = run(made("gmm.singularity", 4)["sympy"])
    assert type(names["alpha"]) is Symbol
    assert type(names["alpha_"]) is IndexedBase


@pytest.mark.parametrize("e", [Abs(Symbol("c")) + cos(1), log(Symbol("t", real=True))])
def test_what_is_exact_evaluates_to_itself(e):
    assert eval(exact(e), run("from sympy import *")) == e


def test_entries_keep_their_assumptions():
    entry = Indexed(IndexedBase("p", positive=True), 1)
    assert eval(exact(entry), run("from sympy import *")).is_positive
