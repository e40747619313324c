"""Words on a card: a capital where a word begins, and indices set low."""

import pytest

from derivations.publish.html import sentence, words


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
        ("θ_old < θ_new", "θ<sup>old</sup> &lt; θ<sup>new</sup>"),
        ("_ alone", "_ alone"),
    ],
)
def test_indices_are_set_low_and_exponents_are_not(said, shown):
    assert words(said) == shown
