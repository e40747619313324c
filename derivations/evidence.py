"""The evidence of a model with hidden z, and the bound that takes its logarithm apart.

ln p(X|θ) is the logarithm of a sum. Averaging over any q instead gives a sum of
logarithms, the bound L(q, θ). What is lost is the divergence of q from the posterior,
and ln t ≤ t - 1 gives it its sign.
"""

from functools import cache

from flint import fmpq
from sympy import Derivative, Expr, Le, Sum, log

from derivations.kernel.calc import Derivation, calc, derivation, rule
from derivations.kernel.given import density, sums, where, within
from derivations.kernel.names import Ratio
from derivations.notation import (
    J,
    K,
    N,
    j,
    k,
    n,
    over,
    q,
    q_tilde,
    theta,
    theta_,
    z,
)
from derivations.quantities.divergence import KL, Phi, Psi
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    Joint,
    PointPosterior,
    Posterior,
)
from derivations.quantities.information import Entropy
from derivations.rules import (
    by_definition,
    differentiate,
    linear,
    relabel,
    split_logs,
)

FISHER = "Its gradient is an average over the posterior (Fisher's identity)"
COORDINATE = "one coordinate of θ at a time"
GAP = "The gap is never negative"
q_sums = density(q[z], (z, 1, K))
q_tilde_sums = density(q_tilde[j], (j, 1, K))
q_sums_on_support = density(q[z], (z, 1, J))
part_of_all = where(Le(J, K), "q is positive on the first J of the K values of z",
                    {J: lambda w: fmpq(1 + int(w.number(J)) % int(w[K]))})
some_k = within(k, 1, K)
joint, posterior = Joint(z, theta_), Posterior(z, theta_)


def hidden(summand: Expr) -> Sum:
    """Σ over every z."""
    return over(summand, (z, K))


def score(*place: Expr) -> Derivative:
    """∂ ln p(X, z|θ) / ∂θ."""
    return Derivative(log(Joint(*place)), place[-1])


def complement(f: Expr, limit: tuple) -> Expr:
    i, first, last = limit
    if (first, last) != (J + 1, K):
        return Sum(f, limit)
    return over(f, (i, K)) - over(f, (i, J))


the_rest = rule("the rest is the whole without the part", sums(complement))


@cache
def log_sum() -> Derivation:
    """The evidence is the logarithm of a sum over z, so no parameter stands alone."""
    own = over(log(over(Joint(n, j, theta[j]), (j, K))), (n, N))
    return derivation(
        "em.log-sum",
        calc(
            "",
            log(Evidence(theta_)),
            (
                "marginalize",
                log(hidden(joint)),
                (by_definition >> relabel).because("The hidden z are summed over"),
            ),
        ),
        calc(
            FISHER,
            Derivative(log(Evidence(theta_)), theta_),
            (
                "chain rule",
                hidden(Derivative(joint, theta_)) / Evidence(theta_),
                (by_definition >> differentiate >> relabel).because(
                    "The derivative of a logarithm; the sum is finite"),
            ),
            (
                "average",
                hidden(posterior * score(z, theta_)),
                (by_definition >> differentiate >> linear).because(
                    "∂p = p ∂ ln p, and p(X, z|θ) / p(X|θ) is the posterior"),
            ),
            fixed=COORDINATE,
        ),
        calc(
            "N observations, and to each component a parameter of its own",
            Derivative(own, theta[k]),
            (
                "average",
                over(PointPosterior(n, k) * score(n, k, theta[k]), (n, N)),
                (by_definition >> differentiate >> some_k).because(
                    "Of the inner sum only the term of component k depends on θ_k"),
            ),
        ),
        source="PRML 9.29",
    )


@cache
def jensen() -> Derivation:
    """By Jensen's inequality ln p(X|θ) ≥ L(q,θ), shown with what it leaves out."""
    gap = Psi(posterior / q[z])
    return derivation(
        "elbo.jensen",
        calc(
            "",
            log(Evidence(theta_)),
            (
                "multiply and divide",
                log(hidden(q[z] * Ratio(joint, q[z]))),
                (by_definition >> relabel).because(
                    "Multiply and divide each term by its q_z, which is not zero"),
            ),
            (
                "jensen",
                hidden(q[z] * log(joint / q[z])) + hidden(q[z] * gap),
                (by_definition >> split_logs >> linear >> q_sums >> relabel).because(
                    "The logarithm of the mean is the mean of the logarithms and a "
                    "remainder; Σ q_z = 1"),
            ),
            (
                "name",
                ELBO(q[z], z, theta_) + hidden(q[z] * gap),
                by_definition.because("The mean of the logarithms is the bound"),
            ),
            nonnegative=hidden(q[z] * gap),
            equal_when="q is the posterior",
        ),
        calc(
            "Where q is zero the division is not allowed, and nothing is lost",
            log(Evidence(theta_)),
            (
                "divide on the support",
                over(q[z] * log(joint / q[z]), (z, J))
                + over(q[z] * gap, (z, J))
                + Sum(posterior, (z, J + 1, K)),
                (by_definition >> split_logs >> linear >> q_sums_on_support
                 >> the_rest >> linear >> relabel).because(
                     "As before on the first J values; the posterior of the others is "
                     "left over"),
            ),
            given=(part_of_all,),
            nonnegative=over(q[z] * gap, (z, J)) + Sum(posterior, (z, J + 1, K)),
            equal_when="q is the posterior",
        ),
    )


@cache
def energy_entropy() -> Derivation:
    """L(q,θ) = Σ q ln p(X,z|θ) + H[q]: only the first term knows θ."""
    first, second = Joint(1, z, theta_), Joint(2, j, theta_)
    pair = log(first * second / (q[z] * q_tilde[j]))
    return derivation(
        "elbo.energy-entropy",
        calc(
            "",
            ELBO(q[z], z, theta_),
            (
                "split",
                hidden(q[z] * log(joint)) - hidden(q[z] * log(q[z])),
                (by_definition >> split_logs >> linear).because(
                    "The logarithm of the ratio is a difference"),
            ),
            (
                "name",
                hidden(q[z] * log(joint)) + Entropy(q[z], z, K),
                by_definition.because("The second sum, with its sign, is the entropy"),
            ),
        ),
        calc(
            "Independent observations, and a q that is a product: the bounds add",
            over(q[z] * q_tilde[j] * pair, (z, K), (j, K)),
            (
                "split",
                hidden(q[z] * log(first / q[z]))
                + over(q_tilde[j] * log(second / q_tilde[j]), (j, K)),
                (split_logs >> linear >> q_sums >> q_tilde_sums).because(
                    "The logarithm splits, and the other weights sum to one"),
            ),
            fixed="N = 2, and so one by one for any N",
        ),
        source="PRML 9.74; SPB P516",
    )


@cache
def decomposition() -> Derivation:
    """The evidence splits: ln p(X|θ) = L(q,θ) + KL(q‖p(·|X,θ)), for every q."""
    return derivation(
        "elbo.decomposition",
        calc(
            "",
            log(Evidence(theta_)),
            (
                "average",
                hidden(q[z] * log(Evidence(theta_))),
                (linear >> q_sums).because(
                    "ln p(X|θ) does not depend on z, and Σ q_z = 1"),
            ),
            (
                "bayes",
                hidden(q[z] * (log(joint) - log(posterior))),
                (by_definition >> split_logs).because(
                    "p(X|θ) = p(X, z|θ) / p(z|X, θ), for every z"),
            ),
            (
                "split",
                hidden(q[z] * log(joint / q[z])) + hidden(q[z] * log(q[z] / posterior)),
                (split_logs >> linear).because(
                    "Subtract and add q_z ln q_z in each term"),
            ),
            (
                "name",
                ELBO(q[z], z, theta_) + KL(q[z], posterior, z, K),
                by_definition.because("These are the bound and the divergence"),
            ),
        ),
        calc(
            GAP,
            KL(q[z], posterior, z, K),
            (
                "add zero",
                hidden(q[z] * log(q[z] / posterior)) - hidden(q[z]) + hidden(posterior),
                (by_definition >> linear >> q_sums >> relabel).because(
                    "Both q and the posterior sum to one"),
            ),
            (
                "merge",
                hidden(posterior * Phi(q[z] / posterior)),
                (by_definition >> linear).because("Collect in one sum"),
            ),
            nonnegative=hidden(posterior * Phi(q[z] / posterior)),
            equal_when="q is the posterior",
        ),
        source="PRML 9.69–9.72; SPB P516",
    )
