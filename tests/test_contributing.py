"""The result that CONTRIBUTING adds can be added, and breaks as it says."""

import re
from pathlib import Path

import pytest

import derivations.relative_entropy as topic
from derivations.verification import verify

TEXT = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text()
EXAMPLE = re.search(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)[1]


def report(source: str) -> dict:
    """Define the function where the text says, and verify what it makes."""
    space = dict(vars(topic))
    exec(source, space)
    return verify(space["both_directions"]())


def test_the_example_verifies():
    assert report(EXAMPLE)["problems"] == []


@pytest.mark.parametrize("said", ["merge", "residual", "refuted", "p[1] ="])
def test_the_broken_example_is_refused_with_a_witness(said):
    wrong = EXAMPLE.replace("(p[i] - q[i]) * log", "(p[i] + q[i]) * log")
    assert wrong != EXAMPLE
    assert said in "\n".join(report(wrong)["problems"])
