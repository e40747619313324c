"""The covariance once more, without eigenvalues: triangular factors show the squares.

Every positive definite matrix is a triangular one, times positive pivots, times its
transpose. With an upper R for Λ and a lower T for S the product RᵀT is triangular too,
so that Tr(ΛS) - ln det(ΛS) - D is a sum of ψ's of pivots and of squares.
"""

from flint import fmpq
from sympy import And, Eq, Expr, Matrix, Mul, Pow, Sum, log

from derivations.kernel.calc import Chain, calc, rule
from derivations.kernel.given import Given
from derivations.kernel.moves import sums
from derivations.notation import D, R, T, a, b, i, j, over, r_pivot, t_pivot
from derivations.quantities.divergence import Psi
from derivations.quantities.triangular import (
    CovarianceByFactors,
    FactorProduct,
    PrecisionByFactors,
    PrecisionByFactorsAt,
)
from derivations.rules import (
    by_definition,
    definition_of,
    exchange,
    linear,
    multiply,
    split_logs,
)


def square_out(e: Expr) -> Expr:
    """(Σ_a u_a)² = Σ_a u_a Σ_b u_b."""

    def twice(p: Pow) -> Expr:
        ((i, first, last),) = p.base.limits
        return p.base * Sum(p.base.function.xreplace({i: b}), (b, first, last))

    def squared_sum(p: Expr) -> bool:
        return p.is_Pow and p.exp == 2 and isinstance(p.base, Sum)

    return e.replace(squared_sum, twice)


square = rule("the square of a sum is a double sum", square_out)


def unit_triangular() -> Given:
    """R is upper and T lower triangular, so M_ij = 0 for i < j and M_ii = 1."""

    def on_and_below(f, lim):
        if tuple(lim) != (j, 1, D) or not f.has(FactorProduct(i, j)):
            return Sum(f, lim)
        diagonal = f.xreplace({FactorProduct(i, j): 1}).xreplace({j: i})
        return diagonal + Sum(f, (j, 1, i - 1))

    def draw(key, world):
        if type(key) is not tuple or key[0] not in (R, T):
            return {}
        row, column = key[1] if key[0] == R else reversed(key[1])
        return {key: fmpq(row == column)} if row >= column else {}

    return Given(
        "R is upper and T lower triangular, with ones on the diagonal",
        And(Eq(R[i, i], 1), Eq(T[i, i], 1), evaluate=False),
        sums(on_and_below),
        draw,
    )


def by_triangular_factors() -> Chain:
    weights = r_pivot[i] * t_pivot[j]
    logs = over(log(r_pivot[i]), (i, D)) + over(log(t_pivot[i]), (i, D))
    squares = weights * FactorProduct(i, j) ** 2
    remainder = (
        over(Psi(r_pivot[i] * t_pivot[i]), (i, D)),
        Sum(squares, (j, 1, i - 1), (i, 1, D)),
    )
    trace = over(PrecisionByFactors(a, b) * CovarianceByFactors(a, b), (b, D), (a, D))
    return calc(
        "The covariance, without eigenvalues",
        trace - logs - D,
        (
            "squares",
            over(squares, (j, D), (i, D)) - logs - D,
            (by_definition >> square >> exchange).because(
                "sum over the rows first: Tr(ΛS) is a sum of squares of entries of RᵀT"
            ),
        ),
        (
            "sign",
            sum(remainder),
            (definition_of(Psi) >> unit_triangular() >> split_logs >> linear).because(
                "M is lower triangular too, with ones on its diagonal; there r t is "
                "left, and r t − ln(r t) is 1 + ψ(r t)"
            ),
        ),
        nonnegative=sum(remainder),
        equal_when="RᵀT is the unit matrix and every r t = 1, that is, Λ = S⁻¹",
    )


def determinant(size: int) -> Chain:
    """The determinant of Λ is the product of its pivots."""
    entry = [
        [PrecisionByFactorsAt.at(size, *sorted((r, c)))() for c in range(1, size + 1)]
        for r in range(1, size + 1)
    ]
    return calc(
        f"The determinant is the product of the pivots, D = {size}",
        Matrix(entry).det(method="berkowitz").expand(),
        (
            "multiply",
            Mul(*(r_pivot[c] for c in range(1, size + 1))),
            (by_definition >> multiply).because("multiply out the product of factors"),
        ),
        fixed=f"D = {size}",
    )
