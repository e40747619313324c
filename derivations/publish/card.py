"""Show a result on a page: its card, from memory where nothing has changed."""

from derivations.memo import remembered
from derivations.publish.places import places
from derivations.publish.tags.registry import by_slug


def show(slug: str) -> None:
    """Print the card of a result, for an executed block on a page."""
    print(remembered("cards", f"{slug}.html", lambda: card(slug), str(places())))


def card(slug: str) -> str:
    # Imported here, so that a warm build needs no SymPy.
    from derivations.publish.cards.html import result_html
    from derivations.verification import results, verified

    if slug not in results():
        raise KeyError(f"no result is called {slug!r}; `python -m derivations list`")
    return former(slug) + result_html(results()[slug], verified(slug), places()[slug])


def former(slug: str) -> str:
    """Places under the names that the result had, so old links still lead to it."""
    return "".join(f'<span id="{old}"></span>' for old in by_slug(slug).slugs)


def glance(slug: str) -> None:
    """Print the formula and the marks of a result on Start, with a link to its card."""
    print(remembered("glances", f"{slug}.html", lambda: glimpse(slug), str(places())))


def glimpse(slug: str) -> str:
    from derivations.publish.cards.html import glance_html
    from derivations.verification import results, verified

    return glance_html(results()[slug], verified(slug), "")
