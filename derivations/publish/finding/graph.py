"""The graph of results as pictures in which every result can be clicked.

Wide, the results stand in layers: what rests on nothing is at the left, and arrows run
to the right. On a phone they stand one below the other, each below all that it uses,
and lines run down beside them. The colour is that of the strongest mark.
"""

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from derivations.memo import remembered
from derivations.publish.finding import lanes, layers
from derivations.publish.finding.entries import entries
from derivations.publish.finding.index import key, kind_of, kinds
from derivations.publish.finding.uses import CITES, edges, ways
from derivations.publish.places import permanent, way

PAGE = "f/graph/"
WIDTH, HEIGHT, GAP, ROW = 208, 36, 40, 43  # of a result; between layers; of a row
LANE, STEP = 11, 40  # between lines that run down; of a row on a phone
PHONE, EDGE = 350, 4
STRONGEST = ("proved", "decided", "tested", "derived", "stated")


def show() -> None:
    """Print the graph, once for wide screens and once for narrow ones."""
    print(remembered("finding", "graph.html", pictures, key()))


def pictures() -> str:
    return f'<div class="graph">{wide()}{narrow()}</div>'


def joined() -> dict[str, list[str]]:
    """What uses something or is used, with what it uses."""
    used = {u for found in edges().values() for u in found}
    return {slug: found for slug, found in edges().items() if found or slug in used}


def alone() -> list[str]:
    return [slug for slug in edges() if slug not in joined()]


def wide() -> str:
    drawn = layers.draw(joined())
    by_layer = sorted(drawn.places.items(), key=lambda item: item[1])
    spot = {slug: corner(*at) for slug, at in by_layer}
    lines = [
        curve([corner(*at) for at in points], arrow)
        for arrow, points in drawn.routes.items()
    ]
    columns = 1 + max(layer for layer, _ in drawn.places.values())
    below = max(y for _, y in spot.values()) + HEIGHT + 46
    spot |= {
        slug: corner(i % columns, i // columns, below) for i, slug in enumerate(alone())
    }
    size = columns * (WIDTH + GAP) - GAP, max(y for _, y in spot.values()) + HEIGHT
    return svg("wide", size, lines, spot, below, WIDTH)


def corner(layer: int, row: float, top: float = 0.0) -> tuple[float, float]:
    return layer * (WIDTH + GAP), round(top + row * ROW, 1)


def curve(points: list[tuple[float, float]], arrow: layers.Arrow) -> str:
    """From the right side of one to the left side of another, level at both ends."""
    middle = [(x, y + HEIGHT / 2) for x, y in points]
    path = f"M{middle[0][0] + WIDTH} {middle[0][1]}"
    for i, ((x, y), (to, down)) in enumerate(pairwise(middle)):
        start, bend = x + WIDTH, GAP / 2
        last = i == len(middle) - 2
        path += f"C{start + bend} {y} {to - bend} {down} {to - 3 * last} {down}"
        path += "" if last else f"H{to + WIDTH}"
    return line(path, arrow)


def line(path: str, arrow: layers.Arrow) -> str:
    used, user = arrow
    kind = "cites" if CITES in ways()[user][used] else "signs"
    return f'<path class="{kind}" data-arrow="{used} {user}" d="{path}"/>'


def narrow() -> str:
    rows = lanes.rows(joined())
    lane = lanes.lanes(joined(), rows)
    left = LANE * (1 + max(lane.values())) + EDGE
    spot = {slug: (left, rows.index(slug) * STEP) for slug in rows}
    down = {slug: spot[slug][1] + HEIGHT / 2 for slug in rows}
    lines = [
        line(f"M{left} {down[a]}H{EDGE + LANE * lane[a]}V{down[b]}H{left - 3}", (a, b))
        for a, b in layers.arrows(joined())
    ]
    dots = [
        f'<circle cx="{EDGE + LANE * lane[a]}" cy="{down[b]}" r="2.5"/>'
        for a, b in layers.arrows(joined())
    ]
    below = len(rows) * STEP + 46
    spot |= {slug: (left, below + i * STEP) for i, slug in enumerate(alone())}
    size = PHONE, below + len(alone()) * STEP
    return svg("narrow", size, lines + dots, spot, below, PHONE - left - 1)


def svg(kind: str, size, lines: Iterable[str], spot: dict, below, width) -> str:
    """A picture with its name and its description; its links come as they stand."""
    x, y = size
    nodes = "".join(node(by_slug(slug), at, width) for slug, at in spot.items())
    return (
        f'<svg class="{kind}" viewBox="-2 -2 {x + 4} {y + 4}" role="group"'
        f' aria-labelledby="graph-{kind}" aria-describedby="graph-{kind}-says">'
        f'<title id="graph-{kind}">Which results rest on which</title>'
        f'<desc id="graph-{kind}-says">{describe()}</desc>{arrowhead(kind)}'
        f'<g class="arrows" marker-end="url(#{kind}-head)">{"".join(lines)}</g>'
        f'<text class="alone" x="{spot[alone()[0]][0]}" y="{below - 14}">'
        f"These rest on definitions alone, and nothing cites them:</text>{nodes}</svg>"
    )


def arrowhead(kind: str) -> str:
    return (
        f'<defs><marker id="{kind}-head" viewBox="0 0 6 6" refX="5" refY="3"'
        ' markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 6 3 0 6z"/>'
        "</marker></defs>"
    )


def describe() -> str:
    count = sum(map(len, edges().values()))
    return (
        f"{len(edges())} results and {count} uses. An arrow runs from what is used to"
        f" what uses it. {len(alone())} results have no arrow. The list below says"
        " the same."
    )


def by_slug(slug: str) -> dict:
    return next(entry for entry in entries() if entry["slug"] == slug)


def node(entry: dict, at: tuple[float, float], width: float) -> str:
    """A result: a link in the colour of its strongest mark, with all marks in words.

    The link is one of HTML, since the theme's scripts stumble over those of SVG.
    """
    (x, y), tag, slug, marks = at, entry["tag"], entry["slug"], said(entry)
    return (
        f'<foreignObject x="{x}" y="{y}" width="{width}" height="{HEIGHT}">'
        f'<a class="node {kind(entry)}" href="{way(permanent(tag), PAGE)}"'
        f' data-slug="{slug}" title="{escape(entry["title"])}"><b>{slug}</b>'
        f"<span><i>{tag}</i> {marks}</span></a></foreignObject>"
    )


def kind(entry: dict) -> str:
    return next(k for k in STRONGEST if k in kinds(entry))


def said(entry: dict) -> str:
    """The marks in short: what is tested was derived, and all the rest is stated."""
    marks = [m for m in entry["marks"] if kind_of(m) not in ("derived", "stated")]
    whole = [kind_of(m) for m in marks if is_whole(m)]
    part = [kind_of(m) for m in marks if not is_whole(m)]
    return "; ".join(filter(None, (", ".join(whole), in_part(part))))


def is_whole(mark: str) -> bool:
    return "steps" not in mark and "in part" not in mark


def in_part(names: list[str]) -> str:
    return f"in part {', '.join(names)}" if names else ""
