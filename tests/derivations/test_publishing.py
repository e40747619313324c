"""What stands below docs/ before a build: written whole, left if the same, no more."""

import json
import os
import subprocess
import sys

import pytest

from derivations.memo import HERE
from derivations.publish.publishing import Failed, files, gone, publish, put
from derivations.publish.tags.registry import entries

ROOT = HERE.parent


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return dict(files())


def test_every_tag_has_its_page_and_its_files(made):
    for tag in entries():
        ends = ("md", "json", "bib", "ris", "csl.json", "ipynb", "card.json")
        assert all(made[f"f/{tag}.{end}"] for end in ends)
    assert {"formulas.json", "verification.json", "f/tags.json", "f/index.md"} <= {
        *made
    }


def test_slugs_lead_to_tags(made):
    tags = json.loads(made["f/tags.json"])
    assert tags["kl.delta-cancellation"] == "F8" and len(tags) == len(entries())


def test_a_small_card_shows_a_formula_and_leads_nowhere(made):
    card = json.loads(made["f/F8.card.json"])["html"]
    assert "<math" in card and "katex-html" in card
    assert "href" not in card and " id=" not in card and r"\(" not in card


def test_nothing_is_written_twice_and_what_is_old_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "derivations.publish.publishing.files", lambda: [("f/F1.md", "one\r\n")]
    )
    (tmp_path / "f").mkdir()
    (tmp_path / "f/F0.md").write_text("of an earlier time")
    assert publish(tmp_path) == ["f/F1.md"]
    page = tmp_path / "f/F1.md"
    assert [p.name for p in (tmp_path / "f").iterdir()] == ["F1.md"]
    assert page.read_bytes() == b"one\r\n"
    os.utime(page, (1, 1))
    publish(tmp_path)
    assert page.stat().st_mtime == 1
    put(page, "two")
    assert page.read_text() == "two" and not gone(tmp_path, {"f/F1.md": ""})


def test_what_fails_is_not_published(tmp_path, monkeypatch):
    where = "derivations.publish.publishing"
    report = {"problems": ["kl.gaussian/only: the sides: refuted"]}
    monkeypatch.setattr(f"{where}.verify_all", lambda *_: [report])
    monkeypatch.setattr(f"{where}.remembered", lambda kind, name, make, *_: make())
    with pytest.raises(Failed, match="the sides: refuted"):
        publish(tmp_path)
    assert list(tmp_path.iterdir()) == []


def run(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "derivations", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT}/src"},
        capture_output=True,
        text=True,
    )


def test_register_has_nothing_to_add_here():
    said = run("register")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--renamed", "kl.none"), "is not old.slug=new.slug"),
        (("--renamed", "kl.none=kl.gaussian"), "no tag stands for 'kl.none'"),
    ],
)
def test_a_wrong_renaming_is_refused(words, says):
    said = run("register", *words)
    assert said.returncode == 2 and says in said.stderr
