"""The divergence of two members of a family, in closed form.

The logarithm of a ratio of two densities is short, so it is split before the sum or the
integral is taken. For exponential laws ψ(t) = t - 1 - ln t is left: the sign is seen.
"""

from functools import cache

from sympy import Eq, Expr, log, oo

from derivations.bernoulli import coins
from derivations.kernel.calc import Derivation, calc, derivation
from derivations.kernel.given import Given
from derivations.kernel.names import Ratio
from derivations.notation import (
    K,
    alpha,
    beta,
    j,
    k,
    over,
    p,
    q,
    u,
)
from derivations.quantities.densities import Exponential
from derivations.quantities.divergence import KL, Psi
from derivations.quantities.families import Categorical, Divergence
from derivations.rules import (
    by_definition,
    integrate_,
    multiply,
    pick_one,
    split_logs,
    write_out,
)


def second_is_the_rest(p: Expr) -> Given:
    """Of two probabilities, the second is what the first leaves."""
    base, pair = p.base, ((p.base, (1,)), (p.base, (2,)))
    rest = Eq(base[2], 1 - base[1], evaluate=False)

    def draw(key, world):
        mass = sum(map(world.number, pair))
        return {c: world.number(c) * mass**-1 for c in pair} if key in pair else {}

    return Given(
        f"{base} has two entries that sum to one",
        rest,
        lambda e: e.xreplace({rest.lhs: rest.rhs}),
        draw,
    )


@cache
def categorical() -> Derivation:
    """K categories: KL = Σ pₖ ln(pₖ/qₖ); for K = 2 it is that of two coins."""
    law, other = (Categorical(f[k], k, j) for f in (p, q))
    return derivation(
        "kl.categorical",
        calc(
            "",
            Divergence(law, other, j, 1, K),
            (
                "densities",
                over(law.unfold() * log(Ratio(law.unfold(), other.unfold())), (j, K)),
                by_definition.because(
                    "z runs over the vectors eⱼ, and each law is a product of powers"
                ),
            ),
            (
                "pick",
                over(p[j] * log(p[j] / q[j]), (j, K)),
                (by_definition >> pick_one).because(
                    "a power with exponent 0 is 1: only the factor at place j is left"
                ),
            ),
        ),
        calc(
            "Two categories",
            KL(p[k], q[k], k, 2),
            (
                "write out",
                p[1] * log(p[1] / q[1]) + p[2] * log(p[2] / q[2]),
                (by_definition >> write_out).because("the sum has two terms"),
            ),
            (
                "one is enough",
                coins(p[1], q[1]),
                (
                    by_definition
                    >> write_out
                    >> second_is_the_rest(p[k])
                    >> second_is_the_rest(q[k])
                ).because("p₂ = 1 − p₁ and q₂ = 1 − q₁"),
            ),
            fixed="K = 2",
        ),
    )


@cache
def exponential() -> Derivation:
    """Two exponential laws with rates α and β: KL = ln(α/β) + β/α − 1."""
    law, other = Exponential(u, alpha), Exponential(u, beta)
    log_ratio = log(alpha / beta) + (beta - alpha) * u
    divergence = Divergence(law, other, u, 0, oo)
    return derivation(
        "kl.exponential",
        calc(
            "",
            divergence,
            (
                "integrate",
                log(alpha / beta) + beta / alpha - 1,
                integrate_.because(
                    "split the logarithm of the ratio, then integrate (SymPy): "
                    "the mean of u is 1/α"
                ),
            ),
        ),
        calc(
            "Never negative",
            divergence,
            (
                "name",
                Psi(beta / alpha),
                integrate_.because("the same integral, in terms of ψ"),
            ),
            nonnegative=Psi(beta / alpha),
            equal_when="α = β",
        ),
        calc(
            "The logarithm of the ratio",
            log(law / other),
            (
                "split",
                log_ratio,
                (by_definition >> split_logs >> multiply).because(
                    "the logarithm of each density is ln of its rate, less rate times u"
                ),
            ),
        ),
    )
