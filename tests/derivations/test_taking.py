"""`cite` and `export` give what the pages give, and name what is near an unknown id."""

import argparse
import ast
import json
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from derivations.commands import taking, words
from derivations.memo import HERE
from derivations.publish.citing import FORMATS, citations
from derivations.publish.formats import FORMATS as COPIES
from derivations.publish.tags.registry import Entry, entries

SCHEMA = json.loads((HERE.parent / "docs/schemas/formulas-1.json").read_text())


@pytest.fixture
def run(capsys):
    """A command line, its exit code, and what it said."""

    def said(*words: str) -> tuple[int, str, str]:
        top = argparse.ArgumentParser()
        taking.add(top.add_subparsers(required=True))
        try:
            args = top.parse_args(words)
            code = args.run(args)
        except SystemExit as stopped:
            code = stopped.code
        return code, *capsys.readouterr()

    return said


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["F17", "kl.exponential", "f17"])
def test_a_result_is_cited_by_tag_or_slug(run, name, form):
    code, out, _ = run("cite", name, "--format", form)
    assert (code, out) == (0, citations("kl.exponential")[form])


def test_a_formula_is_cited_by_its_tag(run):
    assert run("cite", "F17.2")[1] == citations("kl.exponential", "F17.2")["plain"]


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("kl.exponental", "kl.exponential"), ("F17.22", "F17.2"), ("F17.2.1", "F17.2")],
)
@pytest.mark.parametrize("command", ["cite", "export"])
def test_an_unknown_id_gives_the_nearest(run, command, wrong, near):
    code, _, err = run(command, wrong)
    assert code == 2 and wrong in err and near in err


def test_what_is_like_nothing_is_refused_too(run):
    code, _, err = run("cite", "@@@@")
    assert code == 2 and "near" not in err


def test_a_former_slug_is_an_id_and_a_removed_tag_is_none(monkeypatch):
    known = entries()
    moved = Entry("F1", "a.new", known["F1"].formulas, slugs=["a.old"])
    gone = Entry("F2", "a.gone", known["F2"].formulas, removed="1.0.0: wrong")
    monkeypatch.setattr(words, "entries", lambda: {"F1": moved, "F2": gone})
    assert words.named("a.old") == words.named("F1") == ("a.new", "")
    for name in ("F2", "a.gone", "F2.1"):
        with pytest.raises(argparse.ArgumentTypeError):
            words.named(name)


def test_json_fits_the_schema(run):
    code, out, _ = run("export", "F17.2")
    found = json.loads(out)
    assert code == 0 and not list(Draft202012Validator(SCHEMA).iter_errors(found))
    assert [r["tag"] for r in found["results"]] == ["F17"]


def test_all_are_exported(run):
    found = json.loads(run("export", "--all")[1])
    assert len(found["results"]) == 48


@pytest.mark.parametrize("form", COPIES)
def test_each_notation_is_exported(run, form):
    code, out, err = run("export", "F17", "--format", form)
    assert code == 0
    assert all(f"F17.{n}" in out + err for n in (1, 2, 3))


@pytest.mark.parametrize("form", ["sympy", "numpy"])
def test_code_is_python_with_its_tags(run, form):
    tree = ast.parse(run("export", "F17.1", "--format", form)[1])
    assert tree.body


def test_mathml_is_well_formed(run):
    out = run("export", "F17", "--format", "mathml")[1]
    ElementTree.fromstring(f"<all>{out}</all>")


def test_all_formulas_in_latex(run):
    out = run("export", "--all", "--format", "latex")[1]
    assert sum(line.startswith("% F") for line in out.splitlines()) > 150


def test_what_has_no_copy_says_why(run, monkeypatch):
    monkeypatch.setattr(taking, "copies", lambda slug: [{}, {}, {}])
    monkeypatch.setattr(taking, "why_not", lambda slug, n, form: "a limit")
    code, out, err = run("export", "F17.2", "--format", "numpy")
    assert code == 1 and not out.strip() and err == "F17.2 has no numpy: a limit\n"


@pytest.mark.parametrize("words", [(), ("F17", "--all"), ("F17", "--format", "c")])
def test_a_line_that_is_no_order_is_refused(run, words):
    code, out, err = run("export", *words)
    assert code == 2 and err and not out
