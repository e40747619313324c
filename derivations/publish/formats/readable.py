"""Python for an expression, in the order in which one reads it: p[i]*log(p[i])."""

from inspect import getdoc

from sympy import Expr
from sympy.printing.precedence import PRECEDENCE, precedence
from sympy.printing.str import StrPrinter

from derivations.kernel.names import Kept, Named, Ratio
from derivations.publish.formats.naming import Names
from derivations.publish.typesetting.reading_order import in_reading_order, split
from derivations.quantities.gaussian import Half
from derivations.quantities.information import Log

INLINE = Kept | Ratio | Half | Log  # shorter as they are than by name


class Readable(StrPrinter):
    """What is printed means the same to Python as it does here.

    Named quantities get lines of their own, which come before what is printed.
    """

    printmethod = "_readable"  # not the one of our names, which would print themselves

    def __init__(self, *reserved: str):
        super().__init__()
        self.names = Names(*reserved)
        self.parts: dict[Named, str] = {}

    def _print(self, e, **options):
        # Printers dispatch on class names: a name of ours may also be one of SymPy's.
        if isinstance(e, Named):
            return self.name(e)
        return super()._print(e, **options)

    def name(self, e: Named) -> str:
        """The name of a quantity, once the line that defines it is there."""
        meant = self.prepared(e.unfold())
        if meant.is_Atom or meant.is_Indexed:
            return self._print(meant)
        if isinstance(e, INLINE):
            return f"({self._print(meant)})"
        if e not in self.parts:
            self.parts[e] = self.alone(meant)
        return self.names.part(e)

    def prepared(self, e: Expr) -> Expr:
        return e

    def alone(self, e: Expr) -> str:
        """Printed outside of all that stands around it."""
        return self._print(e)

    def definitions(self) -> list[str]:
        """A line for each quantity, and for each kind what it is."""
        lines: dict[str, None] = {}
        for e, made in self.parts.items():
            lines |= {
                f"# {first_line(e)}": None,
                f"{self.names.part(e)} = {made}": None,
            }
        return list(lines)

    def parenthesize(self, item, level, strict=False):
        if isinstance(item, Named):
            return self._print(item)
        return super().parenthesize(item, level, strict)

    def _print_Add(self, e, order=None):
        text = ""
        for t in in_reading_order(e.args):
            minus = t.as_coeff_Mul()[0].is_negative
            sign = ("-" if minus else "") if not text else (" - " if minus else " + ")
            text += sign + self.parenthesize(-t if minus else t, PRECEDENCE["Add"])
        return text

    def _print_Mul(self, e):
        if e.as_coeff_Mul()[0].is_negative:
            return f"-{self.parenthesize(-e, PRECEDENCE['Add'])}"
        above, below = split(e)
        if below != 1 and undistributed(above):
            first, *rest = above
            return "*".join((self.quotient([first], below), *map(self.factor, rest)))
        return self.quotient(apart(above), below)

    def quotient(self, above: list[Expr], below: Expr) -> str:
        product = "*".join(map(self.factor, above)) or "1"
        if below == 1:
            return product
        number, rest = below.as_coeff_Mul()
        if number != 1 and is_sum(rest):
            return f"{product}/{number}/{self.factor(rest)}"
        level = PRECEDENCE["Mul" if below.is_Pow else "Pow"]
        return f"{product}/{self.factor(below, level)}"

    def factor(self, f: Expr, level: int = PRECEDENCE["Mul"]) -> str:
        if f.is_Mul and precedence(f) <= level:
            return f"({self._print(f)})"
        return self.parenthesize(f, level)

    def _print_Pow(self, e, rational=False):
        if e.exp.could_extract_minus_sign():
            return self._print_Mul(e)
        return super()._print_Pow(e)

    def _print_Limit(self, e):
        f, x, to, way = e.args
        return f"Limit({', '.join(map(self._print, (f, x, to)))}, dir='{way}')"


# Python multiplies from the left, and SymPy would at once multiply out 2*(a + b); so
# such a number is kept away from such a bracket.


def is_sum(e: Expr) -> bool:
    return (e.unfold() if isinstance(e, Named) else e).is_Add


def undistributed(above: list[Expr]) -> bool:
    return len(above) == 2 and above[0].is_Number and is_sum(above[1])


def apart(above: list[Expr]) -> list[Expr]:
    if len(above) > 2 and undistributed(above[:2]):
        number, *rest = above
        return [number, *sorted(rest, key=is_sum)]
    return above


def first_line(e: Named) -> str:
    return (getdoc(type(e)) or "").splitlines()[0].rstrip(".")
