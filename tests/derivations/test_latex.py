r"""The printer sets formulas as a textbook would, and never two formulas alike."""

import pytest
from sympy import (
    Derivative,
    E,
    Integral,
    Limit,
    Product,
    Rational,
    Sum,
    exp,
    log,
    oo,
    pi,
)

from derivations.kernel.mutants import mutants
from derivations.kernel.names import Kept, Named, Ratio
from derivations.notation import (
    Delta,
    K,
    N,
    alpha,
    beta,
    gamma,
    i,
    j,
    k,
    m,
    mu,
    n,
    over,
    p,
    pi_,
    q,
    sigma,
    t,
    u,
    x,
)
from derivations.publish.typesetting.latex import latex
from derivations.quantities.divergence import KL, Phi
from derivations.verification import results

half = Rational(1, 2)
AS_SET = [
    (over(p[i] * log(p[i] * Delta), (i, N)), r"\sum_{i=1}^{N} p_{i} \ln(p_{i} \Delta)"),
    (log(p[i] / q[i]), r"\ln \frac{p_{i}}{q_{i}}"),
    (log(p[i] / q[i]) * p[i], r"p_{i} \ln \frac{p_{i}}{q_{i}}"),
    (log(t) ** 2, r"\left(\ln t\right)^{2}"),
    (log(1 + t / u), r"\ln\!\left(1 + \frac{t}{u}\right)"),
    (x + 1 - u * t, "1 + x - t u"),
    (log(2 * pi * E * t**2) / 2, r"\frac{1}{2} \ln(2 \pi e t^{2})"),
    (KL(p[i], q[i], i, N), r"\operatorname{KL}(p \,\|\, q)"),
    (Phi(t), r"\varphi(t)"),
    (Ratio(p[i] * Delta, q[i] * Delta), r"\frac{p_{i} \Delta}{q_{i} \Delta}"),
    (Kept(t, u, -u), r"t + \cancel{u} - \cancel{u}"),
    (
        Derivative(t * log(t), (t, 2)),
        r"\frac{\mathrm{d}^{2}}{\mathrm{d} t^{2}} (t \ln t)",
    ),
    (Derivative(t * u, t), r"\frac{\partial}{\partial t} (t u)"),
    (
        Integral(alpha * exp(-alpha * u), (u, 0, oo)),
        r"\int_{0}^{\infty} \alpha e^{-\alpha u} \,\mathrm{d}u",
    ),
    (Limit(t * log(t), t, 0), r"\lim_{t \to 0} t \ln t"),
    (Product(p[i], (i, 1, N)), r"\prod_{i=1}^{N} p_{i}"),
    (
        over(gamma[n, k] * (x[n] - mu[k]) / sigma[k] ** 2, (n, N)),
        r"\sum_{n=1}^{N} \frac{\gamma_{nk}}{\sigma_{k}^{2}} (x_{n} - \mu_{k})",
    ),
    (over(x[n] ** 2, (n, N)) * half, r"\frac{1}{2} \sum_{n=1}^{N} x_{n}^{2}"),
    (
        over(p[i], (i, N)) * over(q[j], (j, K)),
        r"\left(\sum_{i=1}^{N} p_{i}\right) \sum_{j=1}^{K} q_{j}",
    ),
    (log(over(pi_[k], (k, K))), r"\ln\!\left(\sum_{k=1}^{K} \pi_{k}\right)"),
    (p[i + 1], r"p_{i + 1}"),
    (x[n, k + 1], r"x_{n,k + 1}"),
    (-((alpha - beta) ** 2) / 24, r"-\frac{(\alpha - \beta)^{2}}{24}"),
    (Sum(exp(-alpha * m), (m, 0, oo)), r"\sum_{m=0}^{\infty} e^{-\alpha m}"),
]


@pytest.mark.parametrize(("expression", "tex"), AS_SET, ids=lambda v: str(v)[:40])
def test_a_formula_is_set_as_in_a_textbook(expression, tex):
    assert latex(expression) == tex


@pytest.mark.parametrize("slug", results())
def test_no_wrong_formula_prints_like_the_right_one(slug):
    """What is printed is what was checked: each mutant looks different."""
    for chain in results()[slug].chains:
        for step in chain.steps:
            shown, names = latex(step.rhs), step.rhs.atoms(Named)
            # A name hides some of its arguments: KL(p‖q) does not show the index.
            broken = [m for m in mutants(step.rhs) if m.atoms(Named) <= names]
            assert [m for m in broken if latex(m) == shown] == [], shown
