"""All results as data: formulas.json, and f/F17.json with every copy of its formulas.

Both have one form, docs/schemas/formulas-1.json. In the list of all, the copies that
are long are left out, and how to cite each; the file of a result has them.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache

from derivations.memo import remembered
from derivations.publish.citing import citations
from derivations.publish.citing.work import work
from derivations.publish.navigation import contents
from derivations.publish.places import places
from derivations.publish.releases.address import site_url
from derivations.publish.tags.registry import FILE

FORMAT = 1
SCHEMA = f"schemas/formulas-{FORMAT}.json"
LONG = ("mathml", "srepr")


def files() -> Iterator[tuple[str, str]]:
    """formulas.json, and f/F17.json for every result."""
    found = records()
    yield "formulas.json", written(list(map(short, found)))
    for record in found:
        yield f"f/{record['tag']}.json", written([with_citations(record)])


def with_citations(record: dict) -> dict:
    """With the ways to cite the result, and each formula of it."""
    slug = record["slug"]
    rows = [f | {"cite": citations(slug, f["tag"])} for f in record["formulas"]]
    return record | {"cite": citations(slug), "formulas": rows}


@cache
def records() -> list[dict]:
    """All that is known of every result, from memory."""
    registry = FILE.read_text(encoding="utf-8")
    also = f"{registry} {places()} {contents()}"
    return json.loads(remembered("feed", "records.json", found, also))


def found() -> str:
    # Imported here, so that a warm build needs no SymPy.
    from derivations.publish.data.described import described
    from derivations.verification import results

    made = sorted(map(described, results()), key=lambda record: int(record["tag"][1:]))
    return json.dumps(made, ensure_ascii=False)


def short(record: dict) -> dict:
    """Without what is long."""
    rows = [f | {"copies": brief(f["copies"])} for f in record["formulas"]]
    return record | {"formulas": rows}


def brief(copies: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in copies.items() if name not in LONG}


def written(found: list[dict]) -> str:
    """Records with what holds for all of them: who, which version, under what terms."""
    text = json.dumps(head() | {"results": found}, indent=1, ensure_ascii=False)
    return f"{text}\n"


def head() -> dict:
    what = work()
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "work": what.title,
        "authors": [asdict(author) for author in what.authors],
        "version": what.version,
        "released": what.released.isoformat() if what.released else None,
        "license": list(what.licence),
        "site": site_url(),
    }
