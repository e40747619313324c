"""Remember what was computed, for as long as no source and no tool has changed.

A memory is a file under .cache, named by a fingerprint of everything it depends on;
so a stale one is never found, and a warm build need not even import SymPy.
"""

import ast
import platform
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from os import getpid
from pathlib import Path

HERE = Path(__file__).parent
PROOFS = HERE.parent / "proofs"
KLEM = HERE.parent / "src" / "klem"
CACHE = HERE.parent / ".cache"
MEASURED = HERE.parent / "benchmarks" / "records"
KATEX = HERE.parent / "docs/assets/katex/katex.min.js"
TOOLS = ("sympy", "python-flint", "numpy")


def checking() -> list[Path]:
    """What verifies, whatever the topic."""
    folders = ("kernel", "evaluation")
    files = [f for folder in folders for f in sorted((HERE / folder).glob("*.py"))]
    alone = [HERE / name for name in ("__init__.py", "decided.py", "verification.py")]
    return [*alone, *files]


@cache
def imported(file: Path) -> set[Path]:
    """The modules of derivations that a source file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            paths = [HERE.parent / (name.replace(".", "/") + ".py") for name in names]
            found |= {path for path in paths if path.is_file()}
    return {path for path in found if HERE in path.parents}


@cache
def closure(topic: str) -> list[Path]:
    """The file of a module, and all that it imports, directly or not."""
    todo, seen = [HERE.parent / (topic.replace(".", "/") + ".py")], set()
    while todo:
        if (file := todo.pop()) not in seen:
            seen.add(file)
            todo += imported(file)
    return sorted(seen)


def drawn() -> list[Path]:
    """klem, and what draws with it."""
    return [*klem(), *(HERE / "publish" / "pictures").rglob("*.py")]


def shown() -> list[Path]:
    """All of it but pictures, with proofs and measurements; KaTeX sets the formulas."""
    files = HERE.rglob("*.py")
    proofs = [*PROOFS.glob("*.v"), PROOFS / "record.json", PROOFS / "map.toml"]
    shown = [f for f in files if "pictures" not in f.parts]
    return [KATEX, *klem(), *proofs, *sorted(MEASURED.glob("*.json")), *shown]


def klem() -> list[Path]:
    return sorted(KLEM.glob("*.*"))


def sources(kind: str, topic: str) -> tuple[list[Path], tuple[str, ...]]:
    """The files and the tools that a kind of memory, of one topic or all, needs."""
    if kind == "pictures":
        return sorted(drawn()), (*TOOLS, "matplotlib")
    if kind == "play":
        return sorted({*klem(), *closure(topic)}), TOOLS
    return sorted({*checking(), *closure(topic)} if topic else shown()), TOOLS


@cache
def fingerprint(kind: str, topic: str) -> str:
    """Of the sources and tools on which a memory depends."""
    files, tools = sources(kind, topic)
    versions = [f"{tool} {version(tool)}" for tool in tools]
    parts = [*versions, platform.python_version(), *map(str, files)]
    text = [part.encode() for part in parts] + [f.read_bytes() for f in files]
    return sha256(b"\0".join(text)).hexdigest()[:16]


def place(kind: str, name: str, topic: str) -> Path:
    return CACHE / kind / fingerprint(kind, topic) / name


def recall(kind: str, name: str, topic: str = "") -> str | None:
    """What is remembered under a name; of a topic, as long as what it imports stays."""
    path = place(kind, name, topic)
    return path.read_text(encoding="utf-8") if path.exists() else None


def remember(kind: str, name: str, text: str, topic: str = "") -> str:
    path = place(kind, name, topic)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{getpid()}")  # whole or not at all, if two write at once
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)  # there only if something stopped the writing
    return text


def remembered(kind: str, name: str, make: Callable[[], str], also: str = "") -> str:
    """What is shown, from memory, or else made now; it may depend on `also`."""
    name = f"{sha256(also.encode()).hexdigest()[:16]}-{name}"
    return recall(kind, name) or remember(kind, name, make())
