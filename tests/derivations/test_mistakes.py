"""The page of mistakes: each row is refused for certain, and the check can fail."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import log

import pytest

from derivations.checking.form import Mistake
from derivations.checking.generic import GENERIC
from derivations.checking.needed import DROPPED
from derivations.checking.published import PUBLISHED
from derivations.checking.verdict import NO_VALUE
from derivations.checking.witnesses import NotRefused, at_point, value_at
from derivations.publish.pictures.wrong import climbs
from derivations.publish.wrong import dropped, mistakes, sampled
from derivations.publish.wrong.samples import (
    WIDTHS,
    as_if_the_width_went,
    counted_against_density,
    three_pairs,
    true_bits,
)

LISTED = [  # the rows that were collected, and here all stand
    "p516",
    "d115",
    "ctgk",
    "quantecon-uniform",
    "quantecon-empirical",
    "pml1-11",
    "pml2-52",
    "pml2-23",
    "rasbt-44",
    "ciml-292",
    "scikit-learn",
]
ANYWHERE = {
    "Σ for Σ⁻¹",
    "a lost ½",
    "a lost 1/N",
    "−H for +H",
    "p and q swapped",
    "log₂ for ln",
    "a sum from 2",
    "N for N_k",
    "the old mean for the new one",
    "π_k not normalized",
    "the Lagrange term dropped",
    "the posterior taken at θ_new",
}
ROWS = (*PUBLISHED, *GENERIC)
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.form.slug)
RIGHT = Mistake("right in another form", lambda e: (e**2 + e) / (e + 1))


def named(name):
    return next(row for row in (*PUBLISHED, *DROPPED) if row.name == name)


def right_and_wrong(row):
    found = at_point(row.form, (row.mistake,), row.point)
    return float(found.right), float(found.wrong[row.mistake.says])


@every_row
def test_the_two_numbers_of_a_row_differ(row):
    right, wrong = right_and_wrong(row)
    assert abs(right - wrong) > 1e-3


@every_row
def test_a_right_formula_would_stop_the_page(row):
    with pytest.raises(NotRefused):
        at_point(row.form, (RIGHT,), row.point)


def test_a_row_that_is_right_stops_the_page():
    with pytest.raises(NotRefused):
        mistakes.card(replace(PUBLISHED[0], mistake=RIGHT))


@every_row
def test_probabilities_at_the_point_sum_to_one(row):
    if row.form.slug == "kl.when-delta-stays":
        return  # three densities at three points
    for letter in ("p", "q", "pi"):
        rows = [v for n, v in row.point.items() if re.fullmatch(rf"{letter}\d", n)]
        assert sum(map(Fraction, map(str, rows))) in (0, 1)


def test_the_page_holds_every_row_of_the_list():
    html = mistakes.cards()
    assert re.findall(r'<section class="crosswalk mistake" id="(.*?)"', html) == LISTED
    assert html.count('<div class="arithmatex">') == len(LISTED)
    assert {row.says for row in GENERIC} == ANYWHERE
    assert mistakes.table().count('<tr role="row">') == 1 + len(ANYWHERE)
    assert "None" not in html + mistakes.table()


def test_every_row_says_where_it_was_read():
    assert all(re.search(r"20\d\d|1\.9\.1", row.where) for row in PUBLISHED)


def test_the_known_numbers():
    free_energy, posterior = right_and_wrong(named("d115"))
    assert free_energy - posterior == pytest.approx(log(1 / 2), abs=1e-6)
    assert value_at(*beside("d115")) == "-0.693147"
    assert value_at(*beside("ctgk")) == "0.0625"
    assert right_and_wrong(named("scikit-learn")) == (6, -18)
    assert right_and_wrong(named("quantecon-uniform")) == pytest.approx(
        (log(3), -log(3)), abs=1e-5
    )


def test_what_has_a_unit_says_so():
    assert mistakes.unit(named("pml2-52").form) == " nats"
    assert mistakes.unit(named("scikit-learn").form) == ""


def beside(name):
    note = named(name).beside
    return note.form, note.form.formula, note.point


def test_what_was_measured_with_samples():
    assert [round(total) for total, _ in three_pairs()] == [8422, -8697, 13419]
    assert all(0.33 < lost < 0.36 for _, lost in three_pairs())
    assert true_bits() == pytest.approx(1 / (2 * log(2)))
    found = [counted_against_density(width) for width in WIDTHS]
    assert [round(v, 2) for v in found] == [0.93, 2.70, 5.00, 7.30]
    assert found[3] - found[2] == pytest.approx(log(10), abs=1e-3)
    assert as_if_the_width_went() < 0


def test_the_tables_show_what_was_measured():
    assert "<td>−8697</td>" in sampled.sampled()
    assert "<td>7.30</td>" in sampled.narrowed()


@pytest.mark.parametrize("row", DROPPED, ids=lambda row: row.name)
def test_a_dropped_assumption_is_seen(row):
    values = [value_at(row.form, row.form.formula, point) for point in row.points]
    if row.instead:
        other = row.form.mistaken(row.instead)
        assert value_at(row.form, other, row.points[0]) != values[0]
    else:
        assert values[-1] == NO_VALUE and NO_VALUE not in values[:-1]
    assert all(v in dropped.assumption(row) for v in map(mistakes_signed, values))


def mistakes_signed(text):
    return text.replace("-", "−")


def test_what_grows_past_every_number_does():
    for name in ("empty-cell", "collapse"):
        row = named(name)
        values = [value_at(row.form, row.form.formula, p) for p in row.points[:-1]]
        assert list(map(float, values)) == sorted(map(float, values))


def test_em_climbs_and_its_wrong_copies_do_not():
    right, lost, distances = map(climbs, ("right", "N for N_k", "no squares"))
    assert all(b >= a for a, b in pairwise(right))
    assert lost[-1] < max(lost) - 10
    assert distances[-1] < right[-1] - 10
