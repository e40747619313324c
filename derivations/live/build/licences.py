"""The licences of all that a browser is given, in one file."""

from importlib.metadata import distribution
from pathlib import Path

from derivations.live.build.fetch import VERSION
from derivations.memo import KATEX

MPL = "pathspec"  # a package beside us that carries the text of the MPL 2.0
ABOUT = """\
What the live pages run, unchanged but for what is said here.

Pyodide {version}: MPL 2.0, below. It was published as the npm package pyodide; its
source is the tag {version} of the repository pyodide/pyodide on GitHub. It holds
CPython (PSF licence; `license()` prints it) and libraries built with Emscripten (MIT).
Python's standard library is compiled to bytecode, and its docstrings are emptied.
SymPy and mpmath: BSD, below. Modules that nothing here can reach are left out, the rest
is compiled to bytecode, and its docstrings are emptied.
KaTeX: MIT, below.
"""


def text() -> str:
    katex = (KATEX.parent / "LICENSE").read_text(encoding="utf-8")
    parts = {
        "SymPy": of_package("sympy"),
        "mpmath": of_package("mpmath"),
        "KaTeX": katex,
        "Pyodide: the Mozilla Public License 2.0": of_package(MPL),
    }
    said = [f"{name}\n{'=' * len(name)}\n\n{words}" for name, words in parts.items()]
    return "\n\n".join([ABOUT.format(version=VERSION), *said])


def of_package(name: str) -> str:
    """The licence that a package carries."""
    found = distribution(name)
    for file in found.files or []:
        if file.name.startswith("LICENSE") and ".dist-info" in str(file):
            return Path(str(found.locate_file(file))).read_text(encoding="utf-8")
    raise FileNotFoundError(f"{name} carries no licence")
