"""Known values of the evidence, the posterior, the bounds, Q and the two coins.

Two values of z with p(X, z|θ_old) = 1/10 and 3/10, p(X, z|θ) = 1/5 and 1/20, so the
posteriors are (1/4, 3/4) and (4/5, 1/5): the rest is worked by hand.
"""

from flint import fmpq

from derivations.evaluation.smooth import key_of
from derivations.evaluation.worlds import World
from derivations.notation import K, p_X, q, theta, theta_, theta_old, z
from derivations.quantities.coins import FirstCoin, TwoHeads
from derivations.quantities.evidence import (
    ELBO,
    Evidence,
    Expected,
    ExpectedRise,
    Joint,
    Marginal,
    ParameterPosterior,
    PointPosterior,
    Posterior,
    Prior,
)
from tests.derivations.pins import Pin


def values(place: World, table: dict) -> dict:
    """Where an instance at this place keeps the values of smooth functions."""
    return {key_of(f, place.view()): number for f, number in table.items()}


def model() -> dict:
    place = World(0)
    place.update({theta_old: fmpq(0), theta_: fmpq(1)})
    numbers = {
        Joint(1, theta_old): "1/10",
        Joint(2, theta_old): "3/10",
        Joint(1, theta_): "1/5",
        Joint(2, theta_): "1/20",
        Prior(theta_): "1/2",
    }
    return {
        K: 2,
        theta_old: 0,
        theta_: 1,
        p_X: "1/3",
        q: ["1/2", "1/2"],
        **values(place, numbers),
    }


def mixture() -> dict:
    """p(x_1, k|θ_k) = 3/20 and 1/20."""
    place = World(0)
    place.update({(theta, (k,)): fmpq(k) for k in (1, 2)})
    numbers = {Joint(1, 1, theta[1]): "3/20", Joint(1, 2, theta[2]): "1/20"}
    return {K: 2, theta: [1, 2], **values(place, numbers)}


PINS = [
    Pin(Evidence(theta_old), model(), "0.4", "1/10 + 3/10"),
    Pin(Posterior(1, theta_old), model(), "0.25", "(1/10) / (4/10)"),
    Pin(Posterior(2, theta_), model(), "0.2", "(1/20) / (1/4)"),
    Pin(
        ELBO(q[z], z, theta_old),
        model(),
        "-1.06013176810004",
        "½ ln(3/25); klem's own test has ln 0.4 - ½ ln(4/3), the same",
    ),
    Pin(ELBO(q[z], z, theta_), model(), "-1.60943791243410", "½ ln(1/25) = -ln 5"),
    Pin(
        Expected(theta_, theta_old),
        model(),
        "-2.64915868327402",
        "¼ ln(1/5) + ¾ ln(1/20)",
    ),
    Pin(
        Expected(theta_old, theta_old),
        model(),
        "-1.47862587649296",
        "¼ ln(1/10) + ¾ ln(3/10)",
    ),
    Pin(
        ExpectedRise(theta_, theta_old),
        model(),
        "-1.17053280678105",
        "¼ ln 2 + ¾ ln(1/6)",
    ),
    Pin(PointPosterior(1, 1), mixture(), "0.75", "(3/20) / (4/20)"),
    Pin(Marginal(), model(), "0.33333333333333", "p(X) = 1/3, as given"),
    Pin(ParameterPosterior(theta_), model(), "0.375", "(1/4) (1/2) / (1/3)"),
    Pin(TwoHeads(theta_), {theta_: 1}, "0.5", "the second coin shows only tails"),
    Pin(TwoHeads(theta_), {theta_: "1/2"}, "0.25", "two fair coins: ½ · ½"),
    Pin(TwoHeads(theta_), {theta_: "1/3"}, "0.27777777777778", "(1/9 + 4/9) / 2"),
    Pin(FirstCoin(theta_), {theta_: "1/3"}, "0.2", "(1/9) / (1/9 + 4/9)"),
    Pin(FirstCoin(theta_), {theta_: "3/4"}, "0.9", "(9/16) / (10/16)"),
]
