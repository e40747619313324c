"""A card says where else its result stands, which code derives it, and since when."""

from html import unescape

import pytest

from derivations.publish.card import card
from derivations.publish.cards.provenance import code, elsewhere, history
from derivations.publish.data.held import held
from derivations.publish.places import places
from derivations.publish.tags.registry import by_slug
from derivations.verification import results


@pytest.mark.parametrize("slug", results())
def test_every_equation_of_others_is_named_with_its_status(slug):
    said = unescape(elsewhere(slug, places()[slug]))
    for source in held(slug):
        assert f"{source['source']} {source['number']}</a>" in said
        assert f"({source['status']})" in said
    assert (said == "") == (not held(slug))


def test_the_code_is_the_function_and_its_history_that_of_the_registry():
    said = code("kl.gaussian")
    assert "derivations/" in said and "swh:1:cnt:" in said
    formulas = by_slug("kl.gaussian").formulas
    assert history("kl.gaussian").count("<li>") == sum(len(f.history) for f in formulas)


def test_it_stands_on_the_card():
    assert '<details class="provenance">' in card("em.tangent")
