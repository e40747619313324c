"""Finding: what rests on what, and what the index knows."""

import re
import subprocess
import sys
from itertools import pairwise

import pytest

from derivations.publish import fence
from derivations.publish.finding import index, pages, uses
from derivations.publish.finding.entries import entries
from derivations.publish.tags import registry
from derivations.publish.thread import ROOT, bounds
from derivations.verification import results
from tests.site.conftest import ROOT as HOUSE

# What rests on what.


def test_what_a_step_cites_is_used():
    for slug, derivation in results().items():
        cited = {u for u, how in uses.ways()[slug].items() if uses.CITES in how}
        assert cited == set(derivation.uses)


def test_what_the_thread_hangs_from_the_one_inequality_owes_it_a_sign():
    hanging = {slug for slug, _, hangs in bounds() if hangs}
    signed = {
        s for s, found in uses.ways().items() if uses.SIGNS in found.get(ROOT, [])
    }
    assert signed == hanging
    assert len(signed) > 10


def test_used_by_is_uses_the_other_way_round():
    pairs = {(a, b) for a in results() for b in uses.uses(a)}
    assert pairs == {(a, b) for b in results() for a in uses.used_by(b)}
    assert ("em.monotone", "em.e-step") in pairs


@pytest.mark.parametrize("ask", [uses.uses, uses.used_by, uses.path_to_inequality])
def test_an_unknown_result_is_refused(ask):
    with pytest.raises(KeyError):
        ask("kl.no-such-result")


@pytest.mark.parametrize("slug", results())
def test_a_path_begins_at_the_inequality_and_each_uses_the_one_before(slug):
    path = uses.path_to_inequality(slug)
    assert path[:1] in ([], [ROOT])
    assert path[-1:] in ([], [slug])
    assert all(one in uses.uses(other) for one, other in pairwise(path))
    assert bool(path) == (
        slug == ROOT or any(map(uses.path_to_inequality, uses.uses(slug)))
    )


def test_the_shortest_path_is_taken(monkeypatch):
    known = {ROOT: [], "a": [ROOT], "b": ["a"], "c": ["b", "a"], "d": []}
    monkeypatch.setattr(uses, "edges", lambda: known)
    assert uses.path_to_inequality("c") == [ROOT, "a", "c"]
    assert uses.path_to_inequality("d") == []
    assert uses.path_to_inequality(ROOT) == [ROOT]


# What the index knows.


def entry(slug: str) -> dict:
    return next(e for e in entries() if e["slug"] == slug)


def test_every_result_and_every_formula_is_there_once():
    assert [e["slug"] for e in entries()] == list(results())
    tags = [f["tag"] for e in entries() for f in e["formulas"]]
    alive = [
        f.tag
        for known in registry.entries().values()
        if not known.removed
        for f in known.formulas
        if not f.removed
    ]
    assert sorted(tags) == sorted(alive)


def test_where_is_9_19():
    found = [e["slug"] for e in entries() for s in e["sources"] if "9.19" in s["words"]]
    assert found == ["gmm.m-step.covariance"]


def test_what_a_source_names_is_found_by_its_number():
    from derivations.crosswalk.book import cited, proofs

    for slug, derivation in results().items():
        words = {w for s in entry(slug)["sources"] for w in s["words"]}
        assert {*cited(derivation.source), *proofs(derivation.source)} <= words


def test_what_is_not_covered_is_found_nowhere():
    words = {w for e in entries() for s in e["sources"] for w in s["words"]}
    assert "1.120" in index.not_yet()
    assert not words & set(index.not_yet())


def test_symbols_are_those_of_the_card():
    held = [
        index.symbol(index.sheet()[n]) for n in entry("gmm.m-step.weights")["symbols"]
    ]
    assert {"γₙₖ", "πₖ", "Nₖ", "λ"} <= set(held)
    assert "Σₖ" not in [
        index.symbol(index.sheet()[n]) for n in entry("kl.bernoulli")["symbols"]
    ]


def test_every_symbol_can_be_written_as_text():
    shown = "".join(index.symbol_names().values())
    assert len(index.symbol_names()) > 100
    assert not {"\\", "{", "}"} & set(shown)


def test_an_inequality_is_kept_beside_its_equality():
    assert entry("kl.nonnegative")["formulas"][0]["bound"].endswith(r"\ge 0")


def test_every_part_has_its_page_and_its_blocks_are_read():
    written = dict(pages.files())
    assert list(written) == ["f/index.md", "f/graph.md"]
    assert all(fence.problems(text) == [] for text in written.values())
    asked = re.findall(r'^results_of\("(.+)"\)', written["f/index.md"], re.M)
    assert asked == list(dict.fromkeys(e["part"] for e in entries()))


def test_a_warm_page_needs_no_sympy_and_little_time():
    code = """
import sys, time, io, contextlib
start = time.perf_counter()
from derivations.publish.finding import graph, index, listing, pages, uses
with contextlib.redirect_stdout(io.StringIO()):
    for part in ("information", "kl", "em", "gmm"):
        index.results_of(part)
    index.controls(), graph.show(), listing.show()
    uses.path_to_inequality("em.monotone"), dict(pages.files())
print("sympy" in sys.modules, time.perf_counter() - start)
"""
    for _ in range(2):  # the first may have to make them
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=HOUSE,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert run.returncode == 0, run.stderr
    sympy, seconds = run.stdout.split()
    assert sympy == "False"
    assert float(seconds) < 1.5
