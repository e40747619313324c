"""The whole text as one PDF: bookmarks, links inside, and an offer that is true."""

import pytest
from pypdf import PdfReader

from derivations.publish.paper import download, pdf, printing
from derivations.publish.paper.download import Edition, edition, offered

FEW = [("", ""), ("KL divergence", "kl/"), ("KL divergence", "kl/bin-width/")]
STATE = "0123456789abcdef"


@pytest.fixture(scope="module")
def made(browser, site, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "klem.pdf"
    pdf.make(browser, site, path, FEW, STATE)
    return path


@pytest.fixture(scope="module")
def document(made):
    return PdfReader(made)


def bookmarks(document):
    """Title and page of those at the top, and of those below a part."""
    top = [o for o in document.outline if not isinstance(o, list)]
    below = [o for o in document.outline if isinstance(o, list)]
    number = document.get_destination_page_number
    return [[(o.title, number(o)) for o in part] for part in [top, *below]]


def links(document):
    return [
        (number, note.get_object())
        for number, page in enumerate(document.pages)
        for note in page.get("/Annots", ())
    ]


def test_each_page_has_a_bookmark_below_its_part(document):
    top, below = bookmarks(document)
    assert [title for title, _ in top] == ["klem", "KL divergence"]
    assert len(below) == 2
    starts = [top[0][1], *(page for _, page in below)]
    assert starts == sorted(set(starts))
    for title, page in below:
        assert title.split()[0] in document.pages[page].extract_text()


def test_links_between_its_pages_lead_to_places_in_it(document):
    pages = {page.indirect_reference: n for n, page in enumerate(document.pages)}
    (_, kl), (_, bins) = bookmarks(document)[1]
    ways = {
        (n, pages[note["/Dest"][0]]) for n, note in links(document) if "/Dest" in note
    }
    assert any(start >= bins and kl <= end < bins for start, end in ways)
    assert any(kl <= end < start < bins for start, end in ways)


def test_no_link_leads_to_a_page_that_is_only_on_the_desk(document):
    actions = [note.get("/A", {}).get("/URI", "") for _, note in links(document)]
    assert not [uri for uri in actions if uri.startswith(printing.HOME)]


def test_pages_are_numbered_through(document):
    for number, page in enumerate(document.pages, 1):
        assert str(number) in page.extract_text().split()


def test_it_says_what_it_is_and_of_which_text(document, made):
    assert document.metadata.title.startswith("klem")
    assert document.metadata.author
    assert document.trailer["/Root"]["/Lang"] == "en"
    assert edition(made) == Edition(STATE, len(document.pages))


def test_it_is_offered_for_its_own_text_only(made, tmp_path):
    link = offered(made, STATE)
    assert 'href="assets/klem.pdf"' in link
    assert f"{edition(made).pages} pages" in link
    assert offered(made, "another") == download.NONE
    assert offered(tmp_path / "none.pdf", STATE) == download.NONE
    (tmp_path / "klem.pdf").write_bytes(b"%PDF-1.7 without a note")
    assert offered(tmp_path / "klem.pdf", STATE) == download.NONE


@pytest.mark.parametrize("changed", ["docs/a.md", "docs/b.css", "derivations/c.py"])
def test_a_change_of_the_text_is_another_text(tmp_path, changed):
    for name in ("docs/a.md", "docs/b.css", "derivations/c.py", "docs/d.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one")
    before = download.text(tmp_path)
    (tmp_path / "docs/d.png").write_text("two")
    assert download.text(tmp_path) == before
    (tmp_path / changed).write_text("two")
    assert download.text(tmp_path) != before


def test_every_page_of_the_navigation_is_in_it():
    pages = [page for _, page in pdf.addresses()]
    sources = sorted(map(pdf.address, pdf.DOCS.rglob("*.md")))
    sources = [page for page in sources if not page.startswith("f/")]
    assert sorted(pages) == sources


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(pdf, "NEEDED", ("no_such_printer",))
    with pytest.raises(SystemExit, match="pip install no_such_printer"):
        pdf.check()
    monkeypatch.setattr(printing, "which", lambda name: None)
    with pytest.raises(SystemExit, match="install chromium"):
        printing.browser_path()
