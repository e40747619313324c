"""Where equations of PRML and entries of the Book of Statistical Proofs are held."""

from collections import Counter
from collections.abc import Iterable

from derivations.memo import remembered
from derivations.publish.crosswalk import card, chip, key, results

PAGE = "crosswalk/prml/"


def book() -> None:
    """Print the map of PRML."""
    print(remembered("crosswalk", "book.html", book_table, key()))


def errata() -> None:
    """Print what was met in transcriptions of PRML."""
    print(remembered("crosswalk", "errata.html", lambda: errata_cards("PRML"), key()))


def proofs() -> None:
    """Print the map of the Book of Statistical Proofs."""
    print(remembered("crosswalk", "proofs.html", proofs_table, key()))


def proofs_errata() -> None:
    """Print what was met in the Book of Statistical Proofs."""
    print(remembered("crosswalk", "spb.html", lambda: errata_cards("PROOFS"), key()))


def errata_cards(which: str) -> str:
    from derivations.crosswalk import errata
    from derivations.crosswalk.rows import examined

    return "\n".join(card(found, PAGE) for found in examined(getattr(errata, which)))


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    titles = "".join(f"<th>{h}</th>" for h in head)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<table class="crosswalk"><thead><tr>{titles}</tr></thead>'
        f"<tbody>\n{body}\n</tbody></table>"
    )


def book_table() -> str:
    from derivations.crosswalk.prml import EQUATIONS
    from derivations.publish.cards.words import words

    rows = [(e.numbers, words(e.says), chip(e.way), held(e)) for e in EQUATIONS]
    head = ("Number", "What it says", "How klem has it", "Where")
    return f"{table(head, rows)}\n<p>{book_summary()}</p>"


def held(equation) -> str:
    see = f"see {results(equation.see, PAGE)}" if equation.see else ""
    return "; ".join(filter(None, (results(equation.ids, PAGE), see)))


def book_summary() -> str:
    from derivations.crosswalk.book import WAYS, run
    from derivations.crosswalk.prml import EQUATIONS

    ways = Counter(e.way for e in EQUATIONS for _ in run(e.numbers))
    parts = ", ".join(f"{ways[way]} {way}" for way in WAYS)
    return f"Of {sum(ways.values())} numbered equations: {parts}."


def proofs_table() -> str:
    from derivations.crosswalk.proofs import SUBJECTS, entries
    from derivations.publish.cards.words import words

    rows = [
        (entry, words(SUBJECTS[entry]), results(ids, PAGE) or chip("not covered yet"))
        for entry, ids in entries().items()
    ]
    return table(("Entry", "What it is about", "Where klem has it"), rows)
