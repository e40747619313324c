"""Pyodide from its npm package, of one version and one hash."""

import tarfile
from base64 import b64encode
from hashlib import sha512
from pathlib import Path
from subprocess import DEVNULL, run

from derivations.memo import CACHE

VERSION = "314.0.7"
HASH = "0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="  # noqa: E501
FOLDER = CACHE / "live"
WANTED = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
    "package.json",
)


class WrongHash(ValueError):
    """The package is not the one that we know."""


def pyodide(npm: list[str], folder: Path = FOLDER) -> Path:
    """The folder with Pyodide's files; fetched where it is not there yet."""
    archive = folder / f"pyodide-{VERSION}.tgz"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        words = ["pack", f"pyodide@{VERSION}", "--silent", "--pack-destination"]
        run([*npm, *words, str(folder)], check=True, stdout=DEVNULL)
    return unpacked(archive, folder / f"pyodide-{VERSION}")


def unpacked(archive: Path, folder: Path) -> Path:
    """What the archive holds of what we want, if it is what it should be."""
    found = b64encode(sha512(archive.read_bytes()).digest()).decode()
    if found != HASH:
        raise WrongHash(
            f"{archive} has the SHA-512 {found}, not {HASH}: delete it and try again; "
            "if it stays so, what was published is not what we tested"
        )
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as packed:
        for name in WANTED:
            file = packed.extractfile(f"package/{name}")
            if file is None:
                raise WrongHash(f"{archive} lacks {name}")
            (folder / name).write_bytes(file.read())
    return folder
