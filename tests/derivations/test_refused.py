"""What a card refuses: wrong versions, mutants, and itself without an assumption."""

from dataclasses import replace

import pytest
from sympy import sqrt

from derivations.checking.assumptions import without
from derivations.checking.form import Mistake
from derivations.checking.forms import FORMS
from derivations.checking.verdict import NO_VALUE, seen
from derivations.checking.witnesses import NotRefused, as_read, at_point, witnessed
from derivations.kernel.calc import Chain, derivation
from derivations.kernel.verdict import agrees
from derivations.notation import D, det_S, mu, s_, x
from derivations.publish.wrong.refused import machines, mistakes, refused_html, signed
from derivations.verification import results

every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
every_assumption = pytest.mark.parametrize(
    ("slug", "count", "given"),
    [
        (slug, count, given)
        for slug, derivation in results().items()
        for count, chain in enumerate(derivation.chains)
        for given in chain.given
    ],
)
NOTHING = {"mutants": {}}
COINS = FORMS["kl.bernoulli"]
RIGHT = Mistake("right in another form", lambda e: e.expand())


@every_form
def test_every_mistake_is_seen_to_be_refused(form):
    found = witnessed(form, form.mistakes)
    assert set(found.wrong) == {m.says for m in form.mistakes}
    assert set(found.point) == set(form.free.values())
    assert all(value != found.right for value in found.wrong.values())


@every_form
def test_a_right_formula_is_no_mistake(form):
    with pytest.raises(NotRefused):
        witnessed(form, (*form.mistakes, Mistake("right", lambda e: 2 * e / 2)))


def test_a_right_formula_in_another_form_is_no_mistake():
    with pytest.raises(NotRefused):
        witnessed(COINS, (RIGHT,))
    with pytest.raises(NotRefused):
        at_point(COINS, (RIGHT,), {"p": "1/2", "q": "1/3"})


def test_a_point_names_every_letter():
    with pytest.raises(ValueError, match="has to name p, q"):
        at_point(COINS, COINS.mistakes, {"p": "1/2"})


def test_the_known_value_at_a_point():
    found = at_point(COINS, COINS.mistakes[:1], {"p": "1/2", "q": "1/4"})
    assert found.right == "0.143841"  # ln(4/3)/2
    assert found.wrong == {"p and q swapped": "0.130812"}  # (ln 27 - ln 16)/4


def with_coordinates(e):
    """A formula on the line in the letters of any dimension."""
    numbers = {1, 2, 3}
    back = {t[j]: t[j, 1] for t in (x, mu) for j in numbers}
    return e.xreplace(back | {s_[j]: sqrt(det_S[j]) for j in numbers})


@every_form
def test_what_is_read_is_what_is_refused(form):
    for mistake in form.mistakes:
        typed = form.specialized(as_read(form, mistake))
        if form.sizes.get(D) == 1:
            typed = form.specialized(with_coordinates(typed))
        assert seen(form, form.mistaken(mistake), typed, 30).kind == "match"


@every_assumption
def test_without_an_assumption_the_formula_fails(slug, count, given):
    chain = results()[slug].chains[count]
    found = without(chain, given)
    assert found, "no point shows that it is needed"
    assert found.left != found.right or found.left == NO_VALUE


def test_an_idle_assumption_has_no_counterexample():
    chain = results()["kl.bernoulli"].chains[0]
    foreign = results()["gmm.model"].chains[1].given
    steps = tuple(replace(s, given=(*s.given, *foreign)) for s in chain.steps)
    longer = Chain(chain.name, steps)
    assert all(agrees(step).verdict == "agree" for step in steps)
    assert without(longer, foreign[0]) is None


def test_the_survivors_are_those_of_the_report():
    assert ", 0 surviving" in machines({"refused": 7})
    assert ", 2 surviving" in machines({"refused": 7, "survivor": 2})
    assert machines({}) == ""


def test_what_a_mistake_says_is_escaped():
    form = replace(COINS, mistakes=(Mistake("1 < 2 & 3", lambda e: -e),))
    assert "<li>1 &lt; 2 &amp; 3: −0.0" in mistakes(form)


def test_a_card_without_a_form_has_its_mutants_only():
    chain = results()["kl.one-inequality"].chains[0]
    bare = derivation("no.form", replace(chain, steps=chain.steps))
    html = refused_html(bare, {"mutants": {"refused": 3}})
    assert "Of 3 versions made by a machine" in html and "<ul>" not in html
    assert refused_html(bare, NOTHING) == ""


def test_a_long_formula_is_shown_as_it_is_typed():
    html = mistakes(FORMS["gmm.responsibilities"])
    assert "<br><code>" in html and "pi1*" in html


def test_a_hyphen_is_no_minus():
    assert signed("-1.5") == "−1.5"
