"""The archives that a browser imports from: the standard library, SymPy, and ours."""

import io
import subprocess
import zipfile
from pathlib import Path
from subprocess import PIPE

from derivations.live.build.closure import Sources, reached

HERE = Path(__file__).parent
OURS, THEIRS = ("derivations",), ("sympy", "mpmath")
ALONE = "derivations/"  # whose docstrings stay: they are titles


def ours(topics: list[str]) -> Sources:
    """The modules of derivations that a run in a browser may import."""
    return reached(["derivations.live.start", "derivations.live.run", *topics], OURS)


def theirs(sources: Sources) -> Sources:
    """SymPy as its own first line gives it, mpmath, and what ours import of them."""
    named = {name for name in reached(sources, (*OURS, *THEIRS))}
    roots = {"sympy", "mpmath", *(n for n in named if n.partition(".")[0] in THEIRS)}
    return reached(sorted(roots), THEIRS)


def archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name, data in sorted(files.items()):
            new.writestr(name, data)
    return made.getvalue()


def files(sources: Sources) -> dict[str, bytes]:
    """By their paths in an archive."""
    return {path(name, file): text.encode() for name, (file, text) in sources.items()}


def path(module: str, file: Path) -> str:
    end = "/__init__.py" if file.name == "__init__.py" else ".py"
    return module.replace(".", "/") + end


def compiled(node: list[str], pyodide: Path, data: bytes) -> tuple[bytes, str]:
    """The archive with bytecode for sources, and the version of Python that made it."""
    before, after = pyodide / "before.zip", pyodide / "after.zip"
    before.write_bytes(data)
    words: list[str | Path] = [
        HERE / "compile.mjs",
        pyodide,
        HERE / "bytecode.py",
        before,
        after,
        ALONE,
    ]
    said = subprocess.run([*node, *map(str, words)], check=True, stdout=PIPE, text=True)
    return after.read_bytes(), said.stdout.split()[-1]
