"""The proofs build from nothing, rest on the classical reals alone, and are recorded.

What a theorem rests on is read from Rocq, not from the source; what the site may call
proved is read from the record, and only while the sources are the recorded ones.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from derivations.proofs import PROOFS, file_of, meanings, needed, proved, recorded
from proofs.prove import ask, axioms, modules_of, record, run, sources, theorems
from tests.rocq import built, needs_rocq

__all__ = ["built"]  # a fixture
ROOT = Path(__file__).parents[1]
SLUGS = (ROOT / "tests/derivations/tier_a.txt").read_text().split("\n")
AXIOMS = (ROOT / "tests/axioms.txt").read_text().split()
ESCAPES = re.compile(
    r"\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjecture|Abort"
    r"|Unset|bypass_check|Declare|native_compute)\b"
)
COMMENT = re.compile(r"\(\*.*?\*\)", re.DOTALL)
NAMES = sorted(theorems())
HYPOTHESES = """Goal True. let t := type of {} in match t with
  | forall _ : _, _ => idtac "some left" | _ => idtac "none left" end. Abort."""


def escapes(text: str) -> list[str]:
    """The words by which a proof could be left out."""
    return ESCAPES.findall(COMMENT.sub("", text))


@pytest.mark.parametrize("file", [*sources(), *sources(refused=True)])
def test_no_proof_is_left_out(file):
    text = (PROOFS / file).read_text(encoding="utf-8")
    assert escapes(text) == []
    assert len(re.findall(r"\bProof\.", text)) == len(re.findall(r"\bQed\.", text))
    assert len(text.splitlines()) < 300
    assert max(map(len, text.splitlines())) <= 88
    assert text.startswith("(** ")


@pytest.mark.parametrize(
    "text", ["Proof. Admitted.", "Axiom a : 0 = 1.", "Proof. (* so *) admit. Admitted."]
)
def test_a_proof_left_out_is_seen(text):
    assert escapes(text)


def test_every_file_is_built_and_every_theorem_found():
    there = {str(path.relative_to(PROOFS)) for path in PROOFS.rglob("*.v")}
    assert there == {*sources(), *sources(refused=True)}
    written = [(PROOFS / file).read_text(encoding="utf-8") for file in sources()]
    assert len(NAMES) == sum(len(re.findall(r"^Theorem ", t, re.M)) for t in written)
    assert len(NAMES) > 30


@needs_rocq
def test_the_record_is_that_of_a_fresh_build(built):
    made, committed = record(built), recorded()
    assert [row["name"] for row in made["theorems"]] == [t.name for t in committed]
    for row, theorem in zip(made["theorems"], committed, strict=True):
        assert row["statement"].split() == theorem.statement.split(), theorem.name
        assert row["axioms"] == list(theorem.axioms), theorem.name
        assert row["sources"] == theorem.sources, theorem.name
        assert row["result"] == theorem.result, theorem.name


def test_no_axiom_but_those_of_the_classical_reals():
    held = {axiom for theorem in recorded() for axiom in theorem.axioms}
    assert held == set(AXIOMS)


@needs_rocq
def test_an_axiom_of_our_own_would_be_listed(built, tmp_path):
    folder = tmp_path / "proofs"
    shutil.copytree(built, folder)
    (folder / "Sums.v").write_text(
        "Axiom wish : False. Theorem t : False. Proof. exact wish. Qed."
    )
    run(["coqc", "-q", "-Q", ".", "Klem", "Sums.v"], folder)
    said = ask({"t": "Print Assumptions Klem.Sums.t."}, folder, ["Sums"])
    assert axioms("t", said["t"]) == ["wish"]


def foreign(said: str) -> list[str]:
    """What coqchk found assumed that is not of Coq's own library."""
    listed = said.partition("* Axioms:")[2].partition("* ")[0].split()
    assert any(axiom.endswith("sig_forall_dec") for axiom in listed)
    return [axiom for axiom in listed if not axiom.startswith("Coq.")]


@needs_rocq
def test_the_independent_checker_agrees(built):
    said = run(["sh", "-c", "make -s check 2>&1"], built)
    assert foreign(said) == []
    assert said.count("<none>") == 3, said


WISHES = """From Klem Require Import Limit.
Axiom wish : False.
#[bypass_check(guard)] Fixpoint loop (n : nat) : False := loop n.
"""


@needs_rocq
def test_the_independent_checker_sees_an_axiom_of_our_own_and_a_vain_loop(
    built, tmp_path
):
    folder = shutil.copytree(built, tmp_path / "proofs")
    (folder / "Wish.v").write_text(WISHES, encoding="utf-8")
    with (folder / "_CoqProject").open("a", encoding="utf-8") as listed:
        listed.write("Wish.v\n")
    said = run(["sh", "-c", "make -s check 2>&1"], folder)
    assert foreign(said) == ["Klem.Wish.wish"]
    assert said.count("<none>") == 2, said
    assert "Klem.Wish.loop" in said


@needs_rocq
def test_every_theorem_is_met_by_numbers(built):
    """Each witness is the theorem, applied until no hypothesis is left."""
    text = (PROOFS / "Witnesses.v").read_text(encoding="utf-8")
    short = [name.split(".")[1] for name in NAMES]
    held = dict(re.findall(r"^Definition (\w+)_witness :=\s+(\w+)", text, re.M))
    assert set(held) == set(short)
    other = {theorem: by for theorem, by in held.items() if theorem != by}
    assert other == {"step_never_lowers": "next_is_better"}
    asked = {name: HYPOTHESES.format(f"{name}_witness") for name in short}
    answers = ask(asked, built, modules_of("Witnesses.v", built))
    assert {name for name, said in answers.items() if said != "none left\n"} == set()


@needs_rocq
def test_a_witness_with_an_open_hypothesis_is_seen(built):
    asked = {"open": HYPOTHESES.format("(gibbs 2 fair bent fair_sums)")}
    said = ask(asked, built, modules_of("Witnesses.v", built))
    assert said == {"open": "some left\n"}


def test_the_map_and_the_theorems_are_one_set():
    ours = meanings()
    assert list(ours["theorems"]) == [t.name for t in recorded()]
    assert {row["result"] for row in ours["theorems"].values()} <= set(SLUGS)
    assert all(row["says"] and row["scope"] for row in ours["theorems"].values())


def test_every_name_of_ours_in_a_statement_is_explained():
    defined = {
        name
        for file in sources()[:-1]
        for name in re.findall(
            r"^(?:Definition|Record|Fixpoint) ([\w']+)",
            (PROOFS / file).read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    }
    for theorem in recorded():
        used = set(re.findall(r"[^\W\d][\w']*", theorem.statement)) & defined
        assert used <= set(theorem.symbols), theorem.name


@pytest.fixture
def copy(tmp_path):
    """The record and its sources, to be tampered with."""
    ignored = shutil.ignore_patterns("*.vo", ".*")
    return shutil.copytree(PROOFS, tmp_path / "proofs", ignore=ignored)


def test_every_recorded_theorem_is_proved_as_the_sources_stand():
    assert {t.name for slug in SLUGS for t in proved(slug)} == set(NAMES)


@pytest.mark.parametrize("file", ["Gibbs.v", "Sums.v"])
def test_a_changed_source_takes_the_mark_away(copy, file):
    assert proved("kl.nonnegative", copy)
    (copy / file).write_text((copy / file).read_text() + "\n")
    assert proved("kl.nonnegative", copy) == []


def test_a_missing_source_takes_the_mark_away(copy):
    (copy / "Sums.v").unlink()
    assert proved("kl.nonnegative", copy) == []


def test_a_source_that_a_theorem_does_not_need_leaves_its_mark(copy):
    (copy / "Limit.v").write_text("(** Something else. *)\n")
    assert proved("kl.nonnegative", copy)
    assert proved("kl.continuous-limit", copy) == []


@pytest.mark.parametrize("name", NAMES)
def test_what_a_theorem_needs_is_what_rocq_would_load(name):
    """Every `Require` of ours is seen by the reader of the record."""
    closure = needed(file_of(name))
    for file in closure:
        text = COMMENT.sub("", (PROOFS / file).read_text(encoding="utf-8"))
        loaded = re.findall(r"Require\s+(?:Import|Export)?\s*([^.]*)\.", text)
        ours = {w for names in loaded for w in names.split() if f"{w}.v" in sources()}
        assert {f"{module}.v" for module in ours} <= set(closure)


def test_a_result_without_a_theorem_has_none():
    assert proved("kl.gaussian") == []


def test_without_rocq_prove_says_what_to_install(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "proofs.prove"],
        cwd=ROOT,
        env={"PATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "apt install make coq libcoq-coquelicot" in done.stderr
