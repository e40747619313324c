"""One step of the estimator, held to one in long double, where doubles run short.

Errors of means are in standard deviations, those of covariances in whitened units, and
taken from `precisions_cholesky_`: the entries of a covariance of condition 1e8 cannot
hold eight digits of its smallest eigenvalue.
"""

import mpmath
import numpy as np
import pytest

import klem
from benchmarks import long_double as exact
from benchmarks.accuracy import by_klem, by_scikit_learn, errors
from benchmarks.strained import CASES, WEIGHTS, D, K
from klem import _ways

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*converge in max_iter"),
    pytest.mark.skipif(
        np.finfo(np.longdouble).eps > 1e-18, reason="long double is double here"
    ),
]
TARGETS = {
    "plain": 1e-13,
    "offset 1e6": 1e-13,
    "offset 1e7": 1e-13,
    "offset 1e8": 1e-13,
    "condition 1e8": 1e-9,
    "condition 1e8, offset 1e6": 1e-9,
    "condition 1e12": 1e-6,
    "columns times 1e-10, 1, 1e10": 1e-13,
    "a cluster 1e-3 as wide": 1e-12,
    "a cluster 1e-4 as wide": 1e-11,
    "a cluster 1e-5 as wide": 1e-10,
    "a cluster 1e-6 as wide": 1e-9,
    "a cluster 1e-7 as wide": 1e-8,
    "a cluster 1e-4 as wide, offset 1e6": 1e-11,
    "needles of condition 1e8": 1e-9,
    "needles of condition 1e8, offset 1e6": 1e-9,
}


@pytest.mark.parametrize("name", CASES)
def test_a_step_is_exact_to_rounding(name):
    case, target = CASES[name], TARGETS[name]
    found = errors(by_klem(case), case)
    assert found.factors < target
    assert found.weights < target
    # Numbers that are rounded once to doubles, in whitened units: no fault of ours.
    inverse = np.abs(np.linalg.inv(case.roots))
    means = (inverse @ np.abs(case.means)[:, :, None]).max()
    size = np.abs(case.roots @ case.roots.transpose(0, 2, 1))
    entries = (inverse @ size @ inverse.transpose(0, 2, 1)).max()
    assert found.means < target + 1e-15 * means
    assert found.covariances < target + 1e-15 * entries
    assert found.likelihood < max(target, 1e-12)


@pytest.mark.parametrize("name", [n for n in CASES if "1e12" not in n])
def test_covariances_are_as_good_as_was_promised(name):
    """To 1e-8 up to a condition of 1e8, and to 1e-7 with an offset of 1e6 added."""
    found = errors(by_klem(CASES[name]), CASES[name])
    assert found.covariances < (1e-7 if "offset" in name else 1e-8)


def test_the_reference_is_right():
    """Fifty digits say the same as long double."""
    case = CASES["plain"]
    points, factors = case.points[:40], case.factors()
    evidence, weights, means, covariances = exact.step(
        points, WEIGHTS, case.means, factors
    )
    with mpmath.workdps(50):
        total, shares = by_fifty_digits(points, case.means, factors)
        assert abs(total - mpmath.mpf(str(evidence))) < 1e-16
        for k, share in enumerate(shares):
            count = sum(share)
            pairs = list(zip(share, points.tolist(), strict=True))
            mean = [sum(r * x[d] for r, x in pairs) / count for d in range(D)]
            spread = [
                sum(r * (x[i] - mean[i]) * (x[j] - mean[j]) for r, x in pairs) / count
                for i in range(D)
                for j in range(D)
            ]
            found = [weights[k], *means[k], *covariances[k].ravel()]
            right = [count / len(points), *mean, *spread]
            gaps = [mpmath.mpf(str(a)) - b for a, b in zip(found, right, strict=True)]
            assert max(map(abs, gaps)) < 1e-17


def by_fifty_digits(points, means, factors):
    """The log-likelihood, and each component's responsibilities, from the densities."""
    joints = []
    for weight, mean, factor in zip(WEIGHTS, means, factors, strict=True):
        U = mpmath.matrix(factor.tolist())
        scale = mpmath.mpf(float(weight)) / mpmath.sqrt(2 * mpmath.pi) ** D
        for d in range(D):
            scale *= U[d, d]
        rows = [
            mpmath.matrix(x.tolist()) - mpmath.matrix(mean.tolist()) for x in points
        ]
        squares = [mpmath.norm(U.T * row) ** 2 for row in rows]
        joints.append([scale * mpmath.exp(-s / 2) for s in squares])
    sums = [sum(column) for column in zip(*joints, strict=True)]
    shares = [[p / s for p, s in zip(row, sums, strict=True)] for row in joints]
    return sum(map(mpmath.log, sums)), shares


def test_products_alone_would_not_do(monkeypatch):
    """It is own coordinates that make narrow components exact."""
    monkeypatch.setattr(_ways, "STRAIN", np.inf)
    case = CASES["a cluster 1e-7 as wide"]
    try:
        assert errors(by_klem(case), case).factors > 1e-5
    except klem.CollapsedComponentError:
        pass  # no covariance was left of the differences


def test_far_from_zero_it_is_better_than_scikit_learn():
    case = CASES["offset 1e8"]
    ours, theirs = (errors(by(case), case) for by in (by_klem, by_scikit_learn))
    assert ours.covariances < 1e-3 * theirs.covariances


def test_a_wrong_step_is_seen():
    """Each error is one: what is added to a parameter comes out."""
    case = CASES["plain"]
    model = by_klem(case)
    model.weights_ = model.weights_ * (1 + 1e-6)
    model.covariances_ = model.covariances_ * (1 + 1e-5)
    model.precisions_cholesky_ = model.precisions_cholesky_ * (1 + 1e-4)
    model.lower_bound_ += 1e-3
    found = errors(model, case)
    expected = 1e-3, 1e-6, 1e-5, 2e-4
    seen = found.likelihood, found.weights, found.covariances, found.factors
    np.testing.assert_allclose(seen, expected, rtol=1e-3)


@pytest.mark.parametrize("shift", [0, 1024])
def test_single_numbers_are_computed_with_as_such(shift, monkeypatch):
    """Blocks are in single precision, and the fit is good to five digits."""
    case = CASES["plain"]
    points = np.round(case.points, 2).astype(np.float32) + np.float32(shift)
    kinds = []
    make = _ways.Products

    def noted(form, frame, components, dtype, *others):
        kinds.append(dtype)
        return make(form, frame, components, dtype, *others)

    monkeypatch.setattr(_ways, "Products", noted)
    parameters = {}
    for kind in (np.float32, np.float64):
        model = klem.GaussianMixture(
            K, warm_start=True, covariance_floor=None, tol=0, max_iter=5
        )
        model.weights_, model.means_ = WEIGHTS, case.means + shift
        model.precisions_cholesky_ = case.factors()
        parameters[kind] = model.fit(points.astype(kind)).covariances_
    assert kinds == [np.float32, np.float64]
    single, double = parameters.values()
    assert 1e-12 < np.abs(single - double).max() < 1e-5 * np.abs(double).max()
