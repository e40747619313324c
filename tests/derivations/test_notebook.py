"""A notebook is one that Jupyter reads, and its cells run from top to bottom."""

import json

import nbformat
import pytest

from derivations.publish.data.notebook import files, run

NOTEBOOKS = dict(files())


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_it_has_the_form_of_a_notebook(path):
    nbformat.validate(nbformat.reads(NOTEBOOKS[path], as_version=nbformat.NO_CONVERT))


def test_what_is_no_notebook_is_seen():
    wrong = json.loads(NOTEBOOKS["f/F8.ipynb"])
    wrong["cells"][0].pop("source")
    with pytest.raises(nbformat.ValidationError):
        nbformat.validate(wrong)


def cells(text: str) -> list[str]:
    found = json.loads(text)["cells"]
    return ["".join(c["source"]) for c in found if c["cell_type"] == "code"]


def executed(text: str, monkeypatch) -> tuple[dict, list]:
    """What the cells leave behind, and what they display, without a server."""
    shown: list = []
    space: dict = {}
    for cell in cells(text):
        imports = "from IPython.display import Math, display\n"
        exec(
            cell.replace(imports, ""),
            space | {"Math": str, "display": shown.append},
            space,
        )
    return space, shown


@pytest.mark.parametrize("tag", ["F8", "F19"])
def test_its_cells_run_and_show_every_step(tag, monkeypatch):
    space, shown = executed(NOTEBOOKS[f"f/{tag}.ipynb"], monkeypatch)
    chains = space["result"].chains
    assert len(shown) == sum(1 + len(chain.steps) for chain in chains)
    assert space["report"]["problems"] == []


def test_each_formula_has_its_cells():
    for text in NOTEBOOKS.values():
        ids = [cell["id"] for cell in json.loads(text)["cells"]]
        assert len(ids) == len(set(ids)) >= 6


def test_lines_end_as_the_format_wants():
    assert run("a", "x = 1\ny = 2")["source"] == ["x = 1\n", "y = 2"]
