"""Playgrounds on bare pages with the site's own scripts and styles: quick to build."""

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path

from playwright.sync_api import Locator, Page

from derivations.publish.pictures.play import playground, tables
from derivations.publish.places import DOCS
from derivations.publish.publishing import put
from tests.site.browser import WIDE, visit

PAGES = {
    "bins": "kl/",
    "simplex": "kl/not-a-distance/",
    "bound": "em/steps/",
    "faithful": "gmm/algorithm/",
}
STYLES = ("katex/katex.min.css", *(f"css/{n}.css" for n in ("paper", "site", "play")))
BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="assets/css/print.css">
{styles}<body data-md-color-scheme="default"><main class="md-typeset"><h1>{name}</h1>
{html}</main><script id="__config" type="application/json">{{"base": "."}}</script>
<script src="assets/js/play.js"></script></body></html>"""


def write(folder: Path, monkeypatch) -> Path:
    """A page for each playground, with its tables, below a folder."""
    (folder / "assets").symlink_to(DOCS / "assets")
    for path, text in tables.files():
        put(folder / path, text)
    monkeypatch.setattr(playground, "DOCS", folder)
    styles = "".join(f'<link rel="stylesheet" href="assets/{s}">' for s in STYLES)
    for name in PAGES:
        page = BARE.format(name=name, styles=styles, html=shown(name))
        (folder / f"{name}.html").write_text(page)
    return folder


def shown(name: str) -> str:
    said = StringIO()
    with redirect_stdout(said):
        import_module(f"derivations.publish.pictures.play.{name}").play()
    return said.getvalue()


@contextmanager
def playing(browser, url, name, width=WIDE, scheme="light") -> Iterator[tuple]:
    """The page of a playground, and the playground, alive."""
    with visit(browser, url, width, scheme) as page:
        page.set_default_timeout(30_000)  # the pages are long, and axe reads them all
        yield page, woken(page, name)


def woken(page: Page, name: str) -> Locator:
    section = page.locator(f"[data-play={name}]")
    section.scroll_into_view_if_needed()
    page.locator(f"[data-play={name}][data-alive]").wait_for()
    section.locator(".stage").scroll_into_view_if_needed()
    return section


def numbers(section: Locator, *keys: str) -> list[str]:
    return [section.locator(f"[data-key={key}]").inner_text() for key in keys]


def press(place: Locator, key: str, times: int = 1) -> None:
    place.focus()
    for _ in range(times):
        place.page.keyboard.press(key)


def drag(knob: Locator, dx: float, dy: float) -> None:
    """From the middle of a knob, by some pixels."""
    knob.scroll_into_view_if_needed()
    box, mouse = knob.bounding_box(), knob.page.mouse
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + dx, y + dy, steps=6)
    mouse.up()
