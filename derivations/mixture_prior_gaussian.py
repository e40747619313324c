"""A normal-inverse-Wishart prior adds points to a mean and a scatter to a covariance.

Q and the logarithm of the prior have one form, so they gather: a count before ln det Σ,
and a matrix before Σ⁻¹. Steiner's identity then splits off the mean, and what is left
of the covariance is ψ of eigenvalues, as without a prior.
"""

from functools import cache

from sympy import Expr, Sum, log, pi

from derivations.kernel.calc import Chain, Derivation, as_rule, calc, derivation, rule
from derivations.kernel.moves import everywhere
from derivations.mixture_covariance import (
    centre,
)
from derivations.mixture_factors import square
from derivations.mixture_mean import Lambda_symmetric
from derivations.mixture_prior_gradients import (
    entry,
    in_sigma,
    mean_gradient,
    penalized,
)
from derivations.mixture_prior_parts import mean_of_all, pulled, spectrum, spread
from derivations.mixture_prior_weights import MURPHY
from derivations.mixture_remainders import citing, factors
from derivations.mixture_statistics import x_first
from derivations.notation import (
    D,
    Lambda,
    N,
    a,
    b,
    centre_,
    eigenvalue,
    gamma,
    k,
    kappa,
    mu,
    mu_map,
    n,
    norm,
    over,
    scatter,
    x,
    x_bar,
)
from derivations.quantities.covariance import (
    WeightedCovariance,
)
from derivations.quantities.divergence import Psi
from derivations.quantities.mixture import Count, Determinant, Gaussian
from derivations.quantities.natural import Natural, NaturalLinear
from derivations.quantities.prior import (
    Freedom,
    InverseWishart,
    MapDeterminant,
    MapShift,
    MeanCount,
    MeanPrior,
    Scatter,
    ScatterAbout,
    TraceOfScatter,
    TraceOfScatterAbout,
)
from derivations.rules import (
    by_definition,
    definition_of,
    exchange,
    linear,
    reduce_fraction,
    split_logs,
)

denominator = Freedom(k) + D + 2
spectral = spectrum(
    TraceOfScatter(k),
    denominator,
    MapDeterminant,
    "λ_ka are the eigenvalues of Σ_k⁻¹Σ̂_k, all positive",
)


opened = definition_of(Gaussian, MeanPrior, InverseWishart) >> split_logs


def constant() -> Expr:
    return log(norm) + D * log(kappa) / 2 - D * (Count(k) + 1) * log(2 * pi) / 2


def joint() -> Chain:
    top = constant() - denominator * (log(MapDeterminant(k)) + D) / 2
    short = (
        MeanCount(k) * MapShift(k) / 2,
        denominator * over(Psi(eigenvalue[k, a]), (a, D)) / 2,
    )
    gathered = denominator * log(Determinant(k)) + TraceOfScatterAbout(k)
    return calc(
        "",
        penalized(),
        (
            "gather",
            constant() - gathered / 2,
            (opened >> by_definition >> linear >> exchange).because(
                "each logarithm holds a multiple of ln det Σ_k and a trace with Σ_k⁻¹"
            ),
        ),
        (
            "shortfall",
            top - sum(short),
            (citing(trace()) >> spectral >> definition_of(Psi) >> linear).because(
                "Steiner's identity for the mean, formula (4), and eigenvalues for the "
                "covariance, formula (5)"
            ),
        ),
        given=(factors, pulled, spread),
        nonnegative=sum(short),
        equal_when="μ_k = μ̂_k and Σ_k = Σ̂_k",
    )


@everywhere(Sum)
def name_of_m(s: Sum) -> Expr:
    """Σ_ab m_b f(a, b) = Σ_ab m_a f(b, a)."""
    if not s.has(centre_[b]) or s.has(centre_[a]):
        return s
    return Sum(s.function.xreplace({a: b, b: a}), *s.limits)


m_first = rule("the names of bound indices are free", name_of_m)


def statistics() -> Chain:
    """The prior has the form of Q: it adds to each of the sums over the data."""
    first = over(gamma[n, k] * x[n, a], (n, N)) + kappa * centre_[a]
    second = over(gamma[n, k] * x[n, a] * x[n, b], (n, N)) + (
        scatter[a, b] + kappa * centre_[a] * centre_[b]
    )
    linear_part = over(NaturalLinear(k, a) * first, (a, D))
    products = over(Natural(k, a, b) * second, (b, D), (a, D))
    at_origin = over(mu[k, a] * Lambda[k, a, b] * mu[k, b], (b, D), (a, D))
    counts = denominator * log(Determinant(k)) + MeanCount(k) * at_origin
    return calc(
        "The prior is a pseudo-observation",
        penalized(),
        (
            "statistics",
            linear_part + products - counts / 2 + constant(),
            (
                opened
                >> by_definition
                >> linear
                >> exchange
                >> x_first
                >> m_first
                >> Lambda_symmetric
            ).because(
                "multiply out, and collect by the natural parameters: to each sum over "
                "the points the prior adds one term"
            ),
        ),
    )


def steiner() -> Chain:
    shift = [mu_map[k, e] - mu[k, e] for e in (a, b)]
    return calc(
        "About another point than the new mean",
        ScatterAbout(k, a, b),
        (
            "shift",
            Scatter(k, a, b) + MeanCount(k) * shift[0] * shift[1],
            (by_definition >> linear >> pulled >> linear).because(
                "multiply out; points and prior together have the mean μ̂_k"
            ),
        ),
    )


def trace() -> Chain:
    shift = MeanCount(k) * MapShift(k)
    return calc(
        "The mean, for any covariance",
        TraceOfScatterAbout(k),
        (
            "shift",
            TraceOfScatter(k) + shift,
            (
                definition_of(TraceOfScatterAbout)
                >> citing(steiner())
                >> by_definition
                >> factors
                >> square
                >> linear
                >> exchange
            ).because("by formula (3), and the shift is a sum of squares"),
        ),
        given=(pulled,),
        nonnegative=shift,
        equal_when="μ_k = μ̂_k",
    )


def by_eigenvalues() -> Chain:
    remainder = over(Psi(eigenvalue[k, a]), (a, D))
    apart = over(eigenvalue[k, a] - log(eigenvalue[k, a]), (a, D))
    return calc(
        "The covariance, by eigenvalues",
        denominator * log(Determinant(k)) + TraceOfScatter(k),
        (
            "spectrum",
            denominator * (log(MapDeterminant(k)) + apart),
            (as_rule(spectral) >> linear).because(
                "Ψ_k is a number times Σ̂_k; a trace is the sum of the eigenvalues, a "
                "determinant their product"
            ),
        ),
        (
            "sign",
            denominator * (log(MapDeterminant(k)) + D) + denominator * remainder,
            (definition_of(Psi) >> linear).because("λ − ln λ is 1 + ψ(λ)"),
        ),
        given=(factors, spread),
        nonnegative=denominator * remainder,
        equal_when="every λ_ka is 1, that is, Σ_k = Σ̂_k",
    )


def new_mean() -> Chain:
    """The root: the mean of the points and of κ more at m."""
    seen = over(gamma[n, k] * x[n, a], (n, N))
    return calc(
        "The new mean, coordinate by coordinate",
        mu_map[k, a],
        (
            "write-out",
            (seen + kappa * centre_[a]) / MeanCount(k),
            (by_definition >> mean_of_all).because(
                "the mean of the points, weighted by γ_nk, and of κ points at m"
            ),
        ),
    )


def new_covariance() -> Chain:
    """The root, by the covariance of the points and the way from m to their mean."""
    way = [x_bar[k, e] - centre_[e] for e in (a, b)]
    between = Count(k) * kappa / MeanCount(k) * way[0] * way[1]
    return calc(
        "The scatter, from the sums",
        Scatter(k, a, b),
        (
            "pull",
            scatter[a, b] + Count(k) * WeightedCovariance(k, a, b) + between,
            (
                by_definition >> mean_of_all >> linear >> centre >> reduce_fraction
            ).because("about x̄_k, which is apart from m"),
        ),
    )


@cache
def gaussian() -> Derivation:
    """With a normal-inverse-Wishart prior: Σ_k = Ψ_k/(N_k + ν + D + 2), at its mean."""
    places = (2, 1, 1), (2, 1, 2), (3, 1, 1), (3, 1, 2)
    return derivation(
        "gmm.map.gaussian",
        joint(),
        statistics(),
        steiner(),
        trace(),
        by_eigenvalues(),
        mean_gradient(),
        in_sigma(),
        *(entry(*place) for place in places),
        new_mean(),
        new_covariance(),
        source=MURPHY,
    )
