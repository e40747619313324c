"""axe-core has nothing against any page: wide and light, and on a phone in the dark.

Folded things are open. The letters of a formula are thousands of spans, which screen
readers skip for the MathML beside them. On one page of each type axe looks at them all,
in both themes and widths; on the others one letter stands for those of a formula, in a
box of its size and in its colour, since axe takes minutes otherwise.

One finding is not counted: axe calls a table header empty that holds a formula only.
It leaves out the formula's MathML, which is hidden from sight and meant for listeners.
"""

import json
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError

from tests.site.browser import PHONE, UNFOLD, WIDE
from tests.site.test_reading import PAGES, address

AXE = Axe()
ONLY = {"resultTypes": ["violations"]}
LOOKS = [(w, scheme) for w in (WIDE, PHONE) for scheme in ("light", "dark")]
TYPES = ["index.md", "kl/bin-width.md", "verification.md", "reference/klem.md"]
# Material makes code that scrolls focusable once it was told of its size, frames later.
TOLD = """() => [...document.querySelectorAll("pre > code")].every(
  code => code.scrollWidth <= code.clientWidth || code.tabIndex === 0)"""
ONE_LETTER = """() => {
  const formulas = [...document.querySelectorAll(".katex-html")];
  const boxes = formulas.map(el => el.getBoundingClientRect());
  formulas.forEach((el, i) => {
    el.replaceChildren("x");
    el.style.display = "inline-block";
    el.style.width = `${boxes[i].width}px`;
    el.style.height = `${boxes[i].height}px`;
  });
}"""
NO_RESULTS = json.dumps({"config": {"lang": ["en"], "separator": " "}, "docs": []})
FAULTS = {
    "image-alt": "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
    "empty-table-header": (
        "<table><tr><th> </th><th>two</th></tr><tr><td>1</td><td>2</td></tr></table>"
    ),
    "color-contrast": "<p style='color: #999; background: #aaa'>hard to read</p>",
    "scrollable-region-focusable": (
        "<div style='overflow: auto; width: 90px; height: 50px'>"
        "<div style='width: 900px; height: 900px'>wide and high</div></div>"
    ),
}


def violations(page) -> list[str]:
    """Page, rule and element of each."""
    found = AXE.run(page, options=ONLY).response["violations"]
    return [
        f"{page.url} {page.viewport_size['width']}: {rule['id']}: {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
        if not is_formula_alone(page, rule, node)
    ]


def is_formula_alone(page, rule, node) -> bool:
    """A header that axe calls empty, and that holds MathML."""
    is_header = rule["id"] == "empty-table-header"
    return is_header and page.locator(node["target"][0]).locator("math").count() > 0


@pytest.fixture(scope="module")
def tabs(browser):
    """A tab for each look; they share what is loaded, and none indexes the search."""
    contexts = {
        (width, scheme): browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        for width, scheme in LOOKS
    }
    for context in contexts.values():
        context.route("**/search_index.json", lambda r: r.fulfill(body=NO_RESULTS))
    yield {look: context.new_page() for look, context in contexts.items()}
    for context in contexts.values():
        context.close()


def opened(page, url):
    """The page at an address, with everything unfolded and its letters there."""
    page.goto(url)
    page.evaluate(UNFOLD)
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    with suppress(TimeoutError):  # where that never comes, axe names the code
        page.wait_for_function(TOLD, timeout=10_000)
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", [(WIDE, "light"), (PHONE, "dark")])
def test_axe_has_nothing_against_a_page(tabs, home, name, look):
    page = opened(tabs[look], address(home, name))
    page.evaluate(ONE_LETTER)
    assert violations(page) == []


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("look", LOOKS)
def test_nor_against_one_of_each_type_in_full(tabs, home, name, look):
    page = opened(tabs[look], address(home, name))
    scheme = {"light": "default", "dark": "slate"}[look[1]]
    assert page.locator("body").get_attribute("data-md-color-scheme") == scheme
    assert violations(page) == []


@pytest.mark.parametrize(("rule", "html"), FAULTS.items())
def test_a_fault_is_seen(tabs, home, rule, html):
    page = opened(tabs[LOOKS[0]], home)
    page.locator("article").evaluate(
        "(article, html) => article.insertAdjacentHTML('beforeend', html)", html
    )
    assert f"{home} {WIDE}: {rule}: " in "\n".join(violations(page))
