"""A built page taken apart: its formulas, its results, its text, what it loads."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta source track wbr".split())
UNREAD = {"script", "style", "code", "pre", "svg", "title"}
LOADING = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "manifest"}


@dataclass
class Result:
    slug: str = ""
    title: str = ""


@dataclass
class Formula:
    tex: str = ""
    unset: str = ""  # what stands beside KaTeX's letters, where nothing should


@dataclass
class Document(HTMLParser):
    """Reads `html` once; each part is then a list."""

    html: str
    formulas: list[Formula] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self):
        super().__init__()
        self.open: list[tuple[str, dict]] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.note_loads(tag, given)
        if tag in VOID:
            return
        self.open.append((tag, given))
        if "arithmatex" in given.get("class", "").split():
            self.formulas.append(Formula())
        if "result" in given.get("class", "").split():
            self.results.append(Result())
        if "title" in given.get("class", "").split() and self.inside("result"):
            self.results[-1].slug = given.get("id", "")

    def note_loads(self, tag, given):
        if "src" in given:
            self.loads.append(given["src"])
        if tag == "link" and LOADING & set(given.get("rel", "").split()):
            self.loads.append(given["href"])
        if "srcset" in given:
            self.loads += [part.split()[0] for part in given["srcset"].split(",")]

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.inside("arithmatex"):
            if self.open[-1][0] == "annotation":  # KaTeX keeps the LaTeX in its MathML
                self.formulas[-1].tex += data
            elif not self.inside("katex"):
                self.formulas[-1].unset += data.strip()
            return
        if self.inside("title") and self.inside("result"):
            self.results[-1].title += data
        if not UNREAD & {tag for tag, _ in self.open}:
            self.text += data

    def inside(self, name: str) -> bool:
        return any(name in given.get("class", "").split() for _, given in self.open)
