"""The same graph for a phone: one result a row, each below all that it uses.

What is used has a lane, a line that runs down beside the rows as far as its last user;
a lane is free again below that.
"""

from collections.abc import Mapping, Sequence

from derivations.publish.finding.layers import arrows


def rows(uses: Mapping[str, Sequence[str]]) -> list[str]:
    """Every result below all that it uses, and as soon after it as that allows."""
    order: list[str] = []
    for name, used in uses.items():
        if not used:
            follow(name, uses, order)
    return order


def follow(name: str, uses: Mapping[str, Sequence[str]], order: list[str]) -> None:
    """A result, and then what rests on it, where nothing else is wanting."""
    order.append(name)
    for user, used in uses.items():
        if name in used and user not in order and set(used) <= set(order):
            follow(user, uses, order)


def lanes(uses: Mapping[str, Sequence[str]], order: Sequence[str]) -> dict[str, int]:
    """The lane of each result that is used; the longest is the furthest out."""
    last: dict[str, int] = {}
    for used, user in arrows(uses):
        last[used] = max(last.get(used, 0), order.index(user))
    taken: dict[int, list[range]] = {}
    found = {}
    for name in sorted(last, key=lambda n: order.index(n) - last[n]):
        mine = range(order.index(name), last[name] + 1)
        lane = next(i for i in range(len(last)) if free(mine, taken.setdefault(i, [])))
        taken[lane].append(mine)
        found[name] = lane
    return found


def free(mine: range, taken: Sequence[range]) -> bool:
    return all(mine.stop <= r.start or r.stop <= mine.start for r in taken)
