"""What a benchmark found, kept as JSON, with the versions that it was found with."""

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "records"


def write(name: str, packages: tuple[str, ...], **found: Any) -> None:
    """Keep what `python -m benchmarks.<name> --record` found, for the pages."""
    record = {"by": f"python -m benchmarks.{name} --record"}
    record |= {"versions": {package: version(package) for package in packages}}
    text = json.dumps(record | found, indent=1, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def read(name: str) -> dict[str, Any]:
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    record: dict[str, Any] = json.loads(text)
    return record


def stale(record: dict[str, Any]) -> list[str]:
    """The packages that have another version now."""
    versions = record["versions"].items()
    return [package for package, then in versions if version(package) != then]
