"""What derivations with a prior on means and covariances assume, and its letters."""

from math import prod

from sympy import And, Eq, Expr, Indexed, Integer, Sum, log

from derivations.evaluation.balls import value
from derivations.kernel.given import Given, defined
from derivations.kernel.moves import everywhere
from derivations.kernel.names import Named, unfold
from derivations.notation import (
    A,
    D,
    N,
    a,
    b,
    centre_,
    d,
    det,
    det_map,
    eigenvalue,
    gamma,
    k,
    kappa,
    mu_map,
    n,
    over,
    scatter,
    x,
)
from derivations.quantities.mixture import Count, Determinant
from derivations.quantities.prior import MeanCount

spread = defined(
    scatter[a, b],
    over(A[a, d] * A[b, d], (d, D)),
    "Ψ is positive definite, so that it has a factor A",
)
mean_of_all = defined(
    mu_map[k, a],
    (over(gamma[n, k] * x[n, a], (n, N)) + kappa * centre_[a]) / MeanCount(k),
    "μ̂_k is the mean of the points and of κ points at m",
)


def points_and_prior() -> Given:
    """μ̂_k is their mean: Σ_n γ_nk x_na + κ m_a = (N_k + κ) μ̂_ka."""
    every = Count(k) + kappa

    @everywhere(Sum)
    def first_moment(s: Sum) -> Expr:
        at = next((t for t in s.function.atoms(Indexed) if t.base == x), x[n, a])
        rest = s.function / (gamma[n, k] * at)
        if rest.has(n) or (n, 1, N) not in s.limits:
            return s
        whole = every.xreplace({Count(k): Count(k).unfold()})
        (e,) = at.indices[1:]
        body = rest * (whole * mu_map[k, e] - kappa * centre_[e])
        others = [limit for limit in s.limits if limit != (n, 1, N)]
        return Sum(body, *others) if others else body

    def draw(key, world):
        if type(key) is not tuple or key[0] != mu_map:
            return {}
        j, e = map(Integer, key[1])
        total = over(gamma[n, j] * x[n, e], (n, N)) + kappa * centre_[e]
        return {key: value(unfold(total / (Count(j) + kappa)), world.view())}

    return Given(
        "μ̂_k is the mean of the points and of κ points at m",
        Eq(
            over(gamma[n, k] * x[n, a], (n, N)) + kappa * centre_[a],
            every * mu_map[k, a],
        ),
        first_moment,
        draw,
    )


pulled = points_and_prior()


def spectrum(trace: Expr, count: Expr, new: type[Named], says: str) -> Given:
    """The trace is count times Σ λ_ka, and the new determinant det Σ_k Π λ_ka."""
    total = count * over(eigenvalue[k, a], (a, D))
    product = over(log(eigenvalue[k, a]), (a, D))
    gone = {trace: total, log(Determinant(k)): log(new(k)) - product}
    ratio = log(new(k)) - log(Determinant(k))

    def draw(key, world):
        if type(key) is not tuple or key[0] not in (eigenvalue, det_map):
            return {}
        at = Integer(key[1][0])
        row = [(eigenvalue, (at, r)) for r in range(1, int(world[D]) + 1)]
        if key[0] == det_map:
            return {key: prod((world[entry] for entry in row), start=world[det, (at,)])}
        mean = value(unfold((trace / count).xreplace({k: at})), world.view())
        whole = sum(map(world.number, row))
        return {entry: mean * world.number(entry) / whole for entry in row}

    return Given(
        says,
        And(Eq(trace, total), Eq(ratio, product), evaluate=False),
        lambda e: e.xreplace(gone),
        draw,
    )
