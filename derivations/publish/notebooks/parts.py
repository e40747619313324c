"""A notebook for each part of the text: its pages, with cells for what they show."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module
from os.path import normpath
from pathlib import PurePosixPath

from markdown.extensions.toc import slugify

from derivations.memo import fingerprint, remembered
from derivations.publish.first_page import text
from derivations.publish.notebooks import prose
from derivations.publish.notebooks.cells import notebook, run, said, source
from derivations.publish.notebooks.pages import pages, shown
from derivations.publish.notebooks.running import executed
from derivations.publish.notebooks.setup import FOLDER, setup
from derivations.publish.notebooks.shown import made
from derivations.publish.places import DOCS, SHOWN, address
from derivations.publish.releases.address import site_url
from derivations.publish.releases.edition import version
from derivations.publish.tags.registry import entries, tag_of
from derivations.verification import maker

BLOCK = re.compile(r"^```derive\n(.*?)^```$", re.M | re.S)
SECTION = re.compile(r"^(?=## )", re.M)
PICTURES = "derivations.publish.pictures."
PLAYGROUNDS = f"{PICTURES}play."
DRAWN, PRINTED = "drawn({})", "printed({})"
ABOUT = """\
# {part}

A part of *klem*, version {version}, a text whose formulas are computed and checked.
The cells below import each derivation and show its steps, each with its reason and
with what checked it: run them again, from top to bottom. The first cell, which is
folded, finds the sources, or says what is missing.

To doubt a result, change it. Where `{name}` has been imported, `{name}??` prints that
derivation; put a copy into a cell, change a line of it, and `steps({name}())` says
which step breaks, what is left over, and at which numbers. `steps({name}(), seed=1)`
checks at other numbers."""


def files() -> Iterator[tuple[str, str]]:
    for folder, part in shown().items():
        path = f"{FOLDER}/{folder}.ipynb"
        drawings = fingerprint("pictures", "")
        first = source(setup())
        key = "\0".join([site_url(), first, drawings, *map(text, pages(part))])
        make = partial(written, part, path)
        yield path, remembered("notebooks", f"{folder}.ipynb", make, key)


def written(part: str, path: str) -> str:
    first = SHOWN.findall("".join(map(text, pages(part))))[0]
    name = maker(first).__name__
    about = ABOUT.format(part=part, version=version(), name=name)
    cells = [said("about", about), setup()]
    for page in pages(part):
        cells += cells_of(page, part)
    return notebook(executed(cells, path))


def cells_of(page: str, part: str) -> Iterator[dict]:
    """Prose, blocks as code, and last the numbers that the prose holds."""
    name = PurePosixPath(page).stem
    read = partial(prose.markdown, leads=partial(leads, page, part), where=page)
    pieces = [*BLOCK.split(text(page)), ""]  # prose, block, prose, block, …
    for n, (before, block) in enumerate(zip(pieces[::2], pieces[1::2], strict=True)):
        for m, section in enumerate(SECTION.split(before)):
            if section.strip():
                yield said(f"{name}-{n}-{m}", read(section).strip())
        if block:
            yield from cells_for(f"{name}-{n}", block, page)
    if found := prose.numbers(text(page)):
        yield said(f"{name}-numbers", "The numbers of this page, computed again.")
        yield run(f"{name}-computed", listed(found), folded=True)


def listed(found: list[tuple[str, str]]) -> str:
    rows = "".join(f"        {row!r},\n" for row in found)
    return f"numbers(\n    [\n{rows}    ]\n)"


def cells_for(name: str, block: str, page: str) -> Iterator[dict]:
    """A result by its steps, below its name; a picture, above its caption; a table."""
    module, call = imported(block, page)
    if slug := SHOWN.search(block):
        make = maker(slug[1])
        yield said(f"{name}-name", f"#### {heading(slug[1])}")
        yield run(name, shows(make.__module__, make.__name__, "steps({}())"))
    elif module.startswith(PICTURES):
        show = picture(module, call)
        how = DRAWN if is_picture(show) else PRINTED
        yield run(name, shows(show.__module__, show.__name__, how))
        if is_picture(show):
            yield said(f"{name}-caption", caption(show))
    else:
        raise prose.Unread(f"{page}: no cell for the block\n{block}")


def imported(block: str, page: str) -> tuple[str, str]:
    """The module and the name that a block imports and calls."""
    match ast.parse(block).body:
        case [ast.ImportFrom(module=str(module), names=[only]), ast.Expr()]:
            return module, only.name
    raise prose.Unread(f"{page}: a block imports one thing and calls it, not\n{block}")


def shows(module: str, name: str, call: str) -> str:
    return f"from {module} import {name}\n\n{call.format(name)}"


def picture(module: str, call: str) -> Callable[[], None]:
    """What a block shows; of a playground, the picture that stands still."""
    names = vars(import_module(module))
    if not module.startswith(PLAYGROUNDS):
        return names[call]
    others = (f for f in names.values() if getattr(f, "__module__", module) != module)
    (still,) = filter(is_picture, others)
    return still


def is_picture(show: Callable[[], None]) -> bool:
    """Made of a function that draws; another one prints a table."""
    return hasattr(show, "__wrapped__")


def caption(show: Callable[[], None]) -> str:
    found = made(show).caption
    return re.sub(r"\\\((.*?)\\\)", lambda tex: f"${tex[1]}$", found)


def heading(slug: str) -> str:
    return f"{tag_of(slug)} {slug}"


def leads(page: str, part: str, target: str) -> str:
    """Where a link goes: in this notebook, else to the site, if it has an address."""
    if "://" in target:
        return target
    path, _, place = target.partition("#")
    there = normpath(PurePosixPath(page).parent / path) if path else page
    if there in pages(part):
        ids = anchors(there)
        return f"#{ids.get(place, ids[''])}"
    if not (site := site_url()):
        return ""
    return f"{site}{address_of(there)}" + f"#{place}" * bool(place)


def address_of(page: str) -> str:
    return address(DOCS / page) if page.endswith(".md") else page


@cache
def anchors(page: str) -> dict[str, str]:
    """Ids of a page as Jupyter has them: headings, with dashes for spaces."""
    found = prose.HEADING.findall(BLOCK.sub("", text(page)))
    titles = {slugify(words, "-"): words for _, words in found}
    cards = {slug: heading(slug) for slug in SHOWN.findall(text(page))}
    tags = {
        formula.tag: cards[entry.slug]
        for entry in entries().values()
        if entry.slug in cards and not entry.removed
        for formula in entry.formulas
    }
    all_of = {"": found[0][1]} | titles | cards | tags
    return {name: words.replace(" ", "-") for name, words in all_of.items()}
