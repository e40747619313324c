"""The derive fence: each way to go wrong stops the build and says where and what."""

from pathlib import Path

import pytest

from derivations.publish.fence import openings, problems, unrun
from derivations.publish.notebooks.pages import shown
from derivations.publish.notebooks.setup import FOLDER, archive
from tests.site.conftest import ROOT, mkdocs_build

PAGES = sorted((ROOT / "docs").rglob("*.md"))

CONFIG = f"""\
INHERIT: {ROOT}/mkdocs.yml
hooks: ["{ROOT}/derivations/publish/hooks.py"]
watch: []
nav: [index.md]
"""


def block(code: str, info: str = "derive") -> str:
    return f"# Page\n\nText.\n\n```{info}\n{code}\n```\n"


def shows(html: str) -> str:
    return block(f"from shown import show\nshow({html!r})")


@pytest.fixture
def build(tmp_path):
    """Build pages with the project's own settings, and what each of them offers."""
    (tmp_path / "docs/f").mkdir(parents=True)
    (tmp_path / "docs" / FOLDER).mkdir()
    for name in (archive(), *(f"{part}.ipynb" for part in shown())):
        (tmp_path / "docs" / FOLDER / name).touch()
    (tmp_path / "docs/assets").symlink_to(ROOT / "docs/assets")
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "shown.py").write_text("def show(html):\n    print(html)\n")

    def build(index: str, **others: str):
        for name, markdown in {"index": index, **others}.items():
            (tmp_path / f"docs/{name}.md").write_text(markdown)
        return mkdocs_build(tmp_path / "out", tmp_path)

    return build


def test_a_block_shows_what_it_prints(build, tmp_path):
    page = shows('<p id="one">shown</p>') + "\n[there](#one)\n"
    built = build(page)
    assert built.returncode == 0, built.stdout + built.stderr
    assert '<p id="one">shown</p>' in (tmp_path / "out/index.html").read_text()


STOPS = {
    "raises": (block("from math import sqrt\nsqrt(-1)"), "ValueError"),
    "exits": (block("import sys\nsys.exit(0)"), "SystemExit"),
    "prints nothing": (block("import math"), "printed nothing"),
    "unknown slug": (
        block('from derivations.publish.card import show\nshow("no.such")'),
        "no.such",
    ),
    "does work of its own": (block("x = 1\nprint(x)"), "neither an import nor a call"),
    "is not Python": (block("show("), "SyntaxError"),
    "quoted option": (block("import math", 'derive html="yes"'), "unreadable"),
    "bare option": (block("import math", "derive html=yes"), "unreadable"),
    "attribute list": (block("import math", " {.derive}"), "unreadable"),
    "misspelt": (block("import math", "deriv"), "unknown language 'deriv'"),
    "raw exec": (block("print(1)", 'python exec="on"'), "unreadable"),
    "no language": (block("print(1)", ""), "unreadable"),
    "never closes": ("# Page\n\n```derive\nimport math\n", "never closes"),
    "is indented code": (
        "# Page\n\nText.\n\n    ```derive\n    print(1)\n    ```\n",
        "not run",
    ),
}


@pytest.mark.parametrize(("page", "words"), STOPS.values(), ids=STOPS)
def test_a_fence_that_goes_wrong_stops_the_build(build, page, words):
    built = build(page)
    assert built.returncode != 0
    assert "index.md" in built.stderr
    assert words in built.stderr


DANGLES = {
    "page": ("# Page\n\n[there](nowhere.md)\n", "'nowhere.md'"),
    "anchor": ("# Page\n\n[there](#nowhere)\n", "'#nowhere' leads nowhere"),
    "anchor in a block": (shows('<a href="#no">there</a>'), "'#no' leads nowhere"),
    "page in a block": (shows('<a href="../no/">there</a>'), "'../no/' leads nowhere"),
    "picture": ('# Page\n\n<img src="no.png" alt="">\n', "'no.png' leads nowhere"),
    "id twice": (shows('<p id="a">1</p><p id="a">2</p>'), "'a' stands 2 times"),
}


@pytest.mark.parametrize(("page", "words"), DANGLES.values(), ids=DANGLES)
def test_what_dangles_fails_the_build(build, page, words):
    built = build(page)
    assert built.returncode != 0
    assert words in built.stderr


def test_a_page_outside_the_navigation_fails_the_build(build):
    built = build("# Page\n", lost="# Lost\n")
    assert built.returncode != 0
    assert "lost.md" in built.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT / "docs")))
def test_fences_of_the_text_are_known(page: Path):
    assert problems(page.read_text()) == []


def test_a_longer_fence_holds_a_shorter_one():
    page = "````text\n```derive\n```\n````\n"
    assert openings(page) == ([(1, "text")], True)


def test_a_block_that_left_nothing_is_counted():
    assert unrun(block("import math"), "<p></p>") == 1
