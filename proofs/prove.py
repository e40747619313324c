"""Builds the proofs with Rocq, asks it what each theorem says and rests on, records it.

Every sentence that begins with Theorem is recorded, so none can be left out; lemmas
serve them. The build is a fresh one, in a temporary directory.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

from derivations.proofs import PROOFS, file_of, meanings, needed

THEOREM = re.compile(r"^Theorem (\w+) :\s+(.*?)\.\nProof\.(.*?)Qed\.", re.M | re.S)
AXIOM = re.compile(r"^([\w.']+)(?= :|$)", re.MULTILINE)
TOOLS = ("make", "coqc", "coqdep", "coqtop", "coqchk")
MARK = 'Goal True. idtac "### {}". Abort.'


class Missing(Exception):
    """A tool, or one of Rocq's libraries, is not installed."""


def missing() -> list[str]:
    """What is not installed here of what builds the proofs."""
    tools = [tool for tool in TOOLS if shutil.which(tool) is None]
    return tools or ([] if has_coquelicot() else ["coquelicot"])


def has_coquelicot() -> bool:
    lib = subprocess.run(["coqc", "-where"], capture_output=True, text=True).stdout
    return (Path(lib.strip()) / "user-contrib" / "Coquelicot").is_dir()


def sources(folder: Path = PROOFS, *, refused: bool = False) -> list[str]:
    """The files in reading order, which is an order in which they build."""
    listed = (folder / "_CoqProject").read_text(encoding="utf-8").split()
    files = [name for name in listed if name.endswith(".v")]
    return [name for name in files if name.startswith("refused/") == refused]


def theorems(folder: Path = PROOFS) -> dict[str, tuple[str, str]]:
    """Each theorem by file and name: its statement and its proof, as written."""
    found = {}
    for name in sources(folder):
        text = (folder / name).read_text(encoding="utf-8")
        for theorem, statement, proof in THEOREM.findall(text):
            found[f"{name.removesuffix('.v')}.{theorem}"] = (statement, proof)
    return found


def build(folder: Path) -> Path:
    """Compile a copy of the sources in a folder; those that are there are kept."""
    if lacking := missing():
        raise Missing(", ".join(lacking))
    if not folder.exists():
        shutil.copytree(PROOFS, folder, ignore=shutil.ignore_patterns("*.vo", ".*"))
    run(["make", "-s", "-j2"], folder)
    return folder


def run(command: list[str], folder: Path, given: str = "") -> str:
    done = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, text=True, timeout=600
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed\n{done.stdout}{done.stderr}")
    return done.stdout


def header(modules: list[str]) -> str:
    """What a session needs in order to read our statements; our names come last."""
    ours = "".join(f"From Klem Require Import {module}.\n" for module in modules)
    libraries = "From Coq Require Import Reals Lra Lia.\n"
    if any(module in ("Limit", "Witnesses") for module in modules):
        libraries += "From Coquelicot Require Import Coquelicot.\n"
    return f"{libraries}{ours}Open Scope R_scope.\nSet Printing Width 78.\n"


def modules_of(file: str, folder: Path) -> list[str]:
    """A file and all that it needs, as modules in reading order."""
    closure = needed(file, folder)
    return [name.removesuffix(".v") for name in sources(folder) if name in closure]


def ask(questions: dict[str, str], built: Path, modules: list[str]) -> dict[str, str]:
    """What Rocq prints for each question; a question that fails raises."""
    text = header(modules)
    for key, question in questions.items():
        text += f"{MARK.format(key)}\n{question}\n"
    flags = ["-Q", str(built.absolute()), "Klem", "-w", "-ambiguous-paths"]
    with TemporaryDirectory() as own:  # tests ask side by side
        (Path(own) / "Ask.v").write_text(text, encoding="utf-8")
        said = run(["coqc", "-q", *flags, "Ask.v"], Path(own))
    parts = re.split(r"^### (.*)\n", said, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def axioms(name: str, answer: str) -> list[str]:
    """The names in what Print Assumptions says."""
    if answer.startswith("Closed under the global context"):
        return []
    heading, _, listed = answer.partition("\n")
    if heading != "Axioms:":
        raise ValueError(f"{name}: no list of axioms in {answer!r}")
    return sorted(AXIOM.findall(listed))


def inspect(built: Path) -> dict[str, tuple[str, list[str]]]:
    """Statement and axioms of each theorem, in Rocq's words."""
    found = {}
    for file in sources(built):
        here = [name for name in theorems(built) if file_of(name) == file]
        questions = {f"says {n}": f"Check Klem.{n}." for n in here}
        questions |= {f"rests {n}": f"Print Assumptions Klem.{n}." for n in here}
        said = ask(questions, built, modules_of(file, built)) if here else {}
        for name in here:
            _, _, statement = said[f"says {name}"].partition(": ")
            found[name] = (
                dedent(" " * 7 + statement).strip(),
                axioms(name, said[f"rests {name}"]),
            )
    return found


def record(built: Path) -> dict:
    """The record of a build: tools, and each theorem in reading order."""
    ours = meanings(built)["theorems"]
    rows = [
        {
            "name": name,
            "result": ours[name]["result"],
            "statement": statement,
            "axioms": rests_on,
            "sources": needed(file_of(name), built),
        }
        for name, (statement, rests_on) in inspect(built).items()
    ]
    coq = run(["coqc", "--print-version"], built).split()[0]
    return {"tools": {"coq": coq}, "theorems": rows}


def main() -> int:
    try:
        with TemporaryDirectory() as folder:
            made = record(build(Path(folder) / "proofs"))
    except Missing as lacking:
        print(f"Not installed: {lacking}.", file=sys.stderr)
        print("Debian: apt install make coq libcoq-coquelicot", file=sys.stderr)
        return 1
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    (PROOFS / "record.json").write_text(text, encoding="utf-8")
    print(f"{len(made['theorems'])} theorems stand in proofs/record.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
