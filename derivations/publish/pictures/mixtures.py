"""Pictures of mixtures: EM on Old Faithful, run by klem when the text is built."""

from functools import cache

from derivations.memo import remembered
from derivations.publish.pictures.style import P, Picture, Q, number, panel, picture

START = [[2.0, 80.0], [4.5, 55.0]]  # far off on purpose: EM has to find its way
COLOURS = (Q, P)
SHOWN = (1, 2, 3, 5)  # iterations in the table, before the last one


@cache
def fit():
    """Two components, started with equal weights and the covariance of the data."""
    import numpy as np

    import klem

    points = klem.old_faithful()
    start = klem.GaussianMixture(
        np.full(2, 0.5), np.array(START), np.stack([np.cov(points.T)] * 2)
    )
    return klem.expectation_maximization(start, points)


@picture
def old_faithful() -> Picture:
    """The points by their responsibilities, and an ellipse for each component."""
    import klem

    figure, axes = panel(
        4.6,
        3.2,
        xlabel="length of the eruption, minutes",
        ylabel="wait for the next eruption, minutes",
    )
    draw_mixture(axes, klem.old_faithful(), fit().model)
    done, (a, b), weights = fit(), fit().model.means, fit().model.weights
    return Picture(
        (figure,),
        "272 eruptions of Old Faithful, wait against length, in two clouds. One"
        f" component is centred at {a[0]:.1f} minutes and a wait of {a[1]:.0f}, with"
        f" weight {weights[0]:.2f}; the other at {b[0]:.1f} and {b[1]:.0f}, with weight"
        f" {weights[1]:.2f}.",
        "Old Faithful, 272 eruptions, and the mixture that EM fits: ellipses at one"
        f" and two standard deviations. {len(done.trace)} iterations raise the"
        f" log-likelihood from {number(done.trace[0].start, 1)} to"
        f" {number(done.log_likelihood, 1)} nats. Data: Azzalini and Bowman (1990).",
    )


def draw_mixture(axes, points, model) -> None:
    """Each point in the colour of its likeliest component, which is two ellipses."""
    colours = [COLOURS[k] for k in model.responsibilities(points).argmax(axis=1)]
    axes.scatter(*points.T, s=9, c=colours, alpha=0.6, linewidths=0)
    parts = zip(model.means, model.covariances, COLOURS, strict=True)
    for mean, covariance, colour in parts:
        for radius in (1, 2):
            axes.plot(*ellipse(mean, covariance, radius), color=colour, lw=1.4)


def ellipse(mean, covariance, radius):
    """The points at this many standard deviations from the mean, all around."""
    import numpy as np

    angle = np.linspace(0, 2 * np.pi, 121)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    return mean[:, None] + radius * np.linalg.cholesky(covariance) @ circle


def show_trace() -> None:
    print(remembered("pictures", "faithful-trace.html", trace))


def trace() -> str:
    """The bound and the log-likelihood, before and after each half step, in nats."""
    rows = [step for step in fit().trace if step.number in SHOWN]
    rows.append(fit().trace[-1])
    head = (
        "Iteration",
        "ln p at θ<sup>old</sup>",
        "L after the E-step",
        "L after the M-step",
        "ln p at θ<sup>new</sup>",
    )
    body = "".join(
        f"<tr><td>{r.number}</td>"
        + "".join(f"<td>{number(v, 4)}</td>" for v in r[1:])
        + "</tr>"
        for r in rows
    )
    return (
        f"<table><thead><tr>{''.join(f'<th>{h}</th>' for h in head)}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
