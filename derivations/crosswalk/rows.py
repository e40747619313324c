"""One row of the crosswalk: what a source says, what became of it, and our results.

The status is the author's word, and the computation has to bear it out. A row that
says 'same' must agree, one that says 'wrong' must be refuted at its witness and mended
by the claims that stand instead. A witness that refutes nothing shows what the remark
says. A row with nothing to compute says that it is stated.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derivations.crosswalk.claims import Claim, Seen, Witness, at, everywhere

SAME, OTHER, CONDITION, WRONG, MISSING = STATUSES = (
    "same",
    "same in other notation",
    "wants a condition",
    "wrong",
    "missing",
)


@dataclass(frozen=True, eq=False)
class Row:
    """`claims` is what the source says, `instead` what holds; `tex` is their own."""

    name: str
    says: str
    status: str
    ids: tuple[str, ...]
    remark: str
    claims: tuple[Claim, ...] = ()
    instead: tuple[Claim, ...] = ()
    witness: Witness | None = None
    tex: str = ""
    displayed: int = 0  # how many displayed formulas of the source it answers


@dataclass(frozen=True)
class Finding:
    """What the computation found: 'tested', 'refuted', 'shown' or 'stated'."""

    row: Row
    verdict: str
    seen: tuple[tuple[Claim, Seen], ...] = ()  # at the witness
    trend: bool = False


class Contradicted(ValueError):
    """A status that the computation does not bear out."""


def examine(row: Row) -> Finding:
    """The finding on a row; it stops at a status that is not borne out."""
    if row.status not in STATUSES:
        raise refusal(row, f"the status is none of {', '.join(STATUSES)}")
    same = row.status in (SAME, OTHER)
    if same and (row.instead or row.witness):
        raise refusal(row, "what is the same needs nothing instead, and no witness")
    if not same and row.claims:
        raise refusal(row, "what is not the same goes by `tex`, `instead`, `witness`")
    checked = row.claims if same else row.instead
    trend = any([agreed(row, claim) for claim in checked])
    if row.status == WRONG and not (row.witness and row.witness.claims):
        raise refusal(row, "what is wrong needs a witness")
    if row.witness:
        verdict = "refuted" if row.witness.claims else "shown"
        return Finding(row, verdict, tuple(witnessed(row, row.witness)), trend)
    return Finding(row, "tested" if checked else "stated", (), trend)


def agreed(row: Row, claim: Claim) -> bool:
    """Whether it was seen as a trend only; anything but agreement is refused."""
    found = everywhere(claim)
    if found.verdict != "agree":
        sides = f"{claim.lhs} {claim.sign} {claim.rhs}"
        raise refusal(row, f"{sides} is {found.verdict}: {found.why}")
    return found.trend


def witnessed(row: Row, witness: Witness) -> Iterator[tuple[Claim, Seen]]:
    """What the witness shows, and what it refutes; each has to be certain."""
    if not witness.shows + witness.claims:
        raise refusal(row, "the witness says nothing")
    expected = [(c, True) for c in witness.shows] + [(c, False) for c in witness.claims]
    for c, holds in expected:
        seen = at(c, witness.point)
        if seen.holds is not holds:
            numbers = f"{seen.left.str(12)} {c.sign} {seen.right.str(12)}"
            raise refusal(
                row, f"the witness does not {'show' if holds else 'refute'} {numbers}"
            )
        yield c, seen


def refusal(row: Row, why: str) -> Contradicted:
    return Contradicted(f"crosswalk row {row.name!r} ({row.status}): {why}")


def examined(rows: Iterable[Row]) -> list[Finding]:
    return [examine(row) for row in rows]
