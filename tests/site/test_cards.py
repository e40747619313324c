"""A card can be copied, cited and previewed: by mouse, by keyboard, by touch."""

import json

import pytest

from tests.site.browser import PHONE, visit
from tests.site.test_accessible import violations

PAGE, TAG = "em/steps/", "F24"
MENU = f"#{TAG} > details.take"
REFERENCE = "#F23 .uses a[href*='elbo.decomposition']"


@pytest.fixture
def page(browser, home):
    with visit(browser, home + PAGE) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield page
        assert page.errors == []
        assert all(u.startswith((home, "data:")) for u in page.requests)


def opened(page):
    menu = page.locator(MENU)
    menu.locator("summary").press("Enter")
    menu.get_by_role("combobox").wait_for()
    return menu


def clipboard(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def written(site) -> dict:
    """What the file of the tag holds, which is what is to be copied."""
    (result,) = json.loads((site / f"f/{TAG}.json").read_text())["results"]
    return result


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("LaTeX", "latex"),
        ("MathML", "mathml"),
        ("SymPy", "sympy"),
        ("SymPy, srepr", "srepr"),
        ("plain text", "text"),
    ],
)
def test_each_form_is_copied_by_keyboard(page, site, name, form):
    menu = opened(page)
    menu.get_by_role("combobox").select_option("1")
    menu.get_by_role("button", name=name, exact=True).first.press("Enter")
    menu.get_by_text(f"Copied: {name}.").wait_for()
    assert clipboard(page) == written(site)["formulas"][1]["copies"][form]


def test_a_form_that_a_formula_lacks_is_not_offered(page, site):
    menu = opened(page)
    for n, formula in enumerate(written(site)["formulas"]):
        menu.get_by_role("combobox").select_option(str(n))
        offered = menu.get_by_role("button", name="NumPy").is_visible()
        assert offered == ("numpy" in formula["copies"])


def test_it_is_cited_and_linked(page, site, home):
    menu = opened(page)
    menu.get_by_role("button", name="BibTeX").click()
    menu.get_by_text("Copied: BibTeX.").wait_for()
    assert clipboard(page) == written(site)["formulas"][0]["cite"]["bibtex"]
    menu.get_by_role("button", name="link", exact=True).click()
    menu.get_by_text("Copied: link.").wait_for()
    assert clipboard(page) == f"{home}f/{TAG}/#{TAG}.1"


def test_without_a_clipboard_the_text_can_be_taken_by_hand(page, site):
    refuse = "navigator.clipboard.writeText = () => Promise.reject()"
    page.evaluate(f"() => {{ {refuse} }}")
    menu = opened(page)
    menu.get_by_role("button", name="LaTeX").click()
    area = menu.get_by_role("textbox", name="LaTeX")
    assert area.input_value() == written(site)["formulas"][0]["copies"]["latex"]


def test_what_cannot_be_loaded_is_said(browser, home):
    with visit(browser, home + PAGE) as page:
        page.route(f"**/f/{TAG}.json", lambda route: route.fulfill(status=404))
        menu = page.locator(MENU)
        menu.locator("summary").click()
        menu.get_by_text("could be loaded").wait_for()
        page.unroute(f"**/f/{TAG}.json")
        menu.locator("summary").click()
        menu.locator("summary").click()
        menu.get_by_role("combobox").wait_for()


def shown(page):
    page.locator("#preview:popover-open").wait_for()
    return page.locator("#preview")


def test_a_reference_shows_its_card_on_hover_and_goes_with_the_mouse(page):
    page.locator(REFERENCE).hover()
    card = shown(page)
    assert "F22 elbo.decomposition" in card.inner_text()
    assert card.locator("math").count() == 1
    page.mouse.move(2, 2)
    page.locator("#preview").wait_for(state="hidden")


def test_focus_shows_it_and_escape_puts_it_away(page):
    page.locator("#F23 > footer a.slug").focus()
    page.keyboard.press("Tab")
    shown(page)
    assert page.locator(REFERENCE).get_attribute("aria-describedby") == "preview"
    page.keyboard.press("Escape")
    page.locator("#preview").wait_for(state="hidden")
    assert page.locator(REFERENCE).get_attribute("aria-describedby") is None


def test_the_first_touch_shows_and_the_second_goes_there(browser, home):
    context = browser.new_context(
        viewport={"width": PHONE, "height": 800}, has_touch=True, is_mobile=True
    )
    tab = context.new_page()
    tab.goto(home + PAGE, wait_until="networkidle")
    tab.locator(REFERENCE).tap()
    box = shown(tab).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE
    assert PAGE in tab.url  # it has not left
    tab.locator(REFERENCE).tap()
    tab.wait_for_url("**/em/elbo/#elbo.decomposition")
    context.close()


def test_the_marks_open_what_they_mean(page):
    page.locator("#F23 header .marks a").first.click()
    page.wait_for_url("**/verification/#what-the-marks-mean")


def test_a_tag_leads_to_its_page_and_back_to_the_text(page):
    page.locator("#F23 > footer a.tag").click()
    page.wait_for_url("**/f/F23/")
    page.get_by_role("link", name="Explained in the text").click()
    page.wait_for_url("**/em/steps/#em.e-step")


@pytest.mark.parametrize("width", [1280, PHONE])
def test_an_open_menu_has_nothing_that_axe_is_against(browser, home, width):
    with visit(browser, home + f"f/{TAG}/", width=width) as page:
        opened(page)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
