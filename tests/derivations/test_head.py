"""The head of a result's page is read by the parsers that it is written for."""

import json
import re
from html.parser import HTMLParser

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from derivations.publish.citing import cited
from derivations.publish.citing.work import work
from derivations.publish.data.feed import records
from derivations.publish.data.head import head, put, script
from derivations.publish.tags.registry import entries

# rdflib's reader of JSON-LD uses what rdflib itself has outgrown.
pytestmark = pytest.mark.filterwarnings(
    "ignore:(ConjunctiveGraph|Dataset).* is deprecated:DeprecationWarning"
)
SDO = Namespace("https://schema.org/")
SITE = "https://formulas.example/klem/"
LOCAL = "http://127.0.0.1:8000/"
TAGS = [e.tag for e in entries().values() if not e.removed]
every_tag = pytest.mark.parametrize("tag", TAGS)
JSON_LD = '<script type="application/ld+json">'
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


class Head(HTMLParser):
    """Links by what they are, citation tags by name."""

    def __init__(self, lines: list[str]):
        super().__init__()
        self.links: list[tuple[str, str, str]] = []
        self.metas: list[tuple[str, str]] = []
        self.feed("\n".join(lines))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "link":
            self.links.append((given["rel"], given["href"], given.get("type", "")))
        elif tag == "meta":
            self.metas.append((given["name"], given["content"]))


@pytest.fixture(autouse=True)
def local(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)


@pytest.fixture
def site(monkeypatch, local):
    monkeypatch.setenv("SITE_URL", SITE)


def read(tag: str, root: str) -> Graph:
    (line,) = (line for line in head(tag) if line.startswith(JSON_LD))
    data = line.removeprefix(JSON_LD).removesuffix("</script>")
    return Graph().parse(data=data, format="json-ld", publicID=f"{root}f/{tag}/")


def terms(graph: Graph) -> dict[str, URIRef]:
    return {str(code): term for term, code in graph.subject_objects(SDO.termCode)}


def check(graph: Graph, tag: str, root: str) -> None:
    """What the graph says, wherever the site is."""
    (record,) = (r for r in records() if r["tag"] == tag)
    found, whole, here = terms(graph), URIRef(root), URIRef(f"{root}f/{tag}/")
    codes = [tag, *(f["tag"] for f in record["formulas"])]
    assert sorted(found) == sorted(codes)
    assert found[tag] == here
    assert (whole, RDF.type, SDO.DefinedTermSet) in graph
    for code, term in found.items():
        assert (term, RDF.type, SDO.DefinedTerm) in graph
        assert (term, SDO.inDefinedTermSet, whole) in graph
        assert (term, SDO.version, Literal(work().version)) in graph
        assert (term, SDO.license, URIRef(CC_BY)) in graph
        assert (term == here) or (here, SDO.hasPart, term) in graph
        assert term == URIRef(f"{here}#{code}" if code != tag else here)
        (name,) = graph.objects(term, SDO.identifier)
        meaning = cited(record["slug"], code).fingerprint
        assert graph.value(name, SDO.value) == Literal(meaning)
    rests = {URIRef(f"{root}f/{used['tag']}/") for used in record["uses"]}
    assert set(graph.objects(here, SDO.isBasedOn)) == rests


@every_tag
def test_json_ld_is_read_in_a_local_build(tag):
    check(read(tag, LOCAL), tag, LOCAL)


@every_tag
def test_json_ld_is_read_on_a_site(tag, site):
    check(read(tag, SITE), tag, SITE)


@pytest.mark.parametrize(
    "said",
    ["termCode", "version", "license", "inDefinedTermSet", "hasPart", "isBasedOn"],
)
def test_a_graph_that_lacks_something_is_seen(said):
    graph = read("F10", LOCAL)
    check(graph, "F10", LOCAL)
    graph.remove((None, SDO[said], None))
    with pytest.raises(AssertionError):
        check(graph, "F10", LOCAL)


def test_no_text_ends_the_script():
    line = script({"name": "</script><b>"})
    assert line.count("<") == 2
    inside = line.removeprefix(JSON_LD).removesuffix("</script>")
    assert json.loads(inside) == {"name": "</script><b>"}


@every_tag
def test_links_lead_to_the_data_and_the_licence(tag):
    links = Head(head(tag)).links
    assert [kind for kind, *_ in links] == ["describedby"] * 4 + ["license"]
    assert links[0] == ("describedby", f"../{tag}.json", "application/json")
    assert links[1] == ("describedby", f"../{tag}.bib", "application/x-bibtex")
    assert links[-1][1] == CC_BY


def test_what_to_cite_is_said_where_it_is_known(site):
    links = Head(head("F17")).links
    assert links[0] == ("cite-as", f"{SITE}f/F17/", "")
    assert ("citation_public_url", f"{SITE}f/F17/") in Head(head("F17")).metas


@every_tag
def test_citation_tags_are_those_of_the_citation(tag):
    (record,) = (r for r in records() if r["tag"] == tag)
    what = cited(record["slug"])
    assert Head(head(tag)).metas == [
        ("citation_title", what.heading),
        ("citation_author", "The klem authors"),
        ("citation_inbook_title", what.work.title),
        ("citation_language", "en"),
    ]


def test_only_the_page_of_a_result_has_them():
    page = "<html><head><title>t</title></head><body></head></body></html>"
    html = put(page, "f/F17.md")
    assert html.index("citation_title") < html.index("</head>")
    assert re.sub(r"<(?:link|meta|script)[^\n]*\n", "", html) == page
    for other in ("index.md", "kl/families.md", "f/index.md", "a/f/F17.md", "f/F0.md"):
        assert put(page, other) == page


def test_a_tag_that_stands_for_nothing_says_nothing():
    assert head("F999") == []
