"""One style for all pictures: SVG in the page's own colours, with its code beside it.

A picture is a function that returns panels. Each panel is small enough for a phone and
set beside the others where there is room. Colours are names that the stylesheet fills
in, so one drawing serves both themes; letters are paths, so it looks alike everywhere.
"""

import inspect
import re
from collections.abc import Callable
from functools import wraps
from html import escape
from io import StringIO
from typing import NamedTuple

from derivations.memo import remembered

# Each stands for a colour of the stylesheet; the numbers only have to differ.
INK, FAINT, P, Q, R = "#0a0a01", "#0a0a02", "#0a0a03", "#0a0a04", "#0a0a05"
PAPER = "#0a0a06"
COLOURS = {INK: "ink", FAINT: "faint", P: "p", Q: "q", R: "r", PAPER: "paper"}

WIDTH, HEIGHT = 3.5, 2.5  # of a panel, in inches
STYLE = {
    "svg.fonttype": "path",
    "svg.hashsalt": "klem",
    "font.family": "STIXGeneral",  # comes with matplotlib, and goes with the text
    "mathtext.fontset": "cm",  # the letters of the formulas
    "font.size": 10,
    "axes.titlesize": 10,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.6,
    "axes.titlecolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "lines.linewidth": 1.6,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
    "legend.fontsize": 9,
    "patch.linewidth": 0,
}
USED = re.compile(r'(?:href="#|url\(#)([^")]+)')
ID = re.compile(r' id="([^"]*)"')
PATH = re.compile(r' d="[^"]*"')
LONG = re.compile(r"(\d+\.\d\d)\d+")


class Picture(NamedTuple):
    """What a drawing function returns: figures, what they show, and what to see."""

    panels: tuple
    alt: str  # for those who do not see it: what it shows, with its numbers
    caption: str  # HTML; mathematics between \\( and \\)


def picture(draw: Callable[[], Picture]) -> Callable[[], None]:
    """Make of a drawing function one that shows its picture on a page."""

    @wraps(draw)
    def show() -> None:
        name = f"{draw.__module__.rpartition('.')[2]}.{draw.__name__}"
        print(remembered("pictures", f"{name}.html", lambda: html(draw, name)))

    return show


def panel(width: float = WIDTH, height: float = HEIGHT, **axes):
    """A figure with one pair of axes; `axes` are set as in Axes.set."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot(**axes)


def html(draw: Callable[[], Picture], name: str) -> str:
    import matplotlib as mpl

    with mpl.rc_context(STYLE):
        drawn = draw()
        panels = "".join(
            svg(figure, f"{name}-{i}-") for i, figure in enumerate(drawn.panels)
        )
    label = f'class="panels" role="img" aria-label="{escape(drawn.alt)}"'
    return (
        f'<figure class="picture" id="{name}"><div {label}>{panels}</div>'
        f"<figcaption>{mathematics(drawn.caption)}{code(draw)}</figcaption></figure>"
    )


def svg(figure, prefix: str) -> str:
    """The drawing, its ids its own, its colours those of the page."""
    text = StringIO()
    figure.savefig(text, format="svg", transparent=True, metadata={"Date": None})
    drawing = text.getvalue()
    drawing = own_ids(drawing[drawing.index("<svg") :], prefix)
    drawing = PATH.sub(lambda d: LONG.sub(r"\1", d[0]), drawing)
    for colour, name in COLOURS.items():
        drawing = drawing.replace(colour, f"var(--picture-{name})")
    return drawing.replace("<svg ", '<svg aria-hidden="true" ', 1)


def own_ids(drawing: str, prefix: str) -> str:
    """Only the ids that are used, made different from those of other drawings."""
    used = set(USED.findall(drawing))

    def own(found: re.Match) -> str:
        return f' id="{prefix}{found[1]}"' if found[1] in used else ""

    return USED.sub(lambda f: f[0].replace(f[1], prefix + f[1]), ID.sub(own, drawing))


def mathematics(caption: str) -> str:
    """A caption with its formulas marked for KaTeX."""
    return re.sub(
        r"\\\((.*?)\\\)",
        lambda f: f'<span class="arithmatex">\\({escape(f[1])}\\)</span>',
        caption,
    )


def code(draw: Callable[[], Picture]) -> str:
    """The function that drew it, one click away."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    source = inspect.getsource(inspect.unwrap(draw))
    place = draw.__module__.replace(".", "/") + ".py"
    listing = highlight(
        source, PythonLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True)
    )
    return (
        '<details class="code"><summary>Code</summary>'
        f"<p>{place}</p>{listing}</details>"
    )


def number(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace("-", "−")
