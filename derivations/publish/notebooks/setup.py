"""The first cell of every notebook: it finds klem and derivations, or says how to.

A notebook that was downloaded alone has neither, and pip knows neither. So an archive
of the sources lies beside the notebooks on the site: put into the same folder, the
first cell unpacks it there. In a clone of the repository nothing is needed.
"""

import re
import tomllib

from derivations.publish.notebooks.cells import run
from derivations.publish.releases.address import site_url
from derivations.publish.releases.edition import ROOT, version

FOLDER = "notebooks"  # below docs/
CELL = '''\
"""Finds what the cells below import, or says what is missing."""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zipfile import ZipFile

sources = Path("{archive}")  # from {origin}
here = Path.cwd().resolve()
places = [here, *here.parents, here / sources.stem]  # a clone of the repository first
known = Path("derivations", "catalogue.py")
if sources.exists() and not any((place / known).exists() for place in places):
    ZipFile(sources).extractall()
for folder in places:
    if (folder / known).exists():
        sys.path[:0] = [str(folder), str(folder / "src")]
        break
else:
    raise ModuleNotFoundError(
        f"klem and its derivations are not here. Put {{sources}}, which is offered "
        f"beside this notebook, into {{here}} and run this cell again; or open the "
        f"notebook in a clone of the repository."
    )


def here_is(name, series):
    """Whether a library is installed, in the series that the derivations want."""
    try:
        return version(name).startswith(series)
    except PackageNotFoundError:
        return False


wanted = {wanted}
if lacking := [f"'{{each}}'" for each, of in wanted.items() if not here_is(*of)]:
    raise ModuleNotFoundError(
        f"Some libraries are missing, or SymPy is of another series. Run this in a "
        f"cell, restart the kernel and begin again: %pip install {{' '.join(lacking)}}"
    )

from derivations.publish.notebooks.shown import drawn, numbers, printed, steps'''


def archive() -> str:
    """The name of the file that holds the sources."""
    return f"klem-{version()}.zip"


def setup() -> dict:
    site = site_url()
    origin = f"{site}{FOLDER}/" if site else "the page that offers this notebook"
    text = CELL.format(archive=archive(), origin=origin, wanted=wanted())
    return run("setup", text, folded=True)


def wanted() -> str:
    """The libraries that cells need, as a dict to read: name, and series of SymPy."""
    lines = [f'    "{line}": {of(line)!r},' for line in requirements()]
    return "\n".join(["{", *lines, "}"]).replace("'", '"')


def requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = project["optional-dependencies"]
    drawing = [line for line in extra["site"] if line.startswith("matplotlib")]
    return [*project["dependencies"], *extra["derive"], *drawing]


def of(requirement: str) -> tuple[str, str]:
    """The name, and how its version begins, where one series alone will do."""
    name = re.split("[<>=]", requirement)[0]
    series = re.search(r">=([\d.]+),<", requirement)
    return name, f"{series[1]}." if series else ""
