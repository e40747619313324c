"""Data flows one way: notation, rules, topics, catalogue, publish, docs."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = (
    "evaluation",
    "kernel",
    "decided",
    "notation",
    "quantities",
    "rules",
    "topic",
    "memo",
    "catalogue",
    "verification",
    "checking",
    "crosswalk",
    "publish",
    "live",
    "commands",
    "__main__",
)
BLOCK = re.compile(r"^```derive\n(.*?)^```", re.MULTILINE | re.DOTALL)


def imported(source: str) -> set[str]:
    """Full names of the modules that a source imports, wherever it does so."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return names


def layer(module: str) -> str:
    """The layer of derivations.… that a module stands in: a topic, unless named."""
    part = module.split(".")[1]
    return part if part in LAYERS else "topic"


def climbs(module: str, source: str) -> list[str]:
    """Imports that go against the stream."""
    here = LAYERS.index(layer(module))
    ours = [n for n in imported(source) if n.startswith("derivations.")]
    up = [n for n in ours if LAYERS.index(layer(n)) > here]
    numbers = [n for n in imported(source) if n.split(".")[0] == "klem"]
    return up + (numbers if layer(module) != "publish" else [])


def sources(folder: str) -> dict[str, str]:
    paths = sorted((ROOT / folder).rglob("*.py"))
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text()
        for path in paths
    }


DERIVATIONS = {
    name: text
    for name, text in sources("derivations").items()
    if name != "derivations.__init__"
}
BLOCKS = [
    (str(path.relative_to(ROOT)), code)
    for path in sorted((ROOT / "docs").rglob("*.md"))
    for code in BLOCK.findall(path.read_text())
]


@pytest.mark.parametrize("module", DERIVATIONS)
def test_a_module_imports_from_earlier_layers(module):
    assert climbs(module, DERIVATIONS[module]) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("derivations.kernel.calc", "from derivations.notation import x"),
        ("derivations.rules", "from derivations import evidence"),
        ("derivations.evidence", "import derivations.catalogue"),
        (
            "derivations.evidence",
            "from derivations.publish import latex",
        ),
        ("derivations.evidence", "import derivations.crosswalk.notes"),
        ("derivations.verification", "from derivations.checking.forms import FORMS"),
        ("derivations.checking.report", "import derivations.publish.cards.html"),
        (
            "derivations.crosswalk.notes",
            "from derivations.publish import latex",
        ),
        ("derivations.catalogue", "from derivations import verification"),
        ("derivations.evidence", "from klem import entropy"),
    ],
)
def test_an_import_against_the_stream_is_seen(module, source):
    assert climbs(module, source)


@pytest.mark.parametrize(("module", "source"), sources("src").items())
def test_klem_never_imports_derivations(module, source):
    assert not [n for n in imported(source) if n.split(".")[0] == "derivations"]


@pytest.mark.parametrize(("page", "code"), BLOCKS)
def test_a_block_imports_from_publish_only(page, code):
    names = imported(code)
    assert names
    assert all(name.startswith("derivations.publish.") for name in names)


def test_the_blocks_were_found():
    assert "docs/index.md" in dict(BLOCKS)
