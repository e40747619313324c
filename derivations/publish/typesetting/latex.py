"""The only place where expressions become LaTeX, set as a textbook would.

Fractions hold short things, and long ones stand beside them; brackets are as tall as
what they hold, and where the room is short the sum in them is broken into rows.
"""

import re
from collections.abc import Callable
from math import inf

from sympy import (
    Abs,
    Add,
    Expr,
    Le,
    S,
    log,
)
from sympy.printing.latex import LatexPrinter

from derivations.evaluation.smooth import Smooth
from derivations.kernel.names import Named, Ratio
from derivations.publish.typesetting.measure import width
from derivations.publish.typesetting.reading_order import (
    BIG,
    in_reading_order,
    is_called,
    is_letter,
    is_long,
    split,
)

FUNCTIONS = {"p_X": "p(X, {})"}  # arrays that are written as functions
WORD = re.compile(r"([\^_])\{([a-z]{3,})\}")
TALL = (r"\frac", r"\sum", r"\int", r"\prod", r"\left", r"\lim", r"\sqrt")
BRACKETED = (Add, Named, Smooth, *BIG)  # before an exponent


class Textbook(LatexPrinter):
    """Sets an expression on one line, or with sums in brackets on rows of some room."""

    def __init__(self, room: float = inf):
        super().__init__({"ln_notation": True, "mul_symbol": None})
        self.room = room

    def brackets(self, e: Expr, left="(", right=")") -> str:
        inside = self._print(e)
        if self.room < inf and e.is_Add and width(inside) > self.room:
            rows = self.rows(e)
            return rf"\left{left}\begin{{aligned}}{rows}\end{{aligned}}\right{right}"
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

    def rows(self, e: Expr) -> str:
        """The terms of a sum on rows, one below the other."""
        lines = [""]
        for i, t in enumerate(in_reading_order(e.args)):
            text = self.term(t, not i)
            if lines[-1] and width(lines[-1] + text) > self.room:
                lines.append("")
            lines[-1] += text
        return r" \\ ".join(f"& {line}" for line in lines)

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
            self.brackets(f) if self.is_open(f) else self.factor(f) for f in others
        ]
        return " ".join([*closed, self.factor(last)])

    def is_open(self, f: Expr) -> bool:
        """Has no right end: what follows would be read as a part of it."""
        return isinstance(f, (*BIG, log)) or self._print(f).startswith(
            (r"\prod", r"\sum")
        )

    def _print_Pow(self, e):
        if e.exp == -1:
            return self.product(e)
        if e.exp == S.Half:
            return rf"\sqrt{{{self._print(e.base)}}}"
        if is_letter(e.base) and "^" not in self._print(e.base):
            return f"{self._print(e.base)}^{{{self._print(e.exp)}}}"
        if e.base.is_Mul or (e.exp.is_positive and isinstance(e.base, BRACKETED)):
            return f"{self.brackets(e.base)}^{{{self.slashed(e.exp)}}}"
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

    def slashed(self, e: Expr) -> str:
        """Small fractions in one line: -D/2, (x + w)/Δ."""
        above, below = split(-e if e.could_extract_minus_sign() else e)
        if below == 1:
            return self._print(e)
        sign = "-" if e.could_extract_minus_sign() else ""
        return f"{sign}{self.row(above)}/{self._print(below)}"

    def row(self, factors: list[Expr]) -> str:
        return self.factor(factors[0]) if len(factors) == 1 else self.line(factors)

    def signs(self, e: Expr, sign: str) -> str:
        return " ".join(
            rf"{sign}_{{{self._print(i)}={self.slashed(a)}}}^{{{self.slashed(b)}}}"
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
