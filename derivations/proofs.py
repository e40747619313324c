"""Which theorems stand behind a result: proved in Rocq, from the sources as they are.

`./dev prove` writes proofs/record.json: each theorem as Rocq printed it, its axioms,
and the hash of each source that it needs. One whose sources have changed since is not
proved any more, so the mark needs no Rocq to be shown, and cannot be a stale one.
"""

import json
import re
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

PROOFS = Path(__file__).parents[1] / "proofs"
REQUIRED = re.compile(r"^From Klem Require Import ([\w\s]+)\.$", re.MULTILINE)
NAME = re.compile(r"[^\W\d][\w']*")


@dataclass(frozen=True)
class Theorem:
    name: str  # file and theorem: Gibbs.gibbs_equality
    result: str  # the slug of the result that it supports
    statement: str  # as Rocq prints it
    axioms: tuple[str, ...]
    sources: dict[str, str]  # the file that proves it and all that it needs: hashes
    says: str  # the sentence, in our words
    scope: str
    symbols: dict[str, str]  # what the names in the statement are in our notation


def needed(file: str, folder: Path = PROOFS) -> dict[str, str]:
    """Hashes of a source and of all that it requires, directly or not."""
    todo, seen = [file], {}
    while todo:
        if (name := todo.pop()) not in seen and (folder / name).is_file():
            text = (folder / name).read_bytes()
            seen[name] = sha256(text).hexdigest()
            lines = REQUIRED.findall(text.decode("utf-8"))
            todo += [f"{module}.v" for line in lines for module in line.split()]
    return dict(sorted(seen.items()))


def file_of(theorem: str) -> str:
    return f"{theorem.split('.')[0]}.v"


def meanings(folder: Path = PROOFS) -> dict:
    """Our side of the map: names; for each theorem its result, words and letters."""
    return tomllib.loads((folder / "map.toml").read_text(encoding="utf-8"))


def symbols(theorem: str, statement: str, ours: dict) -> dict[str, str]:
    """The names and letters of a statement that the map explains."""
    known = ours["names"] | ours["theorems"][theorem].get("letters", {})
    held = set(NAME.findall(statement)) | set("ΣΠ") & set(statement)
    return {name: says for name, says in known.items() if name in held}


def recorded(folder: Path = PROOFS) -> list[Theorem]:
    """Every theorem of the record, whether its sources still stand or not."""
    rows = json.loads((folder / "record.json").read_text(encoding="utf-8"))["theorems"]
    ours = meanings(folder)
    return [
        Theorem(
            row["name"],
            row["result"],
            row["statement"],
            tuple(row["axioms"]),
            row["sources"],
            ours["theorems"][row["name"]]["says"],
            ours["theorems"][row["name"]]["scope"],
            symbols(row["name"], row["statement"], ours),
        )
        for row in rows
    ]


def left_out(slug: str, folder: Path = PROOFS) -> str:
    """What the theorems behind a result do not say of its sentence; or nothing."""
    return meanings(folder)["results"][slug]["left_out"]


def stands(theorem: Theorem, folder: Path = PROOFS) -> bool:
    """Whether each source is byte for byte the one that was built and recorded."""
    return theorem.sources == needed(file_of(theorem.name), folder) != {}


def proved(slug: str, folder: Path = PROOFS) -> list[Theorem]:
    """The theorems behind a result that hold for the sources as they are now."""
    return [t for t in recorded(folder) if t.result == slug and stands(t, folder)]
