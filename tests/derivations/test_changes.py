"""What changed is read off the registry, and what is gone keeps a page and its ids."""

import json
from dataclasses import replace

import pytest

from derivations.commands.line import parser
from derivations.kernel.calc import Derivation
from derivations.publish import card
from derivations.publish.links import Page, dangling
from derivations.publish.tags import (
    changes_page,
    mentions,
    redirects,
    result_page,
    tombstone,
)
from derivations.publish.tags.changes import Change, changes, number
from derivations.publish.tags.registering import update
from derivations.publish.tags.registry import entries
from derivations.publish.typesetting.typeset import set_all
from derivations.verification import results

DELTA, TANGENT, MAP, ENTROPY = (
    "kl.delta-cancellation",
    "em.tangent",
    "em.map",
    "entropy.discrete",
)


def some(*slugs: str) -> dict[str, Derivation]:
    return {slug: results()[slug] for slug in slugs}


@pytest.fixture(scope="module")
def registry():
    """0.1.0 has F1 to F3; 0.2.0 changes F1.1, drops F1's last, F2, and renames F3."""
    old = update({}, some(DELTA, TANGENT, MAP), "0.1.0").entries
    chain, *others = results()[DELTA].chains
    other = replace(chain, steps=chain.steps[:-1])
    new = {
        DELTA: Derivation(DELTA, (other, *others[:-1])),
        "em.prior": replace(results()[MAP], slug="em.prior"),
        **some(ENTROPY),
    }
    why = "F3.1 says it <better>"
    return update(old, new, "0.2.0", why, {MAP: "em.prior"}).entries


def kinds(found: list[Change]) -> dict[str, str]:
    return {c.tag: c.kind for c in found}


def test_since_a_version_each_formula_says_what_became_of_it(registry):
    found = changes("0.1.0", registry)
    last = f"F1.{len(results()[DELTA].chains)}"
    added = {f.tag: "added" for f in registry["F4"].formulas}
    removed = {f.tag: "removed" for f in registry["F2"].formulas}
    said = {"F1.1": "changed", last: "removed", "F3": "renamed"}
    assert kinds(found) == said | removed | added
    assert {c.version for c in found} == {"0.2.0"}


def test_both_forms_are_there(registry):
    (changed,) = (c for c in changes("0.1.0", registry) if c.kind == "changed")
    old, new = registry["F1"].formulas[0].history
    assert (changed.before, changed.after) == (old.latex, new.latex)
    assert changed.before != changed.after and changed.why == new.why


def test_the_newest_version_comes_first_and_nothing_is_left_out(registry):
    found = changes("", registry)
    order = [c.version for c in found]
    assert order == sorted(order, key=number, reverse=True)
    formulas = {f.tag for e in registry.values() for f in e.formulas}
    assert {c.tag for c in found if c.kind == "added"} == formulas
    assert changes("0.2.0", registry) == []


def test_ten_comes_after_nine():
    assert number("0.10.0") > number("0.9.1") > number("")


def test_a_name_that_was_taken_back_is_told_in_order(registry):
    entry = replace(registry["F3"], slug="c", slugs={"a": "0.1.1", "b": "0.2.0"})
    renamed = [c for c in changes("", {"F3": entry}) if c.kind == "renamed"]
    assert [(c.before, c.after) for c in renamed] == [("b", "c"), ("a", "b")]


def test_the_page_sets_both_forms_and_leads_to_the_tags(registry):
    text = changes_page.page(changes("", registry))
    old = registry["F1"].formulas[0].history[0]
    assert text.index("## Version 0.2.0") < text.index("## Version 0.1.0")
    assert set_all(changes_page.display(old.latex)) in set_all(text)
    assert "<strong>Changed</strong>" in text and 'href="../F1/#F1.1"' in text
    assert f"{MAP} is now em.prior" in text and "&lt;better&gt;" in text


def test_one_form_is_not_shown_twice():
    moved = Change("0.2.0", "changed", "F1.1", "a", "", "x", "x", "holds for D = 1")
    assert changes_page.forms(moved).count(r"\[x\]") == 1
    assert changes_page.SAME in changes_page.forms(moved)


def test_the_first_version_says_that_it_is_the_first(registry):
    text = changes_page.page(changes())
    assert text.count("\n## ") == len({c.version for c in changes()})
    assert f"{len(entries())} results" in text and "arithmatex" not in text


def test_the_page_says_where_versions_are_and_only_where_they_are(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://formulas.example/klem/0.1.0/")
    assert 'href="https://formulas.example/klem/versions/"' in changes_page.where()
    for address in ("", "https://formulas.example/klem/"):
        monkeypatch.setenv("SITE_URL", address)
        assert changes_page.LOCAL in changes_page.where()


def test_what_is_gone_keeps_its_page_with_what_it_meant(registry):
    text = result_page.markdown(registry["F2"])
    page = Page(set_all(text))
    tags = {t for f in registry["F2"].formulas for t in (f.tag, *f.steps)}
    assert tags <= set(page.ids)
    assert "in no version since 0.2.0" in text and "arithmatex" in text
    assert page.links == ["../F3/#F3.1"]  # what came instead
    small = json.loads(result_page.entry_card(registry["F2"]))
    assert small["tag"] == "F2" and "In no version since 0.2.0" in small["html"]


def test_a_formula_that_is_gone_keeps_its_place_on_the_page_of_its_result(registry):
    gone = registry["F1"].formulas[-1]
    steps = {t for f in registry["F1"].formulas[:-1] for t in f.steps}
    former = min(steps)
    *formulas, said = tombstone.gone(registry["F1"], steps - {former}, "f/F1/")
    assert f'id="{gone.tag}"' in formulas[0] and f'id="{former}"' in said
    assert tombstone.gone(registry["F3"], set(registry["F3"].formulas[0].steps), "")


def test_pages_are_written_for_what_is_gone(registry, monkeypatch):
    monkeypatch.setattr(result_page, "entries", lambda: {"F2": registry["F2"]})
    assert set(dict(result_page.files())) == {
        "f/F2.md",
        "f/F2.card.json",
        "f/tags.json",
    }


def test_every_slug_leads_to_its_tag_and_so_does_a_former_one(registry, tmp_path):
    there = redirects.named(registry.values())
    assert there == {
        DELTA: "F1",
        TANGENT: "F2",
        MAP: "F3",
        "em.prior": "F3",
        ENTROPY: "F4",
    }
    again = replace(registry["F3"], tag="F9", slug=TANGENT)
    assert redirects.named([again, *registry.values()])[TANGENT] == "F9"


def test_on_its_page_in_the_text_a_former_slug_is_still_a_place(registry, monkeypatch):
    assert card.card(ENTROPY).startswith("<section")
    monkeypatch.setattr(card, "by_slug", lambda slug: registry["F3"])
    assert card.card(ENTROPY).startswith(f'<span id="{MAP}"></span><section')


def test_redirects_lead_somewhere(tmp_path):
    for path, text in redirects.files():
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text)
    formulas = {f.tag: tag for tag, e in entries().items() for f in e.formulas}
    led = len(entries()) + len(formulas)
    assert len(dangling(tmp_path)) == led  # no page of a tag is there
    for tag in entries():
        own = "".join(f'<p id="{f}"></p>' for f, of in formulas.items() if of == tag)
        (tmp_path / f"f/{tag}").mkdir()
        (tmp_path / f"f/{tag}/index.html").write_text(own)
    assert dangling(tmp_path) == []


@pytest.mark.parametrize("link", ["#F999", "f/F999/", "f/F17/#F17.99"])
def test_a_link_to_an_unknown_id_stops_the_build(tmp_path, link):
    (tmp_path / "f/F17").mkdir(parents=True)
    (tmp_path / "f/F17/index.html").write_text('<h1 id="F17">F17</h1>')
    (tmp_path / "index.html").write_text(f'<a href="{link}">it</a>')
    assert dangling(tmp_path) == [f"index.html: link {link!r} leads nowhere"]


@pytest.mark.parametrize(
    "text", ["As F999 says", "F17.99", "(#F19.99)", "`kl.no-such`", "see em.nothing."]
)
def test_an_unknown_id_is_seen_in_prose_too(text):
    assert len(mentions.unknown(text)) == 1


@pytest.mark.parametrize(
    "text", ["F17, F17.1 and F17.1.1.", "[it](../entropy.md)", f"`{DELTA}`", "klem.fit"]
)
def test_what_is_known_or_no_id_passes(text):
    assert mentions.unknown(text) == []


def test_the_command_says_the_same(capsys):
    args = parser().parse_args(["changes", "--since", "0.0.0"])
    assert args.run(args) == 0
    said = capsys.readouterr().out
    assert said.startswith("Version 0.1.0") and said.count("  added  F") == len(
        changes()
    )


@pytest.mark.parametrize("bad", ["99.0.0", "old", ""])
def test_a_version_that_is_not_is_refused(capsys, bad):
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(["changes", "--since", bad])
    assert stopped.value.code == 2
    assert "a version such as 0.1.0" in capsys.readouterr().err


def test_nothing_new_is_said(capsys):
    newest = changes()[0].version
    args = parser().parse_args(["changes", "--since", newest])
    assert args.run(args) == 0 and "No formula has changed" in capsys.readouterr().out
