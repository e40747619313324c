"""Tables that benchmarks measured, as they were recorded.

Nothing is measured while the text is built: scikit-learn need not be there, and a slow
machine changes no page. Tests hold the records to what comes out today.
"""

import json
from functools import cache
from html import escape
from typing import Any

from derivations.memo import MEASURED


@cache
def record(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((MEASURED / f"{name}.json").read_text("utf-8"))
    return found


def show_hard_data() -> None:
    """What klem and scikit-learn make of hard data."""
    found = record("hard")
    rows = [
        [heading(name), *map(outcome, outcomes)] for name, *outcomes in found["rows"]
    ]
    print(table([found["head"]], rows), made(found))


def show_accuracy() -> None:
    """The errors of klem and of scikit-learn, kind by kind."""
    found = record("accuracy")
    kinds = [kind for kind in found["head"] for _ in range(2)]
    peers = ["data", *(("klem", "scikit-learn") * len(found["head"]))]
    rows = [
        [heading(name), *(cell for pair in paired(both) for cell in pair)]
        for name, *both in found["rows"]
    ]
    print(table([["", *kinds], peers], rows), made(found))


def paired(both: list[list[float]]) -> list[list[str]]:
    return [[f"<td>{x:.0e}</td>" for x in pair] for pair in zip(*both, strict=True)]


def table(heads: list[list[str]], rows: list[list[str]]) -> str:
    head = "".join(f"<tr>{''.join(map(spanning, merged(row)))}</tr>" for row in heads)
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<table><thead>{head}</thead><tbody>\n{body}\n</tbody></table>"


def merged(head: list[str]) -> list[tuple[str, int]]:
    """Equal neighbours as one, with how many they were."""
    found: list[tuple[str, int]] = []
    for name in head:
        if found and found[-1][0] == name:
            found[-1] = name, found[-1][1] + 1
        else:
            found.append((name, 1))
    return found


def spanning(cell: tuple[str, int]) -> str:
    name, columns = cell
    if not name:
        return "<td></td>"
    scope = f' scope="colgroup" colspan="{columns}"' if columns > 1 else ' scope="col"'
    return f"<th{scope}>{escape(name)}</th>"


def heading(name: str) -> str:
    return f'<th scope="row">{escape(name)}</th>'


def outcome(text: str) -> str:
    """An outcome; the names of errors and warnings as code."""
    parts = []
    for part in text.split("; "):
        name, colon, said = part.partition(": ")
        kind = name.rpartition(" ")[2]
        if colon and kind.endswith(("Error", "Warning")):
            times = escape(name.removesuffix(kind))
            part = f"{times}<code>{kind}</code>: {escape(said)}"
        else:
            part = escape(part)
        parts.append(part)
    return f"<td>{'; '.join(parts)}</td>"


def made(found: dict[str, Any]) -> str:
    versions = " and ".join(f"{name} {v}" for name, v in found["versions"].items())
    return f"<p>Made by <code>{escape(found['by'])}</code>, with {versions}.</p>"
