"""A tag is given once and for ever, and what it means does not change in silence."""

import json
from dataclasses import replace

import pytest

from derivations.kernel.calc import Derivation
from derivations.publish.tags.registering import update
from derivations.publish.tags.registry import entries, read, step_tag, write
from derivations.verification import results

SLUG = "kl.delta-cancellation"


def fresh(derivations, version="1.0.0") -> dict:
    return update({}, derivations, version).entries


def copy(registry, tmp_path) -> dict:
    write(registry.values(), tmp_path / "r.json")
    return read(tmp_path / "r.json")


@pytest.fixture
def two(tmp_path):
    """A registry of two results, and these."""
    some = {s: results()[s] for s in (SLUG, "em.tangent")}
    return copy(fresh(some), tmp_path), some


def test_the_registry_is_that_of_the_derivations():
    made = update(read(), results(), "now")
    assert (made.added, made.unsaid) == ([], []), (
        "run `python -m derivations register`, with --why if a meaning changed"
    )


def test_no_tag_stands_twice():
    found = entries().values()
    formulas = [f for e in found for f in e.formulas]
    tags = [
        *(e.tag for e in found),
        *(f.tag for f in formulas),
        *(tag for f in formulas for tag in f.steps),
    ]
    assert len(tags) == len(set(tags)) > 400
    assert [e.tag for e in found] == [f"F{n}" for n in range(1, len(found) + 1)]
    assert all(f.tag.startswith(f"{e.tag}.") for e in found for f in e.formulas)


def test_every_step_has_a_tag_of_its_formula():
    for slug, derivation in results().items():
        entry = next(e for e in entries().values() if e.slug == slug)
        by_name = {f.name: f for f in entry.formulas}
        for chain in derivation.chains:
            formula = by_name[chain.name]
            tags = [step_tag(formula, step.name) for step in chain.steps]
            assert len(set(tags)) == len(chain.steps)
            assert all(tag.startswith(f"{formula.tag}.") for tag in tags)


def test_it_is_written_as_it_is_read(two, tmp_path):
    registry, _ = two
    assert copy(registry, tmp_path) == registry


def test_a_changed_meaning_needs_a_why(two):
    registry, some = two
    chain, *rest = some[SLUG].chains
    changed = Derivation(SLUG, (replace(chain, fixed="D = 1"), *rest))
    silent = update(registry, some | {SLUG: changed}, "1.1.0")
    assert len(silent.unsaid) == 1 and "F1.1" in silent.unsaid[0]


def test_with_a_why_it_is_history(two):
    registry, some = two
    chain, *rest = some[SLUG].chains
    changed = Derivation(SLUG, (replace(chain, fixed="D = 1"), *rest))
    told = update(registry, some | {SLUG: changed}, "1.1.0", "narrowed")
    first, second = told.entries["F1"].formulas[0].history
    assert told.unsaid == [] and first.fingerprint != second.fingerprint
    assert (second.version, second.why) == ("1.1.0", "narrowed")


def test_a_removed_result_stays_on_record_and_its_tag_is_not_given_again(two):
    registry, some = two
    left = {"em.tangent": some["em.tangent"], "em.map": results()["em.map"]}
    assert update(registry, left, "2.0.0").unsaid


def test_after_a_why_it_is_removed(two):
    registry, some = two
    left = {"em.tangent": some["em.tangent"], "em.map": results()["em.map"]}
    told = update(registry, left, "2.0.0", "folded into another")
    assert told.entries["F1"].removed == "2.0.0: folded into another"
    assert told.entries["F3"].slug == "em.map"
    back = update(told.entries, left | some, "3.0.0")
    assert back.entries["F4"].slug == SLUG  # a new one: F1 stays what it was


def test_a_renamed_result_keeps_its_tag(two):
    registry, some = two
    named = {"kl.bins": some[SLUG], "em.tangent": some["em.tangent"]}
    told = update(registry, named, "1.1.0", renamed={SLUG: "kl.bins"})
    assert told.unsaid == [] and told.entries["F1"].slugs == {SLUG: "1.1.0"}
    with pytest.raises(KeyError, match="no tag stands for"):
        update(registry, named, "1.1.0", renamed={"kl.none": "kl.bins"})


def test_a_better_name_keeps_the_tag_of_its_formula(two):
    registry, some = two
    first, second, *rest = some[SLUG].chains
    called = Derivation(SLUG, (first, replace(second, name="Better"), *rest))
    told = update(registry, some | {SLUG: called}, "1.1.0")
    assert told.unsaid == [] and told.entries["F1"].formulas[1].name == "Better"


def test_a_formula_does_not_take_the_tag_of_one_that_has_its_name_still(two):
    """Two may mean the same; the first to come must not take the other's tag."""
    registry, some = two
    first, second, *rest = some[SLUG].chains
    twin = replace(second, name="The same again")
    more = Derivation(SLUG, (first, twin, second, *rest))
    told = update(registry, some | {SLUG: more}, "1.1.0")
    tags = {f.name: f.tag for f in told.entries["F1"].formulas}
    assert told.unsaid == [] and tags[second.name] == "F1.2"
    assert tags[twin.name] == f"F1.{len(some[SLUG].chains) + 1}"


def test_a_formula_left_out_needs_a_why(two):
    registry, some = two
    fewer = Derivation(SLUG, some[SLUG].chains[:-1])
    assert update(registry, some | {SLUG: fewer}, "1.1.0").unsaid


def test_the_file_is_plain_json(tmp_path):
    write(fresh({SLUG: results()[SLUG]}).values(), tmp_path / "r.json")
    row, *_ = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert row["tag"] == "F1" and row["slug"] == SLUG
    assert row["formulas"][0]["history"][0]["why"] == "new"
