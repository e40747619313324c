"""A card of the crosswalk shows what was computed, as a reader can follow it."""

import pytest
from sympy import Integer, log
from sympy.core.cache import clear_cache

from derivations.crosswalk import errata
from derivations.crosswalk.claims import Point, at, claim
from derivations.crosswalk.notes import NOTES
from derivations.crosswalk.rows import examine
from derivations.notation import p, t
from derivations.publish.crosswalk import card, formulas, number

ALL = (*NOTES, *errata.PRML, *errata.PROOFS)
BY_NAME = {row.name: row for row in ALL}
TYPED = [row for row in ALL if row.tex and row.claims]


def named(rows):
    return pytest.mark.parametrize("row", rows, ids=lambda row: row.name)


def test_a_number_is_shown_as_it_is():
    (c,) = claim(t, log(2) * p[1])
    seen = at(c, Point({t: Integer(2), p[1]: Integer(1)}))
    assert (number(seen.left), number(seen.right)) == ("= 2", r"\approx 0.693147")


@named(TYPED)
def test_what_was_tested_is_shown_where_a_formula_is_typed(row):
    html = card(examine(row), "crosswalk/notes/")
    assert "<summary>What was tested</summary>" in html
    assert formulas(row.claims) in html
    assert formulas(row.claims).count("arithmatex") >= 1


def test_what_a_formula_assumes_stands_below_it():
    html = card(examine(BY_NAME["prml-1.118"]), "crosswalk/prml/")
    assert "<i>q</i> puts the rest <i>r</i> where <i>p</i> is zero" in html
    assert formulas(BY_NAME["touching"].claims).count("<li>") == 0


@named(ALL)
def test_roots_are_not_left_as_sympy_has_them(row):
    html = card(examine(row), "crosswalk/prml/")
    assert r"\sqrt" not in html, row.name


def test_both_coins_are_explained():
    rows = [row for row in NOTES if "of two coins" in row.remark.replace("\n", " ")]
    assert len(rows) == 4
    assert all(r"$1 - \theta$" in row.remark for row in rows)


def test_a_card_shows_both_numbers_of_its_witness():
    html = card(examine(BY_NAME["recalled"]), "crosswalk/notes/")
    assert "= 1" in html and "0.693147" in html and "wants a condition" in html


def test_a_small_number_has_a_power_of_ten():
    html = card(examine(BY_NAME["threshold"]), "crosswalk/notes/")
    assert r"\approx 1.2 \cdot 10^{-7} &lt; 10^{-6}" in html


def test_one_left_side_makes_a_chain_though_it_was_built_twice():
    (first,) = claim(log(p[1] + t), t)
    clear_cache()  # or SymPy hands out the same object again
    (second,) = claim(log(p[1] + t), p[1])
    assert first.lhs is not second.lhs
    assert formulas([first, second]).count(r"\ln") == 1
