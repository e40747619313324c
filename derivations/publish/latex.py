"""The only place where expressions become LaTeX, set as a textbook would."""

from collections.abc import Callable

from sympy import Expr, Mul, Sum, exp, log
from sympy.printing.latex import LatexPrinter

from derivations.kernel.names import Named, Ratio

# What is read first in a product, and arrays that are written as functions.
READING = "gamma q p pi alpha beta N K sigma Lambda mu x m u Delta".split()
FUNCTIONS = {"p_X": "p(X, {})"}


def weight_first(f: Expr) -> tuple:
    """Numbers, letters and entries in reading order, brackets, logarithms, sums."""
    base = f.base if f.is_Pow and not isinstance(f, exp) else f
    letter = str(base.base.label if base.is_Indexed else base).split("_")[0]
    kinds = (
        f.is_Number,
        base.is_Symbol or base.is_Indexed or is_letter(f),
        isinstance(f, exp),
        f.is_Add and not f.has(log),
        f.is_Pow,
        isinstance(f, log),
    )
    kind = next((i for i, hit in enumerate(kinds) if hit), len(kinds))
    return (kind, READING.index(letter) if letter in READING else -1, str(f))


def is_letter(f: Expr) -> bool:
    """A named quantity that reads as a letter with indices, not as a function."""
    return isinstance(f, Named) and not f.called


def is_long(f: Expr) -> bool:
    """Stands beside a fraction, not in it."""
    return f.is_Add or isinstance(f, Sum | log) or (f.is_Pow and f.base.is_Add)


def positive_first(t: Expr) -> tuple:
    """Positive before negative; sums, logarithms, the rest; bare numbers last."""
    first = Mul.make_args(t)[-1] if t.is_Mul else t
    return (
        t.could_extract_minus_sign(),
        t.is_Number,
        not isinstance(first, Sum),
        not isinstance(first, log),
        isinstance(t, Named),
    )


def split(e: Expr) -> tuple[list[Expr], Expr]:
    """Factors above the line, and the product below it; e^(-x) stays above."""
    below = [
        f
        for f in Mul.make_args(e)
        if f.is_Pow and f.exp.could_extract_minus_sign() and not isinstance(f, exp)
    ]
    q = Mul(*(f for f in Mul.make_args(e) if f.is_Rational)).q
    above = [f * q if f.is_Rational else f for f in Mul.make_args(e) if f not in below]
    return sorted((f for f in above if f != 1), key=weight_first), q / Mul(*below)


class Textbook(LatexPrinter):
    def __init__(self):
        super().__init__({"ln_notation": True, "mul_symbol": None})

    def brackets(self, e: Expr, left="(", right=")") -> str:
        return rf"\left{left}{self._print(e)}\right{right}"

    def join_terms(self, terms: list[tuple[Expr, Callable[[str], str]]]) -> str:
        out = ""
        for t, style in terms:
            minus = t.could_extract_minus_sign()
            sign = ("-" if minus else "") if not out else (" - " if minus else " + ")
            out += sign + style(self._print(-t if minus else t))
        return out

    def _print_Add(self, e, order=None):
        return self.join_terms([(t, str) for t in sorted(e.args, key=positive_first)])

    def _print_Mul(self, e):
        minus = e.could_extract_minus_sign()
        return f"-{self.factor(-e)}" if minus else self.product(e)

    def factor(self, f: Expr) -> str:
        if f.is_Add:
            return self.brackets(
                f,
                *(
                    "[]"
                    if f.has(log) or any(g.called for g in f.atoms(Named))
                    else "()"
                ),
            )
        return self._print(f)

    def product(self, e: Expr) -> str:
        above, below = split(e)
        long = [f for f in above if is_long(f)]
        if below == 1:
            return self.line(above)
        if not any(f.has(Sum, log) for f in long) and (below.is_Add or long == above):
            return rf"\frac{{{self.line(above)}}}{{{self._print(below)}}}"
        short = self.line([f for f in above if f not in long])
        tail = " ".join(map(self.factor, long))
        return rf"\frac{{{short}}}{{{self._print(below)}}} {tail}".strip()

    def line(self, factors: list[Expr]) -> str:
        if len(factors) < 2:
            return self._print(factors[0]) if factors else "1"
        *others, last = factors
        closed = [
            self.brackets(f) if isinstance(f, Sum) else self.factor(f) for f in others
        ]
        return " ".join([*closed, self.factor(last)])

    def _print_Pow(self, e):
        return self.product(e) if e.exp == -1 else super()._print_Pow(e)

    def _print_Sum(self, e):
        signs = [
            rf"\sum_{{{self._print(i)}={self._print(a)}}}^{{{self._print(b)}}}"
            for i, a, b in reversed(e.limits)
        ]
        body = e.function
        return f"{' '.join(signs)} {self.factor(body)}"

    def _print_log(self, e, exp=None):
        arg = e.args[0]
        short = (
            arg.is_Atom
            or arg.is_Indexed
            or (isinstance(arg, Named) and not isinstance(arg, Ratio))
        )
        return rf"\ln {self._print(arg) if short else self.brackets(arg)}"

    def _print_Indexed(self, e, exp=None):
        indices = "".join(self._print(i) for i in e.indices)
        if str(e.base.label) in FUNCTIONS:
            return FUNCTIONS[str(e.base.label)].format(indices)
        out = rf"{self._print(e.base.label)}_{{{indices}}}"
        return rf"{out}^{{{exp}}}" if exp else out

    def _print_Derivative(self, e):
        ((v, _),) = e.variable_count
        return rf"\frac{{\partial}}{{\partial {self._print(v)}}} {self.factor(e.expr)}"

    def _print_Limit(self, e):
        f, v, to, _ = e.args
        body = self.brackets(f, "[", "]") if f.is_Add else self._print(f)
        return rf"\lim_{{{self._print(v)} \to {self._print(to)}}} {body}"


def latex(e: Expr) -> str:
    return Textbook().doprint(e)


def relation(lhs: Expr, sign: str, rhs: Expr) -> str:
    return f"{latex(lhs)} {sign} {latex(rhs)}"
