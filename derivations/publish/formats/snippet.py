"""A claim as one would type it for SymPy: letters, then names by definition, then it.

Whoever has SymPy alone runs it and holds the claim that was checked. Each named
quantity is a line of its own, so that the claim itself stays as short as on the page.
"""

from sympy import Expr

from derivations.kernel.calc import Chain
from derivations.kernel.signs import bound
from derivations.publish.formats.conditions import conditions
from derivations.publish.formats.plainly import OPEN
from derivations.publish.formats.readable import Readable
from derivations.publish.formats.source import function
from derivations.publish.tags.registry import formula_of

# What a letter may not be called, since formulas are written with it.
TAKEN = "pi E I oo S exp log sqrt Abs Sum Product Integral Limit Derivative Subs Eq"
MORE = "KroneckerDelta Rational Symbol IndexedBase Function remainder claim"
WORDS = {">=": "at least", "<=": "at most", ">": "above", "<": "below"}


class Snippet(Readable):
    """Prints expressions, and keeps the lines that have to stand before them."""

    def __init__(self):
        super().__init__(*f"{TAKEN} {MORE}".split())
        self.letters: dict[str, dict[str, str]] = {}  # by what is assumed of them
        self.arrays: dict[str, str] = {}
        self.functions: dict[str, str] = {}

    def _print_Symbol(self, e):
        name = self.names.letter(e)
        self.letters.setdefault(assumed(e), {})[name] = e.name
        return name

    def _print_IndexedBase(self, e):
        name = self.names.letter(e)
        label = e.label
        self.arrays[name] = f'{name} = IndexedBase("{label.name}"{assumed(label)})'
        return name

    def _print_Indexed(self, e):
        indices = ", ".join(map(self._print, e.indices))
        return f"{self._print(e.base)}[{indices}]"

    def _print_Rational(self, e):
        return f"Rational({e.p}, {e.q})"

    _print_Half = _print_Rational

    def parenthesize(self, item, level, strict=False):
        if item.is_Rational and item.is_positive:
            return self._print(item)
        return super().parenthesize(item, level, strict)

    def _print(self, e, **options):
        if type(e) in OPEN:
            return self.open(e)
        return super()._print(e, **options)

    def open(self, e: Expr) -> str:
        """One of those that remain functions."""
        f, says = OPEN[type(e)]
        self.functions[f.__name__] = f"# {says}\n{f.__name__} = {function(f)}"
        return f"{f.__name__}({', '.join(map(self._print, e.args))})"


def assumed(letter) -> str:
    return "".join(f", {k}={v}" for k, v in letter._assumptions_orig.items())


def letters(found: dict[str, str], assumed: str) -> str:
    """i, j = symbols("i j", integer=True): all of which the same is assumed."""
    names = ", ".join(sorted(found))
    labels = " ".join(found[name] for name in sorted(found))
    make = "symbols" if len(found) > 1 else "Symbol"
    return f'{names} = {make}("{labels}"{assumed})'


def snippet(slug: str, chain: Chain) -> str:
    """Ends in `claim`, the equation; before it `remainder`, if that has a sign."""
    to = Snippet()
    left, right = map(to._print, chain.claim.args)
    signed, after = [], []
    if found := bound(chain):
        sign, rest = found
        signed = [f"remainder = {to._print(chain.nonnegative)}  # {never(sign)}"]
        right = with_remainder(to, rest, "+" if sign[0] == ">" else "-")
        after = [f"# So the left side is {WORDS[sign]} {to._print(rest)}."]
    tag = formula_of(slug, chain.name).tag
    lines = [
        f"# {tag} of klem: {slug}",
        *(f"# {line}" for line in conditions(chain)),
        "from sympy import *",
        "",
        *(letters(found, what) for what, found in sorted(to.letters.items())),
        *(line for _, line in sorted(to.arrays.items())),
        *to.functions.values(),
        "",
        *to.definitions(),
        *signed,
        f"claim = Eq({left}, {right}, evaluate=False)",
        *after,
    ]
    return "\n".join(lines) + "\n"


def never(sign: str) -> str:
    return "never negative" if "=" in sign else "positive"


def with_remainder(to: Snippet, rest: Expr, sign: str) -> str:
    if rest == 0:
        return "remainder" if sign == "+" else "-remainder"
    return f"{to._print(rest)} {sign} remainder"
