"""What a formula means, as a short hash: it changes exactly when the meaning does.

Counted are both sides as they are written and as they unfold by definition, what is
assumed, and the scope. Words are not: a better sentence is the same formula.
"""

from hashlib import sha256

from sympy import Expr, srepr

from derivations.kernel.calc import Chain, Derivation
from derivations.kernel.names import unfold
from derivations.publish.text import chain_scope


def meaning(chain: Chain) -> list[str]:
    """The claim of a chain in SymPy's own notation, with all that it rests on."""
    sides = [written(side) for side in (chain.claim.lhs, chain.claim.rhs)]
    signed = [] if chain.nonnegative is None else [srepr(chain.nonnegative)]
    assumed = sorted(srepr(g.formula) for g in chain.given)
    return [*sides, *signed, *assumed, chain_scope(chain)]


def written(side: Expr) -> str:
    return f"{srepr(side)} := {srepr(unfold(side))}"


def of_chain(chain: Chain) -> str:
    return digest(meaning(chain))


def of_result(derivation: Derivation) -> str:
    return digest([part for chain in derivation.chains for part in meaning(chain)])


def digest(parts: list[str]) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:16]
