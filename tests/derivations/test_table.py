"""The table of results: what a formula holds for is said of each."""

import pytest

from derivations.publish.data.record import record
from derivations.publish.table import EVERY, HEAD, cell, row, scopes
from derivations.publish.text import chain_scope
from derivations.verification import results, verified


def test_one_scope_stands_by_itself():
    assert scopes(["any N", "any N"]) == "any <i>N</i>"


@pytest.mark.parametrize("slug", results())
def test_scopes_count_every_formula_once(slug):
    found = list(map(chain_scope, results()[slug].chains))
    html = scopes(found)
    counts = [
        int(item.split(" ")[0]) for item in html.split(" (")[1:] if "formul" in item
    ]
    assert sum(counts) == len(found) * (len(set(found)) > 1)
    assert " | " not in html


def test_a_formula_without_a_size_is_not_left_out():
    html = scopes(["any N", "", ""])
    assert f"<li>{EVERY} (2 formulas)</li>" in html
    assert "(1 formula)" in html


def test_each_cell_says_its_column():
    found = record([verified("kl.delta-cancellation")])
    html = row(found["results"][0], found["seconds"])
    assert all(f'data-label="{label}"' in html for label in HEAD)
    assert cell("Steps", "7") == '<td role="cell" data-label="Steps">7</td>'
