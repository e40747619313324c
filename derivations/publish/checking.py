"""Check your formula, on a page: the table of names, and checks run in the build."""

from html import escape

from derivations.memo import remembered
from derivations.publish.places import link, places

PAGE = "check/"
HEAD = ("Result", "Names", "A function is called with", "Mistakes known by name")


def names() -> None:
    """Print what can be checked against, in which names."""
    print(remembered("tables", "check.html", table, str(places())))


def accepted(slug: str, typed: str) -> None:
    """Print a check; a formula that does not match stops the build."""
    ran(slug, typed, "match")


def refused(slug: str, typed: str) -> None:
    """Print a check; a formula that is not refused by its name stops the build."""
    ran(slug, typed, "mismatch")


def rejected(slug: str, typed: str) -> None:
    """Print a check of what is no formula; one that can be read stops the build."""
    ran(slug, typed, "no formula")


def ran(slug: str, typed: str, expected: str) -> None:
    name = f"{slug}-{expected.replace(' ', '-')}.html"
    print(remembered("checks", name, lambda: session(slug, typed, expected), typed))


def asked(slug: str) -> None:
    """Print what the command says of the names of a result."""
    print(remembered("checks", f"{slug}-names.html", lambda: help_on(slug)))


def help_on(slug: str) -> str:
    from derivations.checking.report import help_on_names

    return shell("", slug, help_on_names([slug]))


def session(slug: str, typed: str, expected: str) -> str:
    """The command, and what it answers."""
    kind, said = answer(slug, typed)
    if kind != expected:
        raise ValueError(f"{slug}: expected a {expected} of {typed!r}, got\n{said}")
    return shell(f' "{typed}"', slug, said)


def shell(typed: str, slug: str, said: str) -> str:
    command = escape(f"$ python -m derivations check{typed}")
    against = f'<span class="whole">--against {slug}</span>'  # or -- parts with it
    return f'<pre class="check"><code>{command} {against}\n{escape(said)}</code></pre>'


def answer(slug: str, typed: str) -> tuple[str, str]:
    # Imported here, so that a warm build needs no SymPy.
    from derivations.checking.forms import FORMS
    from derivations.checking.parse import BadFormula
    from derivations.checking.report import lines, verdict_on

    try:
        found = verdict_on(FORMS[slug], typed)
    except BadFormula as error:
        return "no formula", f"{slug}: {error}"
    named = found.kind != "mismatch" or found.mistake
    said = "\n".join(lines(FORMS[slug], found))
    return (found.kind if named else "mismatch without a name"), said


def table() -> str:
    from derivations.checking.forms import FORMS

    head = "".join(f'<th role="columnheader" scope="col">{h}</th>' for h in HEAD)
    rows = "\n".join(row(form) for form in FORMS.values())
    return (
        f'<table class="names" role="table"><thead role="rowgroup"><tr role="row">'
        f'{head}</tr></thead><tbody role="rowgroup">\n{rows}\n</tbody></table>'
    )


def row(form) -> str:
    from derivations.checking.form import ranges
    from derivations.checking.function import called_with
    from derivations.publish.cards.words import words

    cells = (
        f'<a href="{link(form.slug, PAGE)}">{form.slug}</a><br>{words(form.what)}',
        f"<code>{ranges(form.names)}</code>",
        f"<code>{', '.join(called_with(form))}</code>",
        "; ".join(words(m.says) for m in form.mistakes),
    )
    return '<tr role="row">' + "".join(map(cell, HEAD, cells)) + "</tr>"


def cell(label: str, html: str) -> str:
    """A cell says on a phone what its column says on a wide screen."""
    return f'<td role="cell" data-label="{label}">{html}</td>'
