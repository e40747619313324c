"""All results with their marks, scopes and times, as the last verification saw them."""

from collections import Counter

from derivations.memo import remembered
from derivations.publish.places import link, places

PAGE = "verification/"
HEAD = (
    "Result",
    "Marks",
    "Scope",
    "Steps",
    "Mutants refused",
    "Mutants equal",
    "Mutants without value",
    "CPU",
)
FATES = ("refused", "equivalent", "stillborn")
EVERY = "all values of its letters"


def show() -> None:
    print(remembered("tables", "verification.html", table, str(places())))


def table() -> str:
    from derivations.publish.data.record import record
    from derivations.verification import results, verified

    found = record([verified(slug) for slug in results()])
    head = "".join(f'<th role="columnheader" scope="col">{h}</th>' for h in HEAD)
    rows = "\n".join(row(r, found["seconds"]) for r in found["results"])
    return (
        f'{summary(found)}\n<table class="verification" role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">\n{rows}\n</tbody></table>'
    )


def summary(record: dict) -> str:
    """The totals of the record, in sentences."""
    totals, tools = record["totals"], record["tools"]
    marks, mutants, steps = totals["marks"], totals["mutants"], totals["steps"]
    seconds = sum(record["seconds"][row["slug"]] for row in record["results"])
    return (
        f"<p>{totals['results']} results, {totals['formulas']} formulas, {steps} steps:"
        f" {marks['tested']} steps tested at exact points without SymPy's calculus,"
        f" {marks.get('tested (trend)', 'none')} of them only as a trend,"
        f" {marks['decided']} decided exactly at fixed sizes, {marks['stated']} stated."
        f" Of {sum(mutants.values())} wrong formulas {mutants['refused']} were"
        f" refused by a number, {mutants['equivalent']} proved equal to the right one,"
        f" {mutants['stillborn']} have no value, and {mutants['survivor'] or 'none'}"
        f" survived. {totals['theorems']} theorems were proved in Rocq.</p>\n"
        f"<p>It took {seconds:.0f} seconds of processor time, with"
        f" Python {tools['python']}, SymPy {tools['sympy']}, FLINT {tools['flint']}"
        f" and Rocq {tools['rocq']}.</p>"
    )


def row(result: dict, seconds: dict[str, float]) -> str:
    from derivations.publish.cards.theorems import proof_link
    from derivations.publish.cards.words import mark, words

    slug = result["slug"]
    steps = [step for formula in result["formulas"] for step in formula["steps"]]
    where = link(slug, PAGE)
    cells = (
        f'<a href="{where}">{slug}</a><br>{words(result["title"])}',
        "".join(map(mark, result["marks"])) + proof_link(slug, where),
        scopes([formula["scope"] for formula in result["formulas"]]),
        str(len(steps)),
        *(str(sum(step["mutants"][fate] for step in steps)) for fate in FATES),
        f"{seconds[slug]:.2f} s",
    )
    return '<tr role="row">' + "".join(map(cell, HEAD, cells)) + "</tr>"


def cell(label: str, html: str) -> str:
    """A cell says on a phone what its column says on a wide screen."""
    return f'<td role="cell" data-label="{label}">{html}</td>'


def scopes(found: list[str]) -> str:
    """What the formulas hold for; if they differ, how many hold for what."""
    from derivations.publish.cards.words import words

    counts = Counter(scope or EVERY for scope in found)
    if len(counts) == 1:
        return words(*counts)
    items = (f"<li>{words(s)} ({formulas(n)})</li>" for s, n in counts.items())
    return f"<ul>{''.join(items)}</ul>"


def formulas(count: int) -> str:
    return f"{count} formula{'s' * (count > 1)}"
