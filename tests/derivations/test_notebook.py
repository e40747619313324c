"""Notebooks of parts and of results: their form, their prose, and what they run."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell

from derivations.families import exponential
from derivations.memo import HERE
from derivations.publish.notebooks import parts, prose, results, running, sources
from derivations.publish.notebooks.cells import run, said, source
from derivations.publish.notebooks.offer import offer
from derivations.publish.notebooks.pages import pages, shown
from derivations.publish.notebooks.setup import archive, setup
from derivations.publish.notebooks.shown import Refuted, numbers, steps
from derivations.publish.pictures.printed import LIGHT
from derivations.publish.pictures.style import COLOURS
from derivations.publish.places import SHOWN

ROOT = HERE.parent
BLOCK = "```derive\n"
PARTS = dict(parts.files())
RESULTS = dict(results.files())
WHERE = "import derivations, klem\n[derivations.__file__, klem.__file__]"


def read(text: str) -> nbformat.NotebookNode:
    return nbformat.reads(text, as_version=nbformat.NO_CONVERT)


@pytest.mark.parametrize("path", [*PARTS, *RESULTS])
def test_it_has_the_form_of_a_notebook(path):
    nbformat.validate(read((PARTS | RESULTS)[path]))


def test_what_is_no_notebook_is_seen():
    wrong = json.loads(RESULTS["f/F8.ipynb"])
    wrong["cells"][0].pop("source")
    with pytest.raises(nbformat.ValidationError):
        nbformat.validate(wrong)


def executed(notebook: nbformat.NotebookNode, folder) -> nbformat.NotebookNode:
    """As Jupyter runs it, in a new kernel whose folder is this."""
    about = {"metadata": {"path": str(folder)}}
    return NotebookClient(notebook, timeout=1200, resources=about).execute()


def outputs(notebook: nbformat.NotebookNode) -> list:
    found = (cell for cell in notebook.cells if cell.cell_type == "code")
    return [(cell.id, cell.outputs) for cell in found]


@pytest.mark.parametrize("path", PARTS)
def test_jupyter_shows_what_is_stored(path):
    stored = read(PARTS[path])
    assert any(shown for _, shown in outputs(stored))
    assert outputs(executed(read(PARTS[path]), ROOT / "docs")) == outputs(stored)


@pytest.fixture
def alone(tmp_path):
    """A folder with a notebook, far from the repository, and a way to run it there."""

    def run(extra: str = "") -> nbformat.NotebookNode:
        notebook = read(PARTS["notebooks/information.ipynb"])
        if extra:
            notebook.cells.append(new_code_cell(extra, id="extra"))
        return executed(notebook, tmp_path)

    run.folder = tmp_path
    return run


def test_a_notebook_alone_says_what_it_needs(alone):
    with pytest.raises(CellExecutionError) as stopped:
        alone()
    assert f"Put {archive()}, which is offered" in str(stopped.value)


def test_with_the_archive_beside_it_all_of_it_runs_from_there(alone):
    (alone.folder / archive()).write_bytes(sources.zipped())
    *found, (_, last) = outputs(alone(WHERE))
    assert last[0]["data"]["text/plain"].count(str(alone.folder)) == 2
    assert found == outputs(read(PARTS["notebooks/information.ipynb"]))


def test_in_a_clone_nothing_is_unpacked(tmp_path, monkeypatch):
    here = tmp_path / "docs/notebooks"
    here.mkdir(parents=True)
    (here / archive()).write_bytes(sources.zipped())
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations/catalogue.py").touch()
    monkeypatch.chdir(here)
    monkeypatch.setattr(sys, "path", sys.path.copy())
    exec(source(setup()), {})
    assert sys.path[:2] == [str(tmp_path), str(tmp_path / "src")]
    assert [file.name for file in here.iterdir()] == [archive()]


def test_a_broken_derivation_stops_the_notebook_at_its_cell(alone):
    with ZipFile(BytesIO(sources.zipped())) as file:
        file.extractall(alone.folder)
    (module,) = alone.folder.glob("*/derivations/information.py")
    right, wrong = '("define", -Log(2, p[i])', '("define", Log(2, p[i])'
    assert right in module.read_text()
    module.write_text(module.read_text().replace(right, wrong))
    with pytest.raises(CellExecutionError) as stopped:
        alone()
    said = str(stopped.value)
    assert "steps(content())" in said and "Refuted" in said
    assert "information.content" in said and "does not carry" in said


@pytest.mark.parametrize("tag", ["F8", "F19"])
def test_the_notebook_of_a_result_runs_and_checks_it(tag):
    cells = json.loads(RESULTS[f"f/{tag}.ipynb"])["cells"]
    *_, steps, _, check = running.executed(cells, tag)
    assert f"{tag}.1.1" in steps["outputs"][0]["data"]["text/markdown"]
    assert "'problems': []" in check["outputs"][0]["data"]["text/plain"]


def test_a_cell_that_fails_stops_the_build_with_notebook_and_cell():
    cells = [said("a", "Words."), run("one", "x = 1"), run("two", "x / 0")]
    with pytest.raises(running.Stopped, match=r"n\.ipynb, cell two: ZeroDivisionError"):
        running.executed(cells, "n.ipynb")


def test_running_leaves_the_path_as_it_was():
    before = sys.path.copy()
    running.executed([run("a", "import sys; sys.path.insert(0, 'x')")], "n.ipynb")
    assert sys.path == before


BUILT = """\
from hashlib import sha256
from derivations.publish.notebooks import parts, sources
made = parts.written("Information", "i").encode() + sources.zipped()
print(sha256(made).hexdigest())
"""


def test_two_builds_give_the_same():
    """In processes of their own: a second drawing in one may set a pixel otherwise."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", BUILT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        )
        for seed in ("1", "2")
    ]
    first, second = (run.stdout for run in runs)
    assert first == second and len(first) == 65


@pytest.mark.parametrize("folder", shown())
def test_every_result_and_picture_of_a_part_is_in_its_notebook(folder):
    cells = json.loads(PARTS[f"notebooks/{folder}.ipynb"])["cells"]
    code = [source(cell) for cell in cells if cell["cell_type"] == "code"]
    files = (ROOT / "docs" / page for page in pages(shown()[folder]))
    written = "".join(file.read_text() for file in files)
    results, blocks = len(SHOWN.findall(written)), written.count(BLOCK)
    assert sum("\nsteps(" in cell for cell in code) == results > 0
    others = [cell for cell in code if "\ndrawn(" in cell or "\nprinted(" in cell]
    assert len(others) == blocks - results > 0
    assert len({cell["id"] for cell in cells}) == len(cells)


def test_a_refuted_derivation_is_not_shown():
    chain = exponential().chains[0]
    (step,) = chain.steps
    wrong = replace(chain, steps=(replace(step, rhs=step.rhs + 1),))
    with pytest.raises(Refuted, match="does not carry the left side"):
        steps(replace(exponential(), slug="my.own", chains=(wrong,)))


def test_a_derivation_of_the_readers_own_is_shown_without_tags():
    own = replace(exponential(), slug="my.own", chains=exponential().chains[:1])
    text = steps(own).forms["text/markdown"]
    assert text.startswith("**my.own**") and "\n\n1.1 " in text


def test_numbers_that_differ_are_refused():
    assert "0.693147181" in numbers([("0.693", "log(2)")]).forms["text/markdown"]
    with pytest.raises(ValueError, match=r"the text says '0\.694'"):
        numbers([("0.694", "log(2)")])


PAGE = """\
Read $x$ at [0.693]{= log(2) }, then $\\to {}$[2]{= 1+1 } and [this](b.md#c).

A margin.
{ .margin }
"""
EXERCISES = """\
## Exercises

1.  How many?

    ??? answer "Answer"

        It is [2]{= 1+1 }.
"""


def markdown(text: str) -> str:
    return prose.markdown(text, lambda target: target.upper(), "a.md")


def test_a_page_becomes_plain_markdown():
    assert markdown(PAGE) == (
        "Read $x$ at 0.693, then $\\to {}$ 2 and [this](B.MD#C).\n\n> A margin.\n"
    )
    assert markdown(EXERCISES) == (
        "### Exercises\n\n**1.** How many?\n\n<details><summary>Answer</summary>\n\n"
        "It is 2.\n\n</details>\n\n"
    )


@pytest.mark.parametrize(
    "text", ['!!! note "A"\n\n    B', "x\n{ .other }", "a[^1]", "```python\nx\n```"]
)
def test_what_a_notebook_cannot_show_stops_the_build(text):
    with pytest.raises(prose.Unread, match=r"a\.md: a notebook cannot show"):
        markdown(text)


def test_a_block_without_a_cell_stops_the_build():
    block = "from derivations.publish.thread import show\nshow()\n"
    with pytest.raises(prose.Unread, match="no cell for the block"):
        list(parts.cells_for("a", block, "a.md"))


def test_links_lead_into_the_notebook_or_to_the_site(monkeypatch):
    monkeypatch.setenv("SITE_URL", "")
    here = "kl/index.md", "KL divergence"
    assert parts.leads(*here, "families.md#kl.exponential") == "#F17-kl.exponential"
    assert parts.leads(*here, "families.md#F17.2") == "#F17-kl.exponential"
    assert parts.leads(*here, "families.md").startswith("#")
    assert parts.leads(*here, "../em/steps.md#x") == ""
    monkeypatch.setenv("SITE_URL", "https://example.org/klem/")
    site = "https://example.org/klem/"
    assert parts.leads(*here, "../em/steps.md#x") == f"{site}em/steps/#x"
    assert parts.leads(*here, "https://a.org/b") == "https://a.org/b"


def test_every_page_offers_notebooks_and_their_sources():
    mine = offer("kl/families.md")
    assert 'href="../../notebooks/kl.ipynb" download' in mine
    assert f'href="../../notebooks/{archive()}"' in mine and "em.ipynb" not in mine
    assert offer("index.md").count(".ipynb") == len(shown())


def test_light_paper_is_that_of_the_stylesheet():
    css = (ROOT / "docs/assets/css/paper.css").read_text()
    for placeholder, name in COLOURS.items():
        name = "md-default-bg-color" if name == "paper" else f"picture-{name}"
        assert f"--{name}: light-dark({LIGHT[placeholder]}," in css
