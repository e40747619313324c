"""The code on the how-to pages runs, from top to bottom, and prints what it says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "how-to").glob("*.md"))
CODE = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
SAID = re.compile(r"print\(.*\)  # (.*)$", re.MULTILINE)


def matches(said: str, line: str) -> bool:
    """Whether a line is what the comment says; … stands for anything."""
    return re.fullmatch(re.escape(said).replace("…", ".*"), line) is not None


def missed(code: str, printed: str) -> list[str]:
    """What the comments promise and no line says."""
    lines = printed.splitlines()
    return [s for s in SAID.findall(code) if not any(matches(s, x) for x in lines)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_code_of_a_page_runs(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code = "\n".join(CODE.findall(page.read_text("utf-8")))
    exec(compile(code, str(page), "exec"), {"__name__": "__main__"})
    assert SAID.search(code)
    assert missed(code, capsys.readouterr().out) == []


def test_a_wrong_promise_is_seen():
    code = "print(x)  # about 1 …\nprint(y)  # 2\n"
    assert missed(code, "about 1 and more\n2\n") == []
    assert missed(code, "about 1 and more\n3\n") == ["2"]
