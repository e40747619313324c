"""Laws on three outcomes as points of a triangle: as far away, in both directions."""

from derivations.publish.pictures.directions import BACK, FORTH
from derivations.publish.pictures.style import (
    INK,
    P,
    Picture,
    Q,
    panel,
    picture,
)

TRUE, MODEL = (12 / 24, 8 / 24, 4 / 24), (4 / 24, 6 / 24, 14 / 24)
CORNERS = ((0, 0), (1, 0), (1 / 2, 3**0.5 / 2))  # all to the outcome a, b or c
NAMES = ((-0.05, -0.03), (1.05, -0.03), (1 / 2, 3**0.5 / 2 + 0.03))


@picture
def triangle() -> Picture:
    """Two laws, and all that are as far from the first as the second is."""
    import numpy as np

    import klem

    forth, back = (
        float(klem.kl_divergence(*pair)) for pair in ((TRUE, MODEL), (MODEL, TRUE))
    )
    figure, axes = panel(4.6, 4.0, aspect="equal")
    axes.set_axis_off()
    corners = [*CORNERS, CORNERS[0]]
    axes.plot(*zip(*corners, strict=True), color=INK, lw=0.8)
    for place, name in zip(NAMES, "abc", strict=True):
        axes.text(*place, f"${name}$", ha="center")
    x, y, laws = grid()
    costs = at_most(klem.kl_divergence(TRUE, laws)), klem.kl_divergence(laws, TRUE)
    for values, cost, colour in zip(costs, (forth, back), (P, Q), strict=True):
        axes.tricontour(x, y, values, [cost], colors=colour, linewidths=1.4)
    for law, name, colour in ((TRUE, "$p$", P), (MODEL, "$q$", Q)):
        a, b = np.dot(law, CORNERS)
        axes.plot(a, b, "o", color=colour, ms=5)
        axes.text(a, b + 0.03, name, color=colour, ha="center")
    axes.text(0, 0.8, f"{FORTH} = {forth:.3f}", color=P)
    axes.text(0, 0.74, f"{BACK} = {back:.3f}", color=Q)
    return Picture(
        (figure,),
        "A triangle whose corners stand for the outcomes a, b and c, with p towards a"
        " and q towards c. Two curves around p lead through q: one of the laws that"
        f" cost as much as q where p is true, {forth:.3f} nats, and one of those where"
        f" p costs as much as it does where q is true, {back:.3f} nats. The second"
        " reaches the edges, the first does not.",
        r"Each point is a law on the outcomes \(a\), \(b\) and \(c\); at a corner it"
        r" gives all to one. Here \(p = (\frac12, \frac13, \frac16)\) and \(q ="
        r" (\frac16, \frac14, \frac7{12})\). The curves lead through the laws that are"
        r" as far from \(p\) as \(q\) is, blue by \(\operatorname{KL}(p \,\|\, q)\),"
        r" orange by \(\operatorname{KL}(q \,\|\, p)\), in nats. Blue never touches an"
        " edge, where one outcome gets nothing: there that divergence is infinite.",
    )


def grid(steps: int = 240):
    """Places in the triangle, and the law at each."""
    import numpy as np

    b, c = np.indices((steps + 1, steps + 1)).reshape(2, -1)
    inside = b + c <= steps
    laws = np.stack([steps - b - c, b, c], axis=1)[inside] / steps
    return *(laws @ CORNERS).T, laws


def at_most(values, most: float = 6):
    """Finite values for drawing; the curve is far below."""
    import numpy as np

    return np.minimum(values, most)
