"""Remember what was computed, for as long as no source and no tool has changed.

A memory is a file under .cache, named by a fingerprint of everything it depends on;
so a stale one is never found, and a warm build need not even import SymPy.
"""

import platform
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from os import getpid
from pathlib import Path

HERE = Path(__file__).parent
KLEM = HERE.parent / "src" / "klem"
CACHE = HERE.parent / ".cache"
TOOLS = ("sympy", "python-flint")


def checked() -> list[Path]:
    """The mathematics and its checks, without the ways in which they are shown."""
    return [f for f in sorted(HERE.rglob("*.py")) if "publish" not in f.parts]


def drawn() -> list[Path]:
    """klem, and what draws with it."""
    return [*klem(), *sorted((HERE / "publish" / "pictures").glob("*.py"))]


def typesetter() -> list[Path]:
    katex = HERE.parent / "docs/assets/katex/katex.min.js"
    return [katex, *sorted((HERE / "publish").glob("*.py"))]


def shown() -> list[Path]:
    """All of it, but for the pictures."""
    return [*klem(), *checked(), *sorted((HERE / "publish").glob("*.py"))]


def klem() -> list[Path]:
    return sorted(KLEM.glob("*.*"))


SOURCES = {"verification": checked, "pictures": drawn, "typeset": typesetter}


@cache
def fingerprint(kind: str) -> str:
    """Of the sources and tools on which a kind of memory depends."""
    files = SOURCES.get(kind, shown)()
    tools = [f"{tool} {version(tool)}" for tool in TOOLS]
    parts = [*tools, platform.python_version(), *map(str, files)]
    text = [part.encode() for part in parts] + [f.read_bytes() for f in files]
    return sha256(b"\0".join(text)).hexdigest()[:16]


def place(kind: str, name: str) -> Path:
    return CACHE / kind / fingerprint(kind) / name


def recall(kind: str, name: str) -> str | None:
    path = place(kind, name)
    return path.read_text(encoding="utf-8") if path.exists() else None


def remember(kind: str, name: str, text: str) -> str:
    path = place(kind, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{getpid()}")  # whole or not at all, if two write at once
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return text


def remembered(kind: str, name: str, make: Callable[[], str], also: str = "") -> str:
    """What is shown, from memory, or else made now; it may depend on `also`."""
    name = f"{sha256(also.encode()).hexdigest()[:8]}-{name}"
    return recall(kind, name) or remember(kind, name, make())
