"""Pictures of densities: in bins of two widths, and by how much room they have."""

from derivations.publish.pictures.style import (
    FAINT,
    INK,
    PAPER,
    P,
    Picture,
    Q,
    R,
    number,
    panel,
    picture,
)

END = 48  # no more than e⁻⁴⁸ of a waiting time of rate one lies beyond it


def binned(width: float):
    """A waiting time of rate one in bins, each with its exact probability."""
    import numpy as np

    import klem

    return klem.quantize_cdf(lambda x: -np.exp(-x), 0, END, width=width)


@picture
def two_widths() -> Picture:
    """One density in bins of two widths: the heights settle, the masses shrink."""
    import numpy as np

    import klem

    x, panels, told = np.linspace(0, 5, 300), [], []
    for width, name in ((1, "1"), (1 / 4, "1/4")):
        cut = binned(width)
        figure, axes = panel(xlabel="$x$", xlim=(0, 5), ylim=(0, 1.05))
        axes.bar(
            cut.points, cut.densities, width, color=Q, alpha=0.3, ec=Q, linewidth=0.7
        )
        axes.plot(x, np.exp(-x), color=P)
        entropy = klem.entropy_quantized(cut)
        axes.text(1.6, 0.88, rf"$\Delta = {name}$")
        axes.text(1.6, 0.74, rf"$P_0 = {cut.masses[0]:.3f}$", color=Q)
        axes.text(1.6, 0.6, rf"$\mathrm{{H}}_\Delta = {entropy:.3f}$ nats")
        panels.append(figure)
        told.append(
            f"Δ = {name}, the first bin holds {cut.masses[0]:.3f} and the entropy is"
            f" {entropy:.3f} nats"
        )
    return Picture(
        tuple(panels),
        "The density of a waiting time with rate one, and bars as high as its mean in"
        f" each bin, twice. With {told[0]}; with {told[1]}, and the bars follow the"
        " curve closely.",
        r"A waiting time with rate 1, cut into bins of two widths. The heights \(p_i\)"
        r" settle at the curve. The probabilities \(P_i = p_i\Delta\) shrink with the"
        r" width (\(P_0\) is that of the first bin), and that is what the entropy"
        r" \(\mathrm{H}_\Delta\) sees.",
    )


@picture
def entropy_against_width() -> Picture:
    """H_Δ follows the line h − ln Δ, and comes close with the square of Δ."""
    import numpy as np

    import klem

    widths = 8 / 2.0 ** np.arange(9)
    entropy = np.array([klem.entropy_quantized(binned(width)) for width in widths])
    line = klem.entropy_exponential(1) - np.log(widths)
    left, axes = panel(xlabel=r"$\ln\,\Delta$", ylabel="nats")
    axes.axhline(0, color=FAINT, lw=0.6)
    axes.plot(np.log(widths), line, color=Q, lw=1)
    axes.plot(np.log(widths), entropy, "o", color=P, ms=4)
    axes.text(-2.2, 3.5, r"$\mathrm{H}_\Delta$", color=P)
    axes.text(-0.9, 0.7, r"$\mathrm{h} - \ln\,\Delta$", color=Q, ha="right")
    right, axes = panel(xlabel=r"$\Delta$", xscale="log", yscale="log")
    axes.plot(widths, widths**2 / 24, color=Q, lw=1)
    axes.plot(widths, entropy - line, "o", color=P, ms=4)
    axes.text(
        0.2,
        0.05,
        r"$\mathrm{H}_\Delta - (\mathrm{h} - \ln\,\Delta)$",
        color=P,
        ha="center",
    )
    axes.text(0.6, 0.0035, r"$\Delta^2/24$", color=Q)
    return Picture(
        (left, right),
        f"First: entropies of a waiting time of rate one in bins of {len(widths)}"
        f" widths. They rise from {number(entropy[0], 3)} nats at Δ = 8 to"
        f" {number(entropy[-1], 3)} at Δ = 1/32, and for narrow bins lie on the falling"
        " line h − ln Δ; for wide bins they stay above zero while the line goes below."
        " Second: what they exceed the line by, on logarithmic scales, lies on"
        " Δ²/24 for narrow bins.",
        r"A waiting time with rate 1 in bins of nine widths. First, for narrow bins"
        r" \(\mathrm{H}_\Delta\) lies on the line \(\mathrm{h} - \ln \Delta\), which"
        " never stops rising to the left. Second, how far it is above that line: about"
        r" \(\Delta^2/24\) nats.",
    )


@picture
def widths_and_signs() -> Picture:
    """Gaussians of three widths, and the entropy of any width: the sign changes."""
    import numpy as np

    import klem

    x, spread = np.linspace(-3, 3, 601), np.geomspace(0.06, 2.5, 300)
    shown = ((1, P), (1 / 2, R), (1 / 6, Q))
    left, axes = panel(xlabel="$x$", ylim=(0, 2.6))
    right, curve = panel(xlabel=r"$\sigma$", ylabel=r"$\mathrm{h}$ in nats")
    curve.axhline(0, color=FAINT, lw=0.6)
    curve.plot(spread, [klem.entropy_gaussian(s**2) for s in spread], color=INK, lw=1)
    places, told = ((1.25, 0.3), (0.65, 0.75), (0.25, 2.1)), []
    for (sigma, colour), place in zip(shown, places, strict=True):
        entropy = klem.entropy_gaussian(sigma**2)
        axes.plot(x, np.exp(klem.log_density_gaussian(x, 0, sigma**2)), color=colour)
        axes.text(*place, rf"$\mathrm{{h}} = {entropy:.2f}$", color=colour)
        curve.plot(sigma, entropy, "o", color=colour, ms=5)
        told.append(f"{entropy:.2f} at σ = {sigma:.3g}".replace("-", "−"))
    crossing = 1 / np.sqrt(2 * np.pi * np.exp(1))
    curve.text(
        crossing + 0.12, -0.45, rf"$\mathrm{{h}} = 0$ at $\sigma = {crossing:.3f}$"
    )
    return Picture(
        (left, right),
        "First: three Gaussian densities with mean 0. Their differential entropies in"
        f" nats are {', '.join(told)}: the narrow and high one is negative. Second: the"
        " entropy against σ, which rises like a logarithm and crosses zero at"
        f" σ = {crossing:.3f}.",
        r"First, three Gaussians with \(\sigma = 1\), \(1/2\) and \(1/6\), and their"
        r" entropies in nats. Second, \(\mathrm{h} = \frac12 \ln(2\pi e \sigma^2)\)"
        r" against \(\sigma\): below zero as soon as there is too little room.",
    )


def of_variance_one() -> dict:
    """Laws of mean 0 and variance 1, in fine bins."""
    import numpy as np

    import klem

    root, end = np.sqrt(2), np.sqrt(3)  # the uniform law is at home from −√3 to √3
    # 56/97 is almost 1/√3, so that a bin begins where each law does.
    edges = {"low": -12 * end, "high": 12 * end, "width": end / (8 * 97)}
    cdfs = {
        "Laplace": lambda x: (
            np.exp(-root * np.abs(x)) * np.where(x < 0, 1, -1) / 2 + (x >= 0)
        ),
        "uniform": lambda x: np.clip(x / (2 * end) + 1 / 2, 0, 1),
        "exponential": lambda x: -np.exp(-np.maximum(x + 1, 0)),
    }

    def bell(x):
        return np.exp(klem.log_density_gaussian(x, 0, 1))

    gaussian = {"Gaussian": klem.quantize(bell, **edges)}
    return gaussian | {n: klem.quantize_cdf(cdf, **edges) for n, cdf in cdfs.items()}


@picture
def most_entropy() -> Picture:
    """Laws of one mean and variance: entropy, and divergence from the Gaussian."""
    import numpy as np

    import klem

    laws, told = of_variance_one(), []
    left, axes = panel(xlabel="$x$", xlim=(-3.5, 3.5), ylim=(0, 1.05))
    right, bars = panel(xlabel="nats", xlim=(0, 1.85), ylim=(3.5, -1))
    rows = zip(laws.items(), (P, Q, R, INK), strict=True)
    for row, ((name, law), colour) in enumerate(rows):
        entropy = klem.entropy_quantized(law) + np.log(law.width)
        missing = klem.kl_quantized(law, laws["Gaussian"])
        axes.plot(law.points, law.densities, color=colour, lw=1.2)
        bars.barh(row, entropy, 0.6, color=colour)
        bars.barh(row, missing, 0.6, left=entropy, color=FAINT, alpha=0.5)
        bars.text(0.05, row, f"{entropy:.3f}", color=PAPER, va="center")
        bars.text(1.47, row, f"+ {missing:.3f}", va="center")
        told.append(f"{name}, {entropy:.3f} and {missing:.3f}")
    bars.set_yticks(range(len(laws)), list(laws))
    bars.text(0.05, -0.6, r"$\mathrm{h}[p]$", va="center")
    bars.text(1.47, -0.6, r"$\mathrm{KL}$", va="center")
    bars.axvline(klem.entropy_gaussian(1), color=INK, lw=0.6)
    return Picture(
        (left, right),
        "First: four densities with mean 0 and variance 1: a Gaussian, a pointed"
        " Laplace, a uniform and an exponential one that is moved to the left. Second:"
        " for each a bar of its differential entropy and, joined to it, its divergence"
        f" from the Gaussian, in nats: {'; '.join(told)}. All bars end at"
        f" {klem.entropy_gaussian(1):.3f}.",
        r"Four laws with mean 0 and variance 1. The second panel has their entropies"
        r" in nats, and in grey their divergences from the Gaussian: together always"
        r" \(\frac12 \ln(2\pi e)\). (Computed in narrow bins, with"
        r" \(\ln \Delta\) added again.)",
    )
