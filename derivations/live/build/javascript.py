"""KaTeX with the function that measures its formulas, as a module of JavaScript.

Elsewhere QuickJS evaluates the function; a content policy without `eval` needs it
written out.
"""

from derivations.live.start import named
from derivations.memo import KATEX
from derivations.publish.typesetting.measure import MEASURE


def module() -> str:
    katex = KATEX.read_text(encoding="utf-8")
    functions = f'{{ "{named(MEASURE)}": {MEASURE} }}'
    return f"{katex}\nconst {{ katex }} = self;\nexport default {functions};\n"
