"""The built site: every formula sets, every result stands once, nothing is foreign."""

import json
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from material.plugins.search.plugin import Parser

from derivations.publish.links import dangling
from derivations.publish.typesetting.typeset import set_all, typeset
from derivations.verification import results
from tests.site.pages import Document

CSS_URL = re.compile(r"url\(\s*[\"']?([^)\"']+)|@import\s+[\"']([^\"']+)")
UNSET = re.compile(r"\\[a-zA-Z]{2,}|\\[\[(]|\$|\bSum\(|\bIntegral\(|\*\*")


def is_foreign(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def test_every_formula_is_set(documents):
    formulas = [f for d in documents.values() for f in d.formulas]
    assert formulas
    assert not [f for f in formulas if f.unset or not f.tex]


def test_a_formula_that_is_not_set_is_seen():
    (formula,) = Document(r'<span class="arithmatex">\(x\)</span>').formulas
    assert formula.unset == r"\(x\)"


@pytest.mark.parametrize("bad", [r"\frac{1}", r"\left( x", r"\nosuch", "x_1_2"])
def test_a_formula_that_katex_cannot_read_stops_the_build(bad):
    with pytest.raises(ValueError, match="KaTeX cannot set"):
        typeset(bad, display=True)


@pytest.mark.parametrize("tag", ["span", "div"])
def test_a_formula_keeps_one_copy_for_the_search(tag):
    """Its MathML; the pieces that KaTeX places, and the LaTeX, are left out of it."""
    opening, closing = (r"\(", r"\)") if tag == "span" else (r"\[", r"\]")
    html = set_all(f'<{tag} class="arithmatex">{opening}a &lt; b{closing}</{tag}>')
    parser = Parser()
    parser.feed(f"<h1 id='h'>T</h1>{html}<p>after</p>")
    text = "".join(parser.data[-1].text)
    assert text == "a&lt;b<p>after</p>"


def test_pages_load_nothing_foreign(documents):
    loads = {address for d in documents.values() for address in d.loads}
    assert loads
    assert not [address for address in loads if is_foreign(address)]


def test_stylesheets_load_nothing_foreign(site):
    sheets = [path.read_text() for path in site.rglob("*.css")]
    loads = [a or b for sheet in sheets for a, b in CSS_URL.findall(sheet)]
    assert loads
    assert not [address for address in loads if is_foreign(address)]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="//cdn.example/x.css">',
        '<img srcset="a.png 1x, http://cdn.example/b.png 2x">',
    ],
)
def test_a_foreign_load_is_seen(html):
    assert any(map(is_foreign, Document(html).loads))


def test_every_result_stands_exactly_once(documents):
    """Once in the text, and once on the page of its tag."""
    found = [(name.startswith("f/"), d.results) for name, d in documents.items()]
    for tagged in (False, True):
        shown = Counter(r.slug for is_tag, rs in found if is_tag == tagged for r in rs)
        assert shown == Counter(list(results()))


def words(text: str) -> str:
    return " ".join(text.split())


def test_search_knows_every_result_by_name_and_slug(site, documents):
    index = json.loads((site / "search/search_index.json").read_text())
    plain = (Document(e["title"] + " " + e["text"]).text for e in index["docs"])
    texts = [words(text) for text in plain]
    for result in (r for d in documents.values() for r in d.results):
        title = words(result.title)
        assert title
        assert any(title in text and result.slug in text for text in texts), result


def test_no_page_shows_an_error_or_unset_mathematics(documents):
    for name, document in documents.items():
        assert "Traceback" not in document.html, name
        assert not UNSET.findall(document.text), name


@pytest.mark.parametrize("text", [r"\frac{p}{q}", r"\(x", "Sum(p[i], (i, 1, N))"])
def test_unset_mathematics_is_seen(text):
    assert UNSET.search(Document(f"<p>{text}</p>").text)


def test_links_lead_somewhere(site):
    assert dangling(site) == []


def test_a_formula_says_what_its_letters_mean(site):
    page = (site / "gmm/model/index.html").read_text()
    assert re.search(r'class="arithmatex" title="[^"]*γ[^"]*responsib', page)
