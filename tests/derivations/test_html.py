"""Words on a card: a capital where a word begins, and indices set low."""

import re

import pytest

from derivations.publish.cards.words import sentence, words

SLANTED = re.compile(r"<i>(.*?)</i>")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a sum is linear", "A sum is linear"),
        ("q sums to one", "q sums to one"),
        ("φ(t) is never negative", "φ(t) is never negative"),
        ("ln K is its own mean", "ln K is its own mean"),
        ("sum over the points", "Sum over the points"),
    ],
)
def test_a_sentence_begins_with_a_capital_unless_with_a_letter(said, shown):
    assert sentence(said) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("μ_k and Σ_k⁻¹", "μ<sub>k</sub> and Σ<sub>k</sub>⁻¹"),
        ("A_ai² of H_Δ", "A<sub>ai</sub>² of H<sub>Δ</sub>"),
        ("pᵢΔ ln pᵢ", "p<sub>i</sub>Δ ln p<sub>i</sub>"),
        ("θ_old < θ_new", "θ<sup>old</sup> &lt; θ<sup>new</sup>"),
        ("_ alone", "_ alone"),
    ],
)
def test_indices_are_set_low_and_exponents_are_not(said, shown):
    assert SLANTED.sub(r"\1", words(said)) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("t = 1 in the E-step", "<i>t</i>\xa0=\xa01 in the E-step"),
        ("a θ, if p < q", "a <i>θ</i>, if <i>p</i> &lt; <i>q</i>"),
        ("Gibbs' ln x", "Gibbs&#x27; ln <i>x</i>"),
    ],
)
def test_single_letters_are_slanted(said, shown):
    assert words(said) == shown
