"""How far Q for one component lies below its best value: squares and ψ of eigenvalues.

Steiner's identity splits the squared distances to any point into those to the mean and
the distance between the two. What is left depends on the covariance alone, through the
eigenvalues λ of Σ^{-1/2} S Σ^{-1/2}: each gives ψ(λ) = λ - 1 - ln λ.
"""

from flint import fmpq
from sympy import And, Derivative, Eq, Gt, Integer, log

from derivations.evaluation.balls import value
from derivations.kernel.calc import Chain, Rule, calc, rule
from derivations.kernel.given import Given, defined
from derivations.kernel.names import unfold
from derivations.mixture_covariance import centre, points
from derivations.mixture_factors import square
from derivations.notation import (
    D,
    L,
    Lambda,
    N,
    a,
    b,
    d,
    det,
    det_S,
    eigenvalue,
    epsilon,
    gamma,
    k,
    mu,
    n,
    nu,
    over,
    x,
    x_bar,
)
from derivations.quantities.covariance import (
    CovarianceDeterminant,
    FactoredForm,
    LogGaussianAlong,
    MeanShift,
    Trace,
    TraceAbout,
)
from derivations.quantities.divergence import Psi
from derivations.quantities.mixture import Count, Determinant, QuadraticForm
from derivations.rules import (
    by_definition,
    definition_of,
    differentiate,
    exchange,
    linear,
)

factors = defined(
    Lambda[k, a, b],
    over(L[k, d, a] * L[k, d, b], (d, D)),
    "Λ_k is positive definite, so that it has a factor L_k",
)


def eigenvalues_drawn(at: int, world) -> dict:
    """Positive numbers that add up to the trace, as many as there are dimensions."""
    row = [(eigenvalue, (at, r)) for r in range(1, int(world[D]) + 1)]
    trace = value(unfold(Trace(Integer(at))), world.view())
    whole = sum(map(world.number, row))
    return {key: trace * world.number(key) / whole for key in row}


def determinant_drawn(at: int, world) -> dict:
    out = world[det, (at,)]
    for r in range(1, int(world[D]) + 1):
        out *= world[eigenvalue, (at, r)]
    return {(det_S, (at,)): out}


def spectrum() -> Given:
    """Tr(Σ_k⁻¹ S_k) = Σ λ_ka and det S_k = det Σ_k Π λ_ka."""
    total = over(eigenvalue[k, a], (a, D))
    product = over(log(eigenvalue[k, a]), (a, D))
    ratio = log(CovarianceDeterminant(k)) - log(Determinant(k))
    gone = {
        Trace(k): total,
        log(Determinant(k)): log(CovarianceDeterminant(k)) - product,
    }

    def draw(key, world):
        if key == N:  # one point alone has no spread, and no positive eigenvalue
            return {N: max(world.number(N), fmpq(2))}
        if type(key) is not tuple or key[0] not in (eigenvalue, det_S):
            return {}
        made = eigenvalues_drawn if key[0] == eigenvalue else determinant_drawn
        return made(key[1][0], world)

    return Given(
        "λ_ka are the eigenvalues of Σ_k⁻¹S_k, all positive",
        And(Eq(Trace(k), total), Eq(ratio, product), evaluate=False),
        lambda e: e.xreplace(gone),
        draw,
    )


spectral = spectrum()


def citing(chain: Chain) -> Rule:
    """Use another chain of the same result."""
    swap = {chain.claim.lhs: chain.claim.rhs}
    return rule(f"by “{chain.name}”", lambda e: e.xreplace(swap))


def steiner() -> Chain:
    """The weighted squares about μ_k are those about x̄_k, and N_k ‖x̄_k - μ_k‖²."""
    shift = Count(k) * over((x_bar[k, a] - mu[k, a]) ** 2, (a, D))
    about = [(x[n, a] - point) ** 2 for point in (mu[k, a], x_bar[k, a])]
    squares, least = (over(gamma[n, k] * s, (a, D), (n, N)) for s in about)
    return calc(
        "The mean, by Steiner's identity",
        squares,
        (
            "shift",
            least + shift,
            (by_definition >> linear >> exchange >> centre >> linear).because(
                "multiply out both sides; the weighted sum of the points is N_k x̄_k"
            ),
        ),
        nonnegative=shift,
        equal_when="μ_k = x̄_k",
    )


def sum_of_squares() -> Chain:
    """The exponent of the Gaussian, with Σ_k⁻¹ in factors."""
    return calc(
        "The exponent is a sum of squares",
        QuadraticForm(n, k),
        (
            "factor",
            FactoredForm(n, k),
            (by_definition >> factors >> square >> exchange).because(
                "Σ_k⁻¹ = L_kᵀL_k; sum over the rows of L_k last"
            ),
        ),
    )


def weighted_steiner() -> Chain:
    """The same with lengths measured by Σ_k⁻¹, as in the Gaussian's exponent."""
    shift = MeanShift(k)
    return calc(
        "The mean, for any covariance",
        TraceAbout(k),
        (
            "squares",
            points(FactoredForm(n, k)) / Count(k),
            (definition_of(TraceAbout) >> citing(sum_of_squares())).because(
                "the trace is the weighted mean of the quadratic forms, and each of "
                "them is a sum of squares"
            ),
        ),
        (
            "shift",
            Trace(k) + shift,
            (by_definition >> square >> linear >> exchange >> centre >> linear).because(
                "Steiner's identity again, for the points L_k x_n"
            ),
        ),
        given=(factors,),
        nonnegative=shift,
        equal_when="μ_k = x̄_k",
    )


def by_eigenvalues() -> Chain:
    """What is left of Q once the mean is x̄_k, as a function of the covariance."""
    remainder = over(Psi(eigenvalue[k, a]), (a, D))
    apart = over(eigenvalue[k, a] - log(eigenvalue[k, a]), (a, D))
    return calc(
        "The covariance, by eigenvalues",
        log(Determinant(k)) + Trace(k),
        (
            "spectrum",
            log(CovarianceDeterminant(k)) + apart,
            (linear >> spectral).because(
                "a trace is the sum of the eigenvalues, a determinant their product"
            ),
        ),
        (
            "sign",
            log(CovarianceDeterminant(k)) + D + remainder,
            (definition_of(Psi) >> linear).because("λ − ln λ is 1 + ψ(λ)"),
        ),
        nonnegative=remainder,
        equal_when="every λ_ka is 1, that is, Σ_k = S_k",
    )


def along_the_line(name: str) -> Given:
    def draw(key, world):
        if type(key) is not tuple or key[0] != nu:
            return {}
        return {key: (abs(world.number(key)) - 1) / world[epsilon]}

    inside = Gt(1 + epsilon * nu[a], 0)
    return Given(
        f"{name} + εV is positive definite, so every 1 + εν_a is positive",
        inside,
        lambda e: e,
        draw,
    )


def curvature() -> Chain:
    """Along every line of precision matrices Q bends down."""
    bend = over((nu[a] / (1 + epsilon * nu[a])) ** 2, (a, D))
    return calc(
        "Along every line Q bends down",
        Derivative(points(LogGaussianAlong(n, k)), (epsilon, 2)),
        (
            "curvature",
            -Count(k) / 2 * bend,
            (by_definition >> differentiate >> linear).because(
                "what is linear in ε drops out, and ln(1 + εν) is left"
            ),
        ),
        given=(along_the_line("Λ_k"),),
        nonnegative=Count(k) / 2 * bend,
    )
