"""Bring the registry up to date: what is new gets a tag, what changed needs a why.

A formula is known again by its name on the card, or else by its meaning, so that a
better name keeps its tag. A step is known by its name.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from derivations.kernel.calc import Chain, Derivation
from derivations.publish.tags import fingerprint
from derivations.publish.tags.registry import Entry, Formula, Meaning
from derivations.publish.typesetting.latex import latex


@dataclass
class Update:
    """What became of the registry; `unsaid` are the changes that need a why."""

    entries: dict[str, Entry]
    version: str
    why: str
    added: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)

    def changed(self, what: str) -> None:
        if not self.why:
            self.unsaid.append(what)

    @property
    def reason(self) -> str:
        return f"{self.version}: {self.why}"


def update(
    entries: Mapping[str, Entry],
    derivations: Mapping[str, Derivation],
    version: str,
    why: str = "",
    renamed: Mapping[str, str] | None = None,
) -> Update:
    """The registry of these derivations; `renamed` says new slugs by old ones."""
    made = Update(deepcopy(dict(entries)), version, why)
    rename(made, renamed or {})
    for slug, derivation in derivations.items():
        update_result(made, slug, derivation)
    for entry in alive(made.entries.values()):
        if entry.slug not in derivations:
            made.changed(f"{entry.tag}: no result is called {entry.slug} any more")
            entry.removed = made.reason
    return made


def alive(entries: Iterable[Entry]) -> list[Entry]:
    return [e for e in entries if not e.removed]


def rename(made: Update, renamed: Mapping[str, str]) -> None:
    for old, new in renamed.items():
        found = [e for e in alive(made.entries.values()) if e.slug == old]
        if not found:
            raise KeyError(f"no tag stands for {old!r}, so it cannot be renamed")
        found[0].slugs[old] = made.version
        found[0].slug = new


def update_result(made: Update, slug: str, derivation: Derivation) -> None:
    entry = next((e for e in alive(made.entries.values()) if e.slug == slug), None)
    if entry is None:
        entry = Entry(f"F{len(made.entries) + 1}", slug, [])
        made.entries[entry.tag] = entry
        made.added.append(f"{entry.tag}: {slug}")
    known = [f for f in entry.formulas if not f.removed]
    names = {chain.name for chain in derivation.chains}
    for chain in derivation.chains:
        formula = same(chain, known, names)
        if formula is None:
            formula = new_formula(made, entry, chain)
        else:
            known.remove(formula)
        update_formula(made, formula, chain)
    for formula in known:
        made.changed(f"{formula.tag}: {slug} has no formula {formula.name!r} any more")
        formula.removed = made.reason


def same(chain: Chain, known: list[Formula], names: set[str]) -> Formula | None:
    """The entry of a chain: by its name, or else by its meaning, if no other has it."""
    meaning = fingerprint.of_chain(chain)
    named = [f for f in known if f.name == chain.name]
    lost = [f for f in known if f.name not in names]
    meant = [f for f in lost if f.history[-1].fingerprint == meaning]
    return next(iter(named + meant), None)


def new_formula(made: Update, entry: Entry, chain: Chain) -> Formula:
    tag = f"{entry.tag}.{len(entry.formulas) + 1}"
    formula = Formula(tag, chain.name, [meaning(chain, made.version, "new")])
    entry.formulas.append(formula)
    made.added.append(f"{tag}: {entry.slug}, {chain.name or 'its claim'}")
    return formula


def update_formula(made: Update, formula: Formula, chain: Chain) -> None:
    now, before = meaning(chain, made.version, made.why), formula.history[-1]
    if now.fingerprint != before.fingerprint:
        made.changed(f"{formula.tag}: {before.latex} has become {now.latex}")
        formula.history.append(now)
    if formula.name != chain.name:
        made.added.append(f"{formula.tag}: now called {chain.name!r}")
        formula.name = chain.name
    for step in chain.steps:
        if step.name not in formula.steps.values():
            formula.steps[f"{formula.tag}.{len(formula.steps) + 1}"] = step.name


def meaning(chain: Chain, version: str, why: str) -> Meaning:
    claim = f"{latex(chain.claim.lhs)} = {latex(chain.claim.rhs)}"
    return Meaning(version, fingerprint.of_chain(chain), claim, why)
