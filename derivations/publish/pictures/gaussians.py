"""Pictures of two Gaussians: on a line in both directions, the prices, and ellipses."""

from derivations.publish.pictures.directions import BACK, FORTH
from derivations.publish.pictures.mixtures import ellipse
from derivations.publish.pictures.style import (
    FAINT,
    INK,
    P,
    Picture,
    Q,
    R,
    panel,
    picture,
)

RHO = 0.9  # the correlation in the plane


def both_ways(law, other) -> tuple[float, float]:
    """The divergence of two Gaussians, and that with the two exchanged."""
    import klem

    return klem.kl_gaussian(*law, *other), klem.kl_gaussian(*other, *law)


@picture
def on_a_line() -> Picture:
    """N(0, 1) and N(1, 4), and what is integrated in each direction."""
    import numpy as np

    import klem

    x, laws = np.linspace(-6, 8, 561), ((0, 1), (1, 4))
    log_p, log_q = (klem.log_density_gaussian(x, *law) for law in laws)
    forth, back = both_ways(*laws)
    left, axes = panel(xlabel="$x$", ylim=(0, 0.45))
    axes.plot(x, np.exp(log_p), color=P)
    axes.plot(x, np.exp(log_q), color=Q)
    axes.text(-0.9, 0.33, "$p$", color=P, ha="right")
    axes.text(3.1, 0.14, "$q$", color=Q)
    right, axes = panel(xlabel="$x$", ylabel="nats per unit of $x$", ylim=(-0.18, 0.55))
    axes.axhline(0, color=FAINT, lw=0.6)
    for own, other, colour in ((log_p, log_q, P), (log_q, log_p, Q)):
        term = np.exp(own) * (own - other)
        axes.plot(x, term, color=colour)
        axes.fill_between(x, term, color=colour, alpha=0.2)
    axes.text(-6, 0.37, f"$p\\,\\ln(p/q)$: {forth:.3f}", color=P)
    axes.text(1.8, 0.47, f"$q\\,\\ln(q/p)$: {back:.3f}", color=Q)
    return Picture(
        (left, right),
        "First: the densities of a narrow Gaussian with mean 0 and variance 1 and a"
        " wide one with mean 1 and variance 4. Second: the two integrands. That of the"
        " narrow one is a hump around 0 between two shallow negative parts, with the"
        f" area {forth:.3f}; that of the wide one is negative around 0, and positive on"
        f" both sides with a high hump on the right, with the area {back:.3f}.",
        r"First, \(p = \mathcal{N}(0, 1)\) and \(q = \mathcal{N}(1, 4)\). Second, what"
        r" is integrated in the two directions; the areas, counted negative below the"
        f" axis, are {forth:.3f} and {back:.3f} nats.",
    )


@picture
def prices() -> Picture:
    """What a wrong mean costs, and what a wrong width costs."""
    import numpy as np

    import klem

    gaps = np.linspace(-3, 3, 121)
    left, axes = panel(xlabel=r"$(\mu_2 - \mu_1)/\sigma_1$", ylabel="nats")
    for width, colour in ((1 / 2, R), (1, INK), (2, Q)):
        cost = [klem.kl_gaussian(0, 1, gap, width**2) for gap in gaps]
        axes.plot(gaps, cost, color=colour)
    axes.set_ylim(0, 6)
    axes.text(-1.85, 5.2, r"$\sigma_2 = \frac{1}{2}\sigma_1$", color=R, ha="right")
    axes.text(2.25, 1.8, r"$\sigma_2 = \sigma_1$", color=INK)
    axes.text(-3, 0.15, r"$\sigma_2 = 2\sigma_1$", color=Q)
    logs = np.linspace(-1.5, 1.5, 121)
    forth = [klem.kl_gaussian(0, 1, 0, np.exp(2 * log)) for log in logs]
    right, axes = panel(xlabel=r"$\ln(\sigma_2/\sigma_1)$", ylim=(-0.1, 3))
    axes.axhline(0, color=FAINT, lw=0.6)
    axes.plot(logs, logs**2, color=FAINT, lw=1, ls="dashed")
    axes.plot(logs, forth, color=P)
    axes.plot(logs, forth[::-1], color=Q)
    narrow, wide = both_ways((0, 1), (0, 1 / 4))[0], both_ways((0, 1), (0, 4))[0]
    axes.plot([-np.log(2), np.log(2)], [narrow, wide], "o", color=P, ms=4)
    axes.text(-0.62, narrow, f"{narrow:.3f}", color=P)
    axes.text(0.75, wide - 0.05, f"{wide:.3f}", color=P, va="top")
    axes.text(-0.95, 2.5, r"$\mathrm{KL}(1\,\Vert\,2)$", color=P)
    axes.text(0.95, 2.1, r"$\mathrm{KL}(2\,\Vert\,1)$", color=Q, ha="right")
    return Picture(
        (left, right),
        "First: the divergence over the distance of the means, three parabolas for a"
        " model that is half as wide, equally wide and twice as wide; the narrow one is"
        f" steepest and starts at {narrow:.3f}, the wide one is flattest and starts at"
        f" {wide:.3f}. Second: the divergence at equal means over the logarithm of the"
        " ratio of widths, steep on the left where the model is too narrow and nearly"
        " straight on the right; its mirror image is the other direction.",
        "First, the divergence over the distance of the means, in nats, for three"
        r" widths of the model; its height at \(0\) is the price of the width. Second,"
        " what a wrong width costs when the means agree; dashed, the square of the"
        " logarithm, which both directions follow when the widths are nearly equal.",
    )


@picture
def ellipses() -> Picture:
    """A tilted Gaussian, and the best one without correlation in each direction."""
    import numpy as np

    true = np.array([[1, RHO], [RHO, 1]])
    fits = np.diag(np.diag(true)), np.diag(1 / np.diag(np.linalg.inv(true)))
    figures, costs = [], []
    for fit, name in zip(fits, (FORTH, BACK), strict=True):
        costs.append(both_ways(([0, 0], true), ([0, 0], fit)))
        figure, axes = panel(height=3.3, aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
        axes.set(xlim=(-2.5, 2.5), ylim=(-2.5, 2.5), title=f"{name} is least")
        for covariance, colour in ((true, P), (fit, Q)):
            for radius in (1, 2):
                axes.plot(
                    *ellipse(np.zeros(2), covariance, radius), color=colour, lw=1.4
                )
        axes.text(2.1, 2.0, "$p$", color=P)
        axes.text(-0.1, 2 * np.sqrt(fit[1, 1]) + 0.1, "$q$", color=Q, ha="right")
        figures.append(figure)
    (forth, back_there), (forth_there, back) = costs
    return Picture(
        tuple(figures),
        f"Ellipses of a Gaussian p with unit variances and correlation {RHO}, long and"
        " narrow along the diagonal, and circles of a q without correlation. First, q"
        f" has the same variances and covers all of p: forward {forth:.3f} nats,"
        f" reverse {back_there:.3f}. Second, q has the variance {fits[1][0, 0]:.2f} and"
        f" fits into the narrow width of p: reverse {back:.3f} nats, forward"
        f" {forth_there:.3f}.",
        f"A law \\(p\\) with correlation {RHO} and the best \\(q\\) without any, at one"
        " and two standard deviations. First, forward:"
        f" {forth:.3f} nats (and {back_there:.3f} in reverse). Second, reverse:"
        f" {back:.3f} nats (and {forth_there:.3f} forward).",
    )
