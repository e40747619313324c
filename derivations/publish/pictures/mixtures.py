"""Pictures of mixtures: EM on Old Faithful, run by klem when the text is built."""

from functools import cache

from derivations.memo import remembered
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

START = [[2.0, 80.0], [4.5, 55.0]]  # far off on purpose: EM has to find its way
COLOURS = (Q, P)
SHOWN = (1, 2, 20, 30, 36)  # iterations in the table, before the last one
FRAMES = (0, 1, 20, 30, 36)  # iterations in the strip, before the last one
ARROW = {"arrowstyle": "->", "color": INK, "lw": 1, "shrinkA": 0, "shrinkB": 0}


@cache
def run():
    """The fit and the models on the way, from equal weights and equal spread."""
    import numpy as np

    import klem

    points = klem.old_faithful()
    models = [
        klem.Mixture(np.full(2, 0.5), np.array(START), np.stack([np.cov(points.T)] * 2))
    ]
    fit = klem.expectation_maximization(
        models[0], points, progress=lambda _, model: models.append(model)
    )
    return fit, models


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
    done, _ = run()
    draw_mixture(axes, klem.old_faithful(), done.model)
    (a, b), weights = done.model.means, done.model.weights
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


def draw_mixture(axes, points, model, size=9, width=1.4) -> None:
    """Each point in the colour of its likeliest component, which is two ellipses."""
    colours = [COLOURS[k] for k in model.responsibilities(points).argmax(axis=1)]
    axes.scatter(*points.T, s=size, c=colours, alpha=0.6, linewidths=0)
    parts = zip(model.means, model.covariances, COLOURS, strict=True)
    for mean, covariance, colour in parts:
        for radius in (1, 2):
            axes.plot(*ellipse(mean, covariance, radius), color=colour, lw=width)


def ellipse(mean, covariance, radius):
    """The points at this many standard deviations from the mean, all around."""
    import numpy as np

    angle = np.linspace(0, 2 * np.pi, 121)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    return mean[:, None] + radius * np.linalg.cholesky(covariance) @ circle


@picture
def strip() -> Picture:
    """Six moments of the run: the start, four iterations, the end."""
    fit, models = run()
    last = len(fit.trace)
    moments = (*FRAMES, last)
    centres = "; ".join(
        f"after {i}, {a[0]:.1f} and {a[1]:.0f}, {b[0]:.1f} and {b[1]:.0f}"
        for i, (a, b) in ((i, models[i].means) for i in moments)
    )
    return Picture(
        (frames(moments[:3]), frames(moments[3:])),
        "Six frames of EM on Old Faithful, each with the points and the ellipses of two"
        " components. The first iteration moves both ellipses onto all the points, and"
        " there they stay for twenty; then they part, and each takes one cloud. The"
        f" two centres, length and wait in minutes: {centres}.",
        f"EM on Old Faithful: the start, iterations {listed(FRAMES[1:])}, and the end"
        f" after {last}. Ellipses at one and two standard deviations; each point has"
        " the colour of the component that takes the larger part of it. The length of"
        " the eruption goes to the right, the wait upwards.",
    )


def listed(numbers) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}"


def frames(moments):
    """A row of small pictures of the mixture at some iterations."""
    from matplotlib.figure import Figure

    import klem

    figure = Figure(figsize=(WIDTH, 0.7 * HEIGHT), layout="constrained")
    fit, models = run()
    for axes, i in zip(figure.subplots(1, len(moments)), moments, strict=True):
        draw_mixture(axes, klem.old_faithful(), models[i], 3, 1)
        axes.set(xlim=(0, 6.6), ylim=(30, 112), xticks=[], yticks=[])
        axes.set_title({0: "start", len(fit.trace): "end"}.get(i, f"{i}"))
        axes.spines[:].set(visible=True, color=FAINT)
    return figure


@picture
def ascent() -> Picture:
    """The log-likelihood after each iteration, and the bound after its M-step."""
    steps = run()[0].trace
    numbers, values = [s.number for s in steps], [s.log_likelihood for s in steps]
    figures = []
    for first, last, size in ((1, len(steps), 2), (27, 33, 4)):
        figure, axes = panel(xlabel="iteration")
        shown = slice(first - 1, last)
        axes.plot(numbers[shown], values[shown], "o-", color=Q, ms=size, lw=0.8)
        figures.append(figure)
    figures[0].axes[0].text(36, -1148, r"$\ln p$", color=Q, ha="right")
    figures[0].axes[0].set_ylabel("nats")
    axes.plot(
        numbers[shown], [s.after_m_step for s in steps[shown]], "_", c=P, ms=14, mew=2
    )
    axes.text(30.3, -1250, r"bound $\mathcal{L}$ after the M-step", color=P, va="top")
    return Picture(
        tuple(figures),
        f"The log-likelihood after each of {len(steps)} iterations. After the first it"
        f" is {number(values[0], 1)} nats; it stays near {number(values[19], 0)} until"
        " the twentieth, then rises in a few wide steps to"
        f" {number(values[-1], 1)}. Enlarged, iterations 27 to 33: each bound lies"
        " above the dot before it and below the dot over it.",
        "First, the log-likelihood after each iteration: a plateau is not the end."
        r" Second, iterations 27 to 33 with the bound \(\mathcal{L}\) that each M-step"
        " has reached: above the dot before it, below the dot over it.",
    )


@picture
def about_which_mean() -> Picture:
    """The first M-step's covariance, about the new mean and about the old one."""
    import numpy as np

    import klem

    points, (old, *_) = klem.old_faithful(), run()[1]
    moments, share = old.e_step(points), old.responsibilities(points)[:, 0]
    mean, before = moments.means[0], old.means[0]
    right = moments.scatters[0] / moments.counts[0]
    wrong = right + np.outer(mean - before, mean - before)
    figure, axes = panel(4.6, 3.2, xlim=(0, 6.6), ylim=(38, 104))
    axes.set(xlabel="length, minutes", ylabel="wait, minutes")
    axes.scatter(*points.T, s=14 * share, c=INK, alpha=0.5, linewidths=0)
    axes.plot(*ellipse(mean, right, 1), color=P)
    axes.plot(*ellipse(mean, wrong, 1), color=Q)
    axes.annotate("", mean, before, arrowprops=ARROW)
    axes.text(before[0] - 0.1, before[1], r"$\mu^{\mathrm{old}}$", ha="right")
    axes.text(mean[0] - 0.05, mean[1] + 5, r"$\bar{x}$", ha="center")
    roots = [np.sqrt(np.diag(c)) for c in (right, wrong)]
    return Picture(
        (figure,),
        "Old Faithful with the size of each point its responsibility, and two ellipses"
        " about the new mean. The one with the covariance about the old mean is larger"
        " and turned, its standard deviations"
        f" {roots[1][0]:.2f} and {roots[1][1]:.1f} minutes instead of {roots[0][0]:.2f}"
        f" and {roots[0][1]:.1f}.",
        "Old Faithful from the start of the run that is shown on the page about the"
        " algorithm, and the first M-step for one component: points as large as their"
        " responsibility, the ellipse of the covariance about the new mean (blue) and"
        " of the covariance about the old one (orange). The orange one is stretched"
        " along the way that the mean has gone.",
    )


def show_trace() -> None:
    print(remembered("pictures", "faithful-trace.html", trace))


def trace() -> str:
    """The bound and the log-likelihood, before and after each half step, in nats."""
    steps = run()[0].trace
    rows = [step for step in steps if step.number in SHOWN] + [steps[-1]]
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
