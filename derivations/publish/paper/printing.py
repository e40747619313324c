"""Chromium prints the pages of a built site, one after the other, as on a desk.

The style sheet for paper unfolds steps and answers and leaves out what one clicks, so a
page that a reader prints looks the same. Pages are read from the folder, without a
server, and numbered on from one to the next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from urllib.parse import unquote, urljoin, urlsplit

from derivations.publish.links import Page

HOME = "http://klem.invalid/"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",  # or the browser looks for its makers' hosts
    "--disable-component-update",
    "--disable-sync",
]
PAPER = {"format": "A4", "prefer_css_page_size": True, "print_background": True}
# Chromium notes where an id stands only if the page itself links to it.
AIM = """ids => ids.forEach(id => {
  const aim = document.createElement("a");
  aim.href = "#" + id;
  aim.style = "position: absolute; width: 1px; height: 1px; top: 0; left: 0";
  document.querySelector("article").append(aim);
})"""


@dataclass(frozen=True)
class Sheet:
    """A page of the site, printed."""

    address: str
    part: str
    title: str
    pdf: bytes


def installed() -> str | None:
    return next(filter(None, map(which, BROWSERS)), None)


def browser_path() -> str:
    if found := installed():
        return found
    raise SystemExit("Chromium prints the PDF, and was not found: install chromium")


@contextmanager
def chromium():
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield browser
        browser.close()


def sheets(
    browser, site: Path, contents: list[tuple[str, str]], count
) -> Iterator[Sheet]:
    """Each page of the contents, (part, address); `count` counts the pages of a PDF."""
    wanted, done = aims(site, [address for _, address in contents]), 0
    tab = browser.new_page(color_scheme="light")
    tab.route("**/*", lambda route: route.fulfill(path=file_of(route, site)))
    for part, address in contents:
        tab.goto(HOME + address, wait_until="networkidle")
        pdf = printed(tab, sorted(wanted[address]), done)
        yield Sheet(address, part, heading(tab), pdf)
        done += count(pdf)
    tab.close()


def printed(tab, ids: list[str], before: int) -> bytes:
    """The page on paper, its first number the one after `before`."""
    tab.add_style_tag(content=f"html {{ counter-reset: page {before} }}")
    tab.evaluate(AIM, ids)
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    tab.evaluate("document.fonts.ready")
    return tab.pdf(**PAPER)


def heading(tab) -> str:
    """Its title, without the sign that links to it."""
    return tab.locator("h1").evaluate("h => h.firstChild.textContent.trim()")


def file_of(route, site: Path) -> Path:
    path = site / unquote(urlsplit(route.request.url).path).lstrip("/")
    return path / "index.html" if path.is_dir() else path


def aims(site: Path, addresses: list[str]) -> dict[str, set[str]]:
    """The ids on each page that any page links to."""
    found: dict[str, set[str]] = {address: set() for address in addresses}
    for address in addresses:
        page = Page((site / address / "index.html").read_text(encoding="utf-8"))
        for link in page.links:
            there, _, name = urljoin(HOME + address, link).partition("#")
            if name and there.removeprefix(HOME) in found:
                found[there.removeprefix(HOME)].add(unquote(name))
    return found
