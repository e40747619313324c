"""KaTeX, the copy that the site ships, run without a browser."""

from functools import cache
from pathlib import Path

import quickjs

KATEX = Path(__file__).parents[2] / "docs/assets/katex/katex.min.js"
RENDER = """(tex, displayMode) => {
  try { katex.renderToString(tex, {displayMode, strict: "error"}); return ""; }
  catch (error) { return String(error.message); }
}"""


@cache
def render():
    context = quickjs.Context()
    context.eval(KATEX.read_text())
    return context.eval(RENDER)


def fault(formula: str) -> str:
    r"""What KaTeX has against \(…\) or \[…\]; nothing if it sets it."""
    delimiters = formula[:2] + formula[-2:]
    if delimiters not in (r"\(\)", r"\[\]"):
        return "not between delimiters"
    return render()(formula[2:-2], delimiters == r"\[\]")
