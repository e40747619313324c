"""Pictures of the two directions: coins on a square, waiting times, and fits.

Blue is the divergence KL(p‖q), orange the opposite one, KL(q‖p), both in nats.
"""

from derivations.publish.pictures.style import (
    FAINT,
    INK,
    P,
    Picture,
    Q,
    R,
    number,
    panel,
    picture,
)

FORTH, BACK = r"$\mathrm{KL}(p\,\Vert\,q)$", r"$\mathrm{KL}(q\,\Vert\,p)$"
NAMES = ("1/8", "1/4", "1/2")
COINS = (1 / 8, 1 / 4, 1 / 2)  # the chance of heads of each


def unit_square(title: str):
    figure, axes = panel(height=3.4, xlabel="$p$", ylabel="$q$", aspect="equal")
    axes.set_title(title, pad=16)
    return figure, axes


@picture
def square() -> Picture:
    """Two coins: lines of equal divergence, both ways, and of equal difference."""
    import numpy as np

    import klem

    p, q = np.meshgrid(*[np.linspace(0.004, 0.996, 249)] * 2)
    forth, back = klem.kl_bernoulli(p, q), klem.kl_bernoulli(q, p)
    left, axes = unit_square(f"{FORTH}, and {BACK} dashed")
    levels = [0.1, 0.3, 1, 2]
    axes.contour(p, q, forth, levels, colors=P, linewidths=1.2)
    axes.contour(p, q, back, levels, colors=Q, linewidths=1.2, linestyles="dashed")
    for level in levels:  # at p = 1 the divergence is -ln q
        axes.text(1.01, np.exp(-level), level, color=P, va="center", fontsize=8)
        axes.text(np.exp(-level), 1.01, level, color=Q, ha="center", fontsize=8)
    axes.plot([0, 1], [0, 1], color=INK, lw=0.8)
    right, axes = unit_square(f"{FORTH} − {BACK}")
    levels = [0.02, 0.1, 0.3, 1]
    axes.contour(p, q, forth - back, levels, colors=P, linewidths=1.2)
    axes.contour(p, q, back - forth, levels, colors=Q, linewidths=1.2)
    axes.plot([0, 1], [0, 1], [0, 1], [1, 0], color=INK, lw=1.8)
    for x, y in ((0.5, 0.36), (0.5, 0.64), (0.36, 0.5), (0.64, 0.5)):
        more = klem.kl_bernoulli(x, y) > klem.kl_bernoulli(y, x)
        sign, colour = ("+", P) if more else ("−", Q)
        axes.text(x, y, sign, color=colour, ha="center", va="center", fontsize=14)
    zero = np.abs(forth - back)[np.isclose(p, q) | np.isclose(p + q, 1)].max()
    return Picture(
        (left, right),
        "The unit square of two coins p and q. First: curves of equal divergence at"
        " 0.1, 0.3, 1 and 2 nats, one set for each direction; the sets are mirror"
        " images and cross on the diagonal from top left to bottom right. Second: the"
        f" difference of the directions is zero on both diagonals (at most {zero:.0e}"
        " as computed), positive in the triangles at the bottom and the top, negative"
        " in the other two.",
        r"First, lines of equal divergence in nats, in both directions: two of the same"
        r" value cross where \(p + q = 1\). Second, what one direction has more"
        r" than the other: zero on the two diagonals, and lines at \(\pm 0.02\),"
        r" \(\pm 0.1\), \(\pm 0.3\) and \(\pm 1\) nats between them.",
    )


@picture
def waiting() -> Picture:
    """Two exponential laws: the divergence against the ratio of their rates."""
    import numpy as np

    import klem

    t = np.geomspace(1 / 5, 5, 201)
    figure, axes = panel(4.6, 3.0, xlabel=r"$t = \beta/\alpha$", ylabel="nats")
    axes.set(xscale="log", ylim=(-0.1, 2.6))
    axes.set_xticks([1 / 4, 1 / 2, 1, 2, 4], ["1/4", "1/2", "1", "2", "4"])
    axes.minorticks_off()
    axes.axhline(0, color=FAINT, lw=0.6)
    axes.plot(t, klem.kl_exponential(1, t), color=P)
    axes.plot(t, klem.kl_exponential(t, 1), color=Q)
    slow, fast = (float(klem.kl_exponential(1, ratio)) for ratio in (1 / 2, 2))
    axes.plot([1 / 2, 2], [slow, fast], "o", color=P, ms=4)
    axes.text(1.9, fast + 0.04, f"{fast:.3f}", color=P, ha="right")
    axes.text(0.48, slow - 0.03, f"{slow:.3f}", color=P, ha="right", va="top")
    axes.text(3.1, 1.35, r"$\psi(t)$", color=P, ha="right")
    axes.text(1 / 3.1, 1.35, r"$\psi(1/t)$", color=Q)
    return Picture(
        (figure,),
        "Two curves over the ratio t of the rates, on a logarithmic axis from 1/5 to 5:"
        " both touch zero at t = 1 and are mirror images. The divergence psi(t) is"
        f" {fast:.3f} nats at t = 2 and {slow:.3f} at t = 1/2, so it is steeper for a"
        " model that is too fast.",
        r"The divergence of two exponential laws as a function of the ratio"
        r" \(t = \beta/\alpha\) of the model's rate to the true one (blue), and with"
        r" the two laws exchanged (orange). The axis is logarithmic: equal factors are"
        r" equal steps, and still neither curve is symmetric.",
    )


@picture
def detour() -> Picture:
    """Three coins: the direct way and the way round."""
    import numpy as np

    import klem

    far, middle, near = COINS
    legs = [(near, middle, P), (middle, far, R), (near, far, Q)]
    costs = [float(klem.kl_bernoulli(a, b)) for a, b, _ in legs]
    left, axes = panel(xlim=(0.06, 0.57), ylim=(-0.2, 0.9))
    axes.set(xticks=COINS, xticklabels=NAMES, yticks=[], xlabel="chance of heads")
    axes.spines["left"].set_visible(False)
    arc = np.linspace(0, 1, 61)
    for (a, b, colour), cost, height in zip(legs, costs, (0.3, 0.3, 0.8), strict=True):
        axes.plot(a + (b - a) * arc, height * 4 * arc * (1 - arc), color=colour)
        axes.plot((a + b) / 2, height, "<", color=colour, ms=5)
        axes.text((a + b) / 2, height - 0.17, f"{cost:.4f}", color=colour, ha="center")
    axes.plot(COINS, [0, 0, 0], "o", color=INK, ms=5)
    right, axes = panel(ylabel="nats", ylim=(0, 0.48), xlim=(-0.6, 1.6))
    axes.set_xticks([0, 1], ["direct", "by way of 1/4"])
    axes.bar(0, costs[2], 0.5, color=Q)
    axes.bar([1, 1], costs[:2], 0.5, bottom=[0, costs[0]], color=[P, R])
    for x, height in ((0, costs[2]), (1, costs[0] + costs[1])):
        axes.text(x, height + 0.01, f"{height:.4f}", ha="center")
    return Picture(
        (left, right),
        "First: three coins on a line at 1/8, 1/4 and 1/2. The arc from 1/2 to 1/8 is"
        f" marked {costs[2]:.4f} nats, the two arcs by way of 1/4 {costs[0]:.4f} and"
        f" {costs[1]:.4f}. Second: two bars, {costs[2]:.4f} for the direct way and"
        f" {costs[0] + costs[1]:.4f} for the two legs on top of each other.",
        "Three coins and three divergences, each from right to left. The detour by way"
        " of 1/4 costs less than half as much as the direct way.",
    )


@picture
def weights() -> Picture:
    """A fair coin and one of 1/4: each term is the area of a rectangle."""
    import numpy as np

    import klem

    laws = np.array([[1 / 2, 1 / 2], [1 / 4, 3 / 4]])
    figures, costs = [], np.array(klem.kl_divergence(laws, laws[::-1]))
    pairs = zip(laws, laws[::-1], costs, (P, Q), (FORTH, BACK), strict=True)
    for own, other, cost, colour, name in pairs:
        figure, axes = panel(xlim=(-0.08, 1.08), ylim=(-1, 1))
        axes.set(title=f"{name} = {cost:.4f} nats", ylabel="logarithm of the ratio")
        heights = np.log(own / other)
        edges = np.cumsum(own) - own
        axes.bar(edges, heights, own, align="edge", color=colour, alpha=0.35)
        axes.axhline(0, color=INK, lw=0.6)
        for x, width, height in zip(edges, own, heights, strict=True):
            area = f"{number(width, 2)} × {number(height, 3)}"
            over = height + 0.06 * np.sign(height)
            side = "bottom" if height > 0 else "top"
            axes.text(x + width / 2, over, area, ha="center", va=side, fontsize=9)
        axes.set_xticks(edges + own / 2, ["heads", "tails"])
        figures.append(figure)
    return Picture(
        tuple(figures),
        "Rectangles for heads and tails: the width is the weight, the height the"
        " logarithm of the ratio. From the fair coin both are 1/2 wide; from the other"
        " the heads are 1/4 wide and the tails 3/4. The signed areas add up to"
        f" {costs[0]:.4f} and {costs[1]:.4f} nats.",
        "Each term is an area: its height is the logarithm of a ratio, in nats, and its"
        " width the weight that the first of the two laws puts on the cell. The other"
        " direction turns the heights over, and changes the widths.",
    )
