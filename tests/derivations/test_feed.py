"""The data for machines fit their schema and say what the derivations say."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator

from derivations.crosswalk.prml import EQUATIONS
from derivations.crosswalk.proofs import entries as proofs
from derivations.memo import HERE
from derivations.publish.data import feed
from derivations.publish.data.feed import LONG, files, records
from derivations.publish.data.origin import origin, swhid
from derivations.publish.formats import FORMATS, why_not
from derivations.publish.tags import fingerprint
from derivations.publish.tags.registry import entries
from derivations.verification import results, verified

ROOT = HERE.parent
SCHEMA = json.loads((ROOT / "docs/schemas/formulas-1.json").read_text())
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def made() -> dict[str, dict]:
    return {path: json.loads(text) for path, text in files()}


@pytest.fixture(scope="module")
def one(made) -> dict:
    return made["f/F12.json"]


def faults(found: dict) -> list[str]:
    return [e.message for e in Draft202012Validator(SCHEMA).iter_errors(found)]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_every_file_fits_it(made):
    assert len(made) == len(results()) + 1
    assert {path: found for path, text in made.items() if (found := faults(text))} == {}


def test_the_list_is_of_a_size_to_load():
    texts = dict(files())
    assert len(texts["formulas.json"].encode()) < MEGABYTE
    assert max(len(text.encode()) for text in texts.values()) < MEGABYTE


def formula(r: dict) -> dict:
    return r["results"][0]["formulas"][0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.pop("version"),
        lambda r: r.update(format=2),
        lambda r: r.update(site="example.org"),
        lambda r: r.update(released="soon"),
        lambda r: r.update(more=1),
        lambda r: r["results"].clear(),
        lambda r: r["results"][0].update(tag="12"),
        lambda r: r["results"][0].update(slug="F12"),
        lambda r: r["results"][0].update(fingerprint="none"),
        lambda r: r["results"][0].update(part=""),
        lambda r: r["results"][0]["cite"].pop("ris"),
        lambda r: r["results"][0]["code"].update(swhid="swh:1:dir:0"),
        lambda r: r["results"][0]["sources"][0].update(status="right"),
        lambda r: r["results"][0]["refused"]["machine"].update(survivor=-1),
        lambda r: r["results"][0]["refused"]["mistakes"].update(wrong=[]),
        lambda r: r["results"][0].update(uses=["F1"]),
        lambda r: formula(r).update(tag="F12"),
        lambda r: formula(r)["copies"].update(fortran="x"),
        lambda r: formula(r)["copies"].pop("latex"),
        lambda r: formula(r)["history"].clear(),
        lambda r: formula(r)["steps"][0].update(marks=["sure"]),
        lambda r: formula(r)["given"].append("p > 0"),
    ],
)
def test_what_is_no_record_does_not_fit(one, spoil):
    wrong = copy.deepcopy(one)
    spoil(wrong)
    assert faults(wrong)


def test_each_record_is_of_its_entry_in_the_registry():
    assert [r["tag"] for r in records()] == [
        e.tag for e in entries().values() if not e.removed
    ]
    for record in records():
        entry = entries()[record["tag"]]
        derivation = results()[entry.slug]
        assert record["slug"] == entry.slug
        assert record["marks"] == verified(entry.slug)["marks"]
        assert record["fingerprint"] == fingerprint.of_result(derivation)
        tags = {f.tag for f in entry.formulas if not f.removed}
        assert {f["tag"] for f in record["formulas"]} == tags


@pytest.mark.parametrize("slug", results())
def test_formulas_and_steps_are_those_of_the_derivation(slug):
    (record,) = (r for r in records() if r["slug"] == slug)
    for found, chain in zip(record["formulas"], results()[slug].chains, strict=True):
        assert found["fingerprint"] == fingerprint.of_chain(chain)
        assert found["name"] == chain.name
        assert [s["name"] for s in found["steps"]] == [s.name for s in chain.steps]
        assert [g["says"] for g in found["given"]] == [g.says for g in chain.given]
        assert all(s["tag"].startswith(f"{found['tag']}.") for s in found["steps"])


def test_what_has_no_copy_says_why():
    for record in records():
        for n, found in enumerate(record["formulas"]):
            for form in FORMATS:
                told = bool(why_not(record["slug"], n, form))
                assert (form in found["copies"]) is not told


def test_long_copies_stand_in_the_file_of_the_result(made):
    for record in made["formulas.json"]["results"]:
        (whole,) = made[f"f/{record['tag']}.json"]["results"]
        for short, full in zip(record["formulas"], whole["formulas"], strict=True):
            assert not set(LONG) & set(short["copies"]) and "cite" not in short
            assert short["copies"].items() <= full["copies"].items()
            assert f"({full['tag']})" in full["cite"]["plain"]


def test_uses_and_used_by_are_each_other_backwards():
    forward = {(r["tag"], u["tag"]) for r in records() for u in r["uses"]}
    backward = {(u["tag"], r["tag"]) for r in records() for u in r["used_by"]}
    assert forward == backward and len(forward) > 10


def test_no_source_of_the_crosswalk_is_lost():
    named = {
        (s["source"], s["number"], r["slug"]) for r in records() for s in r["sources"]
    }
    assert {("PRML", e.numbers, slug) for e in EQUATIONS for slug in e.ids} <= named
    held = {("SPB", p, slug) for p, slugs in proofs().items() for slug in slugs}
    assert held <= named


def test_a_wrong_version_has_another_value():
    seen = [m for r in records() if (m := r["refused"]["mistakes"])]
    assert len(seen) > 30
    for mistakes in seen:
        assert all(w["value"] != mistakes["value"] for w in mistakes["wrong"])


@pytest.mark.parametrize(
    ("content", "known"),  # what Git says of a blob
    [
        (b"", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
        (b"hello\n", "ce013625030ba8dba906f756967f9e9ca394464a"),
    ],
)
def test_a_content_has_the_identifier_that_is_known(content, known):
    assert swhid(content) == f"swh:1:cnt:{known}"


@pytest.mark.parametrize("slug", results())
def test_the_lines_are_those_of_the_function(slug):
    found = origin(slug)
    content = (ROOT / found["file"]).read_bytes()
    assert found["swhid"] == swhid(content)
    first, last = found["lines"]
    lines = content.decode().splitlines()
    (head, *_) = [ln for ln in lines[first - 1 : last] if ln.startswith("def ")]
    assert head.startswith(f"def {found['function']}(")
    assert f'"{slug}"' in "\n".join(lines[first - 1 : last])
    assert last == len(lines) or not lines[last].strip()


def test_the_site_is_said_where_it_is_known(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://formulas.example/klem")
    text = feed.written([feed.with_citations(records()[0])])
    assert faults(json.loads(text)) == []
    assert json.loads(text)["site"] == "https://formulas.example/klem/"
    assert "https://formulas.example/klem/f/F1/#F1.1" in text
