"""`new` prints what goes through once it is filled in, and breaks nothing before."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest

import derivations.relative_entropy as topic
from derivations.__main__ import main
from derivations.commands import adding
from derivations.commands.adding import edits
from derivations.memo import HERE
from derivations.publish.places import SHOWN
from derivations.verification import build, results, verify

ROOT = HERE.parent
SLUG = "kl.excess-code-length.both"  # nearest to a result of `topic`
FILLED = {
    "START": "KL(p[i], q[i], i, N) + KL(q[i], p[i], i, N)",
    "FIRST_RIGHT_SIDE": "bins(p[i]*log(p[i]/q[i])) + bins(q[i]*log(q[i]/p[i]))",
    "FIRST_RULE": "by_definition",
    "LAST_RIGHT_SIDE": "bins((p[i] - q[i])*log(p[i]/q[i]))",
    "LAST_RULE": "split_logs >> linear",
}


def stub(slug: str) -> str:
    return re.search(r"^@cache\n.*?^    \)$", edits(slug), re.M | re.S)[0]


def made(source: str):
    """The function of a stub, where the edits say that it belongs."""
    space = dict(vars(topic))
    exec(source, space)
    return space["excess_code_length_both"]


def test_a_stub_that_is_filled_in_is_a_result():
    source = stub(SLUG)
    for blank, filled in FILLED.items():
        assert blank in source
        source = re.sub(rf"\b{blank}\b", filled, source)
    found = made(source)()
    assert found.slug == SLUG and verify(found)["problems"] == []


def test_one_that_is_not_filled_in_says_so():
    with pytest.raises(ValueError, match="name 'START' is not defined"):
        build(made(stub(SLUG)))


@pytest.mark.parametrize("slug", [SLUG, "em.other", "gmm.m-step.other", "elbo.two"])
def test_the_places_are_there(slug):
    text = edits(slug)
    module = re.search(r"derivations/\w+\.py", text)
    page = re.search(r"docs/\S+\.md", text)
    assert (ROOT / module[0]).is_file()
    near = SHOWN.findall((ROOT / page[0]).read_text())
    assert any(known.split(".")[0] == slug.split(".")[0] for known in near)
    assert SHOWN.findall(text) == [slug]
    assert "BEYOND" in (ROOT / "derivations/catalogue.py").read_text()


def test_a_new_subject_has_places_of_its_own():
    text = edits("channel.capacity")
    assert "derivations/channel.py, a new module" in text
    assert "docs/channel.md, a new page" in text
    assert "    channel.capacity,\n" in text


@pytest.mark.parametrize(
    ("slug", "name"), [("kl.bins", "kl_bins"), ("kl.lambda", "kl_lambda")]
)
def test_a_name_that_is_there_is_not_taken_again(slug, name):
    assert adding.function(slug, "relative_entropy") == name
    assert adding.function("kl.other", "relative_entropy") == "other"


@pytest.mark.parametrize("module", sorted(set(map(adding.module_of, results()))))
def test_what_a_stub_calls_is_imported_in_every_module(module):
    names = vars(import_module(f"derivations.{module}"))
    assert {"cache", "calc", "derivation", "Derivation"} <= names.keys()


@pytest.mark.parametrize("slug", ["kl.nonnegative", "KL.x", "kl", "kl..x", "kl.x;y"])
def test_a_slug_that_is_taken_or_none_is_refused(slug, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["new", slug])
    said = capsys.readouterr()
    assert stopped.value.code == 2 and slug in said.err and not said.out


def test_a_slug_of_former_times_stays_taken(monkeypatch):
    gone = SimpleNamespace(slug="kl.gone", slugs={"kl.older": "0.1.0"})
    monkeypatch.setattr(adding, "entries", lambda: {"F1": gone})
    assert {"kl.gone", "kl.older", "kl.nonnegative"} <= adding.taken()


def test_nothing_is_written(capsys):
    files = [HERE / "catalogue.py", HERE / "registry.json"]
    before = [file.read_bytes() for file in files]
    assert main(["new", "kl.a-name"]) == 0 and "kl.a-name" in capsys.readouterr().out
    assert [file.read_bytes() for file in files] == before


def test_what_cannot_be_built_is_named_whatever_is_asked_for(monkeypatch, capsys):
    def broken():
        raise ValueError("topic.made cannot be built: NameError")

    monkeypatch.setattr("derivations.commands.words.results", broken)
    with pytest.raises(SystemExit) as stopped:
        main(["verify", "kl.nonnegative"])
    assert stopped.value.code == 2
    assert "topic.made cannot be built" in capsys.readouterr().err
