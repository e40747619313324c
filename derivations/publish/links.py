"""Links and ids of a built site, read from its pages as a browser would.

MkDocs checks links that stand in Markdown. Cards and reference pages are HTML by the
time it looks, so the built pages are read instead: every link to a page or an id of
this site must lead somewhere, and no id may stand twice on a page.
"""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Most of a page is pieces of formulas, which hold no ids and no links.
LETTERS = re.compile(r'<bdi class="katex-html".*?</bdi>', re.DOTALL)


class Page(HTMLParser):
    """Ids of a page, and the addresses that it links to or loads."""

    def __init__(self, html: str):
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.feed(LETTERS.sub("", html))

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids[value] += 1
            elif name in ("href", "src") and value is not None:
                self.links.append(value)


def dangling(site: Path) -> list[str]:
    """Each link that leads nowhere and each id that stands twice, with its page."""
    pages = {path: Page(path.read_text()) for path in sorted(site.rglob("*.html"))}
    return [
        f"{path.relative_to(site)}: {fault}"
        for path, page in pages.items()
        if path.name != "404.html"  # served at any depth, so its links are absolute
        for fault in faults(path, page, pages)
    ]


def faults(path: Path, page: Page, pages: dict[Path, Page]) -> list[str]:
    twice = [f"id {name!r} stands {n} times" for name, n in page.ids.items() if n > 1]
    return twice + [
        f"link {link!r} leads nowhere"
        for link in dict.fromkeys(page.links)
        if is_ours(link) and not leads_somewhere(link, path, pages)
    ]


def is_ours(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc


def leads_somewhere(link: str, path: Path, pages: dict[Path, Page]) -> bool:
    parts = urlsplit(link)
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    target = target / "index.html" if target.is_dir() else target
    if target not in pages or not parts.fragment:
        return target.is_file()
    return unquote(parts.fragment) in pages[target].ids
