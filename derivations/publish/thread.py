"""What hangs from ln t ≤ t − 1, read off the remainders of the derivations.

An inequality of the text is an equality with a remainder. Where φ or ψ stand in that
remainder, its sign is the one inequality; where they do not, it is a square or another
thing that is positive by itself.
"""

from itertools import groupby

from derivations.memo import remembered
from derivations.publish.navigation import parts
from derivations.publish.places import link, places

ROOT = "kl.one-inequality"
PAGE = "thread/"


def show() -> None:
    print(remembered("tables", "thread.html", tree, f"{places()} {parts()}"))


def show_others() -> None:
    print(remembered("tables", "others.html", others, str(places())))


def bounds() -> list[tuple]:
    """Every inequality of the text: slug, chain, and whether φ or ψ carry it."""
    from derivations.verification import results

    return [
        (slug, chain, carried(chain))
        for slug, derivation in results().items()
        for chain in derivation.chains
        if chain.nonnegative is not None and slug != ROOT
    ]


def carried(chain) -> bool:
    from derivations.kernel.names import Named

    return any(f.nonnegative_by == ROOT for f in chain.nonnegative.atoms(Named))


def tree() -> str:
    found = [(slug, chain) for slug, chain, hangs in bounds() if hangs]
    folders = groupby(found, key=lambda pair: places()[pair[0]].split("/")[0])
    branches = "".join(
        f"<li><p>{parts()[at]}</p>{branch(list(pairs))}</li>" for at, pairs in folders
    )
    return (
        f"<p>{len(found)} of the {len(bounds())} inequalities in the text hang from"
        f' <a href="{link(ROOT, PAGE)}">the one</a>.</p>'
        f'<ul class="thread">{branches}</ul>'
    )


def others() -> str:
    found = [(slug, chain) for slug, chain, hangs in bounds() if not hangs]
    return f'<div class="thread">{branch(found)}</div>'


def branch(pairs: list[tuple]) -> str:
    items = []
    for slug, chains in groupby(pairs, key=lambda pair: pair[0]):
        leaves = "".join(leaf(chain) for _, chain in chains)
        items.append(f"<li>{head(slug)}{leaves}</li>")
    return f"<ul>{''.join(items)}</ul>"


def head(slug: str) -> str:
    from derivations.publish.cards.words import words
    from derivations.verification import title

    return f'<p><a href="{link(slug, PAGE)}">{words(title(slug))}</a></p>'


def leaf(chain) -> str:
    """An inequality, and the remainder that it drops."""
    from derivations.kernel.signs import bound
    from derivations.publish.cards.calculation import SIGNS
    from derivations.publish.cards.words import display, words
    from derivations.publish.typesetting.layout import alone, relation

    found = bound(chain)
    assert found, "bounds() gives those that have one"
    sign, rest = found
    name = f"<p><i>{words(chain.name)}</i></p>" if chain.name else ""
    formula = display(relation(chain.claim.lhs, SIGNS[sign], rest))
    return f"{name}{formula}<p>drops</p>{display(alone(chain.nonnegative))}"
