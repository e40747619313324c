"""Pictures of one Gaussian fitted to a density with two humps, in both directions.

Nothing is known of the answer here: both divergences are sums over a fine grid of x,
computed at each mean and each standard deviation of a second grid.
"""

from functools import cache
from typing import Any, NamedTuple

from derivations.publish.pictures.directions import BACK, FORTH
from derivations.publish.pictures.style import (
    INK,
    PAPER,
    P,
    Picture,
    Q,
    number,
    panel,
    picture,
)

HUMPS = ((0.6, -2.0), (0.4, 2.0))  # the weight and the mean of each
VARIANCE = 0.49  # of each
STEP = 0.02  # of the means and of the standard deviations
BEHIND = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}  # clears the lines


class Search(NamedTuple):
    """Both divergences of p and the Gaussian q, at every mean and deviation."""

    means: Any
    deviations: Any
    forth: Any
    back: Any


def log_p(x):
    """The density with two humps, through its logarithm."""
    import numpy as np

    import klem

    parts = [
        np.log(weight) + klem.log_density_gaussian(x, mean, VARIANCE)
        for weight, mean in HUMPS
    ]
    return np.logaddexp(*parts)


@cache
def search() -> Search:
    import numpy as np

    x, dx = np.linspace(-14, 14, 561, retstep=True)
    means, deviations = np.arange(-3, 3.001, STEP), np.arange(0.3, 3.001, STEP)
    log_humps, s = log_p(x), deviations[:, None]
    forth, back = np.empty((2, len(means), len(deviations)))
    for i, mean in enumerate(means):
        log_q = -np.square((x - mean) / s) / 2 - np.log(s * np.sqrt(2 * np.pi))
        forth[i] = (np.exp(log_humps) * (log_humps - log_q)).sum(axis=1) * dx
        back[i] = (np.exp(log_q) * (log_q - log_humps)).sum(axis=1) * dx
    return Search(means, deviations, forth, back)


def least(values) -> tuple[float, float, float, float]:
    """Where one direction is least: mean, deviation, both divergences."""
    found, i = search(), divmod(int(values.argmin()), values.shape[1])
    mean, deviation = found.means[i[0]], found.deviations[i[1]]
    return float(mean), float(deviation), float(found.forth[i]), float(found.back[i])


def valleys() -> list[tuple[float, float, float]]:
    """Where KL(q‖p) is less than at all eight neighbours: mean, deviation, value."""
    import numpy as np

    found = search()
    around = np.lib.stride_tricks.sliding_window_view(found.back, (3, 3))
    inner = found.back[1:-1, 1:-1]
    where = np.argwhere(inner == around.min(axis=(2, 3)))
    return [
        (found.means[i + 1], found.deviations[j + 1], inner[i, j]) for i, j in where
    ]


@picture
def two_fits() -> Picture:
    """The best single Gaussian in each direction, over a density with two humps."""
    import numpy as np

    import klem

    x = np.linspace(-7, 7, 561)
    figures, fits = [], [least(search().forth), least(search().back)]
    for (mean, deviation, forth, back), name in zip(fits, (FORTH, BACK), strict=True):
        figure, axes = panel(xlabel="$x$", ylim=(0, 0.68), yticks=[])
        axes.set_title(f"{name} is least")
        axes.fill_between(x, np.exp(log_p(x)), color=P, alpha=0.25)
        axes.plot(x, np.exp(log_p(x)), color=P, lw=1.2)
        q = np.exp(klem.log_density_gaussian(x, mean, deviation**2))
        axes.plot(x, q, color=Q)
        axes.text(0.3, 0.6, f"{FORTH} = {forth:.2f}", fontsize=9)
        axes.text(0.3, 0.53, f"{BACK} = {back:.2f}", fontsize=9)
        figures.append(figure)
    (m, s, forth, _), (m2, s2, _, back) = fits
    mean, deviation = moments()
    return Picture(
        tuple(figures),
        "A density with two humps, at −2 and 2, and one Gaussian over it. First, the"
        f" Gaussian with mean {number(m, 2)} and standard deviation {s:.2f} covers both"
        f" humps and is highest between them; its forward divergence is {forth:.3f}"
        f" nats. Second, the Gaussian with mean {number(m2, 2)} and standard deviation"
        f" {s2:.2f} sits on the higher hump; its reverse divergence is {back:.3f}"
        " nats.",
        r"The density \(p\) with two humps (blue) and the best single Gaussian \(q\)"
        r" (orange), found on a grid with steps of"
        f" {STEP}. First, forward: \\(\\mu = {m:.2f}\\), \\(\\sigma = {s:.2f}\\), where"
        f" \\(p\\) itself has the mean {number(mean, 2)} and the standard deviation"
        f" {deviation:.3f}. Second, reverse: \\(\\mu = {m2:.2f}\\),"
        f" \\(\\sigma = {s2:.2f}\\). Divergences in nats.",
    )


def moments() -> tuple[float, float]:
    """Mean and standard deviation of the density itself, by sums over x."""
    import numpy as np

    x, dx = np.linspace(-14, 14, 561, retstep=True)
    p = np.exp(log_p(x)) * dx
    mean = (p * x).sum()
    return float(mean), float(np.sqrt((p * np.square(x - mean)).sum()))


@picture
def landscapes() -> Picture:
    """Both divergences over all means and standard deviations: one valley, or two."""
    found, figures, levels = search(), [], [0.45, 0.55, 0.7, 0.8, 0.95, 1.2, 1.6, 2.2]
    m, s, *_ = least(found.forth)
    lows = ([(m, s, found.forth.min())], valleys())
    for values, low, name, colour in zip(
        (found.forth, found.back), lows, (FORTH, BACK), (P, Q), strict=True
    ):
        figure, axes = panel(xlabel=r"$\mu$", ylabel=r"$\sigma$", title=name)
        axes.contour(
            found.means, found.deviations, values.T, levels, colors=colour, linewidths=1
        )
        for mean, deviation, value in low:
            axes.plot(mean, deviation, "o", color=INK, ms=4)
            axes.text(mean, deviation + 0.16, f"{value:.3f}", ha="center", bbox=BEHIND)
        figures.append(figure)
    places = "; ".join(
        f"{v:.3f} nats at mean {number(a, 2)} and deviation {b:.2f}"
        for a, b, v in lows[1]
    )
    return Picture(
        tuple(figures),
        "Lines of equal divergence over the mean and the standard deviation of q."
        f" First, the forward divergence: one minimum, {found.forth.min():.3f} nats."
        f" Second, the reverse divergence: {len(lows[1])} minima, {places}.",
        r"The same two searches seen from above: lines of equal divergence over mean"
        r" \(\mu\) and standard deviation \(\sigma\) of \(q\), and each minimum with"
        f" its value in nats. Forward there is one; in reverse, {len(lows[1])}.",
    )
