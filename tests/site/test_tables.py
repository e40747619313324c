"""The tables in Chromium: no brace is left in them, and no cell is cut on a phone."""

import pytest

from tests.site.browser import PHONE, WIDE, visit

TABLES = [("notation/", "table.notation"), ("verification/", "table.verification")]
CUT = """t => [t, ...t.querySelectorAll("td, .mark")]
  .filter(e => e.scrollWidth > e.clientWidth + 1
    || e.getBoundingClientRect().right > innerWidth)
  .map(e => e.innerText.slice(0, 40))"""


@pytest.mark.parametrize(("address", "table"), TABLES)
def test_no_cell_is_cut_on_a_phone(browser, home, address, table):
    with visit(browser, home + address, PHONE) as page:
        assert page.locator(table).evaluate(CUT) == []


def test_a_cell_that_is_cut_is_seen(browser, home):
    with visit(browser, home + "verification/", PHONE) as page:
        table = page.locator("table.verification")
        table.evaluate("t => { t.querySelector('td').style.marginLeft = '20rem' }")
        assert table.evaluate(CUT)


def test_the_table_of_notation_shows_no_brace(browser, home):
    with visit(browser, home + "notation/", WIDE) as page:
        text = page.locator("table.notation tbody td:nth-child(2)").all_inner_texts()
        assert len(text) > 100
        assert not [cell for cell in text if "{" in cell or "}" in cell]
