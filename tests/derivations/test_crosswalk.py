"""The crosswalk: a status that the computation does not bear out is refused."""

import re
from dataclasses import replace

import pytest
from sympy import Integer, Rational, Symbol, log

from derivations.crosswalk import errata
from derivations.crosswalk.book import cited, proofs, run
from derivations.crosswalk.claims import (
    Claim,
    Point,
    Witness,
    at,
    at_least,
    claim,
    everywhere,
)
from derivations.crosswalk.notes import NOTES
from derivations.crosswalk.prml import EQUATIONS
from derivations.crosswalk.proofs import ALSO, NOT_YET, SUBJECTS, entries
from derivations.crosswalk.rows import (
    CONDITION,
    MISSING,
    OTHER,
    SAME,
    WRONG,
    Contradicted,
    Row,
    examine,
)
from derivations.notation import p, s, t, u
from derivations.publish.crosswalk import card, number
from derivations.publish.places import places
from derivations.quantities.divergence import Psi
from derivations.verification import results

ALL = (*NOTES, *errata.PRML, *errata.PROOFS)
BY_NAME = {row.name: row for row in ALL}
# The 35 displayed formulas of the source notes, in order: the row that answers each.
DISPLAYED = """
information one-bit mean-information entropy
bin-probability binned-entropy width-term differential-entropy to-precision
bin-p bin-q recalled excess
bins-again in-one-bin sums limit definition asymmetry
marginal log-marginal divide jensen split difference posterior-form bound-again
decomposition new-q touching
m-step split-again expected-complete q-function argmax-q
""".split()
each_row = pytest.mark.parametrize("row", ALL, ids=lambda row: row.name)
same = [row for row in ALL if row.status in (SAME, OTHER) and row.claims]
mended = [row for row in ALL if row.instead]
with_witness = [row for row in ALL if row.witness]


def named(rows):
    return pytest.mark.parametrize("row", rows, ids=lambda row: row.name)


def broken(c: Claim) -> Claim:
    """The claim, missed by a little."""
    return replace(c, rhs=c.rhs + Rational(1, 1000))


@each_row
def test_every_status_is_borne_out(row):
    assert examine(row).verdict in ("tested", "refuted", "stated")


@named(same)
def test_what_is_the_same_is_refused_once_it_differs(row):
    for i, c in enumerate(row.claims):
        claims = (*row.claims[:i], broken(c), *row.claims[i + 1 :])
        with pytest.raises(Contradicted, match=row.name):
            examine(replace(row, claims=claims))


@named(mended)
def test_what_holds_instead_is_refused_once_it_differs(row):
    for i, c in enumerate(row.instead):
        instead = (*row.instead[:i], broken(c), *row.instead[i + 1 :])
        with pytest.raises(Contradicted, match=row.name):
            examine(replace(row, instead=instead))


@named(with_witness)
def test_a_slip_may_not_be_called_the_same(row):
    slip = (row.witness.claim,)
    with pytest.raises(Contradicted, match=row.name):
        examine(replace(row, status=SAME, instead=(), witness=None, claims=slip))


@named(with_witness)
def test_a_witness_at_which_the_claim_holds_is_refused(row):
    true = replace(row.witness.claim, rhs=row.witness.claim.lhs, sign="=")
    with pytest.raises(Contradicted, match="does not refute"):
        examine(replace(row, witness=Witness((true,), row.witness.values)))


@named(with_witness)
def test_a_witness_leaves_no_letter_open(row):
    for letter in row.witness.values:
        if letter.is_Symbol:
            rest = {k: v for k, v in row.witness.values.items() if k != letter}
            with pytest.raises(ValueError, match="leaves open"):
                at(row.witness.claim, Witness((row.witness.claim,), rest).point)


def test_every_displayed_formula_of_the_notes_has_its_row_in_order():
    assert [row.name for row in NOTES for _ in range(row.displayed)] == DISPLAYED
    assert len(DISPLAYED) == 35


def test_the_slips_that_a_first_reading_found_are_among_those_to_mend():
    found = {row.name for row in NOTES if row.status in (CONDITION, WRONG, MISSING)}
    assert found >= {
        *("labels", "raise-the-bound", "own-code", "other-code", "recalled"),
        *("single-observation", "asymmetry", "always-increases", "limit"),
        *("definition", "divide", "no-closed-form"),
    }


def test_names_are_unique_and_results_are_ours():
    assert len(BY_NAME) == len(ALL)
    assert {i for row in ALL for i in row.ids} <= set(results())


def refused(**changes) -> str:
    plain = Row("plain", "t is t", SAME, ("kl.one-inequality",), "", claim(t, t))
    with pytest.raises(Contradicted) as refusal:
        examine(replace(plain, **changes))
    return str(refusal.value)


def test_the_shape_of_a_row_is_held():
    assert "none of" in refused(status="fine")
    assert "needs nothing instead" in refused(instead=claim(t, t))
    assert "needs a witness" in refused(status=WRONG, claims=(), instead=claim(t, t))
    assert "goes by `tex`" in refused(status=CONDITION)


def test_a_claim_that_nothing_decides_is_no_pass():
    strange = claim(Symbol("a"), Symbol("b"), sign="≠")
    assert everywhere(strange[0]).verdict == "unknown"
    assert "unknown" in refused(claims=strange)


def test_an_inequality_needs_a_remainder_with_a_sign():
    gap = Psi(t)
    (good,) = at_least(t - 1, log(t), gap)
    assert everywhere(good).verdict == "agree"
    assert everywhere(replace(good, sign=">")).verdict == "unknown"  # equal at t = 1
    assert everywhere(replace(good, spare=t - 1 - log(t))).verdict == "unknown"
    assert everywhere(replace(good, spare=gap + s)).verdict == "refuted"


@pytest.mark.parametrize(
    ("sign", "left", "right", "expected"),
    [
        ("=", 1, 1, True),
        ("=", 1, 2, False),
        ("≈", 1, 2, False),
        ("≠", 1, 2, True),
        ("≠", 1, 1, False),
        ("≥", 1, 1, True),
        ("≥", 1, 2, False),
        ("≥", 2, 1, True),
        (">", 1, 1, False),
        (">", 2, 1, True),
        ("≤", 1, 1, True),
        ("≤", 2, 1, False),
    ],
)
def test_a_relation_at_a_point(sign, left, right, expected):
    (c,) = claim(t, u, sign=sign)
    point = Point({t: Integer(left), u: Integer(right)})
    assert at(c, point).holds is expected


def test_a_number_is_shown_as_it_is():
    (c,) = claim(t, log(2) * p[1])
    seen = at(c, Point({t: Integer(2), p[1]: Integer(1)}))
    assert (number(seen.left), number(seen.right)) == ("= 2", r"\approx 0.693147")


def test_a_card_shows_both_numbers_of_its_witness():
    html = card(examine(BY_NAME["recalled"]), "crosswalk/notes/")
    assert "= 1" in html and "0.693147" in html and "wants a condition" in html


SOURCES = {(n, s) for s, d in results().items() for n in cited(d.source)}


def test_the_map_of_prml_and_the_sources_of_the_results_are_one():
    assert {(n, i) for e in EQUATIONS for n in run(e.numbers) for i in e.ids} == SOURCES


def test_the_map_of_prml_has_each_number_once():
    numbers = [n for e in EQUATIONS for n in run(e.numbers)]
    whole = run("1.92–1.121, 9.7–9.31, 9.69–9.77")
    assert len(numbers) == len(set(numbers))
    assert set(whole) <= set(numbers)
    assert len(whole) == 30 + 25 + 9


def test_the_map_of_prml_leads_somewhere_or_says_that_it_does_not():
    for e in EQUATIONS:
        assert bool(e.ids or e.see) != (e.way == "not covered yet"), e.numbers
        assert {*e.ids, *e.see} <= set(places())


def test_the_map_of_proofs_and_the_sources_of_the_results_are_one():
    sources = {p for d in results().values() for p in proofs(d.source)}
    assert sources == set(SUBJECTS) - set(NOT_YET) - set(ALSO)
    assert {entry for entry, ids in entries().items() if not ids} == set(NOT_YET)


def test_a_source_is_read():
    assert cited("PRML 1.93, 1.98–1.100; SPB D15") == ["1.93", "1.98", "1.99", "1.100"]
    assert cited("PRML ex. 9.25") == cited("SPB P57") == []
    assert proofs("PRML 1.92; SPB D15, P57") == ["D15", "P57"]


def test_errata_are_of_numbers_that_the_text_treats_or_of_its_neighbours():
    numbers = [re.search(r"\d+\.\d+", row.name)[0] for row in errata.PRML]
    assert numbers == ["1.103", "1.118", "1.119", "9.15", "9.16", "9.41"]
