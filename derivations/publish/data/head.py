"""What the page of a result says to machines, in its head, and no other page does.

JSON-LD says which term it is, of which set and version, and on which others it rests;
signposting links lead to its data and its licence; Highwire's tags say how to cite it.
The address to cite is said only where the site has one.
"""

import json
import re
from functools import cache
from html import escape

from derivations.publish.citing import ENDINGS, cited
from derivations.publish.citing.cited import Cited
from derivations.publish.citing.ris import person
from derivations.publish.citing.work import work
from derivations.publish.data.feed import records
from derivations.publish.places import permanent, way
from derivations.publish.releases.address import address, site_url

PAGE = re.compile(r"f/(F\d+)\.md")
TYPES = {
    "json": "application/json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
}
LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}  # of the text


def put(html: str, source: str) -> str:
    """A built page, with its head lines if it is that of a result."""
    found = PAGE.fullmatch(source)
    lines = head(found[1]) if found else []
    return html.replace("</head>", "\n".join((*lines, "</head>")), 1)


def head(tag: str) -> list[str]:
    """Lines of HTML for the page of a result; none for a tag that stands for none."""
    if tag not in by_tag():
        return []
    record = by_tag()[tag]
    what = cited(record["slug"])
    return [*links(tag), *metas(what), script(graph(record))]


@cache
def by_tag() -> dict[str, dict]:
    return {record["tag"]: record for record in records()}


def links(tag: str) -> list[str]:
    """Signposting: what to cite, what describes it, and under what terms it is."""
    cite = [f'<link rel="cite-as" href="{escape(address(tag))}">'] * bool(site_url())
    data = [described_by(tag, end) for end in ("json", *ENDINGS.values())]
    return [*cite, *data, f'<link rel="license" href="{licence()}">']


def described_by(tag: str, end: str) -> str:
    file = way(f"f/{tag}.{end}", permanent(tag))
    return f'<link rel="describedby" type="{TYPES[end]}" href="{file}">'


def licence() -> str:
    """Where the licence of the text is."""
    (known,) = (LICENCES[name] for name in work().licence if name in LICENCES)
    return known


def metas(what: Cited) -> list[str]:
    day = what.work.released
    said = [
        ("title", what.heading),
        *(("author", person(author)) for author in what.work.authors),
        ("inbook_title", what.work.title),
        ("publication_date", day and day.strftime("%Y/%m/%d")),
        ("public_url", what.url),
        ("language", "en"),
    ]
    return [
        f'<meta name="citation_{name}" content="{escape(value)}">'
        for name, value in said
        if value
    ]


def script(data: dict) -> str:
    """JSON that no page can be cut short by: it holds no <."""
    text = json.dumps(data, ensure_ascii=False).replace("<", r"\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def graph(record: dict) -> dict:
    """The set, the result and its formulas, in schema.org's words, given inline."""
    page = record["permanent"]
    terms = [term(f, record, page) for f in record["formulas"]]
    result = term(record, record, page) | {
        "alternateName": record["slug"],
        "isBasedOn": [node(used["tag"], page) for used in record["uses"]],
        "citation": [
            f"{s['source']} {s['number']}"
            for s in record["sources"]
            if s["source"] in ("PRML", "SPB")
        ],
        "hasPart": [{"@id": part["@id"]} for part in terms],
    }
    context = {"@vocab": "https://schema.org/"}
    return {"@context": context, "@graph": [whole(page), result, *terms]}


def whole(page: str) -> dict:
    """The text, as the set of its terms."""
    return {
        "@type": "DefinedTermSet",
        "@id": root(page),
        "name": work().title,
        "version": work().version,
        "license": {"@id": licence()},
        "author": [
            {"@type": "Person" if a.given else "Organization", "name": str(a)}
            for a in work().authors
        ],
    }


def term(found: dict, record: dict, page: str) -> dict:
    """A result or a formula of it; schema.org's terms alone have no version."""
    what = cited(record["slug"], found["tag"])
    return {
        "@type": ["DefinedTerm", "CreativeWork"],
        **node(found["tag"], page),
        "termCode": found["tag"],
        "name": what.title,
        "version": what.work.version,
        "license": {"@id": licence()},
        "inDefinedTermSet": {"@id": root(page)},
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "fingerprint",
            "value": what.fingerprint,
        },
    }


def node(tag: str, page: str) -> dict[str, str]:
    """A tag by its address, or in a local build by the way to it."""
    return {"@id": address(tag) or way(permanent(tag), page) or "./"}


def root(page: str) -> str:
    return site_url() or way("", page)
