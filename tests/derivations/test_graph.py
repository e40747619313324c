"""The graph of results: nothing overlaps, no arrow is lost, none goes back."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.publish.finding import graph, lanes, layers, listing, uses
from derivations.publish.finding.entries import entries
from derivations.publish.tags import registry
from derivations.verification import results


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
    texts = {a.get("data-slug"): "".join(a.itertext()) for a in picture.iter("a")}
    links = {a.get("data-slug"): a.get("href") for a in picture.iter("a")}
    for entry in entries():
        whole, _, part = texts[entry["slug"]].partition("in part")
        assert links[entry["slug"]] == f"../{entry['tag']}/"
        assert entry["tag"] in whole
        for mark in entry["marks"]:
            if mark.split()[0].rstrip(":") not in ("derived", "stated"):
                partly = "in part" in mark or "steps" in mark
                assert mark.split()[0].rstrip(":") in (part if partly else whole)
    assert any("in part" in text for text in texts.values())


def test_the_list_says_the_same():
    for item in re.findall(r"<li>.*?</li>", listing.listed()):
        tags = re.findall(r'href="\.\./(F\d+)/"', item)
        slug = registry.entries()[tags[0]].slug
        near = [*uses.uses(slug), *uses.used_by(slug)]
        assert tags[1:] == [registry.tag_of(s) for s in near]
    assert listing.listed().count("<li>") == len(results())
