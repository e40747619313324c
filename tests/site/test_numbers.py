"""Numbers in the prose: each is computed, and a wrong one stops the build."""

import math
import re

import pytest
from markdown import markdown

from derivations.publish.numbers import at, holds, unread, vouch
from tests.site.conftest import ROOT

PAGES = sorted((ROOT / "docs").rglob("*.md"))
EQUATIONS = r"\(\d+\.\d+(?:–\d+\.\d+)?\)|section \d\.\d"
UNREAD = re.compile(
    rf"^ *```.*?^ *```$|`[^`\n]+`|\]\{{=[^}}\n]+\}}|{EQUATIONS}", re.M | re.S
)
CHECKED = re.compile(r"\[[^\]\n]+(?=\]\{=)")
DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.])")


def unchecked(page: str) -> list[str]:
    """The decimals of a page that nobody computed."""
    return DECIMAL.findall(UNREAD.sub("", CHECKED.sub("", page)))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT / "docs")))
def test_every_decimal_of_the_text_is_computed(page):
    assert unchecked(page.read_text()) == []


@pytest.mark.parametrize(
    "prose", ["about 0.693 nats", "$0.5 u$", "[0.7](x.md)", "(as 0.7)"]
)
def test_a_typed_decimal_is_seen(prose):
    assert unchecked(prose)


def test_computed_numbers_code_and_equation_numbers_are_left_alone():
    page = "[0.693]{= log(2) }, `x = 0.5`, (9.16) and (1.92–1.121)\n```py\n1.5\n```\n"
    assert unchecked(page) == []


def render(text: str) -> str:
    return markdown(text, extensions=["derivations.publish.numbers"])


def test_a_number_is_shown_with_what_it_comes_from():
    html = render("so [0.693]{= log(2) } nats")
    assert ">0.693</data> nats" in html
    assert 'title="log(2) = 0.693147181"' in html


@pytest.mark.parametrize(
    "wrong",
    [
        "[0.694]{= log(2) }",
        "[0.69]{= log2(2) }",
        "[1/3]{= 0.3333 }",
        "[true]{= close(log(2), 0.6931) }",
        "[−0.693]{= log(2) }",
    ],
)
def test_a_wrong_number_stops_the_build(wrong):
    with pytest.raises(ValueError, match="the text says"):
        render(wrong)


def test_a_formula_beside_a_true_expression_is_vouched_for():
    assert vouch("any words", "close(2*log(2), log(4))") == "true"


def test_a_number_that_is_not_read_is_counted():
    """One whose expression runs over the end of a line, say."""
    assert unread(render("[0.5]{= 1 /\n2 }")) == 1
    assert unread(render("[0.5]{= 1 / 2 }")) == 0


def test_numpy_tells_the_truth_as_well():
    assert vouch("so", "np.array(2.0) > 1") == "true"
    with pytest.raises(ValueError, match="the text says"):
        vouch("so", "np.array(2.0) < 1")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.35", 0.3451), ("−1", -1.0), ("7/4", 1.75), ("0.3", 1 / 3), ("12", 12)],
)
def test_a_number_is_held_to_its_last_digit(text, value):
    assert holds(text, value)
    assert not holds(text, value + 0.11)


def test_a_derived_formula_is_evaluated_at_a_point():
    uneven = at("kl.nonnegative", N=2, p=[1 / 2, 1 / 2], q=[1 / 4, 3 / 4])
    assert uneven == pytest.approx(math.log(4 / 3) / 2, abs=1e-15)


def test_a_letter_without_a_number_is_named():
    with pytest.raises(ValueError, match="wants numbers for q"):
        at("kl.nonnegative", N=2, p=[1 / 2, 1 / 2])
