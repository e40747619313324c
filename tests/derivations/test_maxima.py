"""The M-step in two dimensions, derived a second time by Maxima, from the density.

Maxima shares no code with SymPy or FLINT. What it prints is read, and held against the
claims of the derivations in the field of quotients.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from flint import fmpq
from sympy import Expr, Integer
from sympy.parsing.sympy_parser import parse_expr

from derivations.evaluation.balls import value
from derivations.evaluation.exact import identical
from derivations.kernel.names import unfold
from derivations.notation import D, K, Lambda, N, d, gamma, k, mu, x
from derivations.quantities.covariance import CovarianceAbout
from derivations.quantities.mixture import WeightedMean
from derivations.verification import results

SCRIPT = Path(__file__).parents[2] / "proofs/maxima/m_step.mac"
LETTERS = {"x": x, "g": gamma, "mu": mu, "L": Lambda}
SIZES = {N: 3, K: 2, D: 2, k: 1}
ENTRIES = ((1, 1), (1, 2), (2, 2))
SECONDS = 60
pytestmark = pytest.mark.skipif(
    not shutil.which("maxima"), reason="maxima is not installed (apt install maxima)"
)


def printed(script: Path) -> dict[str, Expr]:
    """What a script says, by name."""
    done = subprocess.run(
        ["maxima", "--very-quiet", f'--batch-string=load("{script}")$'],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    said = re.findall(r"^(\w+) = (.+)$", done.stdout, re.M)
    return {name: read(text) for name, text in said}


def read(text: str) -> Expr:
    """x_12 is the second coordinate of the first point, L_112 is Λ_1 at 1, 2."""
    names = set(re.findall(r"[A-Za-z]+_\d+", text))
    places = {n: n.split("_") for n in names}
    letters = {n: LETTERS[c][tuple(map(int, at))] for n, (c, at) in places.items()}
    return parse_expr(text.replace("^", "**"), local_dict=letters)


@pytest.fixture(scope="module")
def maxima():
    return printed(SCRIPT)


@dataclass(frozen=True)
class Fixed:
    """Sizes, and entries that are given by formulas."""

    sizes: tuple
    entries: tuple = ()

    def draw(self, key, world):
        if key in dict(self.sizes):
            return {key: fmpq(dict(self.sizes)[key])}
        meant = {(e.base, tuple(map(int, e.indices))): f for e, f in self.entries}
        return {key: value(meant[key], world.view())} if key in meant else {}


def same(left: Expr, right: Expr, given=(), at=None, entries=()) -> bool:
    sizes = tuple((SIZES | (at or {})).items())
    return identical(left, unfold(right), (Fixed(sizes, tuple(entries)), *given))


def gradients():
    """What Maxima calls it, the chain that claims it, and at which index."""
    slug, by_mean = results()["gmm.m-step.covariance"], results()["gmm.m-step.mean"]
    yield from ((f"d_mu_{i}", by_mean[""], {d: i}) for i in (1, 2))
    yield from ((f"d_L_{e}", slug[f"D = 2, entry {e}"], {}) for e in ("11", "12"))


def for_any_matrix(chain):
    """Λ is any symmetric matrix here, so the draw as L Lᵀ is left out."""
    return [g for g in chain.given if "positive definite" not in g.says]


every_gradient = pytest.mark.parametrize(
    ("name", "chain", "at"), list(gradients()), ids=[g[0] for g in gradients()]
)


@every_gradient
def test_maxima_finds_the_same_gradient(maxima, name, chain, at):
    given = for_any_matrix(chain)
    assert same(maxima[name], chain.claim.rhs, given, at)
    assert not same(maxima[name], 2 * chain.claim.rhs, given, at)


@pytest.mark.parametrize("axis", [1, 2])
def test_maxima_finds_the_weighted_mean(maxima, axis):
    mean = WeightedMean(Integer(1), Integer(axis))
    assert same(maxima[f"mu_{axis}"], mean)
    assert not same(maxima[f"mu_{axis}"], mean + x[1, axis])


def at_root(maxima) -> dict[Expr, Expr]:
    """The mean and the inverse of the covariance, by Maxima."""
    S = {place: maxima["S_{}{}".format(*place)] for place in ENTRIES}
    det = S[1, 1] * S[2, 2] - S[1, 2] ** 2
    inverse = {(1, 1): S[2, 2], (1, 2): -S[1, 2], (2, 2): S[1, 1]}
    entries = {Lambda[1, a, b]: v / det for (a, b), v in inverse.items()}
    return entries | {mu[1, a]: maxima[f"mu_{a}"] for a in (1, 2)}


@pytest.mark.parametrize("place", ENTRIES)
def test_maxima_finds_the_weighted_covariance(maxima, place):
    entries = at_root(maxima).items()
    found = maxima["S_{}{}".format(*place)]
    about = CovarianceAbout(*map(Integer, (1, *place)))
    assert same(found, about, entries=entries)
    assert not same(found, about)  # about another point than the mean


@every_gradient
def test_the_claimed_gradient_vanishes_at_maximas_root(maxima, name, chain, at):
    symmetric = [g for g in chain.given if "symmetric" in g.says]
    entries = at_root(maxima)
    assert same(Integer(0), chain.claim.rhs, symmetric, at, entries.items())
    moved = entries | {mu[1, a]: maxima[f"mu_{a}"] + 1 for a in (1, 2)}
    assert not same(Integer(0), chain.claim.rhs, symmetric, at, moved.items())


def test_the_root_is_the_only_regular_one_and_nothing_was_left_out(maxima):
    assert maxima["roots"] == 1
    assert [maxima[f"rest_L_1{a}{b}"] for a, b in ENTRIES] == [0, 0, 0]


def test_another_density_is_told(tmp_path):
    """Without the ½ before the quadratic form, neither gradients nor S agree."""
    wrong = SCRIPT.read_text(encoding="utf-8").replace("y . P . y / 2", "y . P . y")
    (tmp_path / "wrong.mac").write_text(wrong, encoding="utf-8")
    found = printed(tmp_path / "wrong.mac")
    for name, chain, at in gradients():
        given = for_any_matrix(chain)
        assert not same(found[name], chain.claim.rhs, given, at), name
    assert found["rest_L_111"] != 0
