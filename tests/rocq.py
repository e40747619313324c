"""Rocq for the tests: one build for all of them, and proofs tried on other statements.

A proof is tried in coqtop, which reads on after an error: what counts is whether the
statement was understood, and whether a theorem came out in the end.
"""

import fcntl
import re
from os import environ
from pathlib import Path

import pytest

from proofs.prove import build, header, missing, run, sources

WRONG = re.compile(r"^Theorem (\w+?)__(\w+) :\s+~ \((.*?)\)\.\nProof\.", re.M | re.S)
ABSENT = missing()
needs_rocq = pytest.mark.skipif(
    bool(ABSENT), reason=f"not installed, so nothing is proved here: {ABSENT}"
)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The folder in which the proofs were built, once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in environ else base
    with (shared / "proofs.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return build(shared / "proofs")


def refuted(folder: Path) -> dict[str, tuple[str, str, str]]:
    """Each wrong statement: its file, the theorem that it spoils, and itself."""
    found = {}
    for file in sources(folder, refused=True):
        text = (folder / file).read_text(encoding="utf-8")
        for theorem, why, statement in WRONG.findall(text):
            found[f"{theorem}__{why}"] = (file, theorem, statement)
    return found


def attempt(name: str, statement: str, proof: str) -> str:
    return (
        f'Goal True. idtac "### {name}". Abort.\n'
        f"Theorem attempt : {statement}.\n"
        f'Proof. idtac "understood".{proof}Qed.\n'
        "Abort All.\nCheck attempt.\nReset attempt.\n"
    )


def tried(
    attempts: dict[str, tuple[str, str]], built: Path, wrong: str
) -> dict[str, tuple[bool, bool]]:
    """For statements and proofs, in the words of a refused file: understood, accepted.

    Nothing that an attempt leaves behind helps the next one.
    """
    modules = [name.removesuffix(".v") for name in sources(built)]
    text = "From Coq Require Import Psatz.\n" + header(modules)
    text += f"From Klem.refused Require Import {Path(wrong).stem}.\n"
    for name, (statement, proof) in attempts.items():
        text += attempt(name, statement, proof)
    flags = ["-q", "-Q", ".", "Klem", "-w", "none"]
    said = run(["coqtop", *flags], built, text)
    parts = re.split(r"^.*?### (\w+)$", said, flags=re.MULTILINE)
    return {
        name: ("understood" in part, bool(re.search(r"^attempt\s+:", part, re.M)))
        for name, part in zip(parts[1::2], parts[2::2], strict=True)
    }
