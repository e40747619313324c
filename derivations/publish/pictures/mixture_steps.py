"""Pictures of one EM step: three points and two components, as in the worked numbers.

The points are 0, 1 and 4. The start has weights 1/2, means 1 and 3, and variances 1.
"""

from functools import cache

from derivations.publish.pictures.style import (
    FAINT,
    HEIGHT,
    INK,
    WIDTH,
    P,
    Picture,
    Q,
    number,
    panel,
    picture,
)

POINTS = [[0], [1], [4]]
COLOURS = (P, Q)


@cache
def models():
    """The start, and the mixture after one step."""
    import numpy as np

    import klem

    means = np.array([[1.0], [3.0]])
    start = klem.Mixture(np.full(2, 0.5), means, np.ones((2, 1, 1)))
    return start, start.m_step(start.e_step(POINTS))


def shares(model, width=WIDTH, **axes):
    """The weighted components and their sum; below, whose share each place is."""
    import numpy as np
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, 1.2 * HEIGHT), layout="constrained")
    top, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    x = np.linspace(-2, 6, 321)[:, None]
    top.plot(x, np.exp(model.log_density(x)), color=INK, lw=1)
    for k, colour in enumerate(COLOURS):
        top.plot(x, np.exp(model.log_joint(x)[:, k]), color=colour)
        below.plot(x, model.responsibilities(x)[:, k], color=colour)
        below.plot(POINTS, model.responsibilities(POINTS)[:, k], "o", c=colour, ms=4)
    top.plot(POINTS, [0, 0, 0], "o", color=INK, ms=4, clip_on=False)
    for (point,) in POINTS:
        below.axvline(point, color=FAINT, lw=0.6, zorder=0)
    top.set(**axes)
    below.set(xlabel="$x$", ylim=(-0.06, 1.06), yticks=[0, 1])
    return figure, top, below


@picture
def mixture_sum() -> Picture:
    """The mixture at the start, as a sum of two bumps."""
    start = models()[0]
    figure, top, below = shares(start, 4.0, ylim=(0, 0.31))
    top.text(0.1, 0.17, r"$\pi_1 \mathcal{N}_1$", color=P, ha="right")
    top.text(3.8, 0.17, r"$\pi_2 \mathcal{N}_2$", color=Q)
    top.text(2, 0.265, "$p(x)$", ha="center", va="bottom")
    below.text(-1.9, 0.85, r"$\gamma_1$", color=P, va="top")
    below.text(5.9, 0.85, r"$\gamma_2$", color=Q, va="top", ha="right")
    first = ", ".join(f"{s:.2f}" for s in start.responsibilities(POINTS)[:, 0])
    return Picture(
        (figure,),
        "Above, two bumps of equal height with centres at 1 and 3, and their sum, which"
        " is the density of the mixture. Below, the share of each bump in the sum: that"
        " of the first falls from one to zero and is one half at 2. At the points 0, 1"
        f" and 4 it is {first}.",
        r"Above, two components with their weights, and the mixture \(p(x)\), which is"
        " their sum. Below, the share of each component in the sum: the"
        r" responsibilities \(\gamma_1\) and \(\gamma_2\). The three points are those"
        " of the example.",
    )


@picture
def balance() -> Picture:
    """Each component's points as weights on a beam that rests at the mean."""
    start = models()[0]
    moments, weights = start.e_step(POINTS), start.responsibilities(POINTS)
    figures = []
    for k, colour in enumerate(COLOURS):
        figure, axes = panel(height=1.5, xlim=(-0.6, 4.6), ylim=(-0.5, 1.1))
        mean = moments.means[k, 0]
        axes.plot([-0.5, 4.5], [0, 0], color=INK, lw=1.2)
        axes.plot(mean, -0.14, "^", color=INK, ms=11)
        axes.text(mean + 0.25, -0.2, f"{mean:.3f}", va="center")
        for (x,), share in zip(POINTS, weights[:, k], strict=True):
            axes.plot([x, x], [0, 0.16], color=colour, lw=1)
            axes.scatter(x, 0.16, s=260 * share, c=colour, linewidths=0, zorder=3)
            axes.text(x, 0.5, f"{share:.3f}", color=colour, ha="center")
        axes.text(-0.5, 0.9, f"component {k + 1}", color=colour)
        axes.set(xticks=[0, 1, 2, 3, 4], yticks=[])
        axes.spines["left"].set_visible(False)
        figures.append(figure)
    first, second = moments.means[:, 0]
    return Picture(
        tuple(figures),
        "Two beams with weights at 0, 1 and 4. The weights are the responsibilities of"
        " a component for the three points. The first beam balances at"
        f" {first:.3f}, near the points 0 and 1, the second at {second:.3f}, near 4.",
        "The new mean is the place where a beam balances that carries each point with"
        " the responsibility as its weight.",
    )


@picture
def one_step() -> Picture:
    """The example at the start and after one step."""
    before, after = models()
    figures = [
        shares(model, ylim=(0, 0.45), title=title)[0]
        for model, title in ((before, "start"), (after, "after one step"))
    ]
    old, new = (number(m.log_likelihood(POINTS), 3) for m in (before, after))
    first, second = after.means[:, 0]
    return Picture(
        tuple(figures),
        "The two weighted components, their sum and the responsibilities, before and"
        " after one step. The first bump has moved to the two points on the left, with"
        f" its centre at {first:.3f}, and is higher; the second is lower and centred at"
        f" {second:.3f}. The responsibilities change from one to zero more steeply.",
        f"One EM step for the example. The log-likelihood rises from {old} to {new}"
        " nats.",
    )
