"""One strict build of the real site, and Chromium to look at it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.browser import CHROMIUM, chromium, served
from tests.site.pages import Document

ROOT = Path(__file__).parents[2]
SETTINGS = {
    "MKDOCS_STRICT": "true",
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": str(ROOT),
}


def mkdocs_build(
    out: Path, directory: Path = ROOT, site_url: str = ""
) -> subprocess.CompletedProcess:
    """A strict build, in a process of its own as `./dev build` makes it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", out],
        cwd=directory,
        env=os.environ | SETTINGS | {"SITE_URL": site_url},
        capture_output=True,
        text=True,
        timeout=900,
    )


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """Where the site will stand, and its address: instant navigation asks for both."""
    out = tmp_path_factory.mktemp("site")
    with served(out) as address:
        yield out, address


@pytest.fixture(scope="session")
def site(place) -> Path:
    out, address = place
    built = mkdocs_build(out, site_url=address)
    if built.returncode:
        said = "\n".join(built.stderr.splitlines()[-40:])
        pytest.fail(f"the strict build failed:\n{said}", pytrace=False)
    return out


@pytest.fixture(scope="session")
def home(site, place) -> str:
    return place[1]


@pytest.fixture(scope="session")
def documents(site) -> dict[str, Document]:
    """Every built page, parsed, by its path in the site."""
    return {
        str(path.relative_to(site)): Document(path.read_text())
        for path in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt install chromium")
    with chromium() as browser:
        yield browser
