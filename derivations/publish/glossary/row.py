"""A row of the glossary: what a symbol means, of which shape it is, what klem calls it.

Everything else about a symbol is read off the symbol: its LaTeX from the printer, its
domain from its assumptions, its name from the object. So none of that is typed here.
"""

import re
from typing import NamedTuple

from sympy import Dummy, Expr, IndexedBase, Integral, Symbol

from derivations.kernel.names import Named
from derivations.quantities.covariance import Sized

# The longest that fits comes first: a positive whole number is also a real number.
DOMAINS = (
    ("1, 2, 3, …", ("is_integer", "is_positive")),
    ("0, 1, 2, …", ("is_integer", "is_nonnegative")),
    ("whole numbers", ("is_integer",)),
    ("> 0", ("is_positive",)),
    ("≥ 0", ("is_nonnegative",)),
    ("real, ≠ 0", ("is_real", "is_nonzero")),
    ("real", ("is_real",)),
)

LETTER = re.compile(r"(\\[a-z]+\{)?(\\?[a-zA-Z]+)\}?(.*)")  # accent, letter, ^old


class Row(NamedTuple):
    """What `forms` mean: one symbol, or several that are read alike.

    In `meaning`, {k} is an index of the form and takes the letter that a formula has.
    `where` are the pages, by their path or folder, on which a letter with several
    meanings has this one; a row without it holds wherever no other does. `also` holds
    what else prints as one of the forms. `equals` is what the form is by another
    definition, if its domain shows only there: |Λ| is 1/|Σ|.
    """

    forms: tuple[Expr, ...]
    meaning: str
    shape: str
    klem: str = ""
    where: tuple[str, ...] = ()
    also: tuple = ()
    equals: Expr | None = None

    def objects(self) -> set:
        """The symbols of notation.py and the named quantities that this row is for."""
        return {o for form in self.forms if (o := object_of(form))} | set(self.also)


class Bold(Expr):
    """A vector or a matrix by the letter of its entries: Bold(mu, k) for mu[k, a]."""

    def _latex(self, printer, **_):
        letter, *indices = map(printer._print, self.args)
        accent, inner, rest = LETTER.findall(letter)[0]
        style = "mathbf" if inner.isalpha() else "boldsymbol"
        bold = rf"\{style}{{{inner}}}"
        below = f"_{{{''.join(indices)}}}" if indices else ""
        return (f"{accent}{bold}}}" if accent else bold) + below + rest


class Typed(Expr):
    """A form that only the text has: no symbol of notation.py stands for it."""

    def _latex(self, printer, **_):
        return printer._print(self.args[0])


def object_of(form: Expr):
    """What was defined: an array, a symbol, or the class of a named quantity."""
    if isinstance(form, Typed):
        return None
    if isinstance(form, Bold):
        return form.args[0]
    if form.is_Indexed:
        return form.base
    if isinstance(form, Symbol | IndexedBase):
        return form
    # A quantity for one number of dimensions is made from a class that was written.
    return type(form).__mro__[issubclass(type(form), Sized)]


def name_of(form: Expr) -> str:
    """What to write in SymPy."""
    held = object_of(form)
    if held is None:
        return ""
    if isinstance(held, type):
        return held.__name__
    return str(form if form.is_Indexed or isinstance(form, Symbol) else held)


def integrated(e: Expr) -> Expr:
    """An integral of real values is real; SymPy leaves that open."""
    real = (i for i in e.atoms(Integral) if i.function.is_real)
    return e.xreplace({i: Dummy(real=True) for i in real})


def domain(form: Expr) -> str:
    """The values that a symbol may take, as SymPy was told or can tell."""
    if isinstance(form, Typed):
        return ""
    if isinstance(form, Named) and form.nonnegative_by:
        return "≥ 0"
    known = form.args[0] if isinstance(form, Bold) else form
    known = integrated(known.unfold()) if isinstance(known, Named) else known
    return next(
        (words for words, facts in DOMAINS if all(getattr(known, f) for f in facts)),
        "",
    )
