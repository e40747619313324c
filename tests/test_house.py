"""The house: sizes of files, pinned requirements, one version, a valid citation."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+?)(?: ; (.*?))? \\\n((?:    --hash=.*\n)+)", re.M)


def pins(name: str) -> dict[tuple[str, str, str], str]:
    """Package, version and marker of each pin in a requirements file; its hashes."""
    found = PIN.findall((ROOT / f"requirements/{name}.txt").read_text())
    return {
        (package, version, when): hashes for package, version, when, hashes in found
    }


def wanted(*extras: str) -> set[str]:
    lines = PROJECT["dependencies"] + [
        line for extra in extras for line in PROJECT["optional-dependencies"][extra]
    ]
    return {re.split(r"[<>=]", line)[0] for line in lines}


def sources() -> list[Path]:
    folders = ("derivations", "src", "tests", "docs/assets/js", "docs/assets/css")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.*")]
    return [path for path in found if path.suffix in (".py", ".js", ".mjs", ".css")]


@pytest.mark.parametrize("name", ["site", "all"])
def test_every_requirement_is_pinned_by_hash_and_names_no_host(name):
    text = (ROOT / f"requirements/{name}.txt").read_text()
    lines = [line for line in text.splitlines() if not line.startswith((" ", "#"))]
    assert len(lines) == len(pins(name)) > 10
    assert "://" not in text
    assert "index-url" not in text


def test_every_dependency_is_pinned():
    assert wanted("derive", "site") <= {package for package, *_ in pins("site")}
    assert wanted(*PROJECT["optional-dependencies"]) <= {p for p, *_ in pins("all")}


def test_all_holds_site():
    assert pins("site").items() <= pins("all").items()


def test_no_file_is_longer_than_300_lines():
    lengths = {str(path): len(path.read_text().splitlines()) for path in sources()}
    assert len(lengths) > 10
    assert not {path: n for path, n in lengths.items() if n > 300}


def test_the_citation_is_complete_and_of_this_version():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert cited["cff-version"] == "1.2.0"
    assert cited["version"] == PROJECT["version"]
    assert all(cited[key] for key in ("message", "title", "authors", "license"))
    assert f"## [{PROJECT['version']}]" in (ROOT / "CHANGELOG.md").read_text()
    assert f"klem {PROJECT['version']}, " in (ROOT / "docs/index.md").read_text()
