"""Two laws on three outcomes, as points of a triangle: both directions of KL.

The laws are those with whole 24ths. A divergence does not mind if outcomes change
places in both laws at once, so only the p with falling probabilities are kept.
"""

from typing import Any

from derivations.publish.pictures.play.playground import Words, digits, file, put
from derivations.publish.pictures.simplex import triangle

PARTS = 24
PLACES = 3
NEAR = 1 / 16  # of a part: where the curves are drawn from, next to an edge with ∞

WORDS = Words(
    "Playground: two laws on three outcomes, and both directions of the divergence",
    r"<strong>Try this.</strong> Drag \(q\) towards an edge of the triangle, where one"
    r" outcome gets nothing: \(\operatorname{KL}(p \,\|\, q)\) grows without end, and"
    r" \(\operatorname{KL}(q \,\|\, p)\) does not.",
    r"Each point of the triangle is a law on the outcomes \(a\), \(b\) and \(c\); at"
    r" a corner it gives all to one. The curves lead through the laws that are as far"
    r" from \(p\) as \(q\) is: blue, by what \(q\) costs where \(p\) is true; orange,"
    r" by what \(p\) costs where \(q\) is true. Close to \(p\) the two nearly agree."
    r" The handles stop at whole 24ths; for each pair of them klem has computed the"
    " numbers, in nats, when this page was built.",
)


def play() -> None:
    put("simplex", triangle, table, WORDS)


def files():
    yield file("simplex", table)


def laws() -> list[tuple[int, int, int]]:
    """All laws with whole 24ths, as numbers of them."""
    whole = range(PARTS + 1)
    return [(a, b, PARTS - a - b) for a in whole for b in whole if a + b <= PARTS]


def falling() -> list[tuple[int, int, int]]:
    return [law for law in laws() if law[0] >= law[1] >= law[2]]


def table() -> dict[str, Any]:
    """Entropy, cross-entropy and divergence of each pair, in thousandths of a nat."""
    import numpy as np

    import klem

    p, q = (np.array(x) / PARTS for x in (falling(), laws()))
    own = p[:, None]
    return {
        "parts": PARTS,
        "near": NEAR,
        "entropy": digits(np.array(klem.entropy(p)), PLACES),
        "cross": [digits(row, PLACES) for row in np.array(klem.cross_entropy(own, q))],
        "kl": [digits(row, PLACES) for row in np.array(klem.kl_divergence(own, q))],
        "rim": [digits(x, PLACES) for x in np.array(klem.kl_divergence(own, rim()))],
    }


def rim():
    """The laws on the edges, moved inwards a little."""
    import numpy as np

    moved = np.maximum([law for law in laws() if 0 in law], NEAR)
    return moved / moved.sum(axis=1, keepdims=True)
