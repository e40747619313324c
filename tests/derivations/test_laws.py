"""Every law of a derivation, over every step of every result.

The rule carries left to right and each of its moves is needed; both sides agree at
random exact points; every mutant is refused or proved equal; no assumption is idle;
a remainder that is called nonnegative is so by its form, and is a term of the claim.
"""

import pytest

from derivations.verification import results, verify


@pytest.mark.parametrize("slug", results())
def test_every_step_holds(slug):
    assert verify(results()[slug])["problems"] == []


@pytest.mark.parametrize("slug", results())
def test_a_sign_that_is_used_was_proved_by_a_result(slug):
    from derivations.kernel.names import Named

    for chain in results()[slug].chains:
        if chain.nonnegative is not None:
            names = chain.nonnegative.atoms(Named)
            assert {n.nonnegative_by for n in names} <= {"", *results()} - {slug}
