"""A bound that takes the logarithm of the evidence apart, and what it is made of.

Multiply and divide by any q, and the logarithm meets a mean. Jensen's inequality takes
it inside; what that leaves out is written down, and ln t ≤ t - 1 gives it its sign.
"""

from functools import cache

from flint import fmpq
from sympy import Expr, Le, Sum, log

from derivations.evidence import hidden, joint, posterior, q_sums
from derivations.kernel.calc import Chain, Derivation, calc, derivation, rule
from derivations.kernel.given import density, where
from derivations.kernel.moves import sums
from derivations.kernel.names import Ratio
from derivations.notation import J, K, j, over, q, q_tilde, theta_, z
from derivations.quantities.divergence import Psi
from derivations.quantities.evidence import ELBO, Evidence, Joint
from derivations.quantities.information import Entropy
from derivations.rules import by_definition, linear, relabel, split_logs

q_tilde_sums = density(q_tilde[j], (j, 1, K))
q_sums_on_support = density(q[z], (z, 1, J))
part_of_all = where(
    Le(J, K),
    "q is positive on the first J of the K values of z",
    {J: lambda w: fmpq(1 + int(w.number(J)) % int(w[K]))},
)


def complement(f: Expr, limit: tuple) -> Expr:
    i, first, last = limit
    if (first, last) != (J + 1, K):
        return Sum(f, limit)
    return over(f, (i, K)) - over(f, (i, J))


the_rest = rule("the rest is the whole without the part", sums(complement))


def mean_of_logarithms() -> Chain:
    gap = Psi(posterior / q[z])
    return calc(
        "",
        log(Evidence(theta_)),
        (
            "multiply and divide",
            log(hidden(q[z] * Ratio(joint, q[z]))),
            (by_definition >> relabel).because(
                "Multiply and divide each term by its q_z, which is not zero"
            ),
        ),
        (
            "jensen",
            hidden(q[z] * log(joint / q[z])) + hidden(q[z] * gap),
            (by_definition >> split_logs >> linear >> q_sums >> relabel).because(
                "The logarithm of the mean is the mean of the logarithms and a "
                "remainder, with each ratio over their mean; Σ q_z = 1"
            ),
        ),
        (
            "name",
            ELBO(q[z], z, theta_) + hidden(q[z] * gap),
            by_definition.because("The mean of the logarithms is the bound"),
        ),
        nonnegative=hidden(q[z] * gap),
        equal_when="q is the posterior",
    )


def on_the_support() -> Chain:
    gap = Psi(posterior / q[z])
    return calc(
        "Where q is zero the division is not allowed; the bound holds all the same",
        log(Evidence(theta_)),
        (
            "divide on the support",
            over(q[z] * log(joint / q[z]), (z, J))
            + over(q[z] * gap, (z, J))
            + Sum(posterior, (z, J + 1, K)),
            (
                by_definition
                >> split_logs
                >> linear
                >> q_sums_on_support
                >> the_rest
                >> linear
                >> relabel
            ).because(
                "As before on the first J values; the posterior of the others is "
                "left over"
            ),
        ),
        given=(part_of_all,),
        nonnegative=over(q[z] * gap, (z, J)) + Sum(posterior, (z, J + 1, K)),
        equal_when="J = K and q is the posterior",
    )


@cache
def jensen() -> Derivation:
    """By Jensen's inequality ln p(X|θ) ≥ L(q,θ), shown with what it leaves out."""
    return derivation("elbo.jensen", mean_of_logarithms(), on_the_support())


def energy_and_entropy() -> Chain:
    return calc(
        "",
        ELBO(q[z], z, theta_),
        (
            "split",
            hidden(q[z] * log(joint)) - hidden(q[z] * log(q[z])),
            (by_definition >> split_logs >> linear).because(
                "The logarithm of the ratio is a difference"
            ),
        ),
        (
            "name",
            hidden(q[z] * log(joint)) + Entropy(q[z], z, K),
            by_definition.because("The second sum, with its sign, is the entropy"),
        ),
    )


def independent() -> Chain:
    first, second = Joint(1, z, theta_), Joint(2, j, theta_)
    pair = log(first * second / (q[z] * q_tilde[j]))
    return calc(
        "Independent observations, and a q that is a product: the bounds add",
        over(q[z] * q_tilde[j] * pair, (z, K), (j, K)),
        (
            "split",
            hidden(q[z] * log(first / q[z]))
            + over(q_tilde[j] * log(second / q_tilde[j]), (j, K)),
            (split_logs >> linear >> q_sums >> q_tilde_sums).because(
                "The logarithm splits, and the other weights sum to one"
            ),
        ),
        fixed="N = 2, and so one by one for any N",
    )


@cache
def energy_entropy() -> Derivation:
    """L(q,θ) = Σ q ln p(X,z|θ) + H[q]: only the first term knows θ."""
    return derivation(
        "elbo.energy-entropy",
        energy_and_entropy(),
        independent(),
        source="PRML 9.74; SPB P516",
    )
