"""Pictures of information: in one outcome, and on the average over all of them."""

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

HORSES = (1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 64, 1 / 64, 1 / 64, 1 / 64)
BIASES = (1 / 2, 1 / 10)  # of two coins


@picture
def bits_and_nats() -> Picture:
    """Information against probability, on both scales, and over its line."""
    import numpy as np

    import klem

    p = np.linspace(0.02, 1, 300)
    left, axes = panel(xlabel="$p$", ylabel="$h$ in nats")
    axes.set(xlim=(0, 1.02), ylim=(0, 3.1))
    bits = axes.secondary_yaxis("right", functions=(to_bits, to_nats))
    bits.set_ylabel("$h$ in bits")
    bits.spines["right"].set_visible(True)
    axes.plot(p, klem.information(p), color=P)
    told = []
    for n in (1, 2, 3):
        at, height = 2.0**-n, float(klem.information(2.0**-n))
        told.append(f"p = 1/{2**n}, {number(height, 3)} nats or {n} bit{'s' * (n > 1)}")
        axes.plot([at, at, 1.02], [0, height, height], color=FAINT, lw=0.8, zorder=0)
        axes.plot(at, height, "o", color=INK, ms=4)
        axes.text(at + 0.02, height + 0.06, f"$p = 1/{2**n}$")
    right, axes = panel(xlabel="$p$", ylabel="nats")
    axes.set(xlim=(0, 1.02), ylim=(0, 3.1))
    axes.plot(p, klem.information(p), color=P)
    axes.plot(p, 1 - p, color=Q)
    axes.fill_between(p, 1 - p, klem.information(p), color=FAINT, alpha=0.25)
    axes.text(0.24, 1.55, r"$h = -\ln p$", color=P)
    axes.text(0.09, 1.15, r"$\psi(p)$")
    axes.text(0.26, 0.25, "$1 - p$", color=Q)
    return Picture(
        (left, right),
        "First: information falls from beyond 3 nats at p near 0 to 0 at p = 1. Marked:"
        f" {'; '.join(told)}. Second: the same curve lies above the line"
        " 1 − p and touches it at p = 1.",
        r"First, \(h\) against \(p\), in nats and in bits: each halving of \(p\) adds"
        r" one bit. Second, \(h\) is never below \(1 - p\); what lies between is"
        r" \(\psi(p) = p - 1 - \ln p\).",
    )


def to_bits(nats):
    import numpy as np

    return nats / np.log(2)


def to_nats(bits):
    import numpy as np

    return bits * np.log(2)


@picture
def coins_and_horses() -> Picture:
    """The entropy of a coin against its bias; eight horses, even and uneven."""
    import numpy as np

    import klem

    p, even = np.linspace(0, 1, 401), np.full(8, 1 / 8)
    left, axes = panel(xlabel="$p$", ylabel="entropy in bits", ylim=(0, 1.15))
    axes.plot(p, klem.entropy_bernoulli(p, base=2), color=P)
    for bias in BIASES:
        height = klem.entropy_bernoulli(bias, base=2)
        axes.plot([bias, bias], [0, height], color=FAINT, lw=0.8, zorder=0)
        axes.plot(bias, height, "o", color=INK, ms=4)
        axes.text(bias + 0.03, height + 0.03, f"{height:.3g} bit")
    right, axes = panel(xlabel="horse", ylabel="chance", ylim=(0, 0.56))
    horse = np.arange(1, 9)
    axes.bar(horse - 0.2, HORSES, 0.4, color=Q)
    axes.bar(horse + 0.2, even, 0.4, color=P)
    axes.set_xticks(horse)
    uneven, most = (klem.entropy(list(law), base=2) for law in (HORSES, even))
    axes.text(2.6, 0.4, f"uneven: {uneven:.3g} bits", color=Q)
    axes.text(4.2, 0.16, f"even: {most:.3g} bits", color=P)
    at_tenth = number(float(klem.entropy_bernoulli(1 / 10, base=2)), 3)
    return Picture(
        (left, right),
        "First: the entropy of a coin against the probability p of heads, an arch that"
        " is zero at p = 0 and p = 1 and highest at p = 1/2, with 1 bit; at p = 1/10 it"
        f" is {at_tenth} bit. Second: bars of the chances of eight horses. Even chances"
        f" of 1/8 have an entropy of {most:.3g} bits, the uneven ones, which fall from"
        f" 1/2 to 1/64, of {uneven:.3g} bits.",
        r"First, the entropy of a coin that shows heads with probability \(p\): most at"
        " even odds, nothing when the result is certain. Second, two races: where one"
        " horse is the favourite, the name of the winner tells less on average.",
    )


@picture
def missing_to_uniform() -> Picture:
    """Entropy and divergence from the uniform law make ln K between them."""
    import numpy as np

    import klem

    first, uniform = np.linspace(1e-9, 1, 400), np.full(4, 1 / 4)
    laws = np.stack([first, *[(1 - first) / 3] * 3], axis=-1)
    entropy = np.asarray(klem.entropy(laws))
    missing = klem.kl_divergence(laws, uniform)
    figure, axes = panel(4.6, 3.0, xlabel="$p_1$", ylabel="nats", ylim=(0, 1.62))
    axes.set_xlim(0, 1)
    axes.stackplot(first, entropy, missing, colors=(P, Q), alpha=0.25)
    axes.plot(first, entropy, color=P)
    axes.plot(first, entropy + missing, color=INK, lw=0.8)
    axes.plot(1 / 4, np.log(4), "o", color=INK, ms=4)
    axes.text(0.25, 1.45, r"$p = u$", ha="center")
    axes.text(0.98, 1.45, r"$\ln 4$", ha="right")
    axes.text(0.3, 0.6, r"$\mathrm{H}[p]$", color=P)
    axes.text(0.75, 1.1, r"$\mathrm{KL}(p\,\Vert\,u)$", color=Q)
    return Picture(
        (figure,),
        "Four outcomes, the first with probability p₁, the others equal. The entropy"
        f" rises from {number(entropy[0], 3)} nats at p₁ = 0 to ln 4, which is"
        f" {number(entropy.max(), 3)}, at p₁ = 1/4, and falls to 0 at p₁ = 1. The"
        " divergence from the uniform law fills the rest, so that the two always make"
        " ln 4.",
        r"Four outcomes, the first with probability \(p_1\), the other three alike."
        r" Entropy (below) and divergence from the uniform law \(u\) (above) add up to"
        r" \(\ln 4\) nats whatever \(p_1\) is, so entropy is most where divergence is"
        " zero.",
    )
