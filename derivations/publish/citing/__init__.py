"""How to cite a result, or one formula of it: BibTeX, RIS, CSL-JSON and a sentence.

All of them say the same: who, which result and tag, of which version, and the
fingerprint of what it meant. An address is given only where one is known.
"""

from collections.abc import Callable, Iterator

from derivations.publish.citing.bibtex import bibtex
from derivations.publish.citing.cited import Cited, cited, facts
from derivations.publish.citing.csl import csl
from derivations.publish.citing.plain import plain
from derivations.publish.citing.ris import ris
from derivations.publish.tags.registry import tag_of

FORMATS: dict[str, Callable[[Cited], str]] = {
    "bibtex": bibtex,
    "ris": ris,
    "csl": csl,
    "plain": plain,
}
ENDINGS = {"bibtex": "bib", "ris": "ris", "csl": "csl.json"}


def citations(slug: str, formula_tag: str = "", folder: str = "") -> dict[str, str]:
    """Each form of citing a result, or the formula that has a tag."""
    what = cited(slug, formula_tag, folder)
    return {name: form(what) for name, form in FORMATS.items()}


def files() -> Iterator[tuple[str, str]]:
    """f/F17.bib, f/F17.ris and f/F17.csl.json of every result."""
    for slug in facts():
        said = citations(slug)
        for name, ending in ENDINGS.items():
            yield f"f/{tag_of(slug)}.{ending}", said[name]
