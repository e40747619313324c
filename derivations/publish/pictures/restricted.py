"""Old Faithful again, with two components whose covariances have fewer parameters."""

from derivations.publish.pictures.style import FAINT, INK, P, Picture, Q, panel, picture

KINDS = ("full", "tied", "diag", "spherical")
WORDS = dict(zip(KINDS, ("full", "tied", "diagonal", "spherical"), strict=True))


def eruptions():
    """Duration and wait, each about its mean and in units of its deviation."""
    import klem

    data = klem.old_faithful()
    return (data - data.mean(axis=0)) / data.std(axis=0)


def fitted(kind: str):
    import klem

    made = klem.GaussianMixture(
        2, covariance_type=kind, means_init=[[-1, -1], [1, 1]], tol=1e-9, max_iter=500
    )
    return made.fit(eruptions())


def matrices(model, kind: str):
    """The covariance of each component, as a matrix."""
    import numpy as np

    held = model.covariances_
    if kind == "full":
        return held
    if kind == "tied":
        return np.stack([held, held])
    return [np.eye(2) * variances for variances in held]


def ellipse(mean, covariance):
    """The points at two standard deviations from the mean."""
    import numpy as np

    turn = np.linspace(0, 2 * np.pi, 121)
    circle = 2 * np.array([np.cos(turn), np.sin(turn)])
    return mean[:, None] + np.linalg.cholesky(covariance) @ circle


@picture
def four_kinds() -> Picture:
    """The same data and four kinds of covariance."""
    x, panels, found = eruptions(), [], []
    for kind in KINDS:
        model = fitted(kind)
        value = model.score(x) * len(x)
        figure, axes = panel(
            3, 3, xlabel="duration", ylabel="wait", xlim=(-3, 3), ylim=(-3, 3)
        )
        axes.set_aspect("equal")  # or circles would not look it
        axes.set_title(f"{WORDS[kind]}: {value:.1f} nats".replace("-", "−"))
        axes.plot(*x.T, ".", color=FAINT, ms=3)
        shapes = matrices(model, kind)
        for mean, shape, colour in zip(model.means_, shapes, (P, Q), strict=True):
            axes.plot(*ellipse(mean, shape), color=colour)
            axes.plot(*mean, "+", color=INK)
        panels.append(figure)
        found.append(f"{WORDS[kind]} {value:.1f} nats")
    return Picture(
        tuple(panels),
        "Two clouds of points with an ellipse on each, four times. Full: two tilted"
        " ellipses of different size. Tied: the same tilted ellipse twice. Diagonal:"
        " two upright ones. Spherical: two circles. Log-likelihoods: "
        + ", ".join(found)
        + ".",
        "Eruptions of Old Faithful, duration and wait, each less its mean and divided"
        " by its standard deviation, and two components fitted by EM; the lines are two"
        " standard deviations away. Each title has the log-likelihood of the fit.",
    )
