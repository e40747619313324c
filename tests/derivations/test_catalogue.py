"""The catalogue, the pages and the list of what the text must hold are one set."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from derivations.catalogue import CATALOGUE, NOTES
from derivations.publish.places import link, places
from derivations.verification import results, title

ROOT = Path(__file__).parents[2]
LISTED = [
    line
    for line in (Path(__file__).with_name("tier_a.txt")).read_text().splitlines()
    if not line.startswith("#")
]


def command(*words):
    return subprocess.run(
        [sys.executable, "-m", "derivations", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_what_the_notes_need_is_listed_and_derived_in_the_same_order():
    assert [make().slug for make in NOTES] == LISTED


def test_every_result_stands_on_one_page_and_every_shown_one_is_derived():
    assert set(places()) == set(results())


def test_every_result_states_itself_in_one_line_and_names_its_source():
    for make in CATALOGUE:
        slug = make().slug
        assert inspect.getdoc(make), slug
        assert len(title(slug)) < 120, slug


def test_a_result_on_no_page_is_named_with_what_to_do():
    with pytest.raises(KeyError, match=r'write show\("no.such-thing"\)'):
        link("no.such-thing", "kl/")


def test_an_unknown_slug_is_answered_with_the_nearest():
    done = command("show", "kl.delta-cancelation")
    assert done.returncode == 2 and "kl.delta-cancellation" in done.stderr


def test_show_prints_the_chain_with_its_reasons():
    done = command("show", "elbo.decomposition")
    assert done.returncode == 0 and "ln p(X|θ)" in done.stdout


def test_list_knows_every_result():
    done = command("list", "--json")
    assert done.returncode == 0 and all(slug in done.stdout for slug in results())


@pytest.mark.parametrize(
    ("typed", "against", "code", "said"),
    [
        ("-log(p)/log(B)", "information.content", 0, "match: identical"),
        ("math:log", "information.content", 1, "the sign is wrong"),
        ("log(p)/log(B)", "information.content", 1, "the sign is wrong"),
        ("log(sqrt(2)**2 - 2)", "kl.bernoulli", 3, "unknown: "),
        ("9**9**9", "kl.bernoulli", 2, "expected at most 64"),
        ("no_module:f", "kl.bernoulli", 2, "cannot be loaded"),
        ("p", "kl.bernouli", 2, "near it: kl.bernoulli"),
        ("p", "kl.not-a-distance", 2, "it compares numbers and has no letter"),
        ("--p", "kl.bernoulli", 1, "mismatch\n"),
        ("--", "kl.bernoulli", 2, "not a formula"),
        ("p.__class__", "kl.bernoulli", 2, "'p.__class__' is not used here"),
        ("sys:exit", "entropy.gaussian", 2, "no single number came back"),
    ],
)
def test_check_says_it_in_words_and_in_its_exit_code(typed, against, code, said):
    done = command("check", typed, "--against", against)
    assert done.returncode == code and said in done.stdout + done.stderr


def test_check_without_a_formula_prints_the_names():
    done = command("check", "--against", "gmm.m-step.covariance")
    assert done.returncode == 0 and "mu_new" in done.stdout


def test_check_against_nothing_is_refused():
    assert command("check", "p").returncode == 2
