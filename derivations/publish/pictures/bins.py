"""Pictures of bins: what a code costs in them, and where their width goes.

A bin's code length holds −ln Δ. The excess of one code over another does not.
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

TRUE, MODEL = (1 / 2, 1 / 4, 1 / 8, 1 / 8), (1 / 8, 1 / 2, 1 / 4, 1 / 8)
LOW, HIGH = -4.5, 7.5  # holds nearly all of both normal laws below
RATES = 1, 3  # of two waiting times
EIGHT = 8  # points


@picture
def code_lengths() -> Picture:
    """Each bin as wide as its probability: areas are mean code lengths."""
    import numpy as np

    import klem

    own, other = (np.array(klem.information(law, base=2)) for law in (TRUE, MODEL))
    edges = np.concatenate([[0], np.cumsum(TRUE)])
    figure, axes = panel(
        4.6, 3.2, xlabel="bins, each as wide as $P_i$", ylabel="code length, bits"
    )
    axes.bar(edges[:-1], own, TRUE, align="edge", color=P, alpha=0.3)
    axes.bar(edges[:-1], other - own, TRUE, own, align="edge", color=Q, alpha=0.15)
    axes.stairs(own, edges, color=P, lw=1.6)
    axes.stairs(other, edges, color=Q, lw=1.6)
    axes.set(xlim=(0, 1), ylim=(0, 3.7), xticks=edges, yticks=range(4))
    axes.set_xticklabels(["0", "1/2", "3/4", "7/8", "1"])
    for middle, a, b in zip(edges[1:] - np.divide(TRUE, 2), own, other, strict=True):
        wasted = f"{b - a:+.0f}" if b != a else "0"
        axes.text(middle, max(a, b) + 0.1, wasted.replace("-", "−"), ha="center")
    axes.text(0.02, 0.82, r"$-\log_2 P_i$", color=P, va="top")
    axes.text(0.02, 2.82, r"$-\log_2 Q_i$", color=Q, va="top")
    mean = float(klem.entropy(TRUE, base=2))
    crossed = float(klem.cross_entropy(TRUE, MODEL, base=2))
    return Picture(
        (figure,),
        "Four bins, as wide as their probabilities 1/2, 1/4, 1/8 and 1/8. The code made"
        f" for P has the lengths {whole(own)} bits, the code made for Q {whole(other)}."
        f" The excess is {whole(other - own)} bits.",
        "Areas are mean code lengths: the filled one is the entropy,"
        f" {number(mean, 3)} bits, the one under the other line the cross-entropy,"
        f" {number(crossed, 3)}. The numbers are what Q's code wastes in each bin;"
        f" their mean is the divergence, {number(crossed - mean, 3)} bits.",
    )


def whole(lengths) -> str:
    return ", ".join(number(length, 0) for length in lengths)


@picture
def two_widths() -> Picture:
    """What two laws put in the same bins, and the code lengths of one bin."""
    import numpy as np

    import klem

    panels, lengths = [], []
    for width, name in ((1.0, "1"), (1 / 3, "1/3")):
        p, q = cut(0, 1, width), cut(1, 1.5, width)
        edges = np.append(p.points - width / 2, HIGH)
        marked = np.argmin(abs(p.points))  # the bin with its middle at zero
        own, other = (float(klem.information(law.masses[marked])) for law in (p, q))
        figure, axes = panel(
            xlabel="$x$", ylabel="probability of a bin", xlim=(-4, 6), ylim=(0, 0.5)
        )
        axes.stairs(p.masses, edges, color=P, fill=True, alpha=0.3)
        axes.stairs(p.masses, edges, color=P, lw=1.2)
        axes.stairs(q.masses, edges, color=Q, lw=1.2)
        axes.plot(0, p.masses[marked], "o", color=P, ms=4)
        axes.plot(0, q.masses[marked], "o", color=Q, ms=4)
        axes.text(1.4, 0.46, rf"$\Delta = {name}$, bin at $x = 0$:")
        axes.text(1.4, 0.41, rf"$-\ln P_i = {own:.3f}$", color=P)
        axes.text(1.4, 0.36, rf"$-\ln Q_i = {other:.3f}$", color=Q)
        axes.text(1.4, 0.31, rf"excess $= {other - own:.3f}$")
        panels.append(figure)
        lengths.append((own, other))
    (own, other), (later, latest) = lengths
    return Picture(
        tuple(panels),
        "Two normal laws in bins of width 1 and of width 1/3. In the narrow bins all"
        " probabilities are a third. The bin at x = 0 costs"
        f" {own:.3f} and {other:.3f} nats in the two codes at width 1, and"
        f" {later:.3f} and {latest:.3f} at width 1/3; the excess is"
        f" {other - own:.3f} both times.",
        "Two normal laws, heights taken at the middle of each bin. With bins a third"
        rf" as wide each code spends \(\ln 3\), {number(later - own, 3)} nats, more on"
        r" the bin at \(x = 0\). What one code spends more than the other stays.",
    )


def cut(mean: float, deviation: float, width: float):
    """A normal law in bins: height at the middle times width."""
    import numpy as np

    import klem

    def density(x):
        return np.exp(klem.log_density_gaussian(x, mean, deviation**2))

    return klem.quantize(density, LOW, HIGH, width=width, tolerance=0.02)


@picture
def shrinking() -> Picture:
    """Entropy and cross-entropy of two waiting times fall along lines, KL does not."""
    import numpy as np

    import klem

    widths = 2.0 ** -np.arange(1, 9)
    pairs = [(waiting(RATES[0], width), waiting(RATES[1], width)) for width in widths]
    own = [klem.entropy_quantized(p) for p, q in pairs]
    other = [klem.cross_entropy_quantized(p, q) for p, q in pairs]
    excess = [klem.kl_quantized(p, q) for p, q in pairs]
    left, axes = panel(xlabel=r"$\ln \Delta$", ylabel="nats", ylim=(0, 8))
    at = np.log(widths)
    axes.plot(at, own, "o-", color=P, ms=4)
    axes.plot(at, other, "o-", color=Q, ms=4)
    axes.plot(at, excess, "o-", color=R, ms=4)
    axes.text(-4.1, 3.6, r"$\mathrm{H}_\Delta(P)$", color=P, ha="right")
    axes.text(-3.2, 5.4, r"$\mathrm{H}_\Delta(P, Q)$", color=Q)
    axes.text(-5.5, 1.2, "the excess, KL", color=R)
    return Picture(
        (left, limit()),
        "First, against the logarithm of the width: entropy and cross-entropy of two"
        " binned waiting times rise along lines of slope −1 as the bins shrink, from"
        f" {own[0]:.2f} and {other[0]:.2f} nats at width 1/2 to {own[-1]:.2f} and"
        f" {other[-1]:.2f} at width 1/256; the divergence stays between"
        f" {excess[0]:.3f} and {excess[-1]:.3f}. Second, the divergence against the"
        " width rises to its limit along a parabola.",
        r"Waiting times with the rates \(1\) and \(3\), in exact bins. First, halve the"
        r" width and both code lengths grow by \(\ln 2\); what lies between them stays."
        r" Second, the divergence alone, and the parabola that starts like it,"
        rf" \({klem.kl_exponential(*RATES):.4f} - \Delta^2/6\).",
    )


def limit():
    """The divergence of two waiting times against the width of the bins."""
    import numpy as np

    import klem

    widths = 32 / np.array([16, 20, 24, 32, 48, 64, 128, 512])
    excess = [excess_at(width) for width in widths]
    dense, end = np.linspace(0, 2, 100), klem.kl_exponential(*RATES)
    figure, axes = panel(xlabel=r"$\Delta$", ylabel="nats", ylim=(0.2, 1))
    axes.axhline(end, color=FAINT, lw=0.8)
    axes.plot(dense, end - np.ptp(RATES) ** 2 * dense**2 / 24, color=INK, lw=0.8)
    axes.plot(widths, excess, "o", color=R, ms=4)
    axes.text(2, end + 0.02, "the two densities", ha="right")
    axes.text(1.55, 0.66, "bins", color=R)
    axes.text(1.4, 0.45, "parabola", color=INK, ha="right")
    return figure


def excess_at(width: float) -> float:
    import klem

    return klem.kl_quantized(*(waiting(rate, width) for rate in RATES))


def waiting(rate: float, width: float):
    """An exponential law in its bins, each with its exact probability."""
    import numpy as np

    import klem

    return klem.quantize_cdf(lambda x: -np.exp(-rate * x), 0, 32, width=width)


@picture
def points() -> Picture:
    """Eight points against a density in ever narrower bins: −ln Δ stays."""
    import numpy as np

    widths = 2.0 ** -np.arange(11)
    against = [divergence_of_points(width) for width in widths]
    smooth = [excess_at(width) for width in widths[:9]]
    figure, axes = panel(xlabel=r"$\ln \Delta$", ylabel="nats", ylim=(-0.3, 6.5))
    at = np.log(widths)
    axes.plot(at, eight().mean() - np.log(EIGHT) - at, color=P, lw=0.8)
    axes.plot(at, against, "o", color=P, ms=4)
    axes.plot(at[: len(smooth)], smooth, "o-", color=R, ms=4)
    axes.text(-3.7, 3.4, "points against\ntheir own density", color=P)
    axes.text(-7.1, 1.2, "density against density", color=R)
    return Picture(
        (weights(), figure),
        "First: eight points, each with the weight 1/8, among bins of width 1/8 that"
        f" hold at most {waiting(1, 1 / 8).masses[0]:.3f}. Second, against the"
        f" logarithm of the width: their divergence grows from {against[0]:.2f} nats at"
        f" width 1 to {against[-1]:.2f} at width 1/1024, along a line of slope −1,"
        f" while that of two densities stays near {smooth[-1]:.2f}.",
        "First, eight points keep their weights while the bins of the density (filled)"
        " sink. So their divergence grows (second), and yet the density is as good as"
        r" one could wish: the points are quantiles of it. The line is"
        r" \(-\ln N - \frac{1}{N} \sum_n \ln q(x_n) - \ln \Delta\). In the widest bins"
        " several points share a bin, and there the dots leave the line.",
    )


def weights():
    """Eight points with their weights, among the bins of their density."""
    import numpy as np

    width = 1 / 8
    q = waiting(1, width)
    figure, axes = panel(xlabel="$x$", ylabel="probability", ylim=(0, 0.16))
    axes.stairs(q.masses[:40], width * np.arange(41), color=Q, fill=True, alpha=0.5)
    axes.vlines(eight(), 0, 1 / EIGHT, color=P, lw=0.8)
    axes.plot(eight(), np.full(EIGHT, 1 / EIGHT), "o", color=P, ms=4)
    axes.text(1.6, 0.14, "points, 1/8 each", color=P, va="center")
    axes.text(2.9, 0.03, r"bins of $q$, $\Delta = 1/8$", color=Q)
    return figure


def eight():
    """Quantiles of the exponential law of rate 1."""
    import numpy as np

    return -np.log1p(-(np.arange(EIGHT) + 0.5) / EIGHT)


def divergence_of_points(width: float) -> float:
    """Shares of the points in bins against the exponential law of rate 1."""
    import numpy as np

    import klem

    q = waiting(1, width)
    counts = np.histogram(eight(), bins=width * np.arange(len(q.masses) + 1))[0]
    return float(klem.kl_divergence(counts / EIGHT, q.masses / q.masses.sum()))


@picture
def two_units() -> Picture:
    """The same bins with q per metre and per decimetre: a logarithm of 10 is left."""
    import numpy as np

    p, q = cut(0, 1, 1 / 2), cut(1, 1.5, 1 / 2)
    edges = np.append(p.points - p.width / 2, HIGH)
    panels, sums = [], []
    for scale, unit in ((1, "metre"), (10, "decimetre")):
        heights = q.densities / scale
        sums.append((p.masses * np.log(p.densities / heights)).sum())
        figure, axes = panel(xlabel="$x$, metres", ylabel="height", ylim=(0, 0.45))
        axes.set(xlim=(-4, 6))
        axes.stairs(p.densities, edges, color=P, fill=True, alpha=0.3)
        axes.stairs(heights, edges, color=Q, fill=True, alpha=0.5)
        axes.text(1.4, 0.4, "$p_i$ per metre", color=P)
        axes.text(1.4, 0.35, f"$q_i$ per {unit}", color=Q)
        axes.text(1.4, 0.29, rf"$\sum P_i\,\ln(p_i/q_i) = {sums[-1]:.3f}$")
        panels.append(figure)
    return Picture(
        tuple(panels),
        "The same two laws in the same bins twice. First, both heights per metre: the"
        f" sum is {sums[0]:.3f}. Second, q per decimetre, ten times lower: the sum is"
        f" {sums[1]:.3f}.",
        "One pair of laws, one set of bins. First, both heights are per metre. Second,"
        r" those of \(q\) are per decimetre, and the sum of the bare heights is too"
        rf" large by \(\ln 10\), {number(sums[1] - sums[0], 3)}.",
    )
