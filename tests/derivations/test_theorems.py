"""What is proved stands on the card of its result, as Rocq said it, or not at all.

Of a theorem whose source has changed by one byte since it was recorded, neither the
mark nor the statement is shown.
"""

import re
import shutil
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path

import pytest

from derivations import memo
from derivations.proofs import PROOFS, left_out, meanings, proved, recorded
from derivations.publish.card import card, glimpse
from derivations.publish.cards import theorems
from derivations.publish.cards.theorems import (
    CLASSICAL,
    definitions,
    foundation,
    proof_link,
    proof_marks,
    proofs_html,
    statement,
    used,
)
from derivations.publish.places import link
from derivations.verification import results

RECORDED = recorded()
WITH = list(dict.fromkeys(theorem.result for theorem in RECORDED))
WITHOUT = [slug for slug in results() if slug not in WITH]
QUICK = "kl.excess-code-length"  # to verify
SHOWN = re.compile(r"<pre class=\"rocq\".*?><code>(.*?)</code></pre>", re.DOTALL)
AXIOMS = Path(__file__).parents[1] / "axioms.txt"


def part(slug: str) -> str:
    """What a card says of theorems."""
    return proof_link(slug) + proofs_html(slug)


def test_card_and_glance_say_it():
    assert proof_link(QUICK) in card(QUICK)
    assert proofs_html(QUICK) in card(QUICK)
    assert proof_link(QUICK, link(QUICK, "")) in glimpse(QUICK)
    assert f'{link(QUICK, "")}-proofs"' in glimpse(QUICK)


@pytest.mark.parametrize("theorem", RECORDED, ids=lambda t: t.name)
def test_a_theorem_stands_on_the_card_of_its_result(theorem):
    html = part(theorem.result)
    assert statement(theorem) in map(unescape, SHOWN.findall(html))
    file, name = theorem.name.split(".")
    assert f"<code>{name}</code> in <code>proofs/{file}.v</code>" in html
    for name, says in theorem.symbols.items():
        assert definitions(dict([used(name, says)]))[20:-5] in html


@pytest.mark.parametrize("slug", WITH)
def test_a_card_shows_its_own_theorems_and_no_others(slug):
    shown = [unescape(text) for text in SHOWN.findall(part(slug))]
    assert shown == [statement(t) for t in RECORDED if t.result == slug]


def test_a_statement_is_escaped_and_keeps_its_lines():
    theorem = next(t for t in RECORDED if t.name == "Gibbs.gibbs_equality")
    (shown,) = SHOWN.findall(theorems.theorem_html(theorem))
    assert "(i &lt; n)%nat -&gt; p i = q i" in shown
    assert not set("<>") & set(shown)
    assert shown.splitlines() == [*map(str.rstrip, shown.splitlines())]
    assert len(shown.splitlines()) == len(theorem.statement.splitlines()) == 5


def test_a_statement_can_be_scrolled_by_the_keyboard():
    html = proofs_html("kl.nonnegative")
    named = re.findall(
        r'<pre class="rocq" tabindex="0" role="group" aria-label="(.*?)">', html
    )
    assert named == ["gibbs in Rocq", "gibbs_equality in Rocq"]


@pytest.mark.parametrize("slug", WITHOUT)
def test_a_result_without_a_theorem_says_nothing_of_one(slug):
    assert proof_marks(slug) == []
    assert part(slug) == ""


@pytest.mark.parametrize("slug", WITH)
def test_proved_without_more_is_said_only_where_nothing_is_left_out(slug):
    (mark,) = proof_marks(slug)
    count = sum(theorem.result == slug for theorem in RECORDED)
    extent = "proved in part" if left_out(slug) else "proved"
    assert mark == f"{extent}: {count} theorem{'s' * (count > 1)}"
    assert ("Not proved in Rocq: " in part(slug)) == bool(left_out(slug))


def test_what_is_left_out_is_weighed_for_every_result_with_theorems():
    assert set(meanings()["results"]) == set(WITH)


@pytest.mark.parametrize("slug", WITH)
def test_the_mark_leads_to_the_theorems(slug):
    assert f'href="#{slug}-proofs"' in proof_link(slug)
    assert proofs_html(slug).count(f' id="{slug}-proofs"') == 1


@pytest.fixture
def tampered(tmp_path, monkeypatch):
    """A file of the proofs with one byte more, in what the cards read."""
    folder = tmp_path / "proofs"
    shutil.copytree(PROOFS, folder, ignore=shutil.ignore_patterns("*.vo", ".*"))

    def change(file: str) -> None:
        (folder / file).write_bytes((folder / file).read_bytes() + b"\n")
        for read in (proved, recorded, left_out):
            monkeypatch.setattr(theorems, read.__name__, partial(read, folder=folder))

    return change


@pytest.mark.parametrize("file", ["Gibbs.v", "Information.v", "Sums.v"])
def test_one_byte_more_in_a_source_takes_mark_and_theorems_away(tampered, file):
    assert "Proved in Rocq: 2 theorems" in part("kl.nonnegative")
    tampered(file)
    assert part("kl.nonnegative") == ""


def test_then_card_and_glance_say_nothing_of_it(tampered):
    assert "mark proved" in card(QUICK)
    assert "mark proved" in glimpse(QUICK)
    tampered("Information.v")
    said = card(QUICK) + glimpse(QUICK)
    assert not re.search(r"mark proved|-proofs|rocq", said, re.IGNORECASE)


def test_a_byte_in_what_no_theorem_needs_takes_nothing_away(tampered):
    before = part("kl.nonnegative")
    tampered("refused/WrongBins.v")
    tampered("Limit.v")
    assert part("kl.nonnegative") == before


def test_where_some_theorems_fall_the_others_prove_a_part(tampered):
    assert proof_marks("entropy.quantized") == ["proved: 3 theorems"]
    tampered("Limit.v")
    assert proof_marks("entropy.quantized") == ["proved in part: 2 theorems"]
    html = proofs_html("entropy.quantized")
    assert "Together they say" not in html
    assert "Not proved in Rocq: what a changed source has to prove anew." in html


def test_the_axioms_are_named_and_explained():
    assert set(CLASSICAL) == set(AXIOMS.read_text().split())
    html = proofs_html("kl.nonnegative")
    assert all(f"<code>{axiom}</code>" in html for axiom in CLASSICAL)


def test_another_axiom_stops_the_build():
    wishful = replace(RECORDED[0], axioms=("Wish.granted",))
    with pytest.raises(KeyError, match=r"Wish\.granted"):
        foundation([wishful])


@pytest.mark.parametrize(
    ("name", "says", "shown"),
    [
        ("H", "H n p is the entropy", ("H n p", "the entropy")),
        ("best", "best N f: the one", ("best N f", "the one")),
        ("mean", "mean (φ k) is μ_k", ("mean (φ k)", "μ_k")),
        ("ln", "the logarithm: it is natural", ("ln", "the logarithm: it is natural")),
    ],
)
def test_a_name_is_shown_with_what_it_is_applied_to(name, says, shown):
    assert used(name, says) == shown


def test_a_card_is_made_again_when_the_proofs_change():
    needed = set(memo.shown())
    assert {PROOFS / name for name in ("Gibbs.v", "record.json", "map.toml")} <= needed
