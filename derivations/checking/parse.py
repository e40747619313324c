"""A typed formula becomes a tree of numbers, names and a few operations, or an error.

Python's grammar reads the text and nothing runs it. The tree is built as it stands, for
SymPy's arithmetic would work out 9**9**9; size, depth and exponents are bounded first.
"""

import ast
import warnings
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from fractions import Fraction

from sympy import Add, E, Expr, Integer, Mul, Pow, Rational, exp, log, pi

from derivations.checking.form import ranges

CHARACTERS, NODES, DEPTH, EXPONENT, DEGREE = 2000, 600, 100, 64, 500
LARGEST = 10**12
HALF = Rational(1, 2)
CONSTANTS = {"pi": pi, "E": E}


class BadFormula(ValueError):
    """What was typed cannot be checked; the message says what was expected."""


def parse(text: str, names: Mapping[str, Expr]) -> Expr:
    """The formula as a tree in which nothing was worked out."""
    if len(text) > CHARACTERS:
        raise BadFormula(f"{len(text)} characters; expected at most {CHARACTERS}")
    if "#" in text:
        raise BadFormula("what stands behind # would not be read")
    try:
        root = grammar(text.strip())
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        why = getattr(error, "msg", None) or "it cannot be read"
        raise BadFormula(
            f"not a formula: {why}; expected one such as p*log(p/q), with ** for powers"
        ) from error
    measure(root)
    made = tree(root, {**CONSTANTS, **names})
    if (found := degree(made)) > DEGREE:
        raise BadFormula(f"powers up to {found}; expected at most {DEGREE} altogether")
    return made


def grammar(text: str) -> ast.expr:
    """Python's reading of the text; what Python would warn of is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ast.parse(text, "<formula>", mode="eval").body


def measure(root: ast.expr) -> None:
    """Refuse what is large before any step of the way down."""
    seen, level, depth = 0, [root], 0
    while level:
        seen, depth = seen + len(level), depth + 1
        if seen > NODES or depth > DEPTH:
            raise BadFormula(
                f"too large; expected at most {NODES} parts, nested {DEPTH} deep"
            )
        level = [c for n in level for c in ast.iter_child_nodes(n)]  # type: ignore


def tree(node: ast.expr, names: Mapping[str, Expr]) -> Expr:
    if isinstance(node, ast.Constant):
        return number(node.value)
    if isinstance(node, ast.Name):
        return named(node.id, names)
    if isinstance(node, ast.UnaryOp) and type(node.op) in (ast.USub, ast.UAdd):
        inside = tree(node.operand, names)
        return inside if isinstance(node.op, ast.UAdd) else times(Integer(-1), inside)
    if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
        sides = tree(node.left, names), tree(node.right, names)
        return BINARY[type(node.op)](*sides)
    if isinstance(node, ast.Call):
        return called(node, names)
    raise BadFormula(
        f"{excerpt(ast.unparse(node))} is not used here; expected + - * / **, numbers,"
        f" names and {', '.join(FUNCTIONS)}"
    )


def number(value) -> Expr:
    if type(value) not in (int, float):
        raise BadFormula(f"{type(value).__name__} is no real number; expected 2 or 0.5")
    if not abs(value) <= LARGEST:
        raise BadFormula(f"too large a number; expected at most {LARGEST:.0e}")
    exact = Fraction(str(value))
    if exact.denominator > LARGEST:
        raise BadFormula("too fine a number; expected at most 12 decimals")
    return Rational(exact.numerator, exact.denominator)


def named(name: str, names: Mapping[str, Expr]) -> Expr:
    if name in names:
        return names[name]
    near = get_close_matches(name, names, n=2, cutoff=0.5)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise BadFormula(f"no name {name!r} here; expected {ranges(names)}{hint}")


def plus(a: Expr, b: Expr) -> Expr:
    if a.is_Rational and b.is_Rational:
        return small(a + b)
    parts = [p for e in (a, b) for p in (e.args if e.is_Add else (e,))]
    return Add(*parts, evaluate=False)


def times(a: Expr, b: Expr) -> Expr:
    if a.is_Rational and b.is_Rational:
        return small(a * b)
    parts = [p for e in (a, b) for p in (e.args if e.is_Mul else (e,))]
    return Mul(*parts, evaluate=False)


def excerpt(text: str) -> str:
    """What was typed, in a message."""
    return repr(text if len(text) <= 30 else f"{text[:30]}…")


def small(value: Expr) -> Expr:
    if max(abs(value.p), value.q) > LARGEST**4:
        raise BadFormula("a number grows too large")
    return value


def divided(a: Expr, b: Expr) -> Expr:
    if b == 0:
        raise BadFormula("a division by zero")
    return times(a, power(b, Integer(-1)))


def power(base: Expr, exponent: Expr) -> Expr:
    if base is E:
        return exponential(exponent)
    if not exponent.is_Rational:  # 2**(-x) and the like
        return exp(times(exponent, logarithm(base)), evaluate=False)
    if max(abs(exponent.p), exponent.q) > EXPONENT:
        raise BadFormula(f"an exponent {short(exponent)}; expected at most {EXPONENT}")
    if base.is_Rational and exponent.is_Integer:
        if base == 0 and exponent <= 0:
            raise BadFormula("zero to a power that is not positive")
        if max(abs(base.p), base.q) ** abs(exponent.p) <= LARGEST:
            return base**exponent
    return Pow(base, exponent, evaluate=False)


def short(value: Expr) -> str:
    return str(value) if len(str(value)) < 20 else "of many digits"


def exponential(e: Expr) -> Expr:
    return E if e == 1 else exp(e, evaluate=False)


def logarithm(e: Expr) -> Expr:
    return log(e, evaluate=False)


def log2(e: Expr) -> Expr:
    return divided(logarithm(e), logarithm(Integer(2)))


def root(e: Expr) -> Expr:
    return power(e, HALF)


BINARY: dict[type, Callable[[Expr, Expr], Expr]] = {
    ast.Add: plus,
    ast.Sub: lambda a, b: plus(a, times(Integer(-1), b)),
    ast.Mult: times,
    ast.Div: divided,
    ast.Pow: power,
}
FUNCTIONS: dict[str, Callable[[Expr], Expr]] = {
    "log": logarithm,
    "ln": logarithm,
    "log2": log2,
    "exp": exponential,
    "sqrt": root,
}


def called(node: ast.Call, names: Mapping[str, Expr]) -> Expr:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTIONS:
        what = excerpt(name or ast.unparse(node.func))
        raise BadFormula(f"no function {what} here; expected {', '.join(FUNCTIONS)}")
    if len(node.args) != 1 or node.keywords or isinstance(node.args[0], ast.Starred):
        raise BadFormula(f"{name} takes one value")
    return FUNCTIONS[name](tree(node.args[0], names))


def degree(e: Expr) -> int:
    """A bound on the degrees above and below, which sets the cost of a value."""
    if e.is_Pow and e.exp.is_Rational:
        return degree(e.base) * max(abs(e.exp.p), 1)
    if e.is_Add or e.is_Mul:
        return sum(map(degree, e.args))
    if isinstance(e, log | exp):
        return 1 + degree(e.args[0])
    return 0 if e.is_number else 1
