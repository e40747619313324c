"""The claim in SymPy's own notation, exact in every assumption, without any name."""

from sympy import Expr
from sympy.printing.repr import ReprPrinter

from derivations.kernel.calc import Chain
from derivations.publish.formats.plainly import plain_claim


class Source(ReprPrinter):
    """As srepr, but functions keep what is assumed of them."""

    def _print_AppliedUndef(self, e):
        args = ", ".join(map(self._print, e.args))
        return f"{function(e.func)}({args})"


def function(f) -> str:
    """A function of which only the name and the sign are known."""
    sign = "positive" if f._kwargs.get("positive") else "real"
    return f"Function({f.__name__!r}, {sign}=True)"


def exact(e: Expr) -> str:
    return Source().doprint(e)


def source(chain: Chain) -> str:
    """Evaluates to the claim after `from sympy import *`, with nothing else."""
    left, right = map(exact, plain_claim(chain).args)
    # Unevaluated, since SymPy would see at once that some claims are true.
    return f"Eq({left}, {right}, evaluate=False)"
