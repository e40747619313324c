"""The log-likelihood with two hills, a bound below it, and both steps of EM by hand.

The unknown mean μ and the place at which q is the posterior stop at the same values, so
that after an E-step the bound touches to the last digit. The M-step goes to the best of
these values, which raises the bound as the top of the parabola does, to within a step.
"""

from itertools import pairwise
from typing import Any

from derivations.publish.pictures.climb import two_steps
from derivations.publish.pictures.hidden_kinds import POINTS, OneMean
from derivations.publish.pictures.play.playground import Words, digits, file, put

LOW, STEP, COUNT = -3.5, 0.05, 169  # of μ, and of where q touches
PLACES = 3

WORDS = Words(
    "Playground: the bound and the log-likelihood, with both steps of EM",
    "<strong>Try this.</strong> Press E-step and M-step in turns: the first lifts the"
    r" bound until it touches, the second moves \(\mu\) to its top; then drag"
    r" \(\mu\) and \(q\) yourself, and look for a gap that is below zero.",
    r"Above, \(\ln p(\mathbf{X} \mid \mu)\) for the points −2, 0 and 3; blue, the bound"
    r" \(\mathcal{L}(q, \mu)\), where \(q\) is the posterior at the place of the blue"
    r" handle; orange, the gap at \(\mu\), the divergence of \(q\) from the posterior"
    r" there. Both handles stop at every 0.05, and so does the M-step, next to the top;"
    " for each pair klem has computed the numbers, in nats, when this page was built.",
)


def play() -> None:
    put("bound", two_steps, table, WORDS)


def files():
    yield file("bound", table)


def table() -> dict[str, Any]:
    """The bound and the gap at each μ for each q, in thousandths of a nat."""
    import numpy as np

    import klem

    means = [round(LOW + STEP * i, 2) for i in range(COUNT)]
    joints = np.stack([OneMean(m).log_joint(POINTS) for m in means])
    posteriors = klem.posterior(joints)
    every_q = np.broadcast_to(posteriors[:, None], (COUNT, *joints.shape))
    bounds = klem.elbo(every_q, np.broadcast_to(joints, every_q.shape)).sum(axis=-1)
    gaps = klem.kl_divergence(every_q, posteriors).sum(axis=-1)
    tops = [OneMean(0).m_step((POINTS, q)).mean for q in posteriors]
    return {
        "means": means,
        "heights": digits(klem.log_likelihood(joints).sum(axis=-1), PLACES),
        "bounds": [bends(digits(row, PLACES)) for row in bounds],
        "gaps": [bends(digits(row, PLACES)) for row in gaps],
        "weights": [digits(q[:, 1], PLACES) for q in posteriors],
        "best": [int(i) for i in bounds.argmax(axis=1)],
        "tops": digits(tops, PLACES),
    }


def bends(row: list) -> list[int]:
    """A smooth row in few letters: first number, first rise, and how rises change."""
    rises = [b - a for a, b in pairwise(row)]
    return [row[0], rises[0], *(b - a for a, b in pairwise(rises))]
