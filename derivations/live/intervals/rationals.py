"""Rational numbers under the names that FLINT gives to their parts, and matrices."""

from __future__ import annotations

from sympy.external.pythonmpq import PythonMPQ


class fmpq(PythonMPQ):
    """A fraction p/q in lowest terms."""

    __slots__ = ()

    def __new__(cls, p=0, q=1):
        return super().__new__(cls, p) if q == 1 else super().__new__(cls, p, q)

    __hash__ = PythonMPQ.__hash__

    @property
    def p(self) -> int:
        return self.numerator

    @property
    def q(self) -> int:
        return self.denominator

    def log(self):
        return interval(self).log()

    def exp(self):
        return interval(self).exp()

    def __repr__(self) -> str:
        return str(self)


def interval(x: fmpq):
    """The constant term of a series may be a fraction; its logarithm is none."""
    from derivations.live.intervals.reals import arb

    return arb(x)


class fmpq_mat:
    """A square matrix of fractions, to be inverted."""

    def __init__(self, rows: list[list]):
        self.rows = [[fmpq(v) for v in row] for row in rows]

    def tolist(self) -> list[list]:
        return self.rows

    def inv(self) -> fmpq_mat:
        """By Gauss and Jordan; a singular matrix has none."""
        size = len(self.rows)
        work = [
            [*row, *(fmpq(int(r == c)) for c in range(size))]
            for r, row in enumerate(self.rows)
        ]
        for p in range(size):
            pivot = next((r for r in range(p, size) if work[r][p] != 0), None)
            if pivot is None:
                raise ZeroDivisionError("the matrix is singular")
            work[p], work[pivot] = work[pivot], work[p]
            scale = work[p][p] ** -1
            work[p] = [v * scale for v in work[p]]
            work = [
                row if r == p else less(row, work[p], p) for r, row in enumerate(work)
            ]
        return fmpq_mat([row[size:] for row in work])


def less(row: list, pivot: list, column: int) -> list:
    """The row without its entry in a column."""
    return [v - w * row[column] for v, w in zip(row, pivot, strict=True)]
