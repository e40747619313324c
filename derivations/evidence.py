"""The evidence splits into the bound and the gap to the posterior.

Any q over the hidden z may be averaged over, because it sums to one; Bayes' theorem
then trades p(X) for the joint and the posterior.
"""

from functools import cache

from sympy import log

from derivations.kernel.calc import Derivation, calc, derivation
from derivations.kernel.given import density
from derivations.notation import K, joint, over, q, z
from derivations.quantities.divergence import KL
from derivations.quantities.evidence import ELBO, Evidence, Posterior
from derivations.rules import by_definition, linear, split_logs

q_sums = density(q[z], (z, 1, K))


@cache
def decomposition() -> Derivation:
    """ln p(X) = L(q) + KL(q‖p(·|X)), for every q."""
    posterior = Posterior(z)
    return derivation(
        "elbo.decomposition",
        calc(
            "",
            log(Evidence()),
            ("average", over(q[z] * log(Evidence()), (z, K)), linear >> q_sums),
            (
                "bayes",
                over(q[z] * (log(joint[z]) - log(posterior)), (z, K)),
                by_definition >> split_logs,
            ),
            (
                "split",
                over(q[z] * log(joint[z] / q[z]), (z, K))
                + over(q[z] * log(q[z] / posterior), (z, K)),
                split_logs >> linear,
            ),
            ("name", ELBO(q[z], z, K) + KL(q[z], posterior, z, K), by_definition),
        ),
    )
