"""Citations are read back by the programs that others use, field by field."""

import json
import re
from dataclasses import replace
from datetime import date
from unicodedata import normalize

import bibtexparser
import pytest
import rispy
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text

from derivations.publish.citing import FORMATS, citations, cited, files
from derivations.publish.citing.tex import NoLetters, tex
from derivations.publish.citing.work import Author
from derivations.publish.tags.registry import entries
from derivations.publish.typesetting.typeset import typeset

SITE = "https://formulas.example/klem/"
EVERY = [
    (entry.slug, tag)
    for entry in entries().values()
    if not entry.removed
    for tag in (entry.tag, *(f.tag for f in entry.formulas if not f.removed))
]
every_id = pytest.mark.parametrize(("slug", "tag"), EVERY)
ODD = Author("Müller & Sons {x}_50%", "É. #~^\\ $"), Author("Ångström", "Ødegård")


@pytest.fixture(autouse=True)
def local(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)


@pytest.fixture
def dated():
    """A released version with a DOI, by people whose names are hard to write."""
    what = cited("kl.nonnegative", "F12.7")
    made = replace(what.work, released=date(2031, 2, 3), doi="10.5072/x_1", authors=ODD)
    return replace(what, work=made, url=f"{SITE}f/F12/#F12.7")


def read_bibtex(text: str) -> dict[str, str]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    (entry,) = library.entries
    return {f.key: f.value for f in entry.fields} | {"ID": entry.key}


def bare(text: str) -> str:
    """What LaTeX sets, or plain text, without what tells letters high from low."""
    flat = re.sub(r"[\s_^ˆ{}]", "", normalize("NFKC", text))
    return flat.replace("⁄", "/").replace("−", "-").replace("–", "-").replace("’", "'")


def set_by_latex(text: str) -> str:
    return LatexNodes2Text(math_mode="text").latex_to_text(text)


def read_ris(text: str) -> dict:
    (entry,) = rispy.loads(text)
    return entry


def test_all_ids_are_here():
    assert len(EVERY) > 200 and len({slug for slug, _ in EVERY}) == 48


@every_id
def test_bibtex_is_read(slug, tag):
    what = cited(slug, tag)
    found = read_bibtex(citations(slug, tag)["bibtex"])
    assert found["ID"] == f"klem-{tag}"
    assert found["author"] == "{The klem authors}"
    assert bare(set_by_latex(found["title"])) == bare(what.heading)
    assert found["howpublished"] == f"In: {what.work.title}"
    assert found["version"] == what.work.version
    assert what.fingerprint in found["note"] and "local build" in found["note"]
    assert not {"year", "month", "url", "doi"} & set(found)


@every_id
def test_katex_sets_each_piece_of_mathematics(slug, tag):
    text = tex(cited(slug, tag).heading)
    assert text.isascii() and "$$" not in text and text.count("$") % 2 == 0
    for piece in text.split("$")[1::2]:
        typeset(piece, display=False)


@every_id
def test_ris_is_read(slug, tag):
    what, text = cited(slug, tag), citations(slug, tag)["ris"]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines(text))
    found = read_ris(text)
    assert found["type_of_reference"] == "ELEC"
    assert found["id"] == f"klem-{tag}"
    assert found["authors"] == ["The klem authors"]
    assert found["title"] == what.heading
    assert found["secondary_title"] == what.work.title
    assert found["edition"] == what.work.version
    assert found["notes"] == [what.note]
    assert not {"year", "date", "urls", "doi"} & set(found)


def lines(text: str) -> list[str]:
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    return text.split("\r\n")[:-1]


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>t</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><group delimiter="; "><names variable="author"/>
<text variable="title"/><text variable="container-title"/><text variable="version"/>
<text variable="URL"/><date variable="issued" form="numeric" date-parts="year"/>
<text variable="note"/></group></layout></bibliography></style>"""


@pytest.fixture(scope="module")
def style(tmp_path_factory):
    file = tmp_path_factory.mktemp("style") / "t.csl"
    file.write_text(STYLE)
    return CitationStylesStyle(str(file), validate=True)


def cite_by(style, text: str) -> str:
    source = CiteProcJSON(json.loads(text))
    (key,) = source
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(key)]))
    return str(bibliography.bibliography()[0])


@every_id
def test_csl_is_read_and_cited(slug, tag, style):
    what = cited(slug, tag)
    (item,) = json.loads(citations(slug, tag)["csl"])
    assert item["id"] == f"klem-{tag}" and item["author"] == [
        {"literal": "The klem authors"}
    ]
    assert not {"issued", "URL", "DOI"} & set(item)
    said = cite_by(style, citations(slug, tag)["csl"])
    for part in (what.heading, what.work.title, what.work.version, what.fingerprint):
        assert plain_marks(part) in plain_marks(said)


def plain_marks(text: str) -> str:
    """A style may set quotes and dashes in its own way."""
    return re.sub(r"[’']", "'", text)


@every_id
def test_the_sentence_says_the_same(slug, tag):
    what, said = cited(slug, tag), citations(slug, tag)["plain"]
    for part in ("The klem authors", what.heading, what.work.title, what.note):
        assert part in said


def test_what_is_known_at_a_release_is_said(dated, style):
    bib = read_bibtex(FORMATS["bibtex"](dated))
    assert (bib["year"], bib["month"], bib["doi"]) == ("2031", "feb", "10.5072/x_1")
    assert bib["url"] == f"{SITE}f/F12/#F12.7"
    ris = read_ris(FORMATS["ris"](dated))
    assert (ris["year"], ris["date"]) == ("2031", "2031/02/03")
    assert (ris["doi"], ris["urls"]) == ("10.5072/x_1", [f"{SITE}f/F12/#F12.7"])
    (item,) = json.loads(FORMATS["csl"](dated))
    assert item["issued"] == {"date-parts": [[2031, 2, 3]]}
    assert item["DOI"] == "10.5072/x_1"
    assert "2031" in cite_by(style, FORMATS["csl"](dated))
    for form in FORMATS.values():
        said = form(dated)
        assert "local build" not in said and "not dated" not in said
        assert "2031-02-03" in said and f"{SITE}f/F12/#F12.7" in said


def test_names_that_are_hard_to_write_are_read_back(dated):
    bib = read_bibtex(FORMATS["bibtex"](dated))["author"]
    people = [bare(f"{a.name}, {a.given}") for a in ODD]
    assert [bare(set_by_latex(p)) for p in bib.split(" and ")] == people
    assert read_ris(FORMATS["ris"](dated))["authors"] == [
        f"{a.name}, {a.given}" for a in ODD
    ]
    (item,) = json.loads(FORMATS["csl"](dated))
    assert item["author"] == [{"family": a.name, "given": a.given} for a in ODD]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("KL(p‖q)", r"KL(p$\Vert$q)"),
        ("L(q,θ_old)", r"L(q,$\theta_{\mathrm{old}}$)"),
        ("Σ_k⁻¹", r"$\Sigma_{k}^{-1}$"),
        ("γₙₖ", r"$\gamma_{nk}$"),
        ("é x̄ p̂", r"{\'e} {\=x} {\^p}"),
        ("ï", r"{\"\i}"),
        ("1 % & #1 {a} _b", r"1 \% \& \#1 \{a\} \_b"),
        ("½ σ²", r"$\frac{1}{2}$ $\sigma^{2}$"),
        ("a – b", "a -- b"),
    ],
)
def test_plain_text_in_latex(text, written):
    assert tex(text) == written


@pytest.mark.parametrize("bad", ["ж", "a\nb", "Α", "漢", "\u2603", "x\u0302\u0304"])
def test_what_has_no_letters_in_latex_is_refused(bad):
    with pytest.raises(NoLetters):
        tex(bad)


@pytest.mark.parametrize("name", ["Doe, Jane and sons", "a*b", "x" * 256])
def test_a_name_that_ris_cannot_hold_is_refused(dated, name):
    made = replace(dated, work=replace(dated.work, authors=(Author(name),)))
    with pytest.raises(ValueError, match="RIS"):
        FORMATS["ris"](made)


def test_a_line_break_in_ris_is_refused(dated):
    with pytest.raises(ValueError, match="one line"):
        FORMATS["ris"](replace(dated, title="a\nUR  - b"))


def test_an_address_that_would_break_bibtex_is_refused(dated):
    with pytest.raises(ValueError, match="BibTeX"):
        FORMATS["bibtex"](replace(dated, url="https://a.example/}"))


@pytest.mark.parametrize("unknown", ["F12", "F1.99", "F1.1.1", "1"])
def test_a_tag_of_another_result_is_refused(unknown):
    with pytest.raises(KeyError, match="has no formula"):
        cited("information.content", unknown)


def test_each_result_has_its_files():
    made = dict(files())
    tags = {e.tag for e in entries().values() if not e.removed}
    assert set(made) == {f"f/{t}.{e}" for t in tags for e in ("bib", "ris", "csl.json")}
