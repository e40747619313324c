"""Finding: what rests on what, how it is drawn, and what the index knows."""

import re
import subprocess
import sys
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.publish import fence, registry
from derivations.publish.finding import graph, index, lanes, layers, pages, uses
from derivations.publish.finding.entries import entries
from derivations.publish.thread import ROOT, bounds
from derivations.verification import results
from tests.site.conftest import ROOT as HOUSE


@pytest.fixture(scope="module")
def drawn() -> layers.Drawing:
    return layers.draw(graph.joined())


@st.composite
def acyclic(draw) -> dict[str, list[str]]:
    """Who uses whom among at most twelve, each only of those before it."""
    names = [f"r{i}" for i in range(draw(st.integers(1, 12)))]
    return {
        name: draw(st.lists(st.sampled_from(names[:i]), unique=True)) if i else []
        for i, name in enumerate(names)
    }


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


# The layers of the wide picture.


def faults(drawn: layers.Drawing, given: dict[str, list[str]]) -> list[str]:
    """What is wrong with a drawing: overlaps, arrows left out, arrows that go back."""
    places, wanted = drawn.places, set(layers.arrows(given))
    close = [
        f"{a} overlaps {b}"
        for (a, (i, r)), (b, (j, s)) in combinations(places.items(), 2)
        if i == j and abs(r - s) < 1 - 1e-9
    ]
    through = [
        f"an arrow runs through {name}"
        for name, (i, r) in places.items()
        for route in drawn.routes.values()
        for j, s in route[1:-1]
        if i == j and abs(r - s) < 0.5
    ]
    lost = [f"{arrow} is not drawn" for arrow in wanted ^ set(drawn.routes)]
    ends = [
        f"{arrow} ends elsewhere"
        for arrow, route in drawn.routes.items()
        if (route[0], route[-1]) != (places[arrow[0]], places[arrow[1]])
    ]
    back = [
        f"{arrow} goes back"
        for arrow, route in drawn.routes.items()
        if any(j != i + 1 for (i, _), (j, _) in pairwise(route))
    ]
    return close + through + lost + ends + back


def seen_crossings(drawn: layers.Drawing) -> int:
    """Pairs of pieces of arrows that change sides between two layers."""
    pieces = [p for route in drawn.routes.values() for p in pairwise(route)]
    return sum(
        a[0] == c[0] and (a[1] - c[1]) * (b[1] - d[1]) < 0
        for (a, b), (c, d) in combinations(pieces, 2)
    )


def test_the_results_are_drawn_without_a_fault(drawn):
    assert faults(drawn, graph.joined()) == []
    assert len(drawn.routes) == sum(map(len, uses.edges().values()))


def test_few_arrows_cross(drawn):
    assert drawn.crossings == seen_crossings(drawn) <= 6


@settings(max_examples=60, deadline=None)
@given(acyclic())
def test_anything_is_drawn_without_a_fault(some):
    drawn = layers.draw(some)
    assert faults(drawn, some) == []
    assert drawn.crossings == seen_crossings(drawn)


def test_faults_are_seen():
    some = {"a": [], "b": ["a"], "c": ["a"]}
    good = layers.draw(some)
    spoilt = layers.Drawing(good.places | {"b": good.places["c"]}, good.routes, 0)
    assert "b overlaps c" in faults(spoilt, some)
    assert "('a', 'b') ends elsewhere" in faults(spoilt, some)
    assert faults(layers.Drawing(good.places, {}, 0), some)
    backwards = {arrow: route[::-1] for arrow, route in good.routes.items()}
    assert "('a', 'b') goes back" in faults(
        layers.Drawing(good.places, backwards, 0), some
    )


def test_what_rests_on_itself_cannot_be_drawn():
    with pytest.raises(ValueError, match="a, b"):
        layers.draw({"a": ["b"], "b": ["a"]})


@pytest.mark.parametrize(
    ("some", "count"),
    [
        ({"a": [], "b": [], "c": ["b"], "d": ["a"]}, 0),  # one order crosses, one not
        ({"a": [], "b": [], "c": ["a", "b"], "d": ["a", "b"]}, 1),  # they have to
        ({"a": [], "b": ["a"], "c": ["a", "b"]}, 0),
    ],
)
def test_arrows_cross_only_where_they_have_to(some, count):
    assert layers.draw(some).crossings == count


# The lanes of the narrow picture.


@settings(max_examples=60, deadline=None)
@given(acyclic())
def test_on_a_phone_each_stands_below_what_it_uses_and_no_lane_is_taken_twice(some):
    order = lanes.rows(some)
    assert sorted(order) == sorted(some)
    assert all(order.index(a) < order.index(b) for a, b in layers.arrows(some))
    lane = lanes.lanes(some, order)
    ends = {a: [order.index(b) for b, used in some.items() if a in used] for a in lane}
    for a, b in combinations(lane, 2):
        if lane[a] == lane[b]:
            first, second = sorted((a, b), key=order.index)
            assert max(ends[first]) < order.index(second)


# What stands in the pictures and beside them.


@pytest.fixture(scope="module", params=["wide", "narrow"])
def picture(request) -> ElementTree.Element:
    return ElementTree.fromstring(getattr(graph, request.param)())


def boxes(picture) -> dict[str, tuple[float, float, float, float]]:
    return {
        box.find("a").get("data-slug"): tuple(
            float(box.get(side)) for side in ("x", "y", "width", "height")
        )
        for box in picture.iter("foreignObject")
    }


def test_every_result_has_a_box_that_overlaps_no_other(picture):
    found = boxes(picture)
    assert set(found) == set(results())
    for (x, y, wide, high), (u, v, _, _) in combinations(found.values(), 2):
        assert abs(x - u) >= wide or abs(y - v) >= high


def test_no_box_leaves_the_picture(picture):
    left, top, wide, high = map(float, picture.get("viewBox").split())
    for x, y, w, h in boxes(picture).values():
        assert left <= x <= x + w <= left + wide
        assert top <= y <= y + h <= top + high


def test_every_use_has_an_arrow_between_its_boxes(picture):
    paths = [p for p in picture.iter("path") if p.get("data-arrow")]
    found = {tuple(p.get("data-arrow").split()): p.get("d") for p in paths}
    assert set(found) == set(layers.arrows(uses.edges()))
    assert len(paths) == len(found)
    box = boxes(picture)
    for (used, user), d in found.items():
        start = [float(n) for n in re.findall(r"[\d.]+", d)[:2]]
        assert start[1] == pytest.approx(box[used][1] + graph.HEIGHT / 2)
        x, y = end(d)
        assert box[user][0] - 4 <= x <= box[user][0]
        assert y == pytest.approx(box[user][1] + graph.HEIGHT / 2)


def end(d: str) -> tuple[float, float]:
    """Where a path of M, C, H and V ends."""
    x = y = 0.0
    for letter, numbers in re.findall(r"([MCHV])([^MCHV]+)", d):
        at = [float(n) for n in numbers.split()]
        x, y = {"H": (at[-1], y), "V": (x, at[-1])}.get(letter, tuple(at[-2:]))
    return x, y


def test_a_box_says_its_tag_and_its_marks_in_words(picture):
    for link in picture.iter("a"):
        slug, text = link.get("data-slug"), "".join(link.itertext())
        assert link.get("href") == f"../{registry.tag_of(slug)}/"
        assert registry.tag_of(slug) in text
        assert "tested" in text
    text = "".join(picture.itertext())
    assert "proved in part" in text
    assert "tested in part" in text


def test_the_list_says_the_same():
    for item in re.findall(r"<li>.*?</li>", graph.listed()):
        tags = re.findall(r'href="\.\./(F\d+)/"', item)
        slug = registry.entries()[tags[0]].slug
        near = [*uses.uses(slug), *uses.used_by(slug)]
        assert tags[1:] == [registry.tag_of(s) for s in near]
    assert graph.listed().count("<li>") == len(results())


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
from derivations.publish.finding import graph, index, pages, uses
with contextlib.redirect_stdout(io.StringIO()):
    for part in ("information", "kl", "em", "gmm"):
        index.results_of(part)
    index.controls(), graph.show(), graph.show_list()
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
