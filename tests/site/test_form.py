"""The form of a page: what it promises, its picture, its numbers, its exercises."""

import re

import pytest

from tests.site.conftest import ROOT

PARTS = ("information", "kl", "em", "gmm")
PAGES = [p for part in PARTS for p in sorted((ROOT / f"docs/{part}").glob("*.md"))]
PICTURE = re.compile(r"^from derivations\.publish\.pictures\.", re.M)
ANSWER = re.compile(r'^ *\?\?\? answer "Answer"\n((?:\n| {8}.*\n)+)', re.M)
CHECKED = re.compile(r"\]\{=")


def name(page):
    return str(page.relative_to(ROOT / "docs"))


def lacks(page: str) -> list[str]:
    """What a page should have and has not."""
    answers = ANSWER.findall(page + "\n")
    has = {
        "a goal": re.search(r"\A# .+\n\n(?:.+\n)+\{ \.goal \}\n", page),
        "a question": "{ .question }" in page,
        "a picture": PICTURE.search(page),
        "a number by hand": "**By hand." in page and CHECKED.search(page),
        "what it is good for": "\n## What it is good for\n" in page,
        "what goes wrong": "\n## What goes wrong\n" in page,
        "two exercises": len(answers) >= 2,
        "a check in every answer": all(map(CHECKED.search, answers)),
        "no answer unread": page.count("??? answer") == len(answers),
    }
    return [what for what, found in has.items() if not found]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_has_its_parts(page):
    assert lacks(page.read_text()) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{ .goal }", "", "a goal"),
        ("{ .question }", "", "a question"),
        ("publish.pictures", "publish.card", "a picture"),
        ("**By hand.", "**By machine.", "a number by hand"),
        ("## What goes wrong", "## What may go wrong", "what goes wrong"),
        ("??? answer", "??? note", "two exercises"),
    ],
)
def test_what_is_missing_is_seen(old, new, what):
    page = (ROOT / "docs/kl/one-inequality.md").read_text()
    assert lacks(page.replace(old, new)) == [what]


def test_an_unchecked_answer_is_seen():
    page = (ROOT / "docs/kl/one-inequality.md").read_text()
    answer = ANSWER.findall(page)[-1]
    typed = re.sub(r"\]\{=[^}]*\}", "]", answer)
    assert lacks(page.replace(answer, typed)) == ["a check in every answer"]


def headings_with_mathematics(page: str) -> list[str]:
    """Their anchors and the table of contents would read 1/N1/N1/N."""
    return re.findall(r"^#+ .*\$.*$", page, re.M)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=name)
def test_headings_are_words(page):
    assert headings_with_mathematics(page.read_text()) == []


def test_a_heading_with_mathematics_is_seen():
    assert headings_with_mathematics("# A\n\n## What $1/N$ does\n")
