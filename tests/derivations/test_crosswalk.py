"""The crosswalk: a status that the computation does not bear out is refused."""

import math
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
from derivations.notation import s, t, theta_new, u
from derivations.publish.places import places
from derivations.quantities.divergence import Psi
from derivations.quantities.evidence import Joint
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
with_slip = [row for row in with_witness if row.witness.claims]
showing = [row for row in with_witness if row.witness.shows]


def named(rows):
    return pytest.mark.parametrize("row", rows, ids=lambda row: row.name)


def broken(c: Claim) -> Claim:
    """The claim, missed by a little."""
    return replace(c, rhs=c.rhs + Rational(1, 1000))


@each_row
def test_every_status_is_borne_out(row):
    assert examine(row).verdict in ("tested", "refuted", "shown", "stated")


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


@named(with_slip)
def test_a_slip_may_not_be_called_the_same(row):
    slip = row.witness.claims
    with pytest.raises(Contradicted, match=row.name):
        examine(replace(row, status=SAME, instead=(), witness=None, claims=slip))


@named(with_slip)
def test_a_witness_at_which_the_claim_holds_is_refused(row):
    true = [replace(c, rhs=c.lhs, sign="=") for c in row.witness.claims]
    with pytest.raises(Contradicted, match="does not refute"):
        examine(replace(row, witness=replace(row.witness, claims=tuple(true))))


@named(showing)
def test_a_witness_that_does_not_show_what_it_says_is_refused(row):
    for c in row.witness.shows:
        false = replace(c, rhs=c.lhs, sign="≠")
        with pytest.raises(Contradicted, match="does not show"):
            examine(replace(row, witness=replace(row.witness, shows=(false,))))


@named(with_witness)
def test_a_witness_leaves_no_letter_open(row):
    (c, *_) = (*row.witness.claims, *row.witness.shows)
    for letter in row.witness.values:
        if letter.is_Symbol:
            rest = {k: v for k, v in row.witness.values.items() if k != letter}
            with pytest.raises(ValueError, match="leaves open"):
                at(c, Witness((c,), rest).point)


def test_what_is_said_to_be_refuted_is():
    """A witness of what is wrong refutes; one that only shows is not called so."""
    shown = {row.name for row in ALL if examine(row).verdict == "shown"}
    assert shown == {"stays-finite", "limit", "definition"}
    assert all(row in with_slip for row in ALL if row.status == WRONG)
    only_shows = replace(BY_NAME["labels"].witness, claims=())
    with pytest.raises(Contradicted, match="needs a witness"):
        examine(replace(BY_NAME["labels"], witness=only_shows))
    with pytest.raises(Contradicted, match="says nothing"):
        examine(replace(BY_NAME["limit"], witness=Witness()))


def numbers(name: str) -> list[float]:
    """The left sides that a card shows, what it shows before what it refutes."""
    return [float(seen.left) for _, seen in examine(BY_NAME[name]).seen]


def test_the_labels_are_settled_by_a_step_that_raises_q():
    gain, climb, gap = numbers("labels")
    assert gain == pytest.approx(math.log(2) / 7)
    assert climb == pytest.approx(math.log(8 / 7))
    assert gap == pytest.approx(math.log(8 / 7) - math.log(2) / 7)


def test_the_step_that_lowers_q_is_no_m_step():
    """With its second joint the labels' witness would show nothing."""
    row = BY_NAME["labels"]
    point = {**row.witness.values, Joint(2, theta_new): Rational(3, 32)}
    with pytest.raises(Contradicted, match="does not show"):
        examine(replace(row, witness=replace(row.witness, values=point)))


def test_the_threshold_stops_a_run_that_has_not_arrived():
    change, height = numbers("threshold")
    assert 0 < change < 1e-6
    assert height == pytest.approx(1 / 4, abs=1e-6)


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
        ("<", 1, 2, True),
        ("<", 1, 1, False),
        ("<", 2, 1, False),
        ("≤", 1, 1, True),
        ("≤", 2, 1, False),
    ],
)
def test_a_relation_at_a_point(sign, left, right, expected):
    (c,) = claim(t, u, sign=sign)
    point = Point({t: Integer(left), u: Integer(right)})
    assert at(c, point).holds is expected


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
