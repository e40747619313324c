"""Few points, many components: what maximum likelihood does, and what a prior does."""

from derivations.publish.pictures.restricted import ellipse, eruptions
from derivations.publish.pictures.style import FAINT, INK, P, Picture, Q, panel, picture

EVERY, COMPONENTS = 12, 4
WIDE = 0.01  # a standard deviation under it is a collapse


def few():
    """One eruption of twelve, in units of the deviations of all."""
    return eruptions()[::EVERY]


def fitted(prior: bool):
    """Four components; without a prior one of them ends on the floor."""
    import warnings

    import klem

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", klem.CollapseWarning)
        return klem.GaussianMixture(
            COMPONENTS,
            prior=klem.Prior() if prior else None,
            random_state=0,
            tol=1e-8,
            max_iter=2000,
        ).fit(few())


@picture
def few_points() -> Picture:
    """The same points and the same start, without and with a prior."""
    import numpy as np

    panels, found, points = [], [], few()
    for prior, title in ((False, "maximum likelihood"), (True, "with the prior")):
        model = fitted(prior)
        figure, axes = panel(
            3, 3, xlabel="duration", ylabel="wait", xlim=(-3, 3), ylim=(-3, 3)
        )
        axes.set_aspect("equal")
        axes.set_title(title)
        axes.plot(*points.T, ".", color=FAINT, ms=5)
        least = np.sqrt([np.linalg.eigvalsh(c)[0] for c in model.covariances_])
        for mean, shape, width in zip(
            model.means_, model.covariances_, least, strict=True
        ):
            axes.plot(*ellipse(mean, shape), color=P if width > WIDE else Q)
            axes.plot(*mean, "+", color=INK)
        panels.append(figure)
        found.append(f"{title}: {np.sum(least < WIDE)} of {COMPONENTS} collapsed")
    return Picture(
        tuple(panels),
        f"{len(points)} points in two clouds, and four ellipses, twice. "
        + "; ".join(found)
        + ". With the prior no ellipse is a line.",
        f"Every twelfth eruption of Old Faithful, {len(points)} points, and four"
        " components, from the same start; the lines are two standard deviations away."
        " Without a prior one component falls onto a few points that lie on a line,"
        " as far as the floor lets it.",
    )
