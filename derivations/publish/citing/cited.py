"""What is cited: one result, or one formula of it, of one version, with its meaning.

The fingerprint says which meaning was meant, so that a reader years later can tell
whether the formula is still the same one.
"""

import json
from dataclasses import dataclass

from derivations.memo import remembered
from derivations.publish.citing.work import Work, work
from derivations.publish.releases.address import address
from derivations.publish.tags.registry import by_slug


@dataclass(frozen=True)
class Cited:
    """`url` is empty in a local build."""

    tag: str
    title: str
    fingerprint: str
    url: str
    work: Work

    @property
    def key(self) -> str:
        return f"klem-{self.tag}"

    @property
    def heading(self) -> str:
        """With the tag, which no style of citing leaves out of a title."""
        return f"{self.title} ({self.tag})"

    @property
    def note(self) -> str:
        """Which version and which meaning; and what there is not to say."""
        day = self.work.released
        parts = [
            f"Version {self.work.version}{f' of {day}' if day else ''}",
            f"fingerprint {self.fingerprint}",
            *["not dated, since not released yet"] * (day is None),
            *["from a local build"] * (not self.url),
        ]
        return "; ".join(parts)


def cited(slug: str, formula_tag: str = "", folder: str = "") -> Cited:
    """A result by its slug, or a formula of it; `folder` is that of a release."""
    entry, known = by_slug(slug), facts()[slug]
    if formula_tag in ("", entry.tag):
        url = address(entry.tag, folder)
        return Cited(entry.tag, known["title"], known["fingerprint"], url, work())
    for formula in entry.formulas:
        if formula.tag == formula_tag and not formula.removed:
            title = " – ".join(filter(None, (known["title"], formula.name)))
            meaning = formula.history[-1].fingerprint
            return Cited(
                formula_tag, title, meaning, address(formula_tag, folder), work()
            )
    raise KeyError(f"{slug} has no formula {formula_tag}")


def facts() -> dict[str, dict[str, str]]:
    """Title and fingerprint of each result, from memory."""
    return json.loads(remembered("citing", "facts.json", found))


def found() -> str:
    # Imported here, so that a warm build needs no SymPy.
    from derivations.publish.tags.fingerprint import of_result
    from derivations.verification import results, title

    return json.dumps(
        {
            slug: {"title": title(slug), "fingerprint": of_result(derivation)}
            for slug, derivation in results().items()
        }
    )
