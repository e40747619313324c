"""Who, what, when and where are said once each; what contradicts them is refused."""

from datetime import date

import pytest

from derivations.memo import HERE
from derivations.publish.citing import citations
from derivations.publish.citing.work import Author, NotCitable, author, released, work
from derivations.publish.releases.address import address, site_url

ROOT = HERE.parent
SITE = "https://formulas.example/klem/"


@pytest.fixture(autouse=True)
def local(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)


@pytest.fixture
def site(monkeypatch, local):
    monkeypatch.setenv("SITE_URL", SITE)


def test_addresses_are_of_the_site_and_of_a_release(site):
    assert citations("kl.nonnegative", "F12.7", "0.1.0")["plain"].endswith(
        f" {SITE}0.1.0/f/F12/#F12.7\n"
    )
    assert address("F12") == f"{SITE}f/F12/"


def test_without_a_site_there_is_no_address():
    assert (site_url(), address("F12")) == ("", "")


def test_the_site_has_one_setting():
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert 'site_url: !ENV [SITE_URL, ""]' in settings


@pytest.mark.parametrize(
    "bad", ["example.org", "ftp://a.example", "https://a.example/?x", "https://a b/"]
)
def test_what_is_no_site_is_refused(monkeypatch, bad):
    monkeypatch.setenv("SITE_URL", bad)
    with pytest.raises(ValueError, match="SITE_URL"):
        site_url()


@pytest.fixture
def house(tmp_path):
    """A copy of the two files that say who, what and when."""
    for name in ("CITATION.cff", "CHANGELOG.md"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"))
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("version: 0.1.0", "version: 9.9.9", "9.9.9"),
        ("  - name: The klem authors", "  - alias: us", "no name"),
        ("title:", "titles:", "title"),
        ("type: software", "type: software\ndate-released: soon", "no date"),
    ],
)
def test_a_broken_citation_file_is_refused(house, old, new, why):
    file = house / "CITATION.cff"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    with pytest.raises(NotCitable, match=why):
        work.__wrapped__(house)


def test_the_date_is_that_of_the_version():
    log = f"## [{work().version}] - 2031-02-03\n"
    assert released(None, log) == released("2031-02-03", log) == date(2031, 2, 3)
    assert released(None, f"## [{work().version}]\n") is None
    with pytest.raises(NotCitable, match="two dates"):
        released("2031-02-04", log)


def test_people_and_groups_are_told_apart():
    person = author({"family-names": "Beer", "name-particle": "de", "given-names": "C"})
    assert (person, str(person)) == (Author("de Beer", "C"), "C de Beer")
    assert author({"name": "A group"}) == Author("A group")
