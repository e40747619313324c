"""Pictures of the evidence and its bounds: a log-likelihood with two hills.

Where nothing else is said the data are three points from two normal laws, and the one
unknown is the mean μ of the second law.
"""

import numpy as np

import klem
from derivations.publish.pictures.hidden_kinds import (
    HILLS,
    MU,
    POINTS,
    START,
    WIDE,
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
    P,
    Picture,
    Q,
    R,
    number,
    panel,
    picture,
)

KINDS = [[(n >> i) & 1 for i in range(3)] for n in range(8)]  # three points, two kinds
JOINT = np.array([1 / 16, 6 / 16])  # p(X, z) of the example on em.monotone's card
GUESS = np.array([3 / 4, 1 / 4])
TOP = 2.5  # another place at which a bound touches


def known(kinds):
    """The log-likelihood at each mean, if the kind of each point were known."""
    kinds = np.eye(2)[kinds]
    return np.array([(kinds * OneMean(m).log_joint(POINTS)).sum() for m in MU])


@picture
def hills() -> Picture:
    """The log-likelihood, and the eight of which it is the logarithm of the sum."""
    figure, axes = panel(*WIDE, **HILLS, ylabel="nats")
    for kinds in KINDS:
        axes.plot(MU, known(kinds), color=P, lw=0.9, alpha=0.6)
    axes.plot(MU, heights(MU), color=INK)
    stops = fixed_points()
    axes.plot(stops, heights(stops), "o", color=Q, ms=4)
    axes.text(1.1, -7.2, r"$\ln p(\mathbf{X} \mid \mu)$", ha="right")
    axes.text(3.2, -10.4, r"$\ln p(\mathbf{X}, z \mid \mu)$", color=P)
    left, low, right = (number(m, 2) for m in stops)
    a, b, c = (number(h, 2) for h in heights(stops))
    return Picture(
        (figure,),
        "Eight thin curves, a horizontal line and seven parabolas with one top each;"
        " above all of them one thick curve with two hills, at a mean of"
        f" {left} with {a} nats and at {right} with {c} nats, and a valley at {low}"
        f" with {b} nats.",
        r"Three points, at −2, 0 and 3. Thin, the log-likelihood if it were known which"
        r" of them belong to the law with the unknown mean \(\mu\): a line or parabola"
        r" for each of the eight ways \(z\). Thick, the logarithm of the sum of the"
        " eight likelihoods. It is no parabola, and has three flat places.",
    )


@picture
def weights() -> Picture:
    """The weights move with the parameter, so the equation has it on both sides."""
    q = np.array([OneMean(m).e_step(POINTS)[1][:, 1] for m in MU])
    left, axes = panel(xlabel=r"$\mu$", ylabel="weight", xlim=(-3.6, 5))
    places = ((-2, -2.2, 0.92), (0, 0.55, 0.62), (3, 2.8, 0.85))
    for n, colour in enumerate((P, Q, R)):
        axes.plot(MU, q[:, n], color=colour)
        x, *place = places[n]
        axes.text(*place, f"$x = {x}$", color=colour)
    right, axes = panel(xlabel=r"$\mu$", xlim=(-3.6, 5), ylim=(-3.6, 5))
    axes.plot(MU, MU, color=FAINT)
    axes.plot(MU, [run(OneMean(m), POINTS, 1)[-1].mean for m in MU], color=P)
    stops = fixed_points()
    axes.plot(stops, stops, "o", color=Q, ms=4)
    axes.text(3.9, 4.4, r"$\mu$", color=INK, ha="right")
    axes.text(-0.2, 2.2, "weighted mean", color=P, ha="right")
    shown = ", ".join(number(m, 2) for m in stops)
    return Picture(
        (left, right),
        "First: three curves that rise and fall with the mean, all at one half where it"
        f" is zero. That of the point −2 reaches {q[:, 0].max():.2f}, that of 0 only"
        f" {q[:, 1].max():.1f}, that of 3 {q[:, 2].max():.2f}. Second: the weighted"
        " mean of the points as a function of the mean crosses the diagonal three"
        " times, at"
        f" {shown}.",
        r"First, the probability that a point belongs to the law with mean \(\mu\), for"
        r" each of the three points. Second, the mean of the points with these weights:"
        r" the best \(\mu\) must equal it, but it changes with \(\mu\). The equation"
        " holds at three places, two of them hills and one the valley.",
    )


@picture
def jensen() -> Picture:
    """The logarithm of a mean, the mean of the logarithms, and what lies between."""
    t, (a, b), mean = np.linspace(0.045, 1.75, 300), JOINT / GUESS, JOINT.sum()
    top = float(klem.log_likelihood(np.log(JOINT)))
    low = float(klem.elbo(GUESS, np.log(JOINT)))
    figure, axes = panel(*WIDE, xlabel="$t$", ylim=(-3, 0.8))
    axes.plot(t, np.log(t), color=INK)
    axes.plot([a, b], np.log([a, b]), "o-", color=P, ms=4)
    axes.plot([mean, mean], [low, top], "-", color=Q, lw=2.4)
    axes.plot([mean], [top], "o", color=INK, ms=4)
    axes.plot([mean], [low], "o", color=P, ms=4)
    axes.text(0.98, 0.12, r"$\ln t$", ha="right")
    axes.text(mean + 0.04, low - 0.28, r"mean of the logarithms", color=P)
    axes.text(0.05, top + 0.52, "logarithm of the mean")
    axes.text(mean + 0.03, (low + top) / 2 + 0.1, "gap", color=Q)
    return Picture(
        (figure,),
        f"The curve ln t with a chord from t = {a:.3f} to t = {b:.1f}. At the mean, t ="
        f" {mean:.4f}, the curve is at {number(top, 3)} and the chord at"
        f" {number(low, 3)}; the gap between them is {top - low:.3f} nats.",
        r"Two values of \(t = p(\mathbf{X}, z) / q_z\), and their mean with the weights"
        r" \(q = (3/4, 1/4)\). The curve bends downwards, so the chord is below it:"
        f" {number(low, 3)} against {number(top, 3)}. The gap is the divergence of"
        r" \(q\) from the posterior (shown below).",
    )


@picture
def several_bounds() -> Picture:
    """Each q gives a bound; one that is a posterior touches, at its own parameter."""
    one, two = (OneMean(m).e_step(POINTS)[1] for m in (START, TOP))
    other, curve = shares([0.6, 0.1, 0.4]), heights(MU)
    left, axes = panel(**HILLS, ylabel="nats")
    right, gaps = panel(
        xlabel=r"$\mu$", ylabel="gap in nats", xlim=(-3.6, 5), ylim=(-0.1, 3)
    )
    axes.plot(MU, curve, color=INK)
    for q, colour in ((one, P), (two, R), (other, Q)):
        axes.plot(MU, bounds(q, MU), color=colour, lw=1.2)
        gaps.plot(MU, curve - bounds(q, MU), color=colour, lw=1.2)
    for m, colour in ((START, P), (TOP, R)):
        axes.plot(m, heights([m]), "o", color=colour, ms=4)
        gaps.plot(m, 0, "o", color=colour, ms=4)
    axes.text(0.2, -7.4, r"$\ln p(\mathbf{X} \mid \mu)$", ha="right")
    axes.text(3.3, -10.7, f"$q$ of {START}", color=P)
    axes.text(3.4, -6.6, f"$q$ of {TOP}", color=R)
    axes.text(-3.4, -10.9, "another $q$", color=Q)
    least = (curve - bounds(other, MU)).min()
    return Picture(
        (left, right),
        "First: a curve with two hills, and below it three parabolas. One touches it at"
        f" a mean of {START}, one at {TOP}, and one nowhere. Second: the three gaps,"
        f" which are zero at {START}, zero at {TOP}, and for the third nowhere smaller"
        f" than {least:.2f} nats.",
        r"First, the bound \(\mathcal{L}(q, \mu)\) for three \(q\): the posteriors at"
        rf" \(\mu\) = {START} and at {TOP}, and one that is the posterior at no"
        r" \(\mu\). Second, what each leaves out: the divergence of \(q\) from the"
        r" posterior at \(\mu\).",
    )
