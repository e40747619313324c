"""The only place where expressions become LaTeX, set as a textbook would.

Positive terms come first, weights before brackets, brackets before logarithms and
sums; fractions hold short things, and long ones stand beside them.
"""

import re
from collections.abc import Callable

from sympy import (
    Abs,
    Add,
    Derivative,
    Expr,
    Integral,
    Le,
    Limit,
    Mul,
    Product,
    S,
    Sum,
    exp,
    log,
)
from sympy.printing.latex import LatexPrinter

from derivations.evaluation.smooth import Smooth
from derivations.kernel.names import Named, Ratio

# What is read first in a product; a letter that is not here comes before them all.
READING = (
    "N K D gamma p q pi E f alpha beta lambda sigma Sigma Lambda mu x m u Delta".split()
)
ADDED_TO_ONE = {"t", "u", "epsilon"}
FUNCTIONS = {"p_X": "p(X, {})"}  # arrays that are written as functions
WORD = re.compile(r"([\^_])\{([a-z]{3,})\}")
TALL = (r"\frac", r"\sum", r"\int", r"\prod", r"\left", r"\lim", r"\sqrt")
BIG = (Sum, Product, Integral, Limit, Derivative)


def weight_first(f: Expr) -> tuple:
    """Numbers, letters and entries in reading order, brackets, logarithms, sums."""
    base = f.base if f.is_Pow and not isinstance(f, exp) else f
    letter = str(base.base.label if base.is_Indexed else base).split("_")[0]
    short = base.is_Symbol or base.is_Indexed or is_letter(base)
    kinds = (
        f.is_Number,
        base.is_number and not isinstance(base, log),
        base.is_Add and base.is_integer,  # (m + 1)Δ
        short,
        isinstance(f, exp),
        base.is_Add and not f.has(log),
        f.is_Pow,
        isinstance(f, log),
        isinstance(f, Named | Smooth),
        not isinstance(f, BIG),
    )
    kind = next((i for i, hit in enumerate(kinds) if hit), len(kinds))
    return (kind, f.is_Pow, READING.index(letter) if letter in READING else -1, str(f))


def is_letter(f: Expr) -> bool:
    """A named quantity that reads as a letter with indices, not as a function."""
    return isinstance(f, Named) and not f.called and not isinstance(f, Ratio)


def is_called(f: Expr) -> bool:
    return isinstance(f, Named) and f.called


def is_long(f: Expr) -> bool:
    """Stands beside a fraction, not in it."""
    return f.is_Add or isinstance(f, (*BIG, log)) or (f.is_Pow and f.base.is_Add)


def one_first(terms: tuple[Expr, ...]) -> bool:
    """1 + u, where something is added to one; but m + 1 and ln x + 1."""
    others = [t for t in terms if not t.is_Number]
    letters = {s.name for t in others for s in t.free_symbols}
    plain = not any(t.has(log, exp, Named, Smooth, *BIG) for t in others)
    return plain and bool(letters & ADDED_TO_ONE)


def in_reading_order(terms: tuple[Expr, ...]) -> list[Expr]:
    return sorted(terms, key=lambda t: positive_first(t, one_first(terms)))


def positive_first(t: Expr, one: bool = False) -> tuple:
    """Positive before negative; sums, logarithms, names, the rest, bare numbers."""
    first = Mul.make_args(t)[-1] if t.is_Mul else t
    kinds = (isinstance(first, Sum), isinstance(first, log), isinstance(first, Named))
    return (
        t.could_extract_minus_sign(),
        t.has(Integral),
        t.is_Number != (one or t.could_extract_minus_sign()),  # λ − 1 − ln p
        *(not kind for kind in kinds),
        t.has(Named),  # of two logarithms the plain one first: ln π_k + ln N(…)
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
        inside = self._print(e)
        if any(word in inside for word in TALL):
            return rf"\left{left}{inside}\right{right}"
        return f"{left}{inside}{right}"

    def term(self, t: Expr, first: bool, style: Callable[[str], str] = str) -> str:
        """A term of a sum with its sign before it."""
        minus = t.could_extract_minus_sign()
        sign = ("-" if minus else "") if first else (" - " if minus else " + ")
        return sign + style(self._print(-t if minus else t))

    def join_terms(self, terms: list[tuple[Expr, Callable[[str], str]]]) -> str:
        return "".join(self.term(t, not i, style) for i, (t, style) in enumerate(terms))

    def _print_Add(self, e, order=None):
        return self.join_terms([(t, str) for t in in_reading_order(e.args)])

    def _print_Mul(self, e):
        minus = e.could_extract_minus_sign()
        return f"-{self.factor(-e)}" if minus else self.product(e)

    def factor(self, f: Expr) -> str:
        if not f.is_Add:
            return self._print(f)
        names = (g.called for g in f.atoms(Named))
        return self.brackets(f, *("[]" if f.has(log) or any(names) else "()"))

    def product(self, e: Expr) -> str:
        above, below = split(e)
        long = [f for f in above if is_long(f) or (below.is_Atom and is_called(f))]
        if below == 1:
            return self.line(above)
        tall = any(f.has(*BIG, log) or is_called(f) for f in long)
        if not tall and (below.is_Add or long == above):
            return rf"\frac{{{self.line(above)}}}{{{self._print(below)}}}"
        short = self.line([f for f in above if f not in long])
        tail = " ".join(map(self.factor, long))
        return rf"\frac{{{short}}}{{{self._print(below)}}} {tail}".strip()

    def line(self, factors: list[Expr]) -> str:
        """A product in a row; what has no right end is closed, unless it is last."""
        if len(factors) < 2:
            return self._print(factors[0]) if factors else "1"
        *others, last = factors
        closed = [
            self.brackets(f) if isinstance(f, (*BIG, log)) else self.factor(f)
            for f in others
        ]
        return " ".join([*closed, self.factor(last)])

    def _print_Pow(self, e):
        if e.exp == -1:
            return self.product(e)
        if e.exp == S.Half:
            return rf"\sqrt{{{self._print(e.base)}}}"
        if is_letter(e.base) and "^" not in self._print(e.base):
            return f"{self._print(e.base)}^{{{self._print(e.exp)}}}"
        if e.exp.is_positive and isinstance(e.base, (Add, Named, Smooth, *BIG)):
            return f"{self.brackets(e.base)}^{{{self._print(e.exp)}}}"
        return super()._print_Pow(e)

    def _print_ExpBase(self, e, exp=None):
        inside = self._print(e.args[0])
        if r"\frac" in inside and len(inside) > len(r"-\frac{t}{s}"):
            out = rf"\exp\!\left({inside}\right)"
        else:
            out = f"e^{{{inside}}}"
        return rf"\left({out}\right)^{{{exp}}}" if exp else out

    def _print_Symbol(self, e, style="plain"):
        """Words beside a letter stand upright: θ^old, σ_min."""
        return WORD.sub(r"\1{\\text{\2}}", super()._print_Symbol(e, style))

    def signs(self, e: Expr, sign: str) -> str:
        return " ".join(
            rf"{sign}_{{{self._print(i)}={self._print(a)}}}^{{{self._print(b)}}}"
            for i, a, b in reversed(e.limits)
        )

    def _print_Sum(self, e):
        return rf"{self.signs(e, chr(92) + 'sum')} {self.factor(e.function)}"

    def _print_Product(self, e):
        return rf"{self.signs(e, chr(92) + 'prod')} {self.factor(e.function)}"

    def _print_Integral(self, e):
        signs = " ".join(
            rf"\int_{{{self._print(a)}}}^{{{self._print(b)}}}"
            for _, a, b in reversed(e.limits)
        )
        ends = "".join(rf"\,\mathrm{{d}}{self._print(x)}" for x, *_ in e.limits)
        return rf"{signs} {self.factor(e.function)} {ends}"

    def _print_log(self, e, exp=None):
        if exp:
            return rf"\left({self._print_log(e)}\right)^{{{exp}}}"
        arg = e.args[0]
        name = isinstance(arg, Named | Smooth | Abs) and not isinstance(arg, Ratio)
        inside = self._print(arg)
        if arg.is_Atom or arg.is_Indexed or name or is_fraction(inside):
            return rf"\ln {inside}"
        return rf"\ln\!{self.brackets(arg)}".replace(r"\!(", "(")

    def _print_Indexed(self, e, exp=None):
        parts = [self._print(i) for i in e.indices]
        single = all(i.is_Symbol or (i.is_Integer and i < 10) for i in e.indices)
        indices = ("" if single else ",").join(parts)
        if str(e.base.label) in FUNCTIONS:
            return FUNCTIONS[str(e.base.label)].format(indices)
        out = rf"{self._print(e.base.label)}_{{{indices}}}"
        return rf"{out}^{{{exp}}}" if exp else out

    def _print_Derivative(self, e):
        order = sum(n for _, n in e.variable_count)
        d = r"\mathrm{d}" if e.expr.free_symbols == set(e.variables) else r"\partial"
        top = rf"{d}^{{{order}}}" if order > 1 else d
        below = r" \, ".join(
            rf"{d} {self._print(v)}" + (f"^{{{n}}}" if n > 1 else "")
            for v, n in e.variable_count
        )
        f = self.brackets(e.expr) if e.expr.is_Mul else self.factor(e.expr)
        return rf"\frac{{{top}}}{{{below}}} {f}"

    def _print_And(self, e):
        """1 ≤ k and k ≤ K is one chain: 1 ≤ k ≤ K."""
        ends = sorted(e.args, key=lambda c: not c.lhs.is_Number)
        if len(ends) == 2 and ends[0].rhs == ends[1].lhs and {Le} == {*map(type, ends)}:
            a, k, b = map(self._print, (*ends[0].args, ends[1].rhs))
            return rf"{a} \le {k} \le {b}"
        return r",\; ".join(map(self._print, e.args))

    def _print_Limit(self, e):
        f, v, to, _ = e.args
        return rf"\lim_{{{self._print(v)} \to {self._print(to)}}} {self.factor(f)}"


def is_fraction(tex: str) -> bool:
    r"""One \frac{…}{…}, and nothing behind it."""
    if not tex.startswith(r"\frac{"):
        return False
    depth, groups = 0, 0
    for i, c in enumerate(tex):
        depth += {"{": 1, "}": -1}.get(c, 0)
        groups += c == "}" and depth == 0
        if groups == 2:
            return i == len(tex) - 1
    return False


def latex(e: Expr) -> str:
    return Textbook().doprint(e)
