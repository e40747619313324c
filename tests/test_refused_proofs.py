"""Wrong statements are refused twice: their negation is proved, and our proof fails.

Each is a theorem of ours with one thing changed. Its counterexample is a theorem in
proofs/refused; and the proof of the right statement, tried on the wrong one, must fail
although Rocq understood the statement, and must succeed when tried on the right one.
"""

from pathlib import Path

import pytest

from derivations.proofs import PROOFS
from proofs.prove import ask, axioms, header, run, sources, theorems
from tests.rocq import built, needs_rocq, refuted, tried

__all__ = ["built"]  # a fixture
RIGHT = {name.split(".")[1]: both for name, both in theorems().items()}
WRONG = refuted(PROOFS)
FILES = sources(refused=True)
AXIOMS = Path(__file__).with_name("axioms.txt").read_text().split()


def attempts(file: str) -> dict[str, tuple[str, str]]:
    """The right proof tried on each wrong statement of a file, and on the right one."""
    found = {}
    for name, (where, theorem, statement) in WRONG.items():
        if where == file:
            right, proof = RIGHT[theorem]
            found |= {name: (statement, proof), theorem: (right, proof)}
    return found


def test_theorem_names_are_unique_and_each_wrong_statement_spoils_one():
    assert len(RIGHT) == len(theorems())
    assert {theorem for _, theorem, _ in WRONG.values()} <= set(RIGHT)
    texts = [(PROOFS / file).read_text(encoding="utf-8") for file in FILES]
    assert len(WRONG) == sum(text.count("\nTheorem ") for text in texts) > 90


@pytest.mark.parametrize("theorem", RIGHT)
def test_each_theorem_is_spoilt_in_two_ways_or_more(theorem):
    assert sum(spoilt == theorem for _, spoilt, _ in WRONG.values()) >= 2


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_statement_is_not_the_right_one(name):
    _, theorem, statement = WRONG[name]
    assert statement.split() != RIGHT[theorem][0].split()


@needs_rocq
@pytest.mark.parametrize("file", FILES)
def test_the_right_proof_does_not_prove_the_wrong_statement(built, file):
    for name, (understood, accepted) in tried(attempts(file), built, file).items():
        assert understood, name
        assert accepted == (name in RIGHT), name


@needs_rocq
@pytest.mark.parametrize("file", FILES)
def test_the_counterexamples_rest_on_the_same_axioms(built, file):
    module = "Klem." + file.removesuffix(".v").replace("/", ".")
    names = [name for name, (where, _, _) in WRONG.items() if where == file]
    each = ", ".join(f"{module}.{name}" for name in names)
    asked = f"Require {module}. Definition them := ({each}). Print Assumptions them."
    said = ask({"them": asked}, built, [f.removesuffix(".v") for f in sources()])
    assert names
    assert set(axioms(file, said["them"])) <= set(AXIOMS)


@needs_rocq
def test_a_true_statement_posing_as_a_wrong_one_is_accepted_and_so_seen(built):
    _, proof = RIGHT["gibbs"]
    posing = RIGHT["gibbs"][0].replace("0 <= KL n p q", "(0 <= KL n p q)")
    assert posing != RIGHT["gibbs"][0]
    found = tried({"posing": (posing, proof)}, built, FILES[0])
    assert found == {"posing": (True, True)}


@needs_rocq
def test_a_statement_that_is_not_one_is_not_understood(built):
    found = tried({"nonsense": ("forall n, nothing n", "auto.")}, built, FILES[0])
    assert found == {"nonsense": (False, False)}


@needs_rocq
def test_a_false_counterexample_does_not_compile(built):
    text = header(["Sums"]) + "Theorem no : ~ (forall t, t = t).\nProof. auto. Qed.\n"
    (built / "No.v").write_text(text, encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"No\.v"):
        run(["coqc", "-q", "-Q", ".", "Klem", "No.v"], built)
