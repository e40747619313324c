"""Pictures of mistakes: what is no density, and updates that climb no likelihood.

The data are the lengths of the eruptions of Old Faithful; EM and its wrong copies start
from the same two components.
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

DEVIATION = 2.0
STEPS = 16
KINDS = ("right", "N for N_k", "no squares")


def bells(x, deviation):
    """A Gaussian's density, and what comes out without the inverse."""
    import numpy as np

    height = 1 / (np.sqrt(2 * np.pi) * deviation)
    exponent = x**2 / (2 * deviation**2), x**2 * deviation**2 / 2
    return [height * np.exp(-e) for e in exponent]


@picture
def no_density() -> Picture:
    """The bell with Σ for Σ⁻¹, and the area under it at each standard deviation."""
    import numpy as np

    x = np.linspace(-7, 7, 701)
    right, wrong = bells(x, DEVIATION)
    left, axes = panel(xlabel="$x$", ylim=(0, 0.23), yticks=[0, 0.1, 0.2])
    axes.fill_between(x, wrong, color=Q, alpha=0.15)
    axes.plot(x, right, color=P)
    axes.plot(x, wrong, color=Q)
    axes.text(2.3, 0.13, "right", color=P)
    axes.text(0.75, 0.19, "wrong", color=Q)
    area = np.trapezoid(wrong, x)
    sigma = np.geomspace(0.4, 3, 100)
    second, axes = panel(xlabel=r"$\sigma$", ylim=(0, 4), yticks=[0, 1, 2, 3, 4])
    axes.axhline(1, color=FAINT, lw=0.8)
    areas = [
        np.trapezoid(bells(np.linspace(-40, 40, 4001), s)[1], dx=0.02) for s in sigma
    ]
    for power, style in ((1, "-"), (2, "--")):
        axes.plot(sigma, np.array(areas) ** power, color=Q, ls=style)
    axes.text(1.35, 0.72, "on the line")
    axes.text(0.87, 2.6, "in the plane")
    return Picture(
        (left, second),
        f"First: two bells of one height. The right one is wide, with area 1; the"
        f" wrong one is narrow, with area {area:.2f}. Second: the area under the wrong"
        f" one against sigma falls from above 4 to below 0.5 and is 1 only at sigma 1;"
        f" in the plane it falls more steeply, and is {area**2:.4f} at sigma 2.",
        r"A Gaussian with \(\sigma = 2\), and what becomes of it if the exponent"
        r" multiplies by the variance where it should divide. First, the bell is too"
        rf" narrow, and the area under it \({area:.2f}\). Second, that area at each"
        r" \(\sigma\): only at \(\sigma = 1\) is the mistake not to be seen.",
    )


def eruptions():
    import klem

    return klem.old_faithful()[:, :1]


def start():
    import numpy as np

    import klem

    means = np.array([[2.0], [3.0]])
    return klem.Mixture(np.full(2, 0.5), means, np.ones((2, 1, 1)))


def next_one(model, kind: str):
    """One step, with the variances of the right update or of a wrong one."""
    import numpy as np

    import klem

    points, moments = eruptions(), model.e_step(eruptions())
    new = model.m_step(moments)
    covariances = new.covariances
    if kind == "N for N_k":
        covariances = covariances * new.weights[:, None, None]
    if kind == "no squares":
        distances = np.abs(points - new.means[:, 0])
        share = model.responsibilities(points)
        covariances = np.sum(share * distances, axis=0) / moments.counts
        covariances = covariances[:, None, None]
    return klem.Mixture(new.weights, new.means, covariances)


def climbs(kind: str) -> list[float]:
    """The log-likelihood before each step."""
    model, heights = start(), []
    for _ in range(STEPS + 1):
        heights.append(float(model.log_density(eruptions()).sum()))
        model = next_one(model, kind)
    return heights


@picture
def wrong_updates() -> Picture:
    """The log-likelihood under EM, and under two wrong updates of the variance."""
    paths = [climbs(kind) for kind in KINDS]
    figure, axes = panel(4.6, 2.9, xlabel="step", ylabel="nats", xlim=(0, STEPS))
    for path, colour in zip(paths, (P, Q, R), strict=True):
        axes.plot(path, "o-", color=colour, ms=3, lw=1.2)
    axes.text(8.6, -262, "EM", color=P)
    axes.text(6.4, -352, r"$N$ for $N_k$", color=Q)
    axes.text(10.6, -309, "no squares", color=R)
    axes.axhline(paths[0][-1], color=INK, lw=0.4, ls=":")
    em, lost, distances = paths
    top = max(lost)
    return Picture(
        (figure,),
        "Log-likelihood against the number of steps, three curves from one start. EM"
        f" rises at every step, to {number(em[-1], 1)}. With N for N_k in the variance"
        f" it reaches {number(top, 1)} and then falls to {number(lost[-1], 1)}. With"
        f" distances that are not squared it stops at {number(distances[-1], 1)}.",
        "The lengths of 272 eruptions and two components, from one start. EM never"
        r" falls. With \(N\) for \(N_k\) in the update of the variance the"
        rf" log-likelihood falls from \({top:.1f}\) to \({lost[-1]:.1f}\) nats; with"
        " distances in the place of their squares it settles, and in the wrong place.",
    )
