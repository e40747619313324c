"""CITATION.cff is valid by the schema of its format, and a spoilt one is not."""

import subprocess
import sys
from pathlib import Path

import pytest

FILE = Path(__file__).parents[1] / "CITATION.cff"


def validated(file: Path) -> subprocess.CompletedProcess:
    """By the schema that check-jsonschema carries: no network."""
    run = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    return subprocess.run(
        [*run, "vendor.citation-file-format", "--force-filetype", "yaml", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_citation_file_is_valid():
    said = validated(FILE)
    assert said.returncode == 0, said.stdout


def test_it_would_be_with_a_date_and_a_doi(tmp_path):
    more = '\ndate-released: "2031-02-03"\ndoi: 10.5072/x.1\n'
    (tmp_path / "C.cff").write_text(FILE.read_text(encoding="utf-8") + more)
    assert validated(tmp_path / "C.cff").returncode == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("authors:", "writers:"),
        lambda text: text.replace("  - MIT", "  - none of our own"),
        lambda text: text + "\ndoi: https://doi.org/10.5072/x\n",
        lambda text: text + '\ndate-released: "today"\n',
    ],
)
def test_a_spoilt_one_is_refused(tmp_path, spoil):
    (tmp_path / "C.cff").write_text(spoil(FILE.read_text(encoding="utf-8")))
    assert validated(tmp_path / "C.cff").returncode == 1
