"""Pictures of peaks: Q around its maximum, and a likelihood that has none.

The mixture is that of the worked numbers: see mixture_steps.
"""

from derivations.publish.pictures.mixture_steps import POINTS, models
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


def changed(model, weight=None, mean=None, variance=None):
    """The mixture with another weight, mean or variance of its first component."""
    import klem

    weights, means, variances = (
        a.copy() for a in (model.weights, model.means, model.covariances)
    )
    if weight is not None:
        weights[:] = weight, 1 - weight
    if mean is not None:
        means[0] = mean
    if variance is not None:
        variances[0] = variance
    return klem.Mixture(weights, means, variances)


def expected(**change):
    """Q with one parameter of the start changed, and the start's responsibilities."""
    start = models()[0]
    return changed(start, **change).expected_log_joint(start.e_step(POINTS))


@picture
def q_of_one() -> Picture:
    """Q as a function of one mean, for two variances, and of one weight."""
    import numpy as np

    moments = models()[0].e_step(POINTS)
    root, share = moments.means[0, 0], moments.counts[0] / 3
    left, axes = panel(xlabel=r"$\mu_1$", ylabel="nats", ylim=(-11, -4))
    mean = np.linspace(-1, 2, 121)
    for variance, colour, *place in ((1, P, -0.98, -6.8), (0.5, Q, -0.7, -10.2)):
        values = [expected(mean=m, variance=variance) for m in mean]
        axes.plot(mean, values, color=colour)
        axes.text(*place, rf"$\sigma_1^2 = {variance}$", color=colour)
    mark(axes, root, rf"$\bar{{x}}_1 = {root:.3f}$")
    right, axes = panel(xlabel=r"$\pi_1$", ylim=(-11, -4))
    weight = np.linspace(0.005, 0.995, 199)
    axes.plot(weight, [expected(weight=w) for w in weight], color=P)
    mark(axes, share, rf"$N_1/N = {share:.3f}$")
    return Picture(
        (left, right),
        "First: Q against the mean of component 1, a parabola for each of two"
        f" variances; both are greatest at {root:.3f}. Second: Q against the weight of"
        " component 1, a curve that falls without limit towards 0 and 1 and is"
        f" greatest at {share:.3f}.",
        r"\(\mathcal{Q}\) of the example as a function of one parameter, all others as"
        " at the start. First, the variance decides how sharp the parabola is, and not"
        " where its top is. Second, a weight of 0 or 1 would cost without limit.",
    )


def mark(axes, root, label) -> None:
    """A line at the root, with its name at the foot."""
    axes.axvline(root, color=FAINT, lw=0.8, zorder=0)
    axes.text(root, axes.get_ylim()[0] + 0.4, f" {label}")


@picture
def q_of_deviation() -> Picture:
    """Q as a function of one standard deviation, about the old and the new mean."""
    import numpy as np

    moments = models()[0].e_step(POINTS)
    new, least = moments.means[0, 0], moments.scatters[0, 0, 0] / moments.counts[0]
    figure, axes = panel(
        4.6, 2.9, xlabel=r"$\sigma_1$", ylabel="nats", xlim=(0.2, 2), ylim=(-10, -4.5)
    )
    sigma = np.linspace(0.2, 2, 200)
    roots = [np.sqrt(least + (1 - new) ** 2), np.sqrt(least)]
    for mean, root, colour in zip((1, new), roots, (Q, P), strict=True):
        values = [expected(mean=mean, variance=s**2) for s in sigma]
        axes.plot(sigma, values, color=colour)
        top = expected(mean=mean, variance=root**2)
        axes.plot([root, root], [-10, top], color=FAINT, lw=0.8, zorder=0)
        axes.plot(root, top, "o", color=colour, ms=4)
        axes.text(root, -9.8, f" {root:.3f}")
    axes.text(0.72, -5.15, r"$\mu_1$ at the new mean", color=P)
    axes.text(0.86, -6.75, r"$\mu_1$ at the old mean", color=Q)
    return Picture(
        (figure,),
        "Q against the standard deviation of component 1: two curves that rise steeply,"
        " have one top and fall slowly. With the old mean the top is at"
        f" {roots[0]:.3f}, with the new mean at {roots[1]:.3f}, and it is higher.",
        r"\(\mathcal{Q}\) of the example against \(\sigma_1\), all else as at the start"
        " but for the mean. The best standard deviation depends on the mean about which"
        " it is taken; the new mean gives the higher top.",
    )


@picture
def shortfall() -> Picture:
    """How far Q is below its maximum: by mean and deviation, and by eigenvalues."""
    import numpy as np

    start, after = models()
    moments = start.e_step(POINTS)
    root, deviation = after.means[0, 0], np.sqrt(after.covariances[0, 0, 0])
    best = expected(mean=root, variance=deviation**2)
    mean, sigma = np.linspace(-0.6, 1.6, 56), np.linspace(0.3, 1.8, 61)
    lost = [[best - expected(mean=m, variance=s**2) for m in mean] for s in sigma]
    left, axes = panel(xlabel=r"$\mu_1$", ylabel=r"$\sigma_1$")
    contours(
        axes,
        mean,
        sigma,
        lost,
        (0.5, 0.5, 0.5, 1.45, 1.45),
        (0.87, 1.12, 1.6, 0.6, 0.45),
    )
    axes.plot(root, deviation, "o", color=P, ms=5)
    axes.set_title(r"$\mathcal{Q}$ below its maximum, nats")
    ratio = np.linspace(0.15, 3.2, 90)
    psi = ratio - 1 - np.log(ratio)
    right, axes = panel(xlabel=r"$\lambda_1$", ylabel=r"$\lambda_2$")
    contours(axes, ratio, ratio, (psi[:, None] + psi) / 2, (2.2, 3.1), (1, 1))
    axes.plot(1, 1, "o", color=P, ms=5)
    axes.set_title(r"$(\psi(\lambda_1) + \psi(\lambda_2))/2$, nats")
    return Picture(
        (left, right),
        "Two landscapes drawn as contour lines, each with a single lowest place. First,"
        " by mean and standard deviation of component 1: what Q lacks is zero at"
        f" {root:.3f} and {deviation:.3f} and grows on all sides, most steeply towards"
        f" small deviations. It is based on {moments.counts[0]:.3f} points. Second, by"
        " two eigenvalues: zero where both are 1, steep towards 0.",
        r"What \(\mathcal{Q}\) loses by other parameters than the best. First, the"
        " example: mean and standard deviation of component 1. Second, the loss of a"
        r" two-dimensional component for each point of \(N_k\), by the eigenvalues of"
        r" \(\boldsymbol{\Sigma}_k^{-1} \mathbf{S}_k\). One hollow each, and no other.",
    )


def contours(axes, x, y, values, right, up) -> None:
    """Lines of equal value, with labels at the places given."""
    lines = axes.contour(
        x, y, values, (0.05, 0.2, 0.5, 1, 2, 4), colors=Q, linewidths=0.9
    )
    places = list(zip(right, up, strict=True))
    axes.clabel(lines, fontsize=8, colors=INK, fmt="%g", manual=places)


@picture
def spike() -> Picture:
    """The log-likelihood while one component shrinks onto the point at 4."""
    import numpy as np

    import klem

    points, scale = np.array(POINTS, float), np.linspace(-6, 2, 161)
    own = np.stack([klem.log_density_gaussian(points, 4, np.exp(2 * s)) for s in scale])
    rest = klem.log_density_gaussian(points, np.mean(POINTS), np.var(POINTS))
    mixture = (np.logaddexp(own, rest) - np.log(2)).sum(axis=1)
    variance, beta = np.exp(2 * scale), 0.1
    prior = np.log(beta) - 2 * np.log(variance) - beta / variance  # α = 1
    left, axes = panel(xlabel=r"$\ln\, \sigma$", ylabel="nats", ylim=(-14, 0.5))
    axes.plot(scale, mixture, color=P)
    axes.plot(scale, own.sum(axis=1), color=Q)
    axes.text(-3.6, -2, "beside another component", color=P)
    axes.text(-0.3, -11.5, "alone", color=Q, ha="right")
    right, axes = panel(xlabel=r"$\ln\, \sigma$", ylim=(-14, 0.5))
    axes.plot(scale, mixture, color=FAINT, lw=0.8)
    axes.plot(scale[scale >= -4], mixture[scale >= -4], color=P)
    axes.plot(-4, mixture[scale >= -4][0], "o", color=P, ms=4)
    axes.plot(scale, mixture + prior, color=R)
    axes.text(-4.2, -3.9, "floor", color=P, ha="center")
    axes.text(-2.75, -11.5, "prior", color=R, ha="right")
    return Picture(
        (left, right),
        "Log-likelihood of the three points against ln sigma of a component on the"
        " point at 4. First: beside another component it rises along a straight line as"
        f" sigma shrinks, {-np.diff(mixture)[0] / np.diff(scale)[0]:.2f} nats for each"
        " unit of ln sigma, without limit; alone it has a maximum and falls steeply."
        " Second: a floor ends the line at a finite height; with a prior there is a"
        f" maximum, at ln sigma {number(scale[np.argmax(mixture + prior)], 2)}.",
        r"The component sits on the point at \(4\) of the example. First, beside a wide"
        r" component (weight \(1/2\), mean and variance of the three points)"
        r" \(\ln p\) rises by one nat for every unit of \(-\ln \sigma\),"
        " without end; alone, the other two points forbid it. Second, the two remedies:"
        r" a floor, here at \(\ln \sigma = -4\), stops the line; a prior"
        r" (\(\alpha = 1\), \(\beta = 0.1\), its logarithm added) bends it down.",
    )
