"""The index of results in Chromium: what is typed finds, and says so; and the graph."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.site.browser import PHONE, UNFOLD, WIDE, visit
from tests.site.test_accessible import ONE_LETTER, violations
from tests.site.test_reading import OVERFLOW

INDEX, GRAPH = "f/", "f/graph/"
SHOWN = ".entry:not([hidden])"
HITS = f"{SHOWN} details[open] li:not([hidden]) > a"
ALIKE = [
    (r"\gamma_{nk}", "γₙₖ", "gamma_nk"),
    (r"\frac{N_{k}}{N}", r"\frac{N_k}{N}", "N_k / N"),
    (r"\left(\boldsymbol{\mu}_{k}\right)", r"(\mu_k)", "(μₖ)"),
    (r"\sigma^{2}", "σ²", "sigma^2"),
    (r"\theta^{\text{old}}", "θ_old", r"\theta^\text{old}"),
    (r"\operatorname{KL}(p \,\|\, q)", "KL(p || q)", "KL(p‖q)"),
]


@pytest.fixture
def page(browser, home):
    with visit(browser, home + INDEX) as page:
        yield page
        assert page.errors == []
        assert all(u.startswith((home, "data:")) for u in page.requests)


def find(page, query: str) -> str:
    """Type it, wait until the count is said, and return that."""
    box = page.get_by_label("Find", exact=True)
    box.fill("")
    box.press_sequentially(query)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("find") == [query])
    return page.locator("p.count").inner_text()


def tags(page, selector: str) -> list[str]:
    return page.locator(selector).all_text_contents()


def test_all_results_stand_there_at_first(page):
    assert page.locator(SHOWN).count() == page.locator(".entry").count() > 30
    assert (
        page.locator("p.count").inner_text()
        == f"{page.locator('.entry').count()} results."
    )


def test_a_piece_of_a_formula_finds_each_that_has_it(page):
    said = find(page, "ln det")
    hits = tags(page, HITS)
    results = {tag.partition(".")[0] for tag in hits}
    assert said == f"{len(results)} results; “ln det” stands in {len(hits)} formulas."
    assert {"F6.3", "F35.5"} <= set(hits)  # \ln \det(…) and \ln |\boldsymbol{\Sigma}|
    for tex in page.locator(HITS).evaluate_all(
        "all => all.map(a => a.parentElement.textContent)"
    ):
        assert re.search(r"\\ln|ln", tex)


def test_latex_is_found_however_it_is_spaced_and_styled(page):
    find(page, r"\gamma_{nk}")
    exact = tags(page, HITS)
    assert {"F24.4", "F31.1", "F36.1"} <= set(exact)
    assert "F30.2" not in exact  # γ(z_nk)
    for other in (r"\gamma _ { nk }", "γₙₖ", r"\boldsymbol{\gamma}_{nk}"):
        find(page, other)
        assert tags(page, HITS) == exact


def test_a_greek_name_finds_what_its_letter_finds(page):
    find(page, "γ")
    letter = tags(page, HITS)
    find(page, "gamma")
    assert tags(page, HITS) == letter
    assert set(letter) > {"F30.2", "F31.1"}


def test_a_fraction_is_found(page):
    find(page, r"\frac{N_k}{N}")
    assert {"F34.3", "F34.4"} <= set(tags(page, HITS))


@pytest.mark.parametrize("query", ["9.19", "PRML 9.19", "(9.19)"])
def test_where_is_9_19(page, query):
    assert find(page, query) == "1 result."
    assert tags(page, f"{SHOWN} h3 a") == ["F33"]
    assert "9.19" in page.locator(SHOWN).inner_text()


def test_an_equation_is_not_another_that_begins_like_it(page):
    find(page, "9.7")
    assert tags(page, f"{SHOWN} h3 a") == ["F29"]  # and not 9.70


def test_a_number_that_is_not_covered_is_said_to_be_none(page):
    assert find(page, "1.120").startswith("PRML 1.120 is not covered yet")


def test_nonsense_finds_nothing_and_is_told_what_to_try(page):
    said = find(page, "qqzz")
    assert page.locator(SHOWN).count() == 0
    assert page.locator("article h2:visible").count() == 1  # on the names
    assert said.startswith("Nothing matches “qqzz”. Try")


def test_a_tag_finds_its_formula(page):
    find(page, "F33.2")
    assert tags(page, HITS) == ["F33.2"]


def test_the_query_is_in_the_address_and_comes_from_it(page, home):
    find(page, r"\gamma_{nk}")
    page.get_by_label("Part").select_option("em")
    page.wait_for_url("**part=em*")
    before = tags(page, HITS)
    assert before == ["F24.4"]
    with visit(page.context.browser, page.url) as other:
        assert other.get_by_label("Find", exact=True).input_value() == r"\gamma_{nk}"
        other.locator(HITS).first.wait_for()
        assert tags(other, HITS) == before
        assert not other.locator("#__search").is_checked()  # the search of the theme
    page.locator("form.find button").click()
    page.wait_for_url(home + INDEX)
    assert page.locator(SHOWN).count() == page.locator(".entry").count()


@pytest.mark.parametrize(
    ("label", "value"),
    [("Part", "kl"), ("Mark", "proved"), ("Source", "SPB")],
)
def test_a_choice_shows_exactly_what_has_it(page, label, value):
    page.get_by_label(label).select_option(value)
    name = label.lower()
    has = f"e => e.dataset.{name}.split(' ').includes('{value}')"
    shown = page.locator(SHOWN).evaluate_all(f"all => all.map({has})")
    hidden = page.locator(".entry[hidden]").evaluate_all(f"all => all.map({has})")
    assert shown
    assert all(shown)
    assert hidden
    assert not any(hidden)


def test_a_symbol_is_chosen_by_its_meaning(page):
    select = page.get_by_label("Symbol")
    option = select.locator("option", has_text="πₖ:").first.get_attribute("value")
    select.select_option(option)
    shown = tags(page, f"{SHOWN} h3 a")
    assert {"F29", "F34"} <= set(shown)
    assert "F11" not in shown


@pytest.mark.parametrize("forms", ALIKE, ids=lambda forms: forms[0])
def test_ways_to_write_the_same_are_the_same(page, forms):
    found = set()
    for form in forms:
        find(page, form)
        found.add(tuple(tags(page, HITS)))
    assert len(found) == 1
    assert found.pop()


def test_what_is_not_the_same_is_not(page):
    found = {}
    for query in ("N_k", "n_k", r"\sum", r"\Sigma", "σ", "θ^2"):
        find(page, query)
        found[query] = tuple(tags(page, HITS))
    assert len(set(found.values())) == len(found)


def test_found_formulas_are_set_by_our_own_katex(page):
    find(page, "ln det")
    page.locator(f"{HITS} ~ div.arithmatex .katex").first.wait_for()
    assert page.locator("code.tex").count() > 100  # the others wait until they are seen


def test_it_can_be_done_with_the_keyboard(page, home):
    page.get_by_label("Find", exact=True).focus()
    page.keyboard.type("9.22")
    for name in ("BUTTON", "part", "symbol", "mark", "source"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name || 'BUTTON'") == name
    page.keyboard.press("Escape")
    page.wait_for_url(home + INDEX)
    page.get_by_label("Find", exact=True).focus()
    page.keyboard.type("9.22")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "F34"
    page.keyboard.press("Enter")
    page.wait_for_url("**/f/F34/")


def test_the_count_is_heard(page):
    count = page.get_by_role("status")
    assert count.get_attribute("aria-live") == "polite"
    assert count.inner_text().endswith("results.")


def test_every_control_has_a_label(page):
    for control in page.locator("form.find :is(input, select)").all():
        assert control.evaluate("e => e.labels[0].textContent.trim().length") > 0


@pytest.mark.parametrize("where", [INDEX, GRAPH])
@pytest.mark.parametrize(
    "look", [(w, s) for w in (WIDE, PHONE) for s in ("light", "dark")]
)
def test_axe_has_nothing_against_it(browser, home, where, look):
    with visit(browser, home + where, *look) as page:
        if where == INDEX:
            find(page, "ln det")
            page.wait_for_timeout(500)
        page.evaluate(UNFOLD)
        page.evaluate(ONE_LETTER)
        assert violations(page) == []
        assert page.evaluate(OVERFLOW) <= 0


def test_without_scripts_the_whole_index_stands_there(browser, home):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}{INDEX}#gaussian-mixtures")
    assert page.locator(SHOWN).count() > 30
    assert not page.locator("form.find").is_visible()
    assert page.locator("h2#gaussian-mixtures").count() == 1
    context.close()


@pytest.mark.parametrize(("width", "kind"), [(WIDE, "wide"), (PHONE, "narrow")])
def test_a_result_in_the_graph_can_be_focused_is_seen_to_be_and_leads_on(
    browser, home, width, kind
):
    with visit(browser, home + GRAPH, width) as page:
        assert page.locator(".graph svg:visible").get_attribute("class") == kind
        link = page.locator(f"svg.{kind} a[data-slug='em.monotone']")
        border = "e => getComputedStyle(e).borderWidth"
        before = link.evaluate(border)
        page.keyboard.press("Tab")  # so that focus is shown as for the keyboard
        link.focus()
        assert link.evaluate(border) != before
        page.keyboard.press("Enter")
        page.wait_for_url("**/f/F25/")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_text_of_a_box_fits_into_it(browser, home, width):
    with visit(browser, home + GRAPH, width) as page:
        inside = (
            "e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight"
        )
        boxes = page.locator(".graph svg:visible a")
        assert boxes.count() == 48
        assert all(box.evaluate(inside) for box in boxes.all())
        size = "e => e.getBoundingClientRect().height / e.offsetHeight * 11"
        assert boxes.first.evaluate(size) > 9.5  # pixels of the letters, as scaled
