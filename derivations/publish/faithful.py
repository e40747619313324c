"""EM on Old Faithful, run by klem when the text is built: a picture and a trace."""

from functools import cache
from io import StringIO

from derivations.memo import remembered

START = [[2.0, 80.0], [4.5, 55.0]]  # far off on purpose: EM has to find its way
COLOURS = ("#c2571a", "#2b6cb0")
INK = "#808080"  # reads on light and on dark paper
SHOWN = (1, 2, 3, 5)  # iterations in the table, before the last one
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "klem",
    "font.family": "sans-serif",
    "font.size": 11,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def show_picture() -> None:
    print(remembered("pictures", "faithful.html", picture))


def show_trace() -> None:
    print(remembered("pictures", "faithful-trace.html", trace))


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


def picture() -> str:
    """The points by their responsibilities, and an ellipse for each component."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    import klem

    points, model = klem.old_faithful(), fit().model
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6.4, 4.2), layout="constrained")
        axes = figure.add_subplot(
            xlabel="length of the eruption, minutes",
            ylabel="wait for the next eruption, minutes",
        )
        colours = [COLOURS[k] for k in model.responsibilities(points).argmax(axis=1)]
        axes.scatter(
            points[:, 0], points[:, 1], s=14, c=colours, alpha=0.65, linewidths=0
        )
        for mean, covariance, colour in zip(
            model.means, model.covariances, COLOURS, strict=True
        ):
            for radius in (1, 2):
                axes.plot(*ellipse(mean, covariance, radius), color=colour, lw=1.6)
        return svg(figure)


def ellipse(mean, covariance, radius):
    """The points at this many standard deviations from the mean, all around."""
    import numpy as np

    angle = np.linspace(0, 2 * np.pi, 121)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    return mean[:, None] + radius * np.linalg.cholesky(covariance) @ circle


def svg(figure) -> str:
    text = StringIO()
    figure.savefig(text, format="svg", transparent=True, metadata={"Date": None})
    drawing = text.getvalue()
    return (
        f'<figure class="picture" role="img" aria-label="{description()}">'
        f"{drawing[drawing.index('<svg') :]}"
        f"<figcaption>{caption()}</figcaption></figure>"
    )


def description() -> str:
    (a, b), weights = fit().model.means, fit().model.weights
    return (
        f"272 eruptions of Old Faithful, wait against length, in two clouds. One"
        f" component is centred at {a[0]:.1f} minutes and a wait of {a[1]:.0f}, with"
        f" weight {weights[0]:.2f}; the other at {b[0]:.1f} and {b[1]:.0f}, with weight"
        f" {weights[1]:.2f}."
    )


def caption() -> str:
    done = fit()
    return (
        "Old Faithful, 272 eruptions, and the mixture that EM fits: ellipses at one"
        f" and two standard deviations. {len(done.trace)} iterations raise the"
        f" log-likelihood from {number(done.trace[0].start, 1)} to"
        f" {number(done.log_likelihood, 1)} nats. Data: Azzalini and Bowman (1990)."
    )


def number(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace("-", "−")


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
        + "".join(f"<td>{v:.4f}</td>" for v in r[1:])
        + "</tr>"
        for r in rows
    )
    return (
        f"<table><thead><tr>{''.join(f'<th>{h}</th>' for h in head)}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
