"""Machines find on the built site what they were promised, and only where it is."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from sphobjinv import Inventory

from derivations.publish.data.inventory import labels
from derivations.publish.links import Page, leads_somewhere
from derivations.publish.tags.registry import entries

LANDING = re.compile(r"f/(F\d+)/index\.html")
SAID = ("citation_title", 'rel="describedby"', "application/ld+json", 'rel="license"')
TAGS = {e.tag for e in entries().values() if not e.removed}


@pytest.fixture(scope="module")
def heads(site: Path) -> dict[str, str]:
    """The head of each page, by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_text().split("</head>")[0]
        for path in site.rglob("*.html")
    }


def test_the_pages_of_results_say_what_they_are_and_no_others(heads):
    landing = {page for page in heads if LANDING.fullmatch(page)}
    assert {LANDING.fullmatch(page)[1] for page in landing} == TAGS
    for said in SAID:
        assert {page for page, head in heads.items() if said in head} == landing


def test_a_local_build_names_no_address(site, heads):
    assert not [page for page, head in heads.items() if "cite-as" in head]
    assert json.loads((site / "formulas.json").read_text())["site"] == ""


@pytest.mark.parametrize("end", ["json", "bib", "ris", "csl.json"])
def test_what_describes_a_result_lies_beside_it(site, heads, end):
    for tag in TAGS:
        assert f'href="../{tag}.{end}"' in heads[f"f/{tag}/index.html"]
        assert (site / "f" / f"{tag}.{end}").stat().st_size > 100


def test_the_data_fit_the_schema_that_lies_beside_them(site):
    found = json.loads((site / "formulas.json").read_text())
    schema = json.loads((site / found["schema"]).read_text())
    assert not list(Draft202012Validator(schema).iter_errors(found))
    assert {r["tag"] for r in found["results"]} == TAGS


def test_every_id_in_the_inventory_is_on_its_page(site):
    pages = {path: Page(path.read_text()) for path in site.rglob("*.html")}
    found = Inventory(str(site / "objects.inv")).objects
    ours = {o.name: o.uri_expanded for o in found if o.domain == "std"}
    assert ours == {name: uri for name, uri, _ in labels()}
    lost = [u for u in ours.values() if not leads_somewhere(u, site / "x.html", pages)]
    assert not lost
    assert not leads_somewhere("f/F17/#F17.99", site / "x.html", pages)
