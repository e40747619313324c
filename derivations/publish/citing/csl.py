"""An item of CSL-JSON, as Zotero, Pandoc and citeproc read it: a list of one."""

import json

from derivations.publish.citing.cited import Cited
from derivations.publish.citing.work import Author


def csl(cited: Cited) -> str:
    return json.dumps([item(cited)], indent=1, ensure_ascii=False) + "\n"


def item(cited: Cited) -> dict:
    day = cited.work.released
    said = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.heading,
        "container-title": cited.work.title,
        "author": list(map(person, cited.work.authors)),
        "version": cited.work.version,
        "issued": day and {"date-parts": [[day.year, day.month, day.day]]},
        "URL": cited.url,
        "DOI": cited.work.doi,
        "note": cited.note,
        "language": "en",
    }
    return {name: value for name, value in said.items() if value}


def person(author: Author) -> dict[str, str]:
    if author.given:
        return {"family": author.name, "given": author.given}
    return {"literal": author.name}
