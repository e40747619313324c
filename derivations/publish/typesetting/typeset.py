"""Formulas are set when the text is built, so that a page reads without JavaScript.

KaTeX leaves here what it would have made in a browser: letters with their places for
the eye, MathML for those who listen and for LaTeX that is copied. A formula that KaTeX
cannot read stops the build.
"""

import json
import re
from functools import cache
from html import escape, unescape
from threading import local

from markdown import Extension
from markdown.postprocessors import Postprocessor

from derivations.memo import remembered
from derivations.publish.hover import meanings
from derivations.publish.typesetting.katex import function

FORMULA = re.compile(
    r'<(?P<tag>div|span) class="arithmatex">\\[\[(](?P<tex>.*?)\\[\])]</(?P=tag)>'
    r"(?P<after>[,.;:!?)]?)",
    re.DOTALL,
)
RENDER = """(tex, displayMode) => {
  try { return JSON.stringify([katex.renderToString(tex, {displayMode, strict: "error"})]); }
  catch (error) { return JSON.stringify([null, String(error.message)]); }
}"""  # noqa: E501
HERE = local()  # pages may be read side by side, each in a thread of its own
PIECES = '<span class="katex-html"'
CLOSE = "</span>"


@cache
def typeset(tex: str, display: bool) -> str:
    """KaTeX's letters and MathML for a formula; a ValueError if it cannot be read."""
    html, *fault = json.loads(function(RENDER)(tex, display))
    if fault:
        raise ValueError(f"KaTeX cannot set {tex!r}: {fault[0]}")
    return html


def searchable(html: str) -> str:
    """With its MathML in the search index, once, and neither LaTeX nor pieces.

    Material's indexer ends what it skips at the next closing tag of the same name, so
    the pieces, spans in spans, stand in an element of another name.
    """
    html = html.replace("<annotation", "<annotation data-search-exclude")
    before, after = html.split(PIECES)
    around = CLOSE * (before.count("<span") - before.count(CLOSE))
    inside = after.removesuffix(CLOSE + around)
    return f'{before}<bdi class="katex-html" data-search-exclude{inside}</bdi>{around}'


def in_place(formula: re.Match) -> str:
    tag, tex = formula["tag"], unescape(formula["tex"]).strip()
    letters = "\n".join(f"{symbol}: {says}" for symbol, says in meanings(tex, page()))
    title = f' title="{escape(letters)}"' if letters else ""
    html = searchable(typeset(tex, tag == "div"))
    html, heard = joined(html, formula["after"])
    return f'<{tag} class="arithmatex"{title}>{html}</{tag}>{heard}'


def joined(html: str, mark: str) -> tuple[str, str]:
    """A mark set with the last piece, or it may go to the next line, alone.

    What KaTeX sets is not heard, so the mark stands behind it a second time, unseen.
    """
    pieces, end = html.rsplit(f"{CLOSE}</bdi>", 1)
    if not mark:
        return html, ""
    seen = f'{pieces}<span class="after">{mark}</span>{CLOSE}</bdi>{end}'
    return seen, f'<span class="heard">{mark}</span>'


def page() -> str:
    """The page that is being read, if a hook has said so; letters depend on it."""
    return getattr(HERE, "page", "")


def turn_to(page: str) -> None:
    HERE.page = page


def set_all(html: str) -> str:
    """A page with its formulas set, each with the meaning of its letters at hand."""
    return FORMULA.sub(in_place, html)


class SetFormulas(Postprocessor):
    def run(self, text: str) -> str:
        if not FORMULA.search(text):
            return text
        return remembered(
            "typeset", "page.html", lambda: set_all(text), f"{page()} {text}"
        )


class Typeset(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(SetFormulas(md), "typeset", 0)  # after raw HTML


def makeExtension(**options):
    return Typeset(**options)
