"""What klem exports, what its reference page documents and what it cites are one."""

import inspect
import re
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import klem
from derivations.catalogue import CATALOGUE

SOURCES = Path(klem.__file__).parent.glob("*.py")
SLUG = r"\b(?:information|entropy|kl|elbo|em|gmm)\.[a-z][a-z.-]*[a-z]"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "klem.md"
EXAMPLES = re.findall(
    r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
)

every_export = pytest.mark.parametrize("name", klem.__all__)


def test_public_objects_are_the_exported_ones():
    public = {
        name
        for name, value in vars(klem).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert public == set(klem.__all__)
    assert len(klem.__all__) == len(public)


def test_documented_objects_are_the_exported_ones():
    documented = re.findall(r"^::: klem\.(\S+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(klem.__all__)


@pytest.mark.parametrize("example", EXAMPLES, ids=["mixture", "estimator"])
def test_an_example_of_the_page_says_what_it_gives(example):
    given = re.findall(r"\(([\d.]+), ([\d.]+)\)", example)
    exec(example, names := {})
    means = eval(example.splitlines()[-1], names)
    np.testing.assert_allclose(np.sort(means, axis=0), np.array(given, float), 2e-3)


@every_export
def test_first_line_is_a_sentence(name):
    first = inspect.getdoc(getattr(klem, name)).splitlines()[0]
    assert first.endswith(".")


def test_cited_formulas_exist():
    slugs = {make().slug for make in CATALOGUE}
    cited = set(re.findall(SLUG, "".join(map(Path.read_text, SOURCES))))
    assert len(cited) > 20
    assert cited - slugs == set()
