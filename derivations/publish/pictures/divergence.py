"""Pictures of the divergence: the one inequality, bins, and the two directions."""

from derivations.publish.pictures.style import FAINT, INK, P, Q, Picture, panel, picture


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
        "Left: the curve ln t and the line t − 1, which touch at t = 1, where both are"
        " zero; everywhere else the line is above. Right: psi and phi, two curves that"
        " are zero at t = 1 and positive everywhere else; psi rises without limit as t"
        " goes to 0, phi reaches 1 there.",
        r"Left, the line \(t - 1\) touches \(\ln t\) at \(t = 1\) and is nowhere below"
        r" it. Right, the gap \(\psi\), and \(\varphi\), which is the same gap seen from"
        r" the other side: \(\varphi(t) = t\,\psi(1/t)\).",
    )
