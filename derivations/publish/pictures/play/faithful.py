"""EM on Old Faithful from starts that a reader chooses, one half step at a time.

Each choice of starting points is a run of klem in a file of its own, fetched when it is
chosen. A run keeps the numbers of each iteration, the ellipses, and how each point is
shared, in tenths, for its colour.
"""

import re
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from typing import Any

from derivations.publish.pictures.mixtures import strip
from derivations.publish.pictures.play.playground import Words, digits, file, put

NINE = list(product((2.0, 3.25, 4.5), (55.0, 67.5, 80.0)))
SIX = [spot for spot in NINE if spot[1] != 67.5]
FIVE = [NINE[0], NINE[2], NINE[4], NINE[6], NINE[8]]
SPOTS = {1: NINE, 2: NINE, 3: SIX, 4: FIVE}  # where a component can start
LONGEST = 60  # iterations
PLACES = 3
TENTHS = "0123456789X"

WORDS = Words(
    "Playground: EM on Old Faithful, step by step",
    "<strong>Try this.</strong> Press Play, then drag a square to start elsewhere, or"
    r" take another \(K\): the log-likelihood never falls, but the hill that it climbs"
    " depends on the start.",
    "272 eruptions of Old Faithful; ellipses at one and two standard deviations. The"
    " E-step colours each point by its responsibilities, the M-step moves the ellipses."
    " Every run begins with equal weights and, for each component, the covariance of"
    f" all points; it ends when a step gains next to nothing, or after {LONGEST}"
    " iterations. The squares stop at a few places; the run from each choice was"
    " computed by klem when this page was built.",
)


def play() -> None:
    put("faithful", strip, run, WORDS)


def files() -> Iterator[tuple[str, str]]:
    yield file("faithful", table)
    for kinds, spots in SPOTS.items():
        for chosen in combinations_with_replacement(range(len(spots)), kinds):
            yield file(name(chosen), run, chosen)


def name(chosen: tuple[int, ...]) -> str:
    """The file of a run: how many components, and the places where they start."""
    return f"faithful/{len(chosen)}-{''.join(map(str, chosen))}"


def points():
    """The eruptions, by their length: neighbours change together."""
    import klem

    rows = klem.old_faithful()
    return rows[rows[:, 0].argsort(kind="stable")]


def table() -> dict[str, Any]:
    """The points and the places, in thousandths of a minute."""
    return {
        "points": [digits(row, PLACES) for row in points()],
        "spots": {kinds: spots for kinds, spots in SPOTS.items()},
    }


def run(chosen: tuple[int, ...]) -> dict[str, Any]:
    """What klem does from these places: numbers, ellipses and shares by iteration."""
    import numpy as np

    import klem

    rows, steps, kinds = points(), [], len(chosen)
    means = np.array([SPOTS[kinds][spot] for spot in chosen])
    spread = np.stack([np.cov(rows.T)] * kinds)
    models = [klem.Mixture(np.full(kinds, 1 / kinds), means, spread)]

    def keep(step, model) -> None:
        steps.append(step)
        models.append(model)

    ended = follow(models[0], rows, keep)
    return {
        "ended": ended,
        "heights": digits([steps[0].start, *(s.log_likelihood for s in steps)], PLACES),
        "touches": digits((s.after_e_step for s in steps), PLACES),
        "bounds": digits((s.after_m_step for s in steps), PLACES),
        "weights": [digits(m.weights, PLACES) for m in models],
        "means": [[digits(mean, 2) for mean in m.means] for m in models],
        "roots": [roots(m) for m in models],
        "shares": shares([m.responsibilities(rows) for m in models]),
    }


def follow(model, rows, keep) -> str:
    """Run EM, and say how it ended: settled, cut, or collapsed."""
    import klem

    try:
        fit = klem.expectation_maximization(
            model, rows, max_iterations=LONGEST, progress=keep
        )
    except klem.CollapsedComponentError:
        return "collapsed"
    return "settled" if fit.converged else "cut"


def roots(model) -> list[list[int | None]]:
    """The lower triangle of each covariance's Cholesky root, to draw an ellipse."""
    import numpy as np

    made = np.linalg.cholesky(model.covariances)
    return [digits(root[np.tril_indices(2)], 2) for root in made]


def shares(responsibilities) -> list[str]:
    """Tenths of each point by component, but for the last; a dot is no change."""
    letters = [
        [TENTHS[round(10 * share)] for share in each[:, :-1].T.ravel()]
        for each in responsibilities
    ]
    before = [[""] * len(letters[0]), *letters]
    return [
        shortened("".join("." if a == b else b for a, b in zip(old, new, strict=True)))
        for old, new in zip(before, letters, strict=False)
    ]


def shortened(text: str) -> str:
    return re.sub(r"\.{4,}", lambda dots: f"({len(dots[0])})", text)
