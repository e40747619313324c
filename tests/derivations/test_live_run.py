"""What a browser runs, here with FLINT: messages, wrong versions, a reader's text."""

import json

import pytest
from sympy import Function, log

from derivations.catalogue import CATALOGUE
from derivations.live import reader, run
from derivations.live.build import breaking, cutting, results
from derivations.verification import results as known

SLUG = "elbo.decomposition"
NAMES = results.NAMES
MAKE = dict(zip(known(), CATALOGUE, strict=True))
TEXT = cutting.cut(MAKE[SLUG], NAMES)
RIGHT = "hidden(q[z] * log(joint / q[z])) + hidden"


@pytest.fixture(autouse=True)
def written(tmp_path, monkeypatch):
    """What `./dev live` puts beside the modules."""
    rows = {
        slug: {"module": make.__module__, "function": make.__name__}
        for slug, make in MAKE.items()
    }
    places = {slug: results.place(slug, row) for slug, row in rows.items()}
    (tmp_path / "places.json").write_text(json.dumps(places))
    monkeypatch.setattr(run, "HERE", tmp_path)
    return tmp_path


def told(slug=SLUG, source=None, wrong=None) -> list[dict]:
    said: list[str] = []
    run.run(said.append, slug, source, wrong)
    return list(map(json.loads, said))


def steps(messages) -> dict[str, dict]:
    return {m["key"]: m for m in messages if m["type"] == "step"}


def test_a_published_result_runs_through():
    first, *_, last = said = told()
    assert (first["type"], first["steps"]) == ("chain", 4)
    assert r"\mathcal{L}(q, \theta)" in first["claim"]
    assert last["type"] == "done"
    assert (last["steps"], last["failed"], last["open"]) == (6, 0, 0)
    assert [s["tag"] for s in steps(said).values()][:2] == ["F22.1.1", "F22.1.2"]
    for step in steps(said).values():
        assert (step["verdict"], step["agreement"]) == ("derived", "agrees")
        assert step["residual"] is step["witness"] is step["why"] is None


def test_the_text_of_a_result_runs_as_published():
    said = told(source=TEXT)
    assert [s["latex"] for s in steps(said).values()] == [
        s["latex"] for s in steps(told()).values()
    ]
    line = TEXT.splitlines()[steps(said)["split"]["line"] - 1]
    assert line.strip() == '"split",'


def test_a_wrong_edit_fails_at_its_step_with_a_residual_and_a_witness():
    assert RIGHT in TEXT
    said = told(source=TEXT.replace(RIGHT, RIGHT.replace("+", "-")))
    found = steps(said)
    assert [k for k, s in found.items() if s["failed"]] == ["split", "name"]
    split = found["split"]
    assert (split["verdict"], split["agreement"]) == ("failed", "refuted")
    assert r"\ln q_{z}" in split["residual"]
    at = split["witness"]
    assert at["left"] != at["right"]
    assert {"q[1]", "q[2]"} <= {p["name"] for p in at["point"]}
    assert said[-1]["failed"] == 2


def test_what_no_number_tests_is_no_pass():
    said = told("entropy.quantized")
    (open_,) = [s for s in steps(said).values() if s["open"]]
    assert (open_["verdict"], open_["agreement"]) == ("stated", "untested")
    assert open_["why"]
    assert said[-1]["open"] == 1


def test_an_idle_move_fails():
    wrong = TEXT.replace("(linear >> q_sums)", "(linear >> q_sums >> relabel)")
    assert wrong != TEXT
    why = steps(told(source=wrong))["average"]["why"]
    assert "holds without" in why and "rename_indices" in why


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (
            "KL(q[z], posterior, z, K),",
            "KL(q[z], oops, z, K),",
            "NameError: name 'oops'",
        ),
        ("def gap_is_signed()", "def gap_is_signed(", "SyntaxError"),
        ("        GAP,", "        GAP / 0,", "TypeError"),
    ],
)
def test_an_error_names_the_line_of_the_reader(old, new, text):
    before, found, after = TEXT.rpartition(old)
    assert found
    (error,) = told(source=before + new + after)
    assert error["type"] == "error"
    assert error["text"].startswith(text)
    assert error["line"] == before.count("\n") + 1
    assert reader.FILE in error["trace"]
    assert "reader.py" not in error["trace"]


def test_a_text_has_to_return_a_derivation():
    (error,) = told(source="def decomposition():\n    return 1\n")
    assert "has to return a derivation, not 1" in error["text"]


def test_an_unknown_result_is_told():
    (error,) = told("no.such")
    assert "no result is called 'no.such'" in error["text"]


def test_broken_versions_fail_where_they_say(written):
    derivation = known()[SLUG]
    found = breaking.breaks(derivation)
    (written / "breaks").mkdir()
    (written / "breaks" / f"{SLUG}.pickle").write_bytes(breaking.pickled(found))
    rows = breaking.listed(derivation, found)
    assert 1 < len(rows) <= breaking.MOST
    for row, broken in zip(rows, found, strict=True):
        key = derivation.chains[broken.at].steps[broken.step].name
        step = steps(told(wrong=row["key"]))[key]
        assert (step["verdict"], step["agreement"]) == ("failed", "refuted")
        assert step["witness"]
    (error,) = told(wrong="machine:9.9.9")
    assert "no wrong version" in error["text"]


def test_mistakes_of_people_come_first():
    keys = [b.key for b in breaking.breaks(known()["kl.bernoulli"])]
    assert keys[0].startswith("person:") and keys[-1].startswith("machine:")


def test_what_holds_is_not_offered():
    derivation = known()[SLUG]
    right = derivation.chains[0].steps[0].rhs
    assert not breaking.refused(derivation, breaking.Break("", "", 0, 0, right))


@pytest.mark.parametrize("slug", MAKE)
def test_the_text_of_each_result_makes_the_same(slug):
    """Every name that it needs is in it, or stands in its module."""
    make = MAKE[slug]
    text = cutting.cut(make, NAMES)
    names = vars(__import__(make.__module__, fromlist=["_"]))
    made = reader.made(text, make.__name__, names)
    assert [c.claim for c in made.chains] == [c.claim for c in known()[slug].chains]


def test_formulas_that_another_python_cannot_read_are_not_offered():
    class Here(Function):
        pass

    assert breaking.portable(log(2))
    assert not breaking.portable(Here(2))
