"""The table of notation: every symbol with what it means, and where it comes first."""

import json
import re
from html import escape
from itertools import groupby

from derivations.memo import remembered
from derivations.publish.first_page import first_pages, pages, text, title
from derivations.publish.places import DOCS, address

HEAD = ("Symbol", "Meaning", "Domain", "Shape", "SymPy", "klem", "First page")
END = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[._])(?=[a-z])")
INDEX = re.compile(r"\{(\w)\}")
BELOW = re.compile(r"_\{(\w)\}")


def show() -> None:
    also = "".join(map(text, pages()))
    print(remembered("tables", "notation.html", table, also))


def sheet() -> list[dict]:
    return json.loads(remembered("glossary", "sheet.json", made))


def made() -> str:
    # Imported here, so that a warm build needs no SymPy.
    from derivations.publish.glossary.sheet import sheet

    return json.dumps(sheet(), ensure_ascii=False)


def table() -> str:
    rows = sheet()
    first = first_pages(rows)
    head = "".join(f'<th role="columnheader" scope="col">{h}</th>' for h in HEAD)
    numbered = groupby(enumerate(rows), key=lambda item: item[1]["group"])
    parts = "\n".join(
        group(name, [row(facts, first.get(no, "")) for no, facts in items])
        for name, items in numbered
    )
    return (
        f'<table class="notation" role="table"><thead role="rowgroup"><tr role="row">'
        f"{head}</tr></thead>\n{parts}\n</table>"
    )


def group(name: str, rows: list[str]) -> str:
    span = f'colspan="{len(HEAD)}" scope="rowgroup"'
    head = f'<tr role="row"><th role="rowheader" {span}>{name}</th></tr>'
    return f'<tbody role="rowgroup">{head}\n' + "\n".join(rows) + "</tbody>"


def row(facts: dict, page: str) -> str:
    from derivations.publish.cards.words import inline

    cells = (
        "<br>".join(map(inline, facts["tex"])),
        sentence(facts["meaning"]),
        facts["domain"],
        facts["shape"],
        "<br>".join(map(code, facts["names"])),
        code(facts["klem"]),
        link(page),
    )
    return '<tr role="row">' + "".join(map(cell, HEAD, cells)) + "</tr>"


def cell(label: str, html: str) -> str:
    """A cell says on a phone what its column says on a wide screen."""
    empty = "" if html else ' class="none"'
    return f'<td role="cell" data-label="{label}"{empty}>{html or "–"}</td>'


def sentence(meaning: str) -> str:
    """The indices in it stand low behind a letter and slanted by themselves."""
    from derivations.publish.cards.words import words

    # What stands between braces is kept out of the words, which would slant it too.
    parts = INDEX.split(BELOW.sub(r"_\1", meaning))
    return "".join(
        f"<i>{part}</i>" if i % 2 else words(part) for i, part in enumerate(parts)
    )


def code(name: str) -> str:
    """A name in code, which may break where a word of it ends."""
    return f"<code>{END.sub('<wbr>', escape(name))}</code>" if name else ""


def link(page: str) -> str:
    if not page:
        return ""
    return f'<a href="../{address(DOCS / page)}">{escape(title(page))}</a>'
