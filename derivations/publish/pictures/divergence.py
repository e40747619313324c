"""Pictures of the divergence: the one inequality, Gibbs' terms, maximum likelihood.

Each shows a sum or a curve beside the form of it whose sign can be seen.
"""

from typing import NamedTuple

from derivations.publish.pictures.style import (
    FAINT,
    INK,
    P,
    Picture,
    Q,
    number,
    panel,
    picture,
)

TRUE, MODEL = (1 / 2, 1 / 4, 1 / 8, 1 / 8), (1 / 8, 1 / 2, 1 / 4, 1 / 8)
HEADS = (7, 3)  # and tails
COUNTS = (60, 10, 30)  # of three cells


@picture
def tangent() -> Picture:
    """The logarithm and its tangent at 1; the gap between them is ψ."""
    import numpy as np

    t = np.linspace(0.02, 3.2, 400)
    left, axes = panel(xlabel="$t$", ylim=(-2.2, 2.4))
    axes.axhline(0, color=FAINT, lw=0.6)
    axes.plot(t, t - 1, color=Q)
    axes.plot(t, np.log(t), color=P)
    axes.fill_between(t, np.log(t), t - 1, color=FAINT, alpha=0.25)
    axes.plot(1, 0, "o", color=INK, ms=4)
    axes.text(2.35, 1.75, "$t - 1$", color=Q, ha="right")
    axes.text(2.5, 0.55, r"$\ln t$", color=P)
    right, axes = panel(xlabel="$t$", ylim=(-0.1, 2.4))
    axes.axhline(0, color=FAINT, lw=0.6)
    axes.plot(t, t - 1 - np.log(t), color=P)
    axes.plot(t, t * np.log(t) - t + 1, color=Q)
    axes.plot(1, 0, "o", color=INK, ms=4)
    axes.text(0.16, 1.5, r"$\psi(t) = t - 1 - \ln t$", color=P)
    axes.text(1.75, 1.15, r"$\varphi(t) = t \ln t - t + 1$", color=Q, ha="right")
    return Picture(
        (left, right),
        "First: the curve ln t and the line t − 1, which touch at t = 1, where both are"
        " zero; everywhere else the line is above. Second: psi and phi, two curves that"
        " are zero at t = 1 and positive everywhere else; psi rises without limit as t"
        " goes to 0, phi reaches 1 there.",
        r"First, the line \(t - 1\) touches \(\ln t\) at \(t = 1\) and is nowhere below"
        r" it. Second, the gap \(\psi\), and \(\varphi\), the same gap seen from the"
        r" other side: \(\varphi(t) = t\,\psi(1/t)\).",
    )


@picture
def terms() -> Picture:
    """The terms of a divergence have both signs; those with φ only one."""
    import numpy as np

    import klem

    p, q = np.array(TRUE), np.array(MODEL)
    plain = p * np.log(p / q)
    signed = plain - p + q  # q φ(p/q)
    panels = []
    for heights, name in (
        (plain, r"$p_i \,\ln(p_i/q_i)$"),
        (signed, r"$q_i \,\varphi(p_i/q_i)$"),
    ):
        figure, axes = panel(xlabel="cell", ylabel="nats", ylim=(-0.3, 0.85))
        axes.bar(range(1, 5), heights, 0.6, color=[P if h > 0 else Q for h in heights])
        axes.axhline(0, color=INK, lw=0.6)
        for cell, height in enumerate(heights, 1):
            at = height + 0.03 if height >= 0 else height - 0.1
            axes.text(cell, at, shown(height), ha="center")
        axes.set_title(name)
        axes.set_xticks(range(1, 5))
        panels.append(figure)
    total = float(klem.kl_divergence(p, q))
    return Picture(
        tuple(panels),
        f"Bars for four cells. First, p ln(p/q): {listed(plain)}. Second, q phi(p/q):"
        f" {listed(signed)}, none of them negative. Both sum to {total:.3f} nats.",
        r"First, the terms as they are defined; two are negative. Second, \(q_i - p_i\)"
        rf" has been added to each. Both add up to {number(total, 3)} nats. Here"
        r" \(p = (\frac12, \frac14, \frac18, \frac18)\) and"
        r" \(q = (\frac18, \frac12, \frac14, \frac18)\).",
    )


def listed(values) -> str:
    return ", ".join(map(shown, values))


def shown(value: float) -> str:
    """Three places, and no sign before a zero."""
    return number(round(value, 3) + 0.0, 3)


@picture
def likelihood() -> Picture:
    """Log-likelihood per point and −KL(p̂‖q_θ) differ by a constant, H[p̂]."""
    import numpy as np

    theta = np.linspace(0.02, 0.98, 193)
    coin = np.stack([theta, 1 - theta], axis=-1)
    pairs = np.stack([theta**2, 2 * theta * (1 - theta), (1 - theta) ** 2], axis=-1)
    (left, a), (right, b) = both(theta, coin, HEADS), both(theta, pairs, COUNTS)
    return Picture(
        (left, right),
        "Two curves over theta, the lower one everywhere lower by the same amount."
        f" First, a coin with 7 heads in 10: both are highest at {a.best:.2f}, where"
        f" one is {shown(a.likelihood)} and the other {shown(a.closeness)}. Second, a"
        f" model with one parameter for three cells: both are highest at {b.best:.2f},"
        f" at {shown(b.likelihood)} and {shown(b.closeness)}.",
        "First, a coin that showed heads 7 times in 10. Second, three cells with the"
        r" counts 60, 10 and 30, and a model with one parameter, \(q_\theta ="
        r" (\theta^2, 2\theta(1-\theta), (1-\theta)^2)\), which cannot reach their"
        r" shares. The gap is \(\mathrm{H}[\hat p]\) at every \(\theta\):"
        f" {number(a.closeness - a.likelihood, 3)} and"
        f" {number(b.closeness - b.likelihood, 3)} nats.",
    )


class Best(NamedTuple):
    best: float  # θ
    likelihood: float  # the mean log-likelihood there
    closeness: float  # minus the divergence there


def both(theta, model, counts):
    """One panel: the two curves over θ, and their common best θ."""
    import numpy as np

    import klem

    shares = np.array(counts) / sum(counts)
    closeness = -np.asarray(klem.kl_divergence(shares, model))
    mean = np.log(model) @ shares
    top = int(mean.argmax())
    figure, axes = panel(xlabel=r"$\theta$", ylabel="nats per point", ylim=(-2.6, 0.3))
    axes.plot(theta, closeness, color=Q)
    axes.plot(theta, mean, color=P)
    axes.axvline(theta[top], color=FAINT, lw=0.8)
    axes.plot([theta[top]] * 2, [closeness[top], mean[top]], "o", color=INK, ms=4)
    axes.text(0.03, 0, r"$-\mathrm{KL}$", color=Q)
    axes.text(0.36, -2.2, r"$\frac{1}{N}\,\ln q_\theta(\mathbf{X})$", color=P)
    return figure, Best(theta[top], mean[top], closeness[top])
