"""Means over a standard normal vector y, and the covariance of x = μ + A y.

The coordinates of y are independent, with mean 0 and mean square 1. No more is needed
to average a polynomial of degree two, and so the logarithm of a Gaussian.
"""

from sympy import Add, Eq, Expr, Indexed, Integer, KroneckerDelta, Mul, Sum

from derivations.evaluation.matrices import inverse_entries
from derivations.kernel.calc import rule
from derivations.kernel.given import Given
from derivations.kernel.moves import everywhere, sums
from derivations.notation import A, D, Lambda, Sigma, a, b, d, i, over, unit
from derivations.quantities.expectation import StandardMean
from derivations.rules import multiply_out


def mean_of(e: Expr) -> Expr:
    """E[e] term by term, for a polynomial e of degree two in y."""
    if e.is_Add:
        return Add(*map(mean_of, e.args))
    if isinstance(e, Sum):
        return Sum(mean_of(multiply_out(e.function)), *e.limits)
    known, random = e.as_independent(unit.label, as_Add=False)
    powers = (f.as_base_exp() for f in Mul.make_args(random) if f != 1)
    factors = [base for base, power in powers for _ in range(power)]
    match factors:
        case []:
            return known
        case [Indexed()]:
            return Integer(0)
        case [f]:
            return known * mean_of(f)
        case [f, g]:
            return known * mean_of_two(f, g)
    raise ValueError(f"no rule for the mean of {random}")


def mean_of_two(f: Expr, g: Expr) -> Expr:
    """E[y_a²] = 1, and E[(Σ u_i y_i)(Σ v_j y_j)] = Σ u_i v_i."""
    if f == g and isinstance(f, Indexed):
        return Integer(1)
    if not (isinstance(f, Sum) and isinstance(g, Sum)):
        return apart(f, g)
    (i, *ends), (j, *others) = f.limits[0], g.limits[0]
    if ends != others or (i != j and g.has(i)):
        raise ValueError(f"no rule for the mean of {f} times {g}")
    return Sum(
        f.function / unit[i] * (g.function / unit[j]).xreplace({j: i}), (i, *ends)
    )


def apart(f: Expr, g: Expr) -> Expr:
    """E[y_a Σ_{i<a} u_i y_i] = 0: the sum ends before it meets y_a."""
    (total,), (single,) = (
        [h for h in (f, g) if isinstance(h, kind)] for kind in (Sum, Indexed)
    )
    if total.limits[0][2] != single.indices[0] - 1:
        raise ValueError(f"{single} may occur in {total}")
    return Integer(0)


moments = rule(
    "the coordinates of y are independent, with mean 0 and mean square 1",
    everywhere(StandardMean)(lambda f: mean_of(multiply_out(f.args[0]))),
)


def entry_of(key, base) -> tuple:
    """(r, c) for the entry [1, r, c] of an array, else nothing."""
    return (
        key[1][1:] if type(key) is tuple and key[0] == base and key[1][0] == 1 else ()
    )


def draw_product(key, world):
    if not (place := entry_of(key, Sigma)):
        return {}
    columns = range(1, int(world[D]) + 1)
    rows = ([world[A, (r, e)] for e in columns] for r in place)
    return {key: sum(u * v for u, v in zip(*rows, strict=True))}


def draw_inverse(key, world):
    if not entry_of(key, Lambda):
        return {}
    size = range(1, int(world[D]) + 1)
    rows = [[world[Sigma, (1, r, c)] for c in size] for r in size]
    return {(Lambda, (1, *place)): v for place, v in inverse_entries(rows).items()}


def name_entry(f: Expr, limit: tuple) -> Expr:
    i, *ends = limit
    rows = [g.indices[0] for g in Mul.make_args(f) if g.is_Indexed and g.base == A]
    if ends == [1, D] and len(rows) == 2 and f == A[rows[0], i] * A[rows[1], i]:
        return Sigma[(1, *sorted(rows, key=str))]
    return Sum(f, limit)


def meet(f: Expr, limit: tuple) -> Expr:
    """Σ_b Λ_ab Σ_ab = 1, because Σ_ab = Σ_ba."""
    b, *ends = limit
    a = next((g.indices[1] for g in f.atoms(Indexed) if g.indices[-1] == b), None)
    met = ends == [1, D] and a and f == Lambda[1, a, b] * Sigma[1, a, b]
    return Integer(1) if met else Sum(f, limit)


factored = Given(
    "Σ₁ = A Aᵀ",
    Eq(Sigma[1, a, b], over(A[a, i] * A[b, i], (i, D))),
    sums(name_entry),
    draw_product,
)
inverted = Given(
    "Λ₁ = Σ₁⁻¹",
    Eq(over(Lambda[1, a, d] * Sigma[1, d, b], (d, D)), KroneckerDelta(a, b)),
    sums(meet),
    draw_inverse,
)
