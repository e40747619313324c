"""The inverse of a small matrix, of numbers or of quotients."""

from flint import fmpq, fmpq_mat


def inverse_entries(rows: list[list]) -> dict[tuple[int, int], object]:
    """Entries of the inverse, counted from 1."""
    size = range(len(rows))
    if all(isinstance(v, fmpq) for row in rows for v in row):
        made = fmpq_mat(rows).inv().tolist()
    else:
        made = eliminated(rows)
    return {(r + 1, c + 1): made[r][c] for r in size for c in size}


def eliminated(rows: list[list]) -> list[list]:
    """Gauss and Jordan's, for entries of which no pivot is zero."""
    size = range(len(rows))
    work = [[*row, *(fmpq(r == c) for c in size)] for r, row in enumerate(rows)]
    for p in size:
        scale = work[p][p] ** -1
        work[p] = [v * scale for v in work[p]]
        for r in size:
            if r != p:
                factor = work[r][p]
                work[r] = [
                    v - w * factor for v, w in zip(work[r], work[p], strict=True)
                ]
    return [row[len(rows) :] for row in work]
