"""Reading the site in Chromium: formulas set, nothing foreign, nothing overflows."""

import pytest

from tests.site.browser import PHONE, UNFOLD, WIDE, served, visit
from tests.site.conftest import ROOT, failure, mkdocs_build

DOCS = ROOT / "docs"
WRITTEN = ["f/changes.md", "f/F12.md", "f/F33.md", "f/graph.md", "f/index.md"]
TEXT = (path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
PAGES = sorted(page for page in TEXT if not page.startswith("f/")) + WRITTEN
SLUG = "kl.delta-cancellation"
UNSET = ".arithmatex:not(:has(.katex)), .katex-error"
HREFS = "links => links.map(link => link.href)"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def address(home: str, page: str) -> str:
    return home + page.replace(".md", "/").removesuffix("index/")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (PHONE, "dark")])
def test_a_page_reads_well(browser, home, name, width, scheme):
    with visit(browser, address(home, name), width, scheme) as page:
        page.evaluate(UNFOLD)
        assert page.errors == []
        assert not [u for u in page.requests if not u.startswith((home, "data:"))]
        assert page.locator(UNSET).all_inner_texts() == []
        assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_palette_follows_the_reader(browser, home, scheme):
    with visit(browser, home, scheme=scheme) as page:
        body = page.locator("body")
        expected = {"light": "default", "dark": "slate"}[scheme]
        assert body.get_attribute("data-md-color-scheme") == expected


def test_a_wide_formula_scrolls_by_itself(browser, home):
    """Shown on a formula that is too wide for any phone."""
    with visit(browser, home, PHONE) as page:
        page.evaluate(
            """() => {
              const wide = document.createElement("div");
              wide.className = "arithmatex";
              const formula = document.querySelector("div.arithmatex");
              wide.innerHTML = formula.innerHTML.repeat(9);
              wide.style.whiteSpace = "nowrap";
              wide.style.display = "flex";
              document.querySelector("article").append(wide);
              letScroll();
            }"""
        )
        wide = page.locator("div.arithmatex").last
        assert wide.evaluate("e => e.scrollWidth > e.clientWidth")
        assert wide.get_attribute("tabindex") == "0"
        assert page.evaluate(OVERFLOW) <= 0


@pytest.fixture(scope="module")
def published(site, tmp_path_factory):
    """The site built for the very address at which it stands."""
    out = tmp_path_factory.mktemp("published")
    with served(out) as address:
        assert not failure(mkdocs_build(out, site_url=address))
        yield address


def test_the_next_page_is_typeset_without_a_reload(browser, published):
    """Instant navigation swaps the article and keeps the document."""
    with visit(browser, published + "reference/klem/") as page:
        page.evaluate("document.documentElement.dataset.kept = 'yes'")
        page.locator(".md-tabs__link", has_text="KL divergence").click()
        page.locator(".result .katex").first.wait_for()
        assert page.locator("html").get_attribute("data-kept") == "yes"
        assert page.locator(UNSET).count() == 0


@pytest.mark.parametrize("query", [SLUG, "delta cancellation", "bin width"])
def test_search_finds_a_result(browser, home, query):
    with visit(browser, home) as page:
        box = page.locator("[data-md-component=search-query]")
        box.click()
        box.press_sequentially(query)
        page.locator(".md-search-result__link").first.wait_for()
        links = page.locator(".md-search-result__link")
        found = {link.partition("?")[0] for link in links.evaluate_all(HREFS)}
        assert SLUG in "".join(page.request.get(link).text() for link in found)


def test_a_formula_is_copied_as_latex(browser, home):
    with visit(browser, home) as page:
        copied = page.evaluate(
            """() => {
              const formula = document.querySelector("div.arithmatex .katex");
              getSelection().selectAllChildren(formula);
              const event = new ClipboardEvent("copy", {
                clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
              formula.dispatchEvent(event);
              return event.clipboardData.getData("text/plain");
            }"""
        )
        tex = page.locator("div.arithmatex annotation").first.text_content()
        assert tex in copied


def test_a_playground_wakes_after_instant_navigation(browser, published):
    with visit(browser, published + "reference/klem/") as page:
        page.evaluate("document.documentElement.dataset.kept = 'yes'")
        page.locator(".md-tabs__link", has_text="KL divergence").click()
        page.locator("[data-play]").scroll_into_view_if_needed()
        page.locator("[data-play][data-alive]").wait_for()
        assert page.locator("html").get_attribute("data-kept") == "yes"
