"""The table of results: what a formula holds for is said of each."""

from types import SimpleNamespace

import pytest

from derivations.publish.table import EVERY, HEAD, cell, row, scopes
from derivations.publish.text import chain_scope
from derivations.verification import results, verified


def test_one_scope_stands_by_itself():
    (sized, *_) = results()["kl.delta-cancellation"].chains
    assert scopes(SimpleNamespace(chains=(sized, sized))) == "any <i>N</i>"


@pytest.mark.parametrize("slug", results())
def test_scopes_count_every_formula_once(slug):
    html = scopes(results()[slug])
    counts = [
        int(item.split(" ")[0]) for item in html.split(" (")[1:] if "formul" in item
    ]
    chains = results()[slug].chains
    differ = len({chain_scope(c) for c in chains}) > 1
    assert sum(counts) == len(chains) * differ
    assert " | " not in html


def test_a_formula_without_a_size_is_not_left_out():
    (sized, *_) = results()["kl.delta-cancellation"].chains
    bare = SimpleNamespace(steps=(), given=(), fixed="")
    html = scopes(SimpleNamespace(chains=(sized, bare, bare)))
    assert f"<li>{EVERY} (2 formulas)</li>" in html
    assert "(1 formula)" in html


def test_each_cell_says_its_column():
    html = row(verified("kl.delta-cancellation"))
    assert all(f'data-label="{label}"' in html for label in HEAD)
    assert cell("Steps", "7") == '<td role="cell" data-label="Steps">7</td>'
