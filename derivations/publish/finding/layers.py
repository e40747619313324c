"""A picture of what rests on what, in layers: no arrow goes back, and few cross.

A result stands one layer behind the last of those that it uses. Where an arrow passes
a layer, a point of it takes a place there, so that it runs between the results. The
order within a layer is that of the mean of the neighbours' places, sweep by sweep, and
the best one seen is kept; then each is moved as near to its neighbours as it can be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise

SWEEPS = 24
THIN = 0.4  # of a row, where an arrow passes
Arrow = tuple[str, str]  # from what is used to what uses it


@dataclass(frozen=True)
class Drawing:
    """Where each result stands, as layer and row, and by which points arrows go."""

    places: dict[str, tuple[int, float]]
    routes: dict[Arrow, list[tuple[int, float]]]
    crossings: int


def arrows(uses: Mapping[str, Sequence[str]]) -> list[Arrow]:
    return [(used, user) for user, found in uses.items() for used in found]


def layers(uses: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The longest way to each; a ValueError if something rests on itself."""
    depth: dict[str, int] = {}
    while left := [name for name in uses if name not in depth]:
        ready = [name for name in left if all(u in depth for u in uses[name])]
        if not ready:
            raise ValueError(f"these rest on each other: {', '.join(left)}")
        for name in ready:
            depth[name] = 1 + max((depth[u] for u in uses[name]), default=-1)
    return depth


def route(arrow: Arrow, depth: Mapping[str, int]) -> list[str]:
    """An arrow as the places that it goes through: a name for each layer it passes."""
    used, user = arrow
    between = range(depth[used] + 1, depth[user])
    return [used, *(f"{used} → {user} @{layer}" for layer in between), user]


def draw(uses: Mapping[str, Sequence[str]]) -> Drawing:
    depth = layers(uses)
    routes = {arrow: route(arrow, depth) for arrow in arrows(uses)}
    hops = [hop for through in routes.values() for hop in pairwise(through)]
    order = ordered(first_order(depth, routes), hops)
    row = settled(order, hops, {name: 1.0 for name in uses})
    place = {name: (i, row[name]) for i, names in enumerate(order) for name in names}
    return Drawing(
        {name: place[name] for name in uses},
        {arrow: [place[p] for p in through] for arrow, through in routes.items()},
        crossings(order, hops),
    )


def first_order(depth: Mapping[str, int], routes: Mapping) -> list[list[str]]:
    order: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for name, layer in depth.items():
        order[layer].append(name)
    for (used, _), through in routes.items():
        for i, point in enumerate(through[1:-1], depth[used] + 1):
            order[i].append(point)
    return order


def ordered(order: list[list[str]], hops: Iterable[Arrow]) -> list[list[str]]:
    """The order with the fewest crossings that the sweeps, and then swaps, came by."""
    hops = list(hops)
    best = order
    for sweep in range(SWEEPS):
        order = swept(order, hops, forward=sweep % 2 == 0)
        best = min(best, order, key=lambda o: crossings(o, hops))
    return swapped(best, hops)


def swept(order: list[list[str]], hops: list[Arrow], forward: bool) -> list[list[str]]:
    """Each layer in turn, in the order of the means of its neighbours' places."""
    near = neighbours(hops, forward)
    row = {name: i for names in order for i, name in enumerate(names)}
    done = [list(names) for names in order]
    for names in done if forward else reversed(done):
        names.sort(key=lambda n: mean([row[m] for m in near.get(n, [n])]))
        row |= {name: i for i, name in enumerate(names)}
    return done


def neighbours(hops: Iterable[Arrow], before: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in hops:
        here, there = (other, one) if before else (one, other)
        found.setdefault(here, []).append(there)
    return found


def swapped(order: list[list[str]], hops: list[Arrow]) -> list[list[str]]:
    """Two that stand side by side change places, as long as fewer arrows cross."""
    best, count = order, crossings(order, hops)
    for layer, names in enumerate(order):
        for i in range(len(names) - 1):
            tried = [list(n) for n in best]
            tried[layer][i : i + 2] = reversed(tried[layer][i : i + 2])
            if (fewer := crossings(tried, hops)) < count:
                best, count = tried, fewer
    return best


def crossings(order: list[list[str]], hops: Iterable[Arrow]) -> int:
    """How many pairs of arrows cross between two layers."""
    row = {name: i for names in order for i, name in enumerate(names)}
    layer = {name: i for i, names in enumerate(order) for name in names}
    between: dict[int, list[tuple[int, int]]] = {}
    for a, b in hops:
        between.setdefault(layer[a], []).append((row[a], row[b]))
    pairs = (pair for ends in between.values() for pair in combinations(ends, 2))
    return sum((a - c) * (b - d) < 0 for (a, b), (c, d) in pairs)


def settled(order: list[list[str]], hops: list[Arrow], size: Mapping) -> dict:
    """Rows near those of the neighbours, in this order and far enough apart."""
    near = [neighbours(hops, before) for before in (True, False)]
    row = {name: float(i) for names in order for i, name in enumerate(names)}
    for sweep in range(SWEEPS):
        for names in order if sweep % 2 == 0 else reversed(order):
            wanted = [
                mean([row[m] for side in near for m in side.get(n, [])] or [row[n]])
                for n in names
            ]
            sizes = [size.get(n, THIN) for n in names]
            row |= dict(zip(names, apart(wanted, sizes), strict=True))
    return closed_up(row)


def closed_up(row: dict[str, float]) -> dict[str, float]:
    """From zero on, and with no row left empty."""
    moved: dict[str, float] = {}
    last = shift = 0.0
    for name, at in sorted(row.items(), key=lambda item: item[1]):
        shift = max(shift, at - last - 1) if moved else at
        moved[name] = last = at - shift
    return moved


def apart(wanted: list[float], sizes: list[float]) -> list[float]:
    """The nearest rising places at which things of these sizes do not overlap."""
    starts = list(accumulate((mean(pair) for pair in pairwise(sizes)), initial=0.0))
    blocks: list[list[float]] = []  # neighbours that touch stand about their mean
    for at, start in zip(wanted, starts, strict=True):
        blocks.append([at - start])
        while len(blocks) > 1 and mean(blocks[-2]) > mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    flat = [mean(block) for block in blocks for _ in block]
    return [at + start for at, start in zip(flat, starts, strict=True)]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
