"""What the cells of a notebook show: steps that were checked, pictures, and numbers.

Formulas are Markdown and pictures are PNG: Jupyter shows both before a notebook is
trusted, which it would not do with HTML or SVG.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from inspect import unwrap
from io import StringIO

from derivations.kernel.calc import Chain, Derivation
from derivations.kernel.signs import bound
from derivations.publish.cards.calculation import SIGNS, checks
from derivations.publish.cards.words import sentence, words
from derivations.publish.formats.tex import side
from derivations.publish.numbers import vouch
from derivations.publish.pictures.printed import png
from derivations.publish.pictures.style import STYLE, Picture
from derivations.publish.tags.registry import by_slug, formula_of, step_tag
from derivations.publish.text import chain_scope
from derivations.publish.typesetting.latex import latex
from derivations.verification import results, title, verified, verify

MARKED = re.compile(r"([*_|$\\`])")  # what Markdown would take for its own
PLAIN = "text/plain"


class Refuted(Exception):
    """A derivation does not hold: the step, what is left over, and a witness."""


@dataclass(frozen=True, repr=False)
class Shown:
    """Something that Jupyter shows in the richest of the given forms."""

    forms: dict
    about: dict

    def __repr__(self) -> str:  # Jupyter takes its plain form from here
        return self.forms[PLAIN]

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        return self.forms, self.about


def steps(derivation: Derivation, seed: int = 0) -> Shown:
    """Every step of a derivation with its reason and what checked it.

    It is checked first, at the points that the seed draws, unless that is remembered.

    Raises:
        Refuted: If a check fails.
    """
    ours = results().get(derivation.slug) is derivation
    report = verified(derivation.slug, seed) if ours else verify(derivation, seed)
    if report["problems"]:
        raise Refuted("\n".join(report["problems"]))
    lines = list(written(derivation, report, ours))
    return Shown({"text/markdown": "\n\n".join(lines), PLAIN: lines[0]}, {})


def written(derivation: Derivation, report: dict, ours: bool) -> Iterator[str]:
    """Its title with its marks, then each formula, as paragraphs of Markdown."""
    slug, marks = derivation.slug, ", ".join(report["marks"])
    name = f"{by_slug(slug).tag}. {title(slug)}" if ours else slug
    yield f"**{plain(name)}** — {marks}"
    for n, chain in enumerate(derivation.chains):
        found = report["chains"][n]["steps"]
        tags = list(tags_of(slug, chain) if ours else numbered(n, chain))
        yield from calculation(chain, found, tags)


def tags_of(slug: str, chain: Chain) -> Iterator[str]:
    """The permanent tags of a formula and of its steps."""
    entry = formula_of(slug, chain.name)
    yield entry.tag
    yield from (step_tag(entry, step.name) for step in chain.steps)


def numbered(n: int, chain: Chain) -> Iterator[str]:
    """Tags for a derivation that is the reader's own."""
    yield f"{n + 1}"
    yield from (f"{n + 1}.{at + 1}" for at, _ in enumerate(chain.steps))


def calculation(chain: Chain, report: list[dict], tags: list[str]) -> Iterator[str]:
    """Where it starts, its steps, each below its reason, and what they prove."""
    where = chain_scope(chain)
    yield f"**{tags[0]}** {plain(chain.name or 'The claim')}" + (
        f". Holds for {plain(where)}." * bool(where)
    )
    for given in chain.given:
        yield f"Assumed: {plain(given.says)}, ${latex(given.formula)}$"
    yield formula(side(chain.claim.lhs))
    for tag, step, found in zip(tags[1:], chain.steps, report, strict=True):
        verdict = "; ".join(filter(None, (checks(found), step.by.untested)))
        yield f"{tag} {plain(sentence(step.by.says))} *({plain(verdict)})*"
        yield formula(f"{{}}= {side(step.rhs, chain.nonnegative)}")
    yield from inequality(chain)


def inequality(chain: Chain) -> Iterator[str]:
    if found := bound(chain):
        sign, rest = found
        equal = f", with equality exactly when {plain(chain.equal_when or '')}"
        proved = f"{side(chain.claim.lhs)} {SIGNS[sign]} {side(rest)}"
        yield f"So ${proved}$" + equal * bool(chain.equal_when)


def formula(tex: str) -> str:
    """Set as a display, but from the left like the prose around it."""
    return rf"$\displaystyle {tex}$"


def plain(text: str) -> str:
    """Words with their letters slanted and indices low, and no marks of Markdown."""
    return MARKED.sub(r"\\\1", words(text))


@cache
def made(picture: Callable[[], None]) -> Picture:
    """The panels of a picture and its caption, without the page around them."""
    import matplotlib as mpl

    with mpl.rc_context(STYLE | {"axes.facecolor": "none"}):
        return unwrap(picture)()


def drawn(picture: Callable[[], None]) -> Shown:
    """The panels of a picture side by side, on light paper."""
    import matplotlib as mpl

    found = made(picture)
    with mpl.rc_context(STYLE):
        image, width, height = png(found.panels)
    size = {"width": width, "height": height}
    forms = {"image/png": b64encode(image).decode(), PLAIN: found.alt}
    return Shown(forms, {"image/png": size})


def printed(show: Callable[[], None]) -> Shown:
    """The table that a function prints for a page."""
    with redirect_stdout(StringIO()) as out:
        show()
    return Shown({"text/html": out.getvalue(), PLAIN: f"{show.__name__}, a table"}, {})


def numbers(said: Iterable[tuple[str, str]]) -> Shown:
    """What the prose says, and what its expressions give now.

    Raises:
        ValueError: If one does not round to what is said.
    """
    rows = [(text, vouch(text, expression), expression) for text, expression in said]
    table = "\n".join(
        f"| {text} | {value} | `{expression.replace('|', chr(92) + '|')}` |"
        for text, value, expression in rows
    )
    head = "| in the text | computed | from |\n| --- | --- | --- |\n"
    return Shown({"text/markdown": head + table, PLAIN: f"{len(rows)} numbers"}, {})
