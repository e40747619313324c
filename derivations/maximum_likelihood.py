"""Maximum likelihood is the smallest divergence from the empirical distribution.

N points fall on the cells 1 … K, and p̂ gives each cell its share c_i/N. A sum over the
cells, weighted by the counts, is a sum over the points; so the cross-entropy of p̂ and
q_θ is -1/N times the log-likelihood, and the entropy of p̂ does not know θ.
"""

from functools import cache
from random import Random

from flint import fmpq
from sympy import Derivative, Eq, Expr, KroneckerDelta, Mul, Sum, log

from derivations.kernel.calc import Chain, Derivation, calc, derivation
from derivations.kernel.given import Given, within
from derivations.kernel.moves import sums
from derivations.notation import K, N, cell, counts, i, k, n, over, theta
from derivations.quantities.divergence import KL, Phi
from derivations.quantities.families import Empirical, LogLikelihood, Model
from derivations.quantities.information import Entropy
from derivations.rules import (
    by_definition,
    differentiate,
    linear,
    relabel,
    split_positive,
)


def point_by_point(f: Expr, limit: tuple) -> Expr:
    """Σ_i c_i g(i) = Σ_n g(x_n)."""
    i, *ends = limit
    if ends != [1, K] or counts[i] not in Mul.make_args(f):
        return Sum(f, limit)
    return over((f / counts[i]).xreplace({i: cell[n]}), (n, N))


def draw_points(key, world):
    """At least one point on each cell, so that no share is zero: N ≥ K."""
    if key == N:
        return {N: world[K] + world.number(N) - 1}
    if type(key) is not tuple or key[0] not in (cell, counts):
        return {}
    kinds, points = int(world[K]), int(world[N])
    free = Random(f"{world.seed} cells")
    where = [c if c <= kinds else free.randint(1, kinds) for c in range(1, points + 1)]
    free.shuffle(where)
    drawn = {(cell, (c,)): fmpq(at) for c, at in enumerate(where, 1)}
    return drawn | {(counts, (c,)): fmpq(where.count(c)) for c in range(1, kinds + 1)}


counted = Given(
    "c_i points fall on cell i, and at least one on each",
    Eq(counts[i], over(KroneckerDelta(cell[n], i), (n, N))),
    sums(point_by_point),
    draw_points,
)
some_k = within(k, 1, K)
divergence = KL(Empirical(i), Model(i), i, K)


def likelihood_form() -> Chain:
    cross = over(Empirical(i) * log(Model(i)), (i, K))
    return calc(
        "",
        divergence,
        (
            "split",
            -Entropy(Empirical(i), i, K) - cross,
            (by_definition >> split_positive >> linear).because(
                "the logarithm of the ratio is a difference"
            ),
        ),
        (
            "point by point",
            -Entropy(Empirical(i), i, K) - LogLikelihood() / N,
            (by_definition >> linear >> counted).because(
                "p̂_i = c_i/N, and a sum over cells weighted by their counts is a sum "
                "over the points"
            ),
        ),
    )


def slopes() -> Chain:
    return calc(
        "The slopes are proportional",
        Derivative(divergence, theta[k]),
        (
            "likelihood",
            -Derivative(LogLikelihood(), theta[k]) / N,
            (
                by_definition >> split_positive >> counted >> differentiate >> linear
            ).because("the entropy of the data does not depend on θ"),
        ),
    )


def root() -> Chain:
    return calc(
        "The slope is zero where the model has the shares of the data",
        Derivative(divergence, theta[k]),
        (
            "differentiate",
            Model(k) - Empirical(k),
            (
                by_definition >> differentiate >> linear >> some_k >> counted >> linear
            ).because("∂ ln q_θ(i)/∂θ_k = δ_ik − q_θ(k), averaged over p̂"),
        ),
    )


def bound() -> Chain:
    remainder = over(Model(i) * Phi(Empirical(i) / Model(i)), (i, K))
    return calc(
        "No model gives the data more than their own shares do",
        LogLikelihood() / N,
        (
            "signed remainder",
            -Entropy(Empirical(i), i, K) - remainder,
            (by_definition >> split_positive >> counted >> linear >> relabel).because(
                "the divergence as a sum of q φ(p̂/q), for p̂ and q_θ both sum to one"
            ),
        ),
        nonnegative=remainder,
        equal_when="q_θ(i) = p̂_i on every cell",
    )


@cache
def maximum_likelihood() -> Derivation:
    """KL(p̂‖q_θ) is a constant less 1/N times the log-likelihood."""
    return derivation(
        "kl.maximum-likelihood",
        likelihood_form(),
        slopes(),
        root(),
        bound(),
        source="PRML 1.119",
    )
