"""Before anything else in a browser: intervals in FLINT's place, and KaTeX at hand.

The worker imports this first. Nothing here is imported where FLINT is.
"""

import sys
from collections.abc import Callable
from hashlib import sha256

from derivations.live import intervals

NAMED = 12  # letters of a function's fingerprint


def named(source: str) -> str:
    """The name under which the worker has a function of JavaScript."""
    return sha256(source.encode()).hexdigest()[:NAMED]


def start(functions) -> Callable:
    """The runner, for which the worker's own KaTeX measures formulas.

    A strict content policy forbids to evaluate a source, so the build wrote it as a
    function of a module, under its name.
    """
    sys.modules["flint"] = intervals
    from derivations.evaluation.balls import QUICK
    from derivations.kernel import verdict
    from derivations.publish.typesetting import katex

    verdict.DIGITS = QUICK  # integrals take long here; each step says its digits
    katex.function = lambda source: getattr(functions, named(source))
    from derivations.live.run import run

    return run
