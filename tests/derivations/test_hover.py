"""A hover says what a letter means, and says nothing where it would have to guess."""

import subprocess
import sys
from pathlib import Path

import pytest

from derivations.publish.hover import known, meanings
from derivations.publish.plain import plain
from derivations.publish.typesetting.letters import letters

ROOT = Path(__file__).parents[2]


def said(tex: str, page: str = "") -> dict[str, str]:
    return dict(meanings(tex, page))


@pytest.mark.parametrize(
    ("tex", "symbol", "word"),
    [
        (r"\gamma_{nk}", "γₙₖ", "responsibility"),
        (r"\boldsymbol{\Sigma}_k", "Σₖ", "covariance"),
        (r"\boldsymbol{\Sigma}_{k}^{-1}", "Σₖ", "covariance"),
        (r"\operatorname{KL}(p \,\|\, q)", "KL(p‖q)", "nats"),
        (r"\operatorname{KL}(\hat{p} \,\|\, q_\theta)", "KL(p‖q)", "divergence"),
        (r"\theta^{\text{old}}", "θᵒˡᵈ", "before a step"),
        (r"\boldsymbol{\theta}^{\text{new}}", "θⁿᵉʷ", "after a step"),
        (r"\mathcal{L}(q, \theta)", "L(q, θ)", "lower bound"),
        (r"\mathcal{Q}", "Q(θ, θᵒˡᵈ)", "posterior at the old"),
        (r"p(\mathbf{X} \mid \theta)", "p(X|θ)", "evidence"),
        (r"p(\mathbf{X}, k \mid \theta^{\text{old}})", "p(X, z|θ)", "together"),
        (r"p(\cdot \mid \mathbf{X}, \theta)", "p(z|X, θ)", "posterior"),
        (r"N_k", "Nₖ", "effective number"),
        (r"\varphi\left(\frac{1}{2}\right)", "φ(t)", "never negative"),
        (r"\operatorname{H}_{\Delta}(P)", "H_Δ(P)", "code length"),
        (r"\operatorname{H}[p]", "H[p]", "entropy"),
        (r"\sigma_{\text{min}}^2", "σₘᵢₙ", "floor"),
        (r"\bar{\mathbf{x}}_k", "x̄ₖ", "weighted by responsibilities for k"),
        (r"\tilde{q}_{j}", "q̃ⱼ", "second observation"),
        (r"\gamma^{\text{new}}_{nk}", "γⁿᵉʷₙₖ", "after a step"),
        (r"\mathbf{S}_k(\boldsymbol{\mu}_k)", "Sₖ(μₖ)", "in brackets"),
        (r"\Sigma_{k11}", "Σₖ₁₁", "entry 11 of the covariance"),
    ],
)
def test_a_letter_is_explained(tex, symbol, word):
    assert word in said(tex)[symbol]


def test_the_explanation_has_the_indices_of_the_formula():
    assert said(r"\gamma_{mj}") == {
        "γₘⱼ": "the responsibility of component j for point m, held fixed"
    }
    assert "component zₙ" in said(r"\gamma_{n,z_{n}}")["γ_n,z_n"]


def test_no_brace_is_left_in_an_explanation():
    rows = {m.tex: m for may in known().values() for m in may}.values()
    texts = [said(m.tex, page) for m in rows for page in (*m.where, "gmm/model.md")]
    assert len(rows) > 100
    shown = " ".join(t for found in texts for pair in found.items() for t in pair)
    assert "component k" in shown
    assert not {"{", "}"} & set(shown)


def test_an_index_that_counts_coordinates_is_another_letter():
    found = said(r"\mu_a + \mu_1 + \mu_{ka}")
    assert found["μₐ"] == "coordinate a of the mean"
    assert "Gaussian or component 1" in found["μ₁"]
    assert found["μₖₐ"] == "coordinate a of the mean of Gaussian k"


def test_each_comes_once_and_in_order():
    found = meanings(r"\sum_{j=1}^{K} \pi_j = N \pi_k + \pi_{k + 1}")
    assert [symbol for symbol, _ in found] == ["j", "K", "πⱼ", "N"]


@pytest.mark.parametrize(
    "tex",
    [
        r"\mu_p",  # another letter than μ
        r"\operatorname{exp}(0)",  # the p of a word
        r"\operatorname{Nob}[0]",
        r"\mathrm{d}",  # no index
        r"\text{and } \mathrm{HH}",
        "e^{2}",
        r"2\pi",  # a number, not a weight
        r"\pi_{\text{old}}",
        r"f(0)",
        r"p(\mathbf{B})",  # a distribution that is not ours
        r"\begin{aligned} \frac{1}{2} \end{aligned}",
        r"\ln 2 \to \infty",
        "",
        "}{_^",
    ],
)
def test_what_is_no_symbol_of_ours_is_left_out(tex):
    assert meanings(tex) == []
    assert meanings(tex, "gmm/m-step.md") == []


def test_the_letters_of_an_exponent_are_read_and_its_base_is_not():
    page = "information/quantization.md"
    found = said(r"\int_{0}^{\infty} \alpha e^{-\alpha u} \,\mathrm{d}u", page)
    assert list(found) == ["α", "u"]


@pytest.mark.parametrize("tex", ["p_i", "q_z", "u", "x_n", r"\alpha", "m", "s"])
def test_without_a_page_a_letter_with_several_meanings_is_left_out(tex):
    assert meanings(tex) == []


@pytest.mark.parametrize(
    ("tex", "page", "word"),
    [
        ("p_i", "information/entropy.md", "probability of outcome i"),
        ("p_i", "kl/index.md", "height"),
        ("q_k", "em/elbo.md", "value k"),
        ("q_k", "kl/families.md", "outcome k"),
        ("u", "em/monotone.md", "distance of θ"),
        ("u", "gmm/singularity.md", "floor"),
        (r"\alpha", "kl/families.md", "rate"),
        (r"\alpha", "gmm/singularity.md", "prior"),
        ("x_n", "kl/maximum-likelihood.md", "cell"),
        ("x_n", "gmm/algorithm.md", "data point n"),
    ],
)
def test_the_page_settles_a_letter_with_several_meanings(tex, page, word):
    ((_, text),) = meanings(tex, page)
    assert word in text


def test_a_bracket_is_a_call_unless_a_space_sets_it_apart():
    page = "kl/families.md"
    assert "heads" in said(r"p (1 - p)", page)["p"]
    assert [text for text, _ in meanings(r"D(P \,\|\, Q)")] == ["P"]
    assert [text for text, _ in meanings(r"D \left(\frac{1}{2}\right)")] == ["D"]
    assert letters(r"\varphi\left(t\right)")[0].call == "(t)"
    assert letters(r"\varphi \left(t\right)")[0].call == ""


def test_where_no_meaning_is_for_this_page_there_is_none():
    assert meanings("u", "gmm/model.md") == []


def test_what_stands_in_indices_is_not_read():
    (letter,) = letters(r"\gamma_{n,z_{n}}")
    assert letter.indices == ("n", "z_n")
    (mean,) = letters(r"\mu_p^2")
    assert (mean.below, mean.indices) == ("p", ())


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\lambda_{ka}", "λₖₐ"),
        (r"\boldsymbol{\Lambda}_{k}", "Λₖ"),
        (r"\bar{\mathbf{x}}_{k}", "x̄ₖ"),
        (r"\operatorname{KL}(p \,\|\, q)", "KL(p‖q)"),
        (r"\mathcal{N}(x \mid \mu, \sigma^{2})", "N(x|μ, σ²)"),
        (r"\Delta_{q}", "Δ_q"),
    ],
)
def test_a_symbol_as_plain_text(tex, text):
    assert plain(tex) == text


def test_it_is_fast_and_a_warm_build_needs_no_sympy():
    formula = r"\gamma(z_{nk}) = \pi_{k} \mathcal{N}(\mathbf{x}_{n} \mid \mu_{k}) + N_k"
    meanings(formula)  # now it is remembered
    code = f"""
import sys, time
from derivations.publish.hover import meanings
meanings({formula!r})
start = time.perf_counter()
for _ in range(100):
    found = meanings({formula!r})
print(len(found), "sympy" in sys.modules, time.perf_counter() - start)
"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    count, sympy, seconds = run.stdout.split()
    assert (int(count), sympy) == (7, "False"), run.stderr
    assert float(seconds) < 0.5  # 100 times; it takes a tenth of that
