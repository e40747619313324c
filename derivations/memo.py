"""Remember what was computed, for as long as no source and no tool has changed.

A memory is a file under .cache, named by a fingerprint of everything it depends on;
so a stale one is never found, and a warm build need not even import SymPy.
"""

import platform
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
KLEM = HERE.parent / "src" / "klem"
CACHE = HERE.parent / ".cache"
TOOLS = ("sympy", "python-flint")


@cache
def fingerprint(shown: bool) -> str:
    """Of sources and tools; only what is shown depends on `publish` and on klem too."""
    files = [f for f in sorted(HERE.rglob("*.py")) if shown or "publish" not in f.parts]
    files += sorted(KLEM.glob("*.*")) if shown else []
    tools = [f"{tool} {version(tool)}" for tool in TOOLS]
    parts = [*tools, platform.python_version(), *map(str, files)]
    text = [part.encode() for part in parts] + [f.read_bytes() for f in files]
    return sha256(b"\0".join(text)).hexdigest()[:16]


def place(kind: str, name: str, shown: bool) -> Path:
    return CACHE / kind / fingerprint(shown) / name


def recall(kind: str, name: str, shown: bool = False) -> str | None:
    path = place(kind, name, shown)
    return path.read_text(encoding="utf-8") if path.exists() else None


def remember(kind: str, name: str, text: str, shown: bool = False) -> str:
    path = place(kind, name, shown)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")  # whole or not at all, if two write at once
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return text


def remembered(kind: str, name: str, make: Callable[[], str], also: str = "") -> str:
    """What is shown, from memory, or else made now; it may depend on `also`."""
    name = f"{sha256(also.encode()).hexdigest()[:8]}-{name}"
    return recall(kind, name, True) or remember(kind, name, make(), True)
