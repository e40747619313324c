"""The reference of the derivations names what is there, and its example is true."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from derivations.checking.report import CODES
from derivations.commands.line import parser

PAGE = (Path(__file__).parents[2] / "docs/reference/derivations.md").read_text("utf-8")
LISTED = re.findall(r"^::: (\S+)\n.*\n +members: \[(.+)\]$", PAGE, re.MULTILINE)
MEMBERS = [(module, name) for module, names in LISTED for name in names.split(", ")]
(EXAMPLE,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("module", "name"), MEMBERS)
def test_what_is_listed_is_there(module, name):
    assert hasattr(import_module(module), name)  # or it is left out in silence


def test_the_example_says_what_it_gives():
    exec(EXAMPLE, names := {})
    said = re.findall(r"^(found\..+?)  # (.+)$", EXAMPLE, re.MULTILINE)
    assert len(said) == 3
    for typed, given in said:
        assert repr(eval(typed, names)) == given


def test_the_exit_codes_are_those_of_the_command():
    assert ", ".join(f"{code} {kind}" for kind, code in CODES.items()) in PAGE


def test_every_command_stands_in_the_table():
    (commands,) = (a for a in parser()._actions if a.choices)
    assert list(commands.choices) == re.findall(
        r"^\| `(\w+)`.* \|$", PAGE, re.MULTILINE
    )
