"""KaTeX, which sets every formula of the text, runs here in QuickJS.

It is loaded once for each thread that asks, and not before one does, so that a warm
build goes without it.
"""

from collections.abc import Callable
from functools import cache
from threading import local

from derivations.memo import KATEX

HERE = local()  # QuickJS belongs to the thread that made it


def function(source: str) -> Callable:
    """A JavaScript function that may call KaTeX."""
    if not hasattr(HERE, "function"):
        HERE.function = cache(engine().eval)
    return HERE.function(source)


def engine():
    import quickjs

    context = quickjs.Context()
    context.eval(KATEX.read_text(encoding="utf-8"))
    return context
