"""A calculation is a chain of equalities, each carried out by a rule.

A rule is a reason with hands: what we say, and the small moves a machine makes.
Every move must be needed, and a rule may not carry a wrong formula.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce

from sympy import Eq, Expr

from derivations.kernel.given import Given

Move = Callable[[Expr], Expr]


@dataclass(frozen=True)
class Rule:
    """A justification a machine can follow; `a >> b` does a, then b."""

    says: str
    moves: tuple[Move | Given, ...]
    untested: str = ""  # why no number can test a step by this rule; it earns no mark

    def __call__(self, expr: Expr) -> Expr:
        return reduce(lambda e, move: move(e), self.moves, expr)

    def __rshift__(self, other: Rule | Given) -> Rule:
        other = as_rule(other)
        says = dict.fromkeys((*self.says.split(", "), *other.says.split(", ")))
        moves = (*self.moves, *other.moves)
        return Rule(", ".join(says), moves, self.untested or other.untested)

    def because(self, sentence: str) -> Rule:
        """The same moves, with the reason as an author would give it."""
        return replace(self, says=sentence)

    def shorter(self) -> list[tuple[Move | Given, Rule]]:
        """The rule with each one of its moves left out, by position."""
        moves = self.moves
        return [
            (move, replace(self, moves=(*moves[:i], *moves[i + 1 :])))
            for i, move in enumerate(moves)
        ]

    def carries(self, lhs: Expr, rhs: Expr) -> bool:
        # No simplification here: a checker that normalizes does the rule's work.
        return self(lhs) == self(rhs)


def rule(says: str, *moves: Move, untested: str = "") -> Rule:
    return Rule(says, moves, untested)


def as_rule(reason: Rule | Given) -> Rule:
    return reason if isinstance(reason, Rule) else Rule(reason.says, (reason,))


@dataclass(frozen=True)
class Cited:
    """The move that replaces one side of an earlier claim by the other."""

    slug: str
    claim: Eq

    def __call__(self, expr: Expr) -> Expr:
        return expr.xreplace({self.claim.lhs: self.claim.rhs})


def cite(earlier: Derivation, chain: str = "", at: dict | None = None) -> Rule:
    """Use an earlier result: its left-hand side becomes its right-hand side.

    `at` puts special values in the place of letters for which it holds at all values.
    """
    claim = earlier[chain].claim.xreplace(at or {})
    return Rule(f"by {earlier.slug}", (Cited(earlier.slug, claim),))


@dataclass(frozen=True)
class Step:
    """The author claims `lhs = rhs`; the rule must bring both sides together."""

    name: str
    lhs: Expr
    rhs: Expr
    by: Rule
    given: tuple[Given, ...]


@dataclass(frozen=True)
class Chain:
    """One calculation: steps that begin where the last one ended.

    `nonnegative` is a term of the last right-hand side that is at least zero by its
    form, so that the chain also proves an inequality; `equal_when` says when it is 0.
    """

    name: str
    steps: tuple[Step, ...]
    fixed: str = ""
    nonnegative: Expr | None = None
    equal_when: str = ""

    def __getitem__(self, name: str) -> Step:
        return pick(self.steps, name, f"step of {self.name or 'this chain'}")

    @property
    def given(self) -> tuple[Given, ...]:
        return self.steps[0].given

    @property
    def claim(self) -> Eq:
        return Eq(self.steps[0].lhs, self.steps[-1].rhs, evaluate=False)


@dataclass(frozen=True)
class Derivation:
    """A result: a permanent slug and its chains, of which the first is the claim."""

    slug: str
    chains: tuple[Chain, ...]
    source: str = ""

    def __getitem__(self, name: str) -> Chain:
        return (
            pick(self.chains, name, f"chain of {self.slug}") if name else self.chains[0]
        )

    @property
    def given(self) -> tuple[Given, ...]:
        return tuple(dict.fromkeys(g for chain in self.chains for g in chain.given))

    @property
    def uses(self) -> tuple[str, ...]:
        """Slugs of the results that this one cites."""
        moves = (m for c in self.chains for s in c.steps for m in s.by.moves)
        return tuple(dict.fromkeys(m.slug for m in moves if isinstance(m, Cited)))


def pick(items, name: str, kind: str):
    for item in items:
        if item.name == name:
            return item
    raise KeyError(f"no {kind} is called {name!r}; there are {[i.name for i in items]}")


def calc(
    name: str,
    start: Expr,
    *lines: tuple,
    given: tuple = (),
    fixed: str = "",
    nonnegative: Expr | None = None,
    equal_when: str = "",
) -> Chain:
    """Thread `start` through `lines`, each (step name, right-hand side, rule)."""
    rules = [as_rule(by) for *_, by in lines]
    used = [m for by in rules for m in by.moves if isinstance(m, Given)]
    assumed = tuple(dict.fromkeys((*given, *used)))
    left = (start, *(rhs for _, rhs, _ in lines))
    steps = tuple(
        Step(title, lhs, rhs, by, assumed)
        for (title, rhs, _), lhs, by in zip(lines, left, rules, strict=False)
    )
    return Chain(name, steps, fixed, nonnegative, equal_when)


def derivation(slug: str, *chains: Chain, source: str = "") -> Derivation:
    return Derivation(slug, chains, source)
