"""The edits of `new`: a function, a line and a block, put into three texts."""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from derivations.memo import HERE

ROOT = HERE.parent
STUB = '''\


@cache
def {function}() -> Derivation:
    """WHAT HOLDS, IN ONE LINE: THE TITLE THAT READERS SEE."""
    raise NotImplementedError("{slug} is a stub: fill it in, then drop this line")
    return derivation(
        "{slug}",
        calc(
            "",
            START,
            ("FIRST-NAME", FIRST_RIGHT_SIDE, FIRST_RULE),
            ("LAST-NAME", LAST_RIGHT_SIDE, LAST_RULE),
        ),
    )
'''
BLOCK = """\
```derive
from derivations.publish.card import show
show("{slug}")
```

"""
IMPORTS = re.compile(r"(?<=^from derivations import \(\n)(?:    \w+,\n)+", re.M)
BEYOND = re.compile(r"(?<=^BEYOND = \(\n)(?:    .+\n)*", re.M)
LATER = "## What it is good for\n"  # a page's own matter stands before it


class Refused(Exception):
    """Nothing is written, and this is why."""


class Edit(NamedTuple):
    """A file, its text with the edit, and where that begins."""

    file: Path
    text: str
    at: int

    def __str__(self) -> str:
        line = self.text.count("\n", 0, self.at) + 1
        return f"{self.file.relative_to(ROOT)}:{line}"


def three(slug: str, module: str, function: str, page: Path) -> tuple[Edit, ...]:
    return (
        with_function(HERE / f"{module}.py", slug, function),
        with_line(HERE / "catalogue.py", module, function),
        with_block(page, slug),
    )


def with_function(file: Path, slug: str, function: str) -> Edit:
    """At the end of the module."""
    text = file.read_text(encoding="utf-8")
    stub = STUB.format(slug=slug, function=function)
    return Edit(file, text + stub, len(text) + stub.index("def "))


def with_line(file: Path, module: str, function: str) -> Edit:
    """At the end of the tuple BEYOND, and a module that is new among the imports."""
    text = file.read_text(encoding="utf-8")
    try:
        text = IMPORTS.sub(lambda names: sorted_with(names[0], module), text, count=1)
        at = BEYOND.search(text).end()  # type: ignore[union-attr]
    except AttributeError:
        raise Refused(f"{file} has no tuple BEYOND, a result a line") from None
    return Edit(file, f"{text[:at]}    {module}.{function},\n{text[at:]}", at)


def sorted_with(names: str, module: str) -> str:
    return "".join(sorted({*names.splitlines(keepends=True), f"    {module},\n"}))


def with_block(page: Path, slug: str) -> Edit:
    """Before what the matter is good for, or at the end of a page without that."""
    text = page.read_text(encoding="utf-8").rstrip("\n") + "\n"
    at = text.find(LATER)
    block = BLOCK.format(slug=slug)
    if at < 0:
        return Edit(page, f"{text}\n{block.rstrip()}\n", len(text) + 1)
    return Edit(page, text[:at] + block + text[at:], at)


def unsaved(names: list[str]) -> list[str] | None:
    """Files with changes that git has not committed; None where there is no git."""
    status = ["git", "status", "--porcelain", "--", *names]
    try:
        done = subprocess.run(status, cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return None if done.returncode else [row[3:] for row in done.stdout.splitlines()]
