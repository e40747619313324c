"""What is read first in a product and in a sum, and what stands above a line.

Positive terms come first, weights before brackets, brackets before logarithms and
sums; fractions hold short things, and long ones stand beside them.
"""

from sympy import (
    Derivative,
    Expr,
    Integral,
    Limit,
    Mul,
    Product,
    Sum,
    exp,
    log,
)

from derivations.evaluation.smooth import Smooth
from derivations.kernel.names import Named, Ratio

# What is read first in a product; a letter that is not here comes before them all.
READING = (
    "N K D gamma p q pi E f alpha beta lambda sigma Sigma Lambda mu x m u Delta".split()
)
ADDED_TO_ONE = {"t", "u", "epsilon"}
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
    numbers = [t for t in terms if t.is_Number]
    others = [t for t in terms if not t.is_Number]
    letters = {s.name for t in others for s in t.free_symbols}
    plain = not any(t.has(log, exp, Named, Smooth, *BIG) for t in others)
    one = any(t.is_positive for t in numbers)
    return one and plain and bool(letters & ADDED_TO_ONE)


def in_reading_order(terms: tuple[Expr, ...]) -> list[Expr]:
    return sorted(terms, key=short_first if one_first(terms) else positive_first)


def short_first(t: Expr) -> tuple:
    """1 - u + t u: the number, letters, products."""
    size = t if not t.could_extract_minus_sign() else -t
    return (not t.is_Number, len(Mul.make_args(size)), str(size))


def positive_first(t: Expr) -> tuple:
    """Positive before negative; sums, logarithms, names, the rest, bare numbers."""
    first = Mul.make_args(t)[-1] if t.is_Mul else t
    kinds = (isinstance(first, Sum), isinstance(first, log), isinstance(first, Named))
    return (
        t.could_extract_minus_sign(),
        t.has(Integral),
        t.is_Number != t.could_extract_minus_sign(),  # λ − 1 − ln p
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
