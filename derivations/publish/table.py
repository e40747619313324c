"""All results with their marks, scopes and times, as the last verification saw them."""

from collections import Counter

from derivations.memo import remembered
from derivations.publish.places import link, places

PAGE = "verification/"
FATES = ("refused", "equivalent", "stillborn")
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
EVERY = "all values of its letters"


def show() -> None:
    print(remembered("tables", "verification.html", table, str(places())))


def table() -> str:
    from derivations.verification import results, verified

    reports = [verified(slug) for slug in results()]
    head = "".join(f'<th role="columnheader" scope="col">{h}</th>' for h in HEAD)
    rows = "\n".join(map(row, reports))
    return (
        f'{summary(reports)}\n<table class="verification" role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">\n{rows}\n</tbody></table>'
    )


def summary(reports: list[dict]) -> str:
    mutants = sum((Counter(r["mutants"]) for r in reports), Counter())
    steps = [s for r in reports for c in r["chains"] for s in c["steps"]]
    tested = sum(s["agreement"] == "agree" for s in steps)
    trends = sum(s["trend"] for s in steps)
    seconds = sum(r["seconds"] for r in reports)
    return (
        f"<p>{len(reports)} results in {len(steps)} steps: {tested} steps tested at"
        f" exact points without SymPy's calculus, {trends or 'none'} of them only as a"
        f" trend. Of {sum(mutants.values())} wrong formulas {mutants['refused']} were"
        f" refused by a number, {mutants['equivalent']} proved equal to the right one,"
        f" and {mutants['stillborn']} have no value; none survived."
        f" All of it took {seconds:.0f} seconds of processor time.</p>"
    )


def row(report: dict) -> str:
    from derivations.publish.html import mark, words
    from derivations.verification import results, title

    slug = report["slug"]
    steps = sum(len(chain["steps"]) for chain in report["chains"])
    cells = (
        f'<a href="{link(slug, PAGE)}">{slug}</a><br>{words(title(slug))}',
        "".join(map(mark, report["marks"])),
        scopes(results()[slug]),
        str(steps),
        *(str(report["mutants"].get(fate, 0)) for fate in FATES),
        f"{report['seconds']:.2f} s",
    )
    return '<tr role="row">' + "".join(map(cell, HEAD, cells)) + "</tr>"


def cell(label: str, html: str) -> str:
    """A cell says on a phone what its column says on a wide screen."""
    return f'<td role="cell" data-label="{label}">{html}</td>'


def scopes(derivation) -> str:
    """What the formulas hold for; if they differ, how many hold for what."""
    from derivations.publish.html import words
    from derivations.publish.text import chain_scope

    found = Counter(chain_scope(chain) or EVERY for chain in derivation.chains)
    if len(found) == 1:
        return words(*found)
    items = (f"<li>{words(s)} ({formulas(n)})</li>" for s, n in found.items())
    return f"<ul>{''.join(items)}</ul>"


def formulas(count: int) -> str:
    return f"{count} formula{'s' * (count > 1)}"
