"""The archive of the sources that the first cell unpacks, the same in every build."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from derivations.memo import HERE, KLEM, MEASURED
from derivations.publish.notebooks.setup import FOLDER, archive
from derivations.publish.releases.edition import ROOT

ALONE = "LICENSE", "README.md", "pyproject.toml"


def files() -> Iterator[tuple[str, bytes]]:
    yield f"{FOLDER}/{archive()}", zipped()


def zipped() -> bytes:
    """klem, derivations and what was measured, in a folder of the version's name."""
    out, folder = BytesIO(), Path(archive()).stem
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for path in sources():
            name = f"{folder}/{path.relative_to(ROOT).as_posix()}"
            entry = ZipInfo(name)  # of 1980: when it was made is no news
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, path.read_bytes())
    return out.getvalue()


def sources() -> list[Path]:
    kinds = ("*.py", "*.json", "*.csv", "py.typed")
    folders = HERE, KLEM, MEASURED
    found = [f for folder in folders for kind in kinds for f in folder.rglob(kind)]
    return sorted([*found, *(ROOT / name for name in ALONE)])
