"""The E-step of the components that a point can belong to, and of no others.

A few directions bound a log joint: the squared Mahalanobis distance of a projection
P x, by the covariance P Σ Pᵀ, is never larger than that of x. So a component whose
bound lies far under one log joint that is known has a responsibility that rounding
would lose. Only the others are worked out, each in its own standard coordinates, in
which nothing cancels.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from klem._checks import Array
from klem._frame import Frame
from klem._law import Law, SingularError, Tile, inverse, parts, strain, stretch
from klem._matrices import Matrices, triangle
from klem._sweep import LINE, Sums, room

SOUND = 1e12  # a strain and a stretch up to which bounds are right to 0.01 nats
LEAST = -53 * math.log(2)  # of ln r/π: what is lost is no more than a sum's rounding
EACH = 22  # points of a block for each component, at least: products of few are slow
MOST = 1 << 19  # bounds of a block
PART = 1 << 16  # products whose sums are the bounds, for some of the points at a time
ROOM = 1 << 22  # numbers in all, of which the parameters take four times their number
SAMPLE = 512  # points on which it is tried how many components are near
FEWEST = 8  # directions
SMALL_PRODUCTS = 2  # times the multiplications of a large one, in time

Places = NDArray[np.intp]


class Pairs(NamedTuple):
    """Points and components that can belong together, and ln π_k N(x_n|μ_k, Σ_k)."""

    points: Places
    components: Places
    joint: Array


class View(NamedTuple):
    """A law as points see it in the data's own coordinates, less the frame's origin.

    Attributes:
        weights: π, shape (K,).
        origin: That of the frame, shape (D,).
        means: Shape (K, D).
        factors: What maps x - μ_k to standard coordinates, shape (K, D, D).
        at_mean: ln N(μ_k|μ_k, Σ_k) in the frame, shape (K,).
        directions: P, shape (d, D).
        eta: The bounds of ln N(x|μ_k, Σ_k) are η·T(P x).
    """

    weights: Array
    origin: Array
    means: Array
    factors: Array
    at_mean: Array
    directions: Array
    eta: Array

    def standard(self, rows: Array, some: Places, k: int) -> Array:
        """Some rows in the standard coordinates of a component."""
        away = np.subtract(rows[some], self.origin, dtype=np.float64)
        away -= self.means[k]
        return np.asarray(away @ self.factors[k])

    def joint(self, Y: Array, k: int) -> Array:
        """ln N(x|μ_k, Σ_k) of points in the standard coordinates of the component."""
        return np.asarray(self.at_mean[k] - 0.5 * np.einsum("nd,nd->n", Y, Y))


class Views:
    """The views of a law, in any number of directions."""

    def __init__(self, form: Matrices, frame: Frame, law: Law) -> None:
        """All that they share."""
        self.form, self.frame, self.law = form, frame, law
        self.even = replace(law, weights=np.ones(len(law.weights)))
        self.at_mean = form.constants(self.even)
        self.directions = discriminants(form, law)
        self.means = law.means @ frame.outward.T
        self.factors = inverse(law.roots)
        for some in parts(law.roots):
            self.factors[some] = frame.inward.T @ self.factors[some]

    def of(self, d: int) -> View:
        """That in the d directions in which the means lie furthest apart.

        Raises:
            SingularError: in these directions, rounding would spoil the bounds.
        """
        P, law, form = self.directions[:d], self.law, self.form
        covariances = np.empty((len(law.roots), d, d))
        for some in parts(law.roots):
            covariances[some] = form.squared(P @ law.roots[some])
        roots = form.root(covariances, out=covariances)
        seen = replace(self.even, means=law.means @ P.T, roots=roots)
        if not max(strain(seen), stretch(seen)) <= SOUND:
            raise SingularError(int(seen.traces.argmax()))
        eta = form.natural(seen)
        eta[:, 0] += self.at_mean - form.constants(seen)
        P, origin = P @ self.frame.inward, self.frame.origin
        return View(law.weights, origin, self.means, self.factors, self.at_mean, P, eta)


def discriminants(form: Matrices, law: Law) -> Array:
    """Fisher's: as rows, directions by how far the means lie apart in them.

    The unit in each is the mean standard deviation within the components.
    """
    covariances = (w * (L @ L.T) for w, L in zip(law.weights, law.roots, strict=True))
    within = np.asarray(sum(covariances))
    unit = inverse(form.root(within[None]))[0]
    away = (law.means - law.weights @ law.means) @ unit
    _, vectors = np.linalg.eigh((law.weights[:, None] * away).T @ away)
    return np.ascontiguousarray((unit @ vectors).T[::-1])


def by_component(components: Places, K: int) -> Iterator[tuple[int, Places]]:
    """Each component that there is, and where."""
    small = components.astype(np.min_scalar_type(K))  # which are sorted faster
    order = np.argsort(small, kind="stable")
    edges = np.cumsum(np.bincount(components, minlength=K))
    for k in np.unique(components):
        yield k, order[edges[k - 1] if k else 0 : edges[k]]


class Bounds:
    """The bounds of ln N(x|μ_k, Σ_k) by a few directions of x, for blocks of points."""

    def __init__(self, form: Matrices, D: int, d: int, part: int = PART) -> None:
        """Keep room for the products of some points."""
        self.form = form
        self.tile = Tile(0, d, d + 1, (d + 1) * (d + 2) // 2)
        self.size = max(24, part // self.tile.stop // 32 * 32)
        self.moved = room((self.size, D), np.float64)
        self.T = room((self.tile.stop, self.size), np.float64)
        self.T[0] = 1

    def write(self, view: View, rows: Array, out: Array) -> Array:
        """Write those of rows (n, D) to out (n, K)."""
        for start in range(0, len(rows), self.size):
            part = rows[start : start + self.size]
            T, moved = self.T[:, : len(part)], self.moved[: len(part)]
            np.subtract(part, view.origin, out=moved, casting="unsafe")
            seen = T[1 : self.tile.start]
            np.matmul(view.directions, moved.T, out=seen)
            self.form.multiply(seen, self.tile, T[self.tile.start :])
            np.matmul(T.T, view.eta.T, out=out[start : start + self.size])
        return out


def joints(view: View, rows: Array, points: Places, components: Places) -> Array:
    """ln π_k N(x_n|μ_k, Σ_k) of pairs of rows (N, D) and components."""
    found = np.log(view.weights)[components]
    for k, some in by_component(components, len(view.at_mean)):
        found[some] += view.joint(view.standard(rows, points[some], k), k)
    return found


def responsibilities(pairs: Pairs, n: int) -> tuple[Array, Array]:
    """Those of the pairs, and ln p(x) of n points, each of which is in some pair."""
    top = np.full(n, -np.inf)
    np.maximum.at(top, pairs.points, pairs.joint)
    R = np.exp(pairs.joint - top[pairs.points])
    total = np.bincount(pairs.points, R, n)
    R /= total[pairs.points]
    return R, top + np.log(total)


class Nearby:
    """The E-step of the products' sums about each mean, of the pairs that matter."""

    def __init__(self, form: Matrices, frame: Frame, K: int, d: int) -> None:
        """Keep room for the bounds of one block."""
        D = len(frame.origin)
        self.form, self.frame, self.K, self.d = form, frame, K, d
        free = max(0.0, 1 - 4 * K * D**2 / ROOM)
        self.block = max(LINE, min(int((1 + 10 * free) * EACH * K), MOST // K))
        self.bounds = Bounds(form, D, d, int((1 + 3 * free) * PART))
        self.bound = room((self.block, K), np.float64)
        self.upper = triangle(D).i * D + triangle(D).j

    def read_off(self, law: Law, shift: float) -> View:
        """The law with its bounds: there is no common shift in own coordinates."""
        return Views(self.form, self.frame, law).of(self.d)

    def sweep(
        self, rows: Array, weights: Array | None, view: View, shift: float
    ) -> Sums:
        D = rows.shape[1]
        values, evidence = np.zeros((self.K, (D + 1) * (D + 2) // 2)), 0.0
        for start in range(0, len(rows), self.block):
            part = rows[start : start + self.block]
            w = None if weights is None else weights[start : start + self.block]
            evidence += self.add(part, w, view, values)
        weight = len(rows) if weights is None else float(weights.sum())
        return Sums(values, evidence, weight, len(rows))

    def add(self, rows: Array, w: Array | None, view: View, values: Array) -> float:
        """The evidence of a block, of which the sums are added to the values."""
        bounds = self.bounds.write(view, rows, self.bound[: len(rows)])
        first = bounds.argmax(axis=1)
        bounds[np.arange(len(rows)), first] = -np.inf
        others, known = bounds.max(axis=1), np.log(view.weights)[first]
        evidence = 0.0
        for k, some in by_component(first, self.K):
            Y = view.standard(rows, some, k)
            known[some] += view.joint(Y, k)
            alone = ~(others[some] >= known[some] + LEAST)
            if not alone.all():
                some, Y = some[alone], Y[alone]
            R = np.ones(len(some)) if w is None else w[some]
            evidence += float(R @ known[some])
            self.collect(k, R, Y, values)
        places, components = np.nonzero(bounds >= (known + LEAST)[:, None])
        shared, points = np.unique(places, return_inverse=True)
        pairs = Pairs(
            np.concatenate([np.arange(len(shared)), points]),
            np.concatenate([first[shared], components]),
            np.concatenate([known[shared], joints(view, rows, places, components)]),
        )
        v = None if w is None else w[shared]
        return evidence + self.add_shared(rows, shared, v, pairs, view, values)

    def add_shared(
        self,
        rows: Array,
        some: Places,
        w: Array | None,
        pairs: Pairs,
        view: View,
        values: Array,
    ) -> float:
        """The same of some rows that more than one component can have."""
        R, evidence = responsibilities(pairs, len(some))
        kept = np.flatnonzero(R > math.exp(LEAST) * view.weights[pairs.components])
        points, R = pairs.points[kept], R[kept]
        if w is not None:
            R *= w[points]
            evidence *= w
        for k, of_k in by_component(pairs.components[kept], self.K):
            Y = view.standard(rows, some[points[of_k]], k)
            self.collect(k, R[of_k], Y, values)
        return float(evidence.sum())

    def collect(self, k: int, R: Array, Y: Array, values: Array) -> None:
        """Add the sums of r (1, y, products of y); Y is used up."""
        D, root = Y.shape[1], np.sqrt(R)
        Y *= root[:, None]
        values[k, 0] += R.sum()
        values[k, 1 : D + 1] += root @ Y
        values[k, D + 1 :] += (Y.T @ Y).ravel().take(self.upper)


def cheapest(
    form: Matrices, frame: Frame, law: Law, rows: Array, single: bool
) -> View | None:
    """The law with its bounds in as many directions as take least, by some rows.

    None if that is more than half of what all log joints take by products.
    """
    K, D = law.means.shape
    least, best = K * D**2 / (4 if single else 2), None
    if D <= FEWEST or cost(K, D, FEWEST, 1) >= least:
        return None
    try:
        views, d = Views(form, frame, law), FEWEST
        while d < D:
            view = views.of(d)
            if (found := cost(K, D, d, pairs_of(form, view, rows))) < least:
                least, best = found, view
            d *= 2
    except SingularError:
        pass  # of the directions so far, the best is sound
    return best


def cost(K: int, D: int, d: int, pairs: float) -> float:
    """The multiplications for each point of bounds, and of so many pairs."""
    bounds = K * (d + 1) * (d + 2) / 2 + d * D
    return bounds + SMALL_PRODUCTS * (pairs + 2) * D**2


def pairs_of(form: Matrices, view: View, rows: Array) -> float:
    """How many components are near, as a mean over some rows."""
    n, D = rows.shape
    bounds = Bounds(form, D, len(view.directions))
    found = bounds.write(view, rows, np.empty((n, len(view.eta))))
    known = joints(view, rows, np.arange(n), found.argmax(axis=1))
    return np.count_nonzero(found >= (known + LEAST)[:, None]) / n
