"""Every symbol has a row that says what it means, and no letter has two on one page."""

import importlib
import inspect
import pkgutil
import re

import pytest
from sympy import IndexedBase, Symbol

import derivations.quantities
import klem
from derivations import notation
from derivations.evaluation.smooth import Smooth
from derivations.kernel.names import Named
from derivations.notation import Delta, N, c, gamma, k, m, n, p, tau
from derivations.publish import first_page
from derivations.publish.cards.words import words
from derivations.publish.first_page import first_pages, pages, rows_on
from derivations.publish.glossary import ROWS, WRITTEN_OUT
from derivations.publish.glossary.keys import table
from derivations.publish.glossary.row import Bold, Row, domain, name_of
from derivations.publish.notation_table import cell, row, sentence, sheet
from derivations.publish.typesetting.latex import latex
from derivations.quantities.covariance import PrecisionDeterminant
from derivations.quantities.densities import Density, Law
from derivations.quantities.divergence import KL, Phi
from derivations.quantities.information import DifferentialEntropy
from derivations.quantities.mixture import Determinant


def symbols() -> set:
    return {o for o in vars(notation).values() if isinstance(o, Symbol | IndexedBase)}


def quantities() -> set[type]:
    """Every class that prints and that a module of quantities defines."""
    modules = pkgutil.iter_modules(derivations.quantities.__path__)
    names = (f"{derivations.quantities.__name__}.{m.name}" for m in modules)
    return {
        held
        for name in names
        for held in vars(importlib.import_module(name)).values()
        if isinstance(held, type)
        and held.__module__ == name
        and hasattr(held, "_latex")
    }


def without_row(rows) -> set:
    explained = set().union(*(row.objects() for row in rows))
    return (symbols() | quantities()) - explained - set(WRITTEN_OUT)


def test_every_symbol_and_every_named_quantity_has_a_row():
    assert without_row(ROWS) == set()
    assert not {o for row in ROWS for o in row.objects()} & set(WRITTEN_OUT)


def test_all_kinds_of_quantities_are_looked_at():
    assert len(symbols()) > 60
    assert {KL, Phi} < quantities()
    assert any(issubclass(q, Smooth) for q in quantities())
    assert not {Named, Law} & quantities()


@pytest.mark.parametrize("gone", [gamma, tau, Delta, KL])
def test_a_missing_row_is_seen(gone):
    assert without_row([row for row in ROWS if gone not in row.objects()]) >= {gone}


def rivals(meanings: dict[str, list[tuple]]) -> list[str]:
    """Letters that have two meanings on one page."""
    return [key for key, rows in meanings.items() if clash([r[-1] for r in rows])]


def clash(where: list[tuple[str, ...]]) -> bool:
    places = [(i, path) for i, paths in enumerate(where) for path in paths]
    return where.count(()) > 1 or any(
        i != j and a.startswith(b) for i, a in places for j, b in places
    )


def test_no_letter_has_two_meanings_on_one_page():
    assert rivals(table()) == []


@pytest.mark.parametrize(
    ("where", "seen"),
    [
        ([(), ()], True),
        ([("gmm/",), ("gmm/model.md",)], True),
        ([("gmm/",), ("em/", "gmm/")], True),
        ([(), ("gmm/",)], False),
        ([("em/",), ("gmm/",), ()], False),
    ],
)
def test_two_meanings_on_one_page_are_seen(where, seen):
    assert clash(where) is seen


def test_a_meaning_is_for_pages_that_exist():
    paths = {path for row in ROWS for path in row.where}
    assert {
        p for p in paths if not any(page.startswith(p) for page in pages())
    } == set()


def public() -> set[str]:
    """Arguments of what klem offers; functions and methods with brackets."""
    names: set[str] = set()
    for name in klem.__all__:
        held = getattr(klem, name)
        names |= {f"{name}()", *arguments(held)}
        for method, f in inspect.getmembers(held, callable):
            if inspect.isclass(held) and not method.startswith("_"):
                names |= {f"{name}.{method}()", *arguments(f)}
    return names


def arguments(f) -> set[str]:
    try:
        return set(inspect.signature(f).parameters)
    except ValueError:  # what Python itself made has none
        return set()


def unknown(rows) -> set[str]:
    return {row.klem for row in rows if row.klem} - public()


def test_klem_has_the_arguments_and_functions_that_are_named():
    assert unknown(ROWS) == set()
    named = {row.klem for row in ROWS}
    assert {"means", "covariances", "weights", "responsibilities", "p", "q"} <= named


@pytest.mark.parametrize("name", ["mean_vectors", "kl()", "Mixture.fit()"])
def test_an_argument_that_klem_does_not_have_is_seen(name):
    assert unknown([Row((k,), "", "", name)]) == {name}


@pytest.mark.parametrize(
    ("form", "values"),
    [
        (k, "1, 2, 3, …"),
        (m, "0, 1, 2, …"),
        (Delta, "> 0"),
        (c, "real, ≠ 0"),
        (tau, "real"),
        (p[k], "> 0"),
        (Symbol("anything"), ""),
        (Bold(notation.mu, k), "real"),
        (Phi(Delta), "≥ 0"),
        (DifferentialEntropy(Density(tau)), "real"),
        (PrecisionDeterminant.at(2)(k), "real"),  # its form has no sign
        (1 / Determinant(k), "> 0"),
    ],
)
def test_a_domain_is_read_off_the_assumptions(form, values):
    assert domain(form) == values


def test_names_and_latex_are_read_off_the_object():
    assert name_of(gamma[n, k]) == "gamma[n, k]"
    assert name_of(KL(p[k], p[k], k, N)) == "KL"
    assert latex(Bold(notation.mu, k)) == r"\boldsymbol{\mu}_{k}"
    assert latex(Bold(notation.x_bar, k)) == r"\bar{\mathbf{x}}_{k}"
    assert latex(Bold(notation.theta_old)) == r"\boldsymbol{\theta}^{\text{old}}"


def number(tex: str, word: str) -> int:
    (found,) = (
        i for i, r in enumerate(sheet()) if tex in r["tex"] and word in r["meaning"]
    )
    return found


def test_every_row_is_for_something_that_a_page_shows():
    first = first_pages(sheet())
    assert [r["tex"] for i, r in enumerate(sheet()) if i not in first] == []


@pytest.mark.parametrize(
    ("tex", "word", "page"),
    [
        ("p_{i}", "probability", "information/index.md"),
        ("p_{i}", "height", "information/quantization.md"),
        (r"\mathcal{L}(q, \theta)", "bound", "em/elbo.md"),
        (r"\tilde{q}_{j}", "second", "em/elbo.md"),
        (r"|\mathbf{S}_{k}|", "determinant", "gmm/maximum.md"),
        (r"\sigma_{\text{min}}", "least", "gmm/singularity.md"),
        (r"\lambda", "eigenvalue", "gmm/maximum.md"),
    ],
)
def test_the_first_page_is_the_first_that_shows_it(tex, word, page):
    assert first_pages(sheet())[number(tex, word)] == page


@pytest.fixture
def typed(monkeypatch):
    """The rows on a page with a given text."""

    def rows(prose: str) -> set[int]:
        monkeypatch.setattr(first_page, "text", lambda page: prose)
        return rows_on("gmm/model.md", sheet())

    return rows


def test_prose_counts_and_code_does_not(typed):
    weight = number(r"\pi_{k}", "weight")
    assert weight in typed("Each $\\pi_j$ is a weight.")
    assert number("j", "one more") in typed("Each $\\pi_j$ is a weight.")
    assert typed("```console\n$ echo \\pi_k\n$ true\n```\n") == set()
    assert typed("It costs $5.") == set()
    assert typed("$\\pi$ and $\\mu_p$") == set()


def test_cards_count(typed):
    card = (
        '```derive\nfrom derivations.publish.card import show\nshow("gmm.model")\n```\n'
    )
    assert number(r"\pi_{k}", "weight") in typed(card)
    assert number(r"\sigma_{\text{min}}", "least") not in typed(card)


TAG = re.compile(r"<[^>]+>")


def test_no_brace_is_left_in_the_table():
    assert "{" in TAG.sub("", words("in {D} dimensions"))  # it would be seen
    rows = sheet()
    cells = [row({**facts, "tex": []}, "gmm/model.md") for facts in rows]
    assert not [c for c in cells if re.search("[{}]", TAG.sub("", c))]
    assert sum("{" in facts["meaning"] for facts in rows) > 50


@pytest.mark.parametrize(
    ("meaning", "html"),
    [
        ("in {D} dimensions", "in <i>D</i> dimensions"),
        ("entry {a}{b} of", "entry <i>a</i><i>b</i> of"),
        ("about x̄_{k}, a mean", "about <i>x̄</i><sub><i>k</i></sub>, a mean"),
        ("that of {q}’s law", "that of <i>q</i>’s law"),
    ],
)
def test_what_stands_between_braces_is_slanted(meaning, html):
    assert sentence(meaning) == html


def test_start_and_the_table_itself_do_not_count():
    assert "index.md" not in pages()
    assert "notation.md" not in pages()
    assert pages()[0] == "information/index.md"


def test_a_row_says_what_is_known_of_a_symbol():
    html = row(sheet()[number(r"\gamma_{nk}", "held fixed")], "gmm/model.md")
    assert "\\(\\gamma_{nk}\\)" in html
    assert "responsibility of component <i>k</i>" in html
    assert "<code>responsibilities</code>" in html
    assert '<a href="../gmm/model/">The model</a>' in html
    assert 'class="none"' in cell("klem", "")
