"""The index of all results: every one with its formula, its marks and its sources.

All of it stands on the page, part by part, so that it can be read and linked to without
scripts. The controls only hide what is not asked for; docs/assets/js/find.js does that.
"""

import json
import re
from functools import cache
from html import escape

from derivations.memo import remembered
from derivations.publish.finding.entries import entries
from derivations.publish.navigation import parts
from derivations.publish.notation_table import INDEX, sheet
from derivations.publish.places import link, permanent, places, way
from derivations.publish.plain import plain, scripts
from derivations.publish.tags import registry

PAGE = "f/"
MARKS = ("derived", "tested", "decided", "proved", "stated")
SIZING = re.compile(r"\\(left|right|bigl|bigr)(?![a-zA-Z])")
FUNCTION = re.compile(r"\\(ln|log|det)(?![a-zA-Z])")
LONGEST = 60  # letters of a meaning in the choice of symbols


def results_of(part: str) -> None:
    """Print the results of one part."""
    name = f"index-{part}.html"
    print(remembered("finding", name, lambda: rows(part), key()))


def controls() -> None:
    """Print what one types and chooses to find a result."""
    print(remembered("finding", "controls.html", form, f"{key()}{parts()}"))


@cache
def key() -> str:
    return f"{places()}{registry.FILE.read_text(encoding='utf-8')}"


def rows(part: str) -> str:
    return "\n".join(row(entry) for entry in entries() if entry["part"] == part)


def row(entry: dict) -> str:
    from derivations.publish.cards.html import display
    from derivations.publish.cards.words import mark, words

    tag, slug = entry["tag"], entry["slug"]
    marks = "".join(map(mark, entry["marks"]))
    rest = [
        ("Where", f'<a class="slug" href="{link(slug, PAGE)}">{slug}</a>'),
        ("Symbols", f'<span class="symbols">{symbols(entry)}</span>'),
        *sources(entry["sources"]),
    ]
    lines = "".join(f"<dt>{name}</dt><dd>{says}</dd>" for name, says in rest)
    return (
        f'<section class="entry" id="{tag}" {data(entry)}>'
        f'<h3 class="title">{to(tag)} {words(entry["title"])}</h3>'
        f'<p class="marks">{marks}</p>{display(entry["main"])}{formulas(entry)}'
        f"<dl>{lines}</dl></section>"
    )


def data(entry: dict) -> str:
    """What the controls choose by, and words to find it by that are not on the page."""
    held = {
        "part": entry["part"],
        "mark": " ".join(kinds(entry)),
        "symbol": " ".join(map(str, entry["symbols"])),
        "source": " ".join(dict.fromkeys(s["which"] for s in entry["sources"])),
        "words": " ".join(w for s in entry["sources"] for w in s["words"]),
    }
    return " ".join(f'data-{name}="{escape(held[name])}"' for name in held)


def kinds(entry: dict) -> list[str]:
    """Its marks by their first words: decided, whether in all of it or in part."""
    return list(dict.fromkeys(map(kind_of, entry["marks"])))


def kind_of(mark: str) -> str:
    return mark.split()[0].rstrip(":")


def formulas(entry: dict) -> str:
    """All formulas of a result, folded; as LaTeX, which scripts set when opened."""
    count = len(entry["formulas"])
    items = "".join(map(formula, entry["formulas"]))
    return (
        f'<details class="steps formulas"><summary>{count} formula{"s" * (count > 1)}'
        f"</summary><ul>{items}</ul></details>"
    )


def to(tag: str) -> str:
    return f'<a href="{way(permanent(tag), PAGE)}">{tag}</a>'


def formula(facts: dict) -> str:
    from derivations.publish.cards.words import words

    bound = f"<span>so</span>{code(facts['bound'])}" if facts["bound"] else ""
    return (
        f'<li>{to(facts["tag"])} <span class="name">{words(facts["name"])}</span>'
        f"{code(facts['tex'])}{bound}</li>"
    )


def code(tex: str) -> str:
    return f'<code class="tex">{escape(tex)}</code>'


def symbols(entry: dict) -> str:
    letters = (escape(symbol(sheet()[number])) for number in entry["symbols"])
    return " ".join(f"<span>{x}</span>" for x in dict.fromkeys(letters))


def symbol(facts: dict) -> str:
    """As plain text; a few are written with a function or with norms."""
    tex = SIZING.sub("", facts["tex"][0]).replace(r"\lVert", r"\|")
    return plain(FUNCTION.sub(r"\1", tex.replace(r"\rVert", r"\|")))


def sources(found: list[dict]) -> list[tuple[str, str]]:
    """A line for each book: its equations, and what each says."""
    return [
        (which, "; ".join(source(s) for s in found if s["which"] == which))
        for which in dict.fromkeys(s["which"] for s in found)
    ]


def source(facts: dict) -> str:
    from derivations.publish.crosswalk import prose

    name, says = prose(facts["name"]), prose(facts["says"])
    return f'<a href="{way(facts["where"], PAGE)}">{name}</a> ({says})'


def form() -> str:
    # A q in the address would open the search of the theme over the page.
    return (
        '<form class="find" role="search" aria-label="Results" hidden>'
        '<label class="find">Find<input type="search" name="find" autocomplete="off"'
        ' autocapitalize="off" spellcheck="false"'
        r' placeholder="9.19, \gamma_{nk}, ln det, Gibbs"></label>'
        '<button type="reset">Clear</button>'
        f"{choice('Part', 'part', part_names())}"
        f"{choice('Symbol', 'symbol', symbol_names())}"
        f"{choice('Mark', 'mark', mark_names())}"
        f"{choice('Source', 'source', source_names())}"
        "</form>"
        '<p class="count" role="status" aria-live="polite"'
        f' data-not-yet="{" ".join(not_yet())}"></p>'
    )


def choice(label: str, name: str, options: dict[str, str]) -> str:
    given = "".join(
        f'<option value="{escape(value)}">{escape(says)}</option>'
        for value, says in options.items()
    )
    return (
        f'<label>{label}<select name="{name}"><option value="">any</option>'
        f"{given}</select></label>"
    )


def part_names() -> dict[str, str]:
    held = {entry["part"] for entry in entries()}
    return {folder: name for folder, name in parts().items() if folder in held}


def symbol_names() -> dict[str, str]:
    """Those that occur in a result, each with the beginning of its meaning."""
    held = sorted({number for entry in entries() for number in entry["symbols"]})
    return {str(number): meaning(sheet()[number]) for number in held}


def meaning(facts: dict) -> str:
    says = scripts(INDEX.sub(r"\1", facts["meaning"]))
    cut = says if len(says) <= LONGEST else f"{says[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"{symbol(facts)}: {cut}"


def mark_names() -> dict[str, str]:
    held = {kind for entry in entries() for kind in kinds(entry)}
    return {kind: kind for kind in MARKS if kind in held}


def source_names() -> dict[str, str]:
    return {
        "PRML": "PRML (Bishop)",
        "SPB": "SPB (Book of Statistical Proofs)",
        "Notes": "the source notes",
    }


def not_yet() -> list[str]:
    """Numbers of PRML that the crosswalk lists as not covered yet."""
    return json.loads(remembered("finding", "not-yet.json", made))


def made() -> str:
    from derivations.crosswalk.book import NOT_YET, run
    from derivations.crosswalk.prml import EQUATIONS

    return json.dumps(
        [n for e in EQUATIONS if e.way == NOT_YET for n in run(e.numbers)]
    )
