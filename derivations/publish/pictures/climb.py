"""Pictures of the two steps of EM, why it climbs, and where it stops."""

from itertools import pairwise

import numpy as np

import klem
from derivations.publish.pictures.hidden_kinds import (
    HILLS,
    MU,
    POINTS,
    START,
    STARTS,
    WIDE,
    HiddenCoin,
    OneMean,
    bounds,
    fixed_points,
    heights,
    run,
    shares,
)
from derivations.publish.pictures.style import (
    FAINT,
    INK,
    PAPER,
    P,
    Picture,
    Q,
    number,
    panel,
    picture,
)

COINS = (0.05, 0.35, 0.499, 0.5, 0.51, 0.7)


@picture
def two_steps() -> Picture:
    """The E-step moves along q to where the bound is tight, the M-step along μ."""
    old, share = OneMean(START), np.linspace(0.001, 0.999, 300)
    joint = old.log_joint(POINTS)[1]
    best, level = klem.posterior(joint)[1], float(klem.log_likelihood(joint))
    q = old.e_step(POINTS)[1]
    new = old.m_step((POINTS, q))
    left, axes = panel(xlabel="$q$", ylabel="nats", ylim=(level - 0.75, level + 0.16))
    axes.set_title("E-step: $q$ moves")
    axes.axhline(level, color=INK)
    axes.plot(share, [klem.elbo([1 - s, s], joint) for s in share], color=P)
    axes.plot(best, level, "o", color=P, ms=4)
    axes.text(0.0, level + 0.04, r"$\ln p(x \mid \mu^{\mathrm{old}})$")
    axes.text(0.5, level - 0.3, r"$\mathcal{L}$", color=P)
    right, axes = panel(**HILLS)
    axes.set_title(r"M-step: $\mu$ moves")
    axes.plot(MU, heights(MU), color=INK)
    axes.plot(MU, bounds(q, MU), color=P)
    step(axes, old, new)
    names(axes, old, new)
    axes.text(0.3, -7.4, r"$\ln p(\mathbf{X} \mid \mu)$", ha="right")
    axes.text(3.1, -9.2, r"$\mathcal{L}$", color=P)
    return Picture(
        (left, right),
        "First: the bound of the point 0 as its share q goes from 0 to 1. It rises to"
        f" {number(level, 3)} nats at {best:.3f}, where it touches a horizontal line,"
        " and falls again. Second: a parabola touches a curve with two hills at"
        f" {old.mean} and has its top at {new.mean:.2f}; above the top the curve is"
        " higher still.",
        r"First, \(\mu\) is fixed, so the log-likelihood is a level line, and the"
        r" E-step moves \(q\) until the bound reaches it; shown for the point \(x = 0\)"
        r" alone, with \(q\) the weight of the second law. Second, all three points, on"
        r" another scale: \(q\) is fixed, and the M-step moves \(\mu\) to the top of"
        " the bound.",
    )


def step(axes, old, new) -> None:
    """The place of touch, the top of the bound, and the new gap."""
    statistics = old.e_step(POINTS)
    touch, lifted = old.log_likelihood(POINTS), new.log_likelihood(POINTS)
    top = new.elbo(statistics)
    floor = HILLS["ylim"][0]
    axes.vlines(old.mean, floor, touch, color=FAINT, lw=0.8)
    axes.vlines(new.mean, floor, top, color=FAINT, lw=0.8)
    axes.vlines(new.mean, top, lifted, color=Q, lw=2.4)
    axes.plot(old.mean, touch, "o", color=P, ms=4)
    axes.plot(new.mean, top, "o", color=P, ms=4, mfc=PAPER)
    axes.plot(new.mean, lifted, "o", color=INK, ms=4)


@picture
def three_iterations() -> Picture:
    """Three EM steps: touch, climb to the top of the bound, touch again."""
    models = run(OneMean(START), POINTS, 3)
    pairs = list(pairwise(models))
    panels = [hill(f"iteration {n}", [pair]) for n, pair in enumerate(pairs, 1)]
    panels.append(hill("all three", pairs))
    passed = [number(m.mean, 2) for m in models]
    reached = [number(m.log_likelihood(POINTS), 2) for m in models]
    return Picture(
        tuple(panels),
        "Four panels with the same curve of two hills. In each of three a parabola"
        " touches it from below, and the next touches where the last one had its top:"
        f" the mean goes from {passed[0]} to {passed[1]}, {passed[2]} and {passed[3]},"
        f" and the log-likelihood from {reached[0]} to {reached[1]}, {reached[2]} and"
        f" {reached[3]} nats. The fourth shows the three parabolas together.",
        r"Above, \(\ln p(\mathbf{X} \mid \mu)\) in nats; below, blue, the bound after"
        r" the E-step, which touches at the old \(\mu\). The M-step goes to the top of"
        " the bound (open dot). Orange is the gap that has opened there: the"
        " log-likelihood rises"
        " by at least as much as the bound.",
    )


def hill(title: str, pairs: list):
    """The log-likelihood, and below it the bounds of these steps, in nats."""
    figure, axes = panel(**HILLS, title=title)
    axes.plot(MU, heights(MU), color=INK)
    axes.text(3.0, HILLS["ylim"][1] - 0.35, r"$\ln p$", ha="center")
    axes.text(-1.1, -11.2, r"$\mathcal{L}$", color=P, ha="right")
    for old, new in pairs:
        axes.plot(MU, bounds(old.e_step(POINTS)[1], MU), color=P)
        step(axes, old, new)
    if len(pairs) == 1:
        names(axes, *pairs[0])
    return figure


def names(axes, old, new) -> None:
    floor = HILLS["ylim"][0]
    axes.text(old.mean - 0.1, floor + 0.15, "old", ha="right")
    axes.text(new.mean + 0.1, floor + 0.15, "new")


@picture
def half_steps() -> Picture:
    """After each half step: the bound, and the divergence on top of it."""
    models, q = run(OneMean(START), POINTS, 3), shares([0.5] * 3)
    rows = [("start", models[0], q)]
    for n, (old, new) in enumerate(pairwise(models), 1):
        q = old.e_step(POINTS)[1]
        rows += [(f"E{n}", old, q), (f"M{n}", new, q)]
    names = [name for name, *_ in rows]
    low = np.array([m.elbo((POINTS, q)) for _, m, q in rows])
    top = np.array([m.log_likelihood(POINTS) for _, m, _ in rows])
    figure, axes = panel(*WIDE, ylabel="nats", ylim=(-9.6, -6.5))
    axes.bar(names, low + 9.6, bottom=-9.6, color=P, width=0.7)
    axes.bar(names, top - low, bottom=low, color=Q, width=0.7)
    axes.plot(names, top, "_", color=INK, ms=22, mew=1.4)
    axes.text(0, top[0] + 0.08, "KL", color=Q, ha="center")
    axes.text(0, -9.5, r"$\mathcal{L}$", color=PAPER, ha="center")
    axes.text(1.6, -7.2, r"$\ln p(\mathbf{X} \mid \mu)$", ha="right")
    shown = "; ".join(
        f"{name}, {number(a, 2)} and {b:.2f}"
        for name, a, b in zip(names, low, top - low, strict=True)
    )
    return Picture(
        (figure,),
        "Seven bars, each the bound and on top of it the divergence, in nats."
        f" {shown}. After each E-step the divergence is zero and the top is where it"
        " was; after each M-step the bound is higher and so is the top.",
        r"Blue, the bound \(\mathcal{L}(q, \mu)\) (the bars begin at −9.6, not at"
        r" zero); orange, the divergence of \(q\) from the posterior; their sum is the"
        r" log-likelihood. An E-step turns orange into blue and leaves the sum. An"
        " M-step raises blue, and new orange appears on top.",
    )


@picture
def not_touching() -> Picture:
    """Without an E-step the bound may rise while the likelihood falls."""
    old, other = OneMean(1.0), OneMean(-2.0)
    q = other.e_step(POINTS)[1]
    new = old.m_step((POINTS, q))
    ends = [old.mean, new.mean]
    figure, axes = panel(*WIDE, **HILLS, ylabel="nats")
    axes.set_ylim(-14.5, -6.2)
    axes.plot(MU, heights(MU), color=INK)
    axes.plot(MU, bounds(q, MU), color=P)
    axes.vlines(ends, bounds(q, ends), heights(ends), color=Q, lw=2.4)
    axes.plot(ends, heights(ends), "o", color=INK, ms=4)
    axes.plot(ends, bounds(q, ends), "o", color=P, ms=4)
    axes.text(0.6, -7.2, r"$\ln p(\mathbf{X} \mid \mu)$", ha="right")
    axes.text(0.2, -12.2, r"$\mathcal{L}$", color=P, ha="right")
    axes.text(ends[0] + 0.15, -9.5, "old")
    axes.text(ends[1], -8.75, "new", ha="center")
    up, down = np.diff(bounds(q, ends))[0], -np.diff(heights(ends))[0]
    return Picture(
        (figure,),
        "A curve with two hills and a parabola below the left one. From the old mean,"
        f" {ends[0]}, to the new one, {number(ends[1], 2)}, the parabola rises by"
        f" {up:.2f} nats and the curve falls by {down:.2f}.",
        rf"Here \(q\) is the posterior at \(\mu = {other.mean:.0f}\), so at the old"
        r" \(\mu\) the bound does not touch. The step goes from"
        rf" \(\mu = {old.mean:.0f}\) to the top of the bound, at"
        rf" \({new.mean:.2f}\): the bound rises by {up:.2f} nats, and the"
        f" log-likelihood falls by {down:.2f}.",
    )


def traces(paths, data, value, ylabel: str) -> tuple:
    """The parameter and the log-likelihood by iteration; one colour for each end."""
    by: dict = {"xlabel": "iteration", "xticks": range(0, max(map(len, paths)), 2)}
    left, axes = panel(**by, ylabel=ylabel)
    right, below = panel(**by, ylabel="log-likelihood, nats")
    ends = sorted({round(value(path[-1]), 1) for path in paths})
    colours = dict(zip(ends, (Q, P) if len(ends) == 2 else (Q, INK, P), strict=True))
    for path in paths:
        colour = colours[round(value(path[-1]), 1)]
        style = {"color": colour, "lw": 1.2, "marker": "o", "ms": 2.4}
        axes.plot([value(m) for m in path], **style)
        below.plot([m.log_likelihood(data) for m in path], **style)
    return left, right


@picture
def starts() -> Picture:
    """From seven starts to two hills; which one depends on the start."""
    paths = [run(OneMean(s), POINTS, 12) for s in STARTS]
    left, right = traces(paths, POINTS, lambda m: m.mean, r"$\mu$")
    stops = fixed_points()
    for stop in stops:
        left.axes[0].axhline(stop, color=FAINT, lw=0.8, zorder=0)
    low, middle, high = (number(m, 2) for m in stops)
    below = sum(s < stops[1] for s in STARTS)
    return Picture(
        (left, right),
        f"First: the mean over twelve iterations from {len(STARTS)} starts. The {below}"
        f" that begin below {middle} end near {low}, the others near {high}. Second:"
        " the log-likelihoods of the same runs rise at every iteration and level off at"
        f" two heights, {number(heights(stops)[0], 2)} and"
        f" {number(heights(stops)[2], 2)} nats.",
        "First, the mean; second, the log-likelihood of the same runs. Each run climbs."
        f" The valley at {middle} divides those that end on the low hill (orange) from"
        " those that end on the high one (blue).",
    )


@picture
def coin() -> Picture:
    """EM for the hidden coin leaves 1/2 from everywhere except from 1/2."""
    paths = [run(HiddenCoin(s), None, 14) for s in COINS]
    paths = [path + path[-1:] * (15 - len(path)) for path in paths]  # it has stopped
    left, right = traces(paths, None, lambda m: m.heads, r"$\theta$")
    low, high = COINS[2], COINS[4]
    late = next(n for n, m in enumerate(paths[2]) if m.heads < 0.1)
    bottom, top = (number(p[-1].log_likelihood(None), 3) for p in paths[3:5])
    return Picture(
        (left, right),
        f"First: the probability of heads over fourteen iterations. From {COINS[3]} it"
        f" stays there; from {low} and {high} it lingers and then goes to 0 and to 1,"
        f" the first below 0.1 only at iteration {late}; from the others it goes at"
        f" once. Second: the log-likelihoods rise to {top} nats, all but one, which"
        f" stays at {bottom}, the lowest value of all.",
        r"First, \(\theta\); second, the log-likelihood of the same runs. The run that"
        r" starts at 1/2 (level) never moves, at the lowest point of all. Those that"
        " start close to it look for a while as if they had stopped.",
    )
