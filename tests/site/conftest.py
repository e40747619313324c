"""One strict build of the real site, and Chromium to look at it."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from derivations.publish.paper.printing import chromium, installed
from tests.site.browser import served
from tests.site.pages import Document

ROOT = Path(__file__).parents[2]
SETTINGS = {
    "MKDOCS_STRICT": "true",
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": f"{ROOT}:{ROOT}/src",
}


def written() -> subprocess.CompletedProcess:
    """What has to stand below docs/ before the site is built, as `./dev build` does."""
    return run("derivations", "publish")


def mkdocs_build(
    out: Path, directory: Path = ROOT, site_url: str = ""
) -> subprocess.CompletedProcess:
    """A strict build, in a process of its own as `./dev build` makes it."""
    words = ("mkdocs", "build", "--strict", "--site-dir", out)
    return run(*words, directory=directory, site_url=site_url)


def run(
    *words, directory: Path = ROOT, site_url: str = ""
) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=directory,
        env=os.environ | SETTINGS | {"SITE_URL": site_url},
        capture_output=True,
        text=True,
        timeout=900,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The built site; the first worker that needs it builds it for all."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    out, report = shared / "site", shared / "site.txt"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not report.exists():
            said = failure(written()) or failure(mkdocs_build(out))
            report.write_text(said)
    if said := report.read_text():
        pytest.fail(said, pytrace=False)
    return out


def failure(built: subprocess.CompletedProcess) -> str:
    """The end of what a failed build said; nothing of one that succeeded."""
    said = "\n".join(built.stderr.splitlines()[-40:])
    return f"the strict build failed:\n{said}" if built.returncode else ""


@pytest.fixture(scope="session")
def home(site):
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def documents(site) -> dict[str, Document]:
    """Every built page, parsed, by its path in the site."""
    return {
        str(path.relative_to(site)): Document(path.read_text())
        for path in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="session")
def browser():
    if installed() is None:
        pytest.skip("Chromium is not installed: apt install chromium")
    with chromium() as browser:
        yield browser
