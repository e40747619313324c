"""On paper every page is whole: nothing cut, nothing folded, nothing to click.

What is refused, what is proved and what moves stays on the screen; marks are printed,
and the still pictures of what moves.
"""

import io

import pytest
from pypdf import PdfReader

from tests.site.browser import WIDE
from tests.site.test_reading import PAGES, address

SHEET = 642  # pixels between the margins of A4, 170 mm
READY = "dispatchEvent(new Event('beforeprint'))"  # as a browser does before it prints
CUT = """width => [...document.querySelectorAll(
  "article :is(.katex-base, svg, img, table, pre, p, summary)")]
  .filter(el => el.getBoundingClientRect().right > width + 1)
  .map(el => el.outerHTML.slice(0, 120))"""
SEEN = """() => [...document.querySelectorAll(".katex-html")]
  .filter(el => !el.closest("details:is(.refused, .proofs, .provenance), .moving"))
  .filter(el => el.getBoundingClientRect().width < 2 && el.textContent.trim().length)
  .map(el => el.textContent)"""
WIDE_FORMULA = """<div class="arithmatex" id="wide"><span class="katex-display">
  <span class="katex"><span class="katex-html"><span class="katex-base">{}</span></span>
  </span></span></div>""".format("x+" * 60)


@pytest.fixture(scope="module")
def tab(browser):
    context = browser.new_context(color_scheme="dark")
    yield context.new_page()
    context.close()


def open_page(tab, url):
    tab.emulate_media(media="screen")
    tab.set_viewport_size({"width": WIDE, "height": 900})
    tab.goto(url)
    tab.evaluate("document.fonts.ready")
    return tab


def lay_out(tab):
    """As on paper."""
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": SHEET, "height": 900})
    tab.evaluate("document.fonts.ready")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut(tab, home, name):
    open_page(tab, address(home, name)).evaluate(READY)
    lay_out(tab)
    assert tab.evaluate(CUT, SHEET) == []
    assert tab.evaluate(SEEN) == []
    assert tab.locator("details.code:visible, header.md-header:visible").count() == 0


def test_a_formula_that_is_too_wide_is_seen_and_shrinks(tab, home):
    page = open_page(tab, home)
    page.locator("article").evaluate(
        "(el, html) => el.insertAdjacentHTML('beforeend', html)", WIDE_FORMULA
    )
    lay_out(tab)
    assert "katex-base" in "".join(page.evaluate(CUT, SHEET))
    page.evaluate(READY)
    assert page.evaluate(CUT, SHEET) == []


def test_paper_is_light_for_a_reader_in_the_dark(tab, home):
    page = open_page(tab, home)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) != "rgb(255, 255, 255)"
    lay_out(tab)
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_a_page_prints_with_its_steps_and_without_what_one_clicks(tab, home):
    page = open_page(tab, home + "em/monotone/")
    assert page.locator("details.steps[open]").count() == 0
    step = page.locator("details.steps .reason").first.text_content()
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    text = " ".join(" ".join(p.extract_text() for p in printed.pages).split())
    assert 2 <= len(printed.pages) <= 30
    assert step.rstrip(":")[:20] in text
    assert "ln" in text
    assert "KL divergence" not in printed.pages[0].extract_text()[:60]
    assert "Back to top" not in text
