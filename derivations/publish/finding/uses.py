"""Which result rests on which, read off the derivations.

There are two ways. A step may cite a claim, and then a machine puts one side of it in
the place of the other. And a remainder may owe its sign to a result: φ and ψ are never
negative by ln t ≤ t − 1. What two results merely have in common, such as a definition,
is no use of one by the other.
"""

import json
from functools import cache

from derivations.memo import remembered
from derivations.publish.thread import ROOT

CITES, SIGNS = "cites", "owes its sign to"


@cache
def ways() -> dict[str, dict[str, list[str]]]:
    """Of each result, in reading order: what it uses, and in which ways."""
    return json.loads(remembered("finding", "uses.json", made))


def made() -> str:
    # Imported here, so that a warm build needs no SymPy.
    from derivations.verification import results

    return json.dumps({slug: ways_of(made) for slug, made in results().items()})


def ways_of(derivation) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for way, slugs in ((CITES, derivation.uses), (SIGNS, signed_by(derivation))):
        for slug in slugs:
            found.setdefault(slug, []).append(way)
    return found


def signed_by(derivation) -> list[str]:
    """The results that prove the signs of its remainders."""
    from derivations.kernel.names import Named

    remainders = [c.nonnegative for c in derivation.chains if c.nonnegative is not None]
    slugs = {f.nonnegative_by for e in remainders for f in e.atoms(Named)}
    return sorted(slugs - {""})


def edges() -> dict[str, list[str]]:
    """Of each result, in reading order, what it uses."""
    return {slug: list(found) for slug, found in ways().items()}


def uses(slug: str) -> list[str]:
    return edges()[slug]


def used_by(slug: str) -> list[str]:
    """What rests on a result, in reading order."""
    if slug not in edges():
        raise KeyError(slug)
    return [other for other, used in edges().items() if slug in used]


def path_to_inequality(slug: str) -> list[str]:
    """The shortest chain of uses from ln t ≤ t − 1 to a result; empty if none."""
    if slug not in edges():
        raise KeyError(slug)
    paths = {ROOT: [ROOT]}
    todo = [ROOT]
    for here in todo:  # which grows as it is read: the near ones first
        for user in used_by(here):
            if user not in paths:
                paths[user] = [*paths[here], user]
                todo.append(user)
    return paths.get(slug, [])
