"""Presentation MathML as KaTeX makes it, with the words of an e-mail as alttext.

The LaTeX stays in it as an annotation, which is what MathML has for it: who pastes the
formula into something that reads LaTeX gets that.
"""

import json
from html import escape

from derivations.kernel.calc import Chain
from derivations.publish.formats.tex import latex
from derivations.publish.formats.unicode import text
from derivations.publish.typesetting.katex import function

RENDER = """tex => {
  const options = {output: "mathml", displayMode: true, strict: "error"};
  try { return JSON.stringify([katex.renderToString(tex, options)]); }
  catch (error) { return JSON.stringify([null, String(error.message)]); }
}"""
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML"'


def mathml(chain: Chain) -> str:
    tex = latex(chain)
    html, *fault = json.loads(function(RENDER)(tex))
    if fault:
        raise ValueError(f"KaTeX cannot set {tex!r}: {fault[0]}")
    start, end = html.index(MATH), html.index("</math>") + len("</math>")
    spoken = escape(text(chain))
    return html[start:end].replace(MATH, f'{MATH} alttext="{spoken}"', 1)
