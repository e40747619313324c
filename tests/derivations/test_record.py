"""The record is what its schema says, says what was found, and comes out the same."""

import copy
import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from derivations.memo import HERE
from derivations.publish.data.record import FILE, record, write
from derivations.publish.tags import fingerprint
from derivations.verification import results, verified, verify

ROOT = HERE.parent
SCHEMA = json.loads((ROOT / "docs/schemas/verification-1.json").read_text())
SLUG = "kl.delta-cancellation"


@pytest.fixture(scope="module")
def one() -> dict:
    return record([verified(SLUG)])


def faults(found: dict) -> list[str]:
    return [e.message for e in Draft202012Validator(SCHEMA).iter_errors(found)]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_record_of_everything_fits_its_schema():
    found = record([verified(slug) for slug in results()])
    assert faults(found) == []
    assert [row["slug"] for row in found["results"]] == list(results())
    assert found["totals"]["mutants"]["survivor"] == found["totals"]["failed"] == 0
    steps = [s for r in found["results"] for f in r["formulas"] for s in f["steps"]]
    assert found["totals"]["steps"] == len(steps) > 250
    for step in steps:
        assert bool(step["untested"]) == ("stated" in step["marks"])
        assert bool(step["decided"]) == ("decided" in step["marks"])
        tried = (0, 0) if step["untested"] else (6, 100)
        assert (step["points"], step["digits"]) == tried


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.pop("seed"),
        lambda r: r["results"][0].update(marks=[]),
        lambda r: r["results"][0]["formulas"][0]["steps"][0].update(marks=["sure"]),
        lambda r: r["results"][0]["formulas"][0]["steps"][0]["mutants"].pop("survivor"),
        lambda r: r["results"][0].update(fingerprint="none"),
        lambda r: r.update(more=1),
    ],
)
def test_what_is_no_record_does_not_fit(one, spoil):
    wrong = copy.deepcopy(one)
    spoil(wrong)
    assert faults(wrong)


def test_a_failing_result_is_on_record_with_its_problems():
    report = verify(results()[SLUG]) | {"problems": ["a step"], "marks": ["failed"]}
    found = record([report])
    assert faults(found) == []
    assert found["totals"]["failed"] == 1
    assert found["results"][0]["problems"] == ["a step"]


def command(*words, **env) -> subprocess.CompletedProcess:
    run = [sys.executable, "-m", "derivations", *words]
    settings = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT}/src"} | env
    return subprocess.run(run, cwd=ROOT, env=settings, capture_output=True, text=True)


def test_the_same_seed_gives_the_same_record_byte_for_byte(tmp_path):
    """In processes that hash differently, and not from memory."""
    texts = []
    for hashing in ("1", "2"):
        script = (
            "from pathlib import Path; from derivations.verification import *;"
            "from derivations.publish.data.record import *;"
            "found = [verify(results()[s], 7) for s in ('kl.gaussian', 'gmm.q')];"
            f"made = record(found, 7) | {{'seconds': {{}}}};"
            f"write(made, Path({str(tmp_path / hashing)!r}))"
        )
        env = os.environ | {"PYTHONHASHSEED": hashing, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, check=True)
        texts.append((tmp_path / hashing).read_bytes())
    assert texts[0] == texts[1]
    assert json.loads(texts[0])["seed"] == 7


def test_the_command_writes_it(tmp_path):
    file = tmp_path / "record.json"
    said = command("verify", SLUG, "--seed", "3", "--record", str(file))
    assert said.returncode == 0 and str(file) in said.stdout
    found = json.loads(file.read_text(encoding="utf-8"))
    assert faults(found) == [] and found["seed"] == 3
    assert [row["slug"] for row in found["results"]] == [SLUG]


def test_where_it_cannot_be_written_is_said_first(tmp_path):
    said = command("verify", SLUG, "--record", str(tmp_path / "none" / "r.json"))
    assert said.returncode == 2 and "no file in a folder" in said.stderr


@pytest.mark.parametrize("seed", ["-1", "1.5", "ten", "1" * 30, "²"])
def test_what_is_no_seed_is_refused(seed):
    said = command("verify", SLUG, f"--seed={seed}")
    assert said.returncode == 2 and "0 … 999999" in said.stderr


def test_the_pages_link_to_where_it_is_written(one, tmp_path):
    assert FILE == ROOT / "docs" / "verification.json"
    write(one, tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8")) == one


def test_a_fingerprint_is_of_the_meaning_and_not_of_the_words():
    chain, *others = results()[SLUG].chains
    prints = [fingerprint.of_chain(c) for c in (chain, *others)]
    assert len(set(prints)) == len(prints)
    told = tuple(replace(s, by=s.by.because("otherwise")) for s in chain.steps)
    assert fingerprint.of_chain(replace(chain, steps=told)) == prints[0]
    assert fingerprint.of_chain(replace(chain, fixed="D = 1")) != prints[0]
    assert fingerprint.of_chain(replace(chain, steps=chain.steps[:-1])) != prints[0]
    assuming = others[1]
    freed = tuple(replace(s, given=()) for s in assuming.steps)
    assert fingerprint.of_chain(replace(assuming, steps=freed)) != prints[2]
