"""Versions side by side: an old page says so, and no address is lost."""

import json
import subprocess
from pathlib import Path

import pytest

from derivations.publish.links import dangling
from derivations.publish.releases import release, versions
from derivations.publish.releases.edition import version
from tests.site.browser import served, visit
from tests.site.conftest import ROOT

SCRIPT = (ROOT / "docs/assets/js/version.js").read_text()
PAGE = """<!doctype html><title>{0}</title><link rel="icon" href="data:,">
<article><h1 id="F1.1">{0}</h1></article>
<script id="__config" type="application/json">{{"base": "{1}"}}</script>
<script>{2}</script>"""
SITE = "https://formulas.example/klem/"


def put(folder: Path, *pages: str) -> None:
    for page in pages:
        base = "/".join([".."] * page.count("/")) or "."
        versions.put(folder / page / "index.html", PAGE.format(page, base, SCRIPT))


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """0.9.0 and the newer 0.10.0, which dropped a page, and what is not released."""
    root = tmp_path_factory.mktemp("klem")
    put(root / "0.9.0", "", "f/F1/", "gone/")
    put(root / "0.10.0", "", "f/F1/", "new/")
    put(root / "next", "", "f/F1/")
    (root / "assets").mkdir()  # no version
    versions.write(root)
    return root


@pytest.fixture(scope="module")
def address(root):
    with served(root.parent) as address:
        yield f"{address}{root.name}/"


def links(page) -> list[str]:
    page.wait_for_selector("p.version")
    return page.locator("p.version a").evaluate_all("all => all.map(a => a.href)")


@pytest.mark.parametrize("old", ["0.9.0", "next"])
def test_a_page_of_another_version_leads_to_the_same_page(browser, address, old):
    with visit(browser, f"{address}{old}/f/F1/#F1.1") as page:
        same = f"{address}0.10.0/f/F1/#F1.1"
        assert links(page) == [same, f"{address}versions/"]
        assert ("not released" in page.inner_text("p.version")) == (old == "next")
        assert page.errors == []


def test_where_the_page_is_gone_it_leads_to_the_start(browser, address):
    with visit(browser, f"{address}0.9.0/gone/") as page:
        assert links(page)[0] == f"{address}0.10.0/"
        assert "no such page" in page.inner_text("p.version")


def test_the_current_version_says_nothing(browser, address):
    with visit(browser, f"{address}0.10.0/f/F1/") as page:
        assert page.locator("p.version").count() == 0
        assert f"{address}versions.json" in page.requests


def test_elsewhere_nothing_is_asked_for(browser, root, tmp_path):
    put(tmp_path, "", "f/F1/")
    with served(tmp_path) as local, visit(browser, f"{local}f/F1/") as page:
        assert page.requests == [f"{local}f/F1/"] and page.errors == []
    file = (root / "0.9.0/index.html").as_uri()
    with visit(browser, file) as page:
        assert page.requests == [file] and page.errors == []


def test_without_the_list_nothing_is_said(browser, tmp_path):
    put(tmp_path / "0.9.0", "")
    with served(tmp_path) as alone, visit(browser, f"{alone}0.9.0/") as page:
        assert page.locator("p.version").count() == 0
        assert not [e for e in page.errors if "404" not in e]


@pytest.mark.parametrize(
    ("typed", "reached"),
    [
        ("", "0.10.0/"),
        ("f/F1/#F1.1", "0.10.0/f/F1/#F1.1"),
        ("gone/?q=x", "0.9.0/gone/?q=x"),
    ],
)
def test_an_address_without_a_version_leads_to_the_newest(
    browser, address, typed, reached
):
    with visit(browser, address + typed) as page:
        page.wait_for_url(address + reached)


def test_without_scripts_it_does_too(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}f/F1/")
    page.wait_for_url(f"{address}0.10.0/f/F1/")
    page.goto(f"{address}versions/")
    listed = page.locator("li a").evaluate_all("all => all.map(a => a.innerText)")
    assert listed == ["0.10.0", "0.9.0", "next"]
    context.close()


def test_no_link_between_versions_dangles(root):
    assert dangling(root) == []


def test_the_list_is_what_old_scripts_read(root):
    said = json.loads((root / "versions.json").read_text())
    assert said["current"] == "0.10.0"
    assert said["pages"] == ["", "f/F1/", "new/"]
    assert said["versions"] == ["0.10.0", "0.9.0", "next"]


@pytest.mark.parametrize(
    ("address", "above"),
    [
        (f"{SITE}0.10.0/", SITE),
        (f"{SITE}next/", SITE),
        (SITE, ""),
        ("", ""),
        ("https://formulas.example/", ""),
    ],
)
def test_the_folder_of_a_version_is_known_by_its_name(address, above):
    assert versions.folder_of(address) == above


@pytest.fixture
def dated(monkeypatch):
    """As if this version had a date; nothing is built."""
    monkeypatch.setenv("SITE_URL", SITE)
    work = release.work()
    day = type(work)(**{**vars(work), "released": "2030-01-31"})
    monkeypatch.setattr(release, "work", lambda: day)


def test_what_is_ready_is_released_under_its_own_address(dated, monkeypatch, tmp_path):
    put(tmp_path / "0.0.1", "old/")

    def run(command, env, **more):
        if "mkdocs" in command:
            put(Path(command[-1]), "", env["SITE_URL"].rsplit("/", 2)[1] + "/")

    monkeypatch.setattr(subprocess, "run", run)
    for _ in range(2):  # what is not released is written again
        release.main([str(tmp_path), "next"])
    release.main([str(tmp_path), f"v{version()}"])
    assert versions.published(tmp_path) == [version(), "0.0.1", "next"]
    assert (tmp_path / version() / version() / "index.html").exists()
    assert not list(tmp_path.glob(".*"))
    with pytest.raises(SystemExit, match="stays as it is"):
        release.main([str(tmp_path), version()])


@pytest.mark.parametrize(
    ("setting", "wanted", "why"),
    [("", "next", "SITE_URL is empty"), (SITE, "99.0.0", "pyproject.toml says")],
)
def test_what_is_not_ready_is_refused(monkeypatch, tmp_path, setting, wanted, why):
    monkeypatch.setenv("SITE_URL", setting)
    with pytest.raises(release.NotReady, match=why):
        release.name(tmp_path, wanted)


def test_a_version_without_a_date_is_refused(dated, monkeypatch, tmp_path):
    work = release.work()
    undated = type(work)(**{**vars(work), "released": None})
    monkeypatch.setattr(release, "work", lambda: undated)
    with pytest.raises(release.NotReady, match="no date"):
        release.name(tmp_path, version())
