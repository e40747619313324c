"""Without scripts a reader has it all: formulas, steps, links, day and night."""

import re

import pytest

from tests.site.browser import WIDE

PAGE = "em/monotone/"
RAW = re.compile(r"\\[a-zA-Z]{2,}|\\[\[(]")
SIZES = "all => all.map(el => el.getBoundingClientRect().width)"
GROUND = "el => getComputedStyle(el).backgroundColor"


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture
def page(browser, home, scheme):
    context = browser.new_context(
        java_script_enabled=False,
        color_scheme=scheme,
        viewport={"width": WIDE, "height": 900},
    )
    page = context.new_page()
    page.goto(home + PAGE)
    yield page
    context.close()


def test_formulas_are_set(page):
    sizes = page.locator("article .katex-html:visible").evaluate_all(SIZES)
    assert len(sizes) > 10
    assert min(sizes) > 3
    assert not RAW.search(page.locator("article").inner_text())


def test_steps_unfold(page):
    steps = page.locator("details.steps").first
    formula = steps.locator(".katex-html").first
    assert not formula.is_visible()
    steps.locator("summary").click()
    assert formula.is_visible()


def test_links_lead_on(page, home):
    page.locator(".md-tabs__link", has_text="KL divergence").click()
    assert page.url == home + "kl/"
    page.locator("article .katex-html:visible").first.wait_for()


def test_what_needs_scripts_is_not_shown(page):
    assert not page.locator("[data-md-component=search]").is_visible()
    assert page.locator("label[for=__search]:visible").count() == 0
    assert page.locator("form[data-md-component=palette] label:visible").count() == 0


def test_the_system_chooses_day_or_night(page, scheme):
    ground = page.locator("body").evaluate(GROUND)
    lightness = sum(map(int, re.findall(r"\d+", ground)[:3])) / 3
    assert (lightness > 240) if scheme == "light" else (lightness < 40)
