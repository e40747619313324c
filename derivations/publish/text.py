"""The scope of a derivation in plain text: what is arbitrary, and what is fixed."""

from sympy import Eq, Symbol

from derivations.kernel.calc import Chain, Derivation
from derivations.kernel.names import unfold
from derivations.notation import SIZES


def sizes(chain: Chain) -> list[str]:
    """The sizes that stay symbols: in these the chain is general."""
    sides = (unfold(side) for step in chain.steps for side in (step.lhs, step.rhs))
    letters = set().union(*(side.atoms(Symbol) for side in sides))
    fixed = {fact.lhs for g in chain.given for fact in g.formula.atoms(Eq)}
    return [str(s) for s in SIZES if s in letters - fixed]


def chain_scope(chain: Chain) -> str:
    general = f"any {', '.join(sizes(chain))}" if sizes(chain) else ""
    return "; ".join(filter(None, (general, chain.fixed)))


def scope(derivation: Derivation) -> str:
    """Read off the expressions: what is arbitrary, and what the author fixed."""
    parts = dict.fromkeys(filter(None, map(chain_scope, derivation.chains)))
    return " | ".join(parts) or "all values of its letters"
