"""What an observed coordinate says of the other, and Old Faithful with gaps."""

from derivations.publish.pictures.restricted import ellipse
from derivations.publish.pictures.style import FAINT, INK, P, Picture, Q, panel, picture

MEAN, COVARIANCE, SEEN = (1, 2), ((4, 2), (2, 3)), 3


def guess() -> tuple[float, float]:
    """The conditional mean and deviation of the second coordinate."""
    import numpy as np

    (a, b), (_, c) = COVARIANCE
    return MEAN[1] + b / a * (SEEN - MEAN[0]), np.sqrt(c - b * b / a)


def with_gaps():
    """Old Faithful without the wait after every second long eruption."""
    import klem

    data = klem.old_faithful().copy()
    data[(data[:, 0] > 3).nonzero()[0][::2], 1] = float("nan")
    return data


def fitted(data):
    import numpy as np

    import klem

    model = klem.GaussianMixture(
        2,
        missing="marginalize",
        means_init=np.array([[2, 55], [4.3, 80]]),
        tol=1e-9,
        max_iter=500,
    )
    return model.fit(data)


def completed(data):
    """The gaps filled with the mean of the column."""
    import numpy as np

    return np.where(np.isnan(data), np.nanmean(data, axis=0), data)


def conditional_panel():
    import numpy as np

    figure, axes = panel(
        3, 3, xlabel="first entry", ylabel="second entry", xlim=(-5, 7), ylim=(-3, 7)
    )
    mean, deviation = guess()
    axes.plot(*ellipse(np.array(MEAN), np.array(COVARIANCE)), color=P)
    axes.plot(*MEAN, "+", color=INK)
    axes.axvline(SEEN, color=FAINT)
    axes.plot([SEEN] * 2, [mean - 2 * deviation, mean + 2 * deviation], color=Q, lw=3)
    axes.plot(SEEN, mean, "o", color=Q)
    axes.set_title("the first entry is 3, the second is missing")
    return figure


def faithful_panel():
    figure, axes = panel(
        3, 3, xlabel="duration, min", ylabel="wait, min", xlim=(1, 6), ylim=(40, 100)
    )
    data = with_gaps()
    axes.plot(*data.T, ".", color=FAINT, ms=3)
    for points, colour, line in ((data, P, "-"), (completed(data), Q, "--")):
        model = fitted(points)
        for mean, spread in zip(model.means_, model.covariances_, strict=True):
            axes.plot(*ellipse(mean, spread), line, color=colour)
    axes.set_title("every second wait of the long ones is missing")
    return figure


@picture
def what_is_left() -> Picture:
    """A conditional law, and two fits of data with gaps."""
    return Picture(
        (conditional_panel(), faithful_panel()),
        "Left: an ellipse, a vertical line through it at the observed value, and on it"
        " a bar about a dot, above the centre of the ellipse. Right: a cloud of short"
        " and one of long eruptions. The solid ellipses lie on both; the dashed ones"
        " of the completed data are drawn out towards the column's mean.",
        "Left: a Gaussian at two standard deviations, and what it says of the second"
        " entry where the first is 3: the mean and two standard deviations either way."
        " Right: Old Faithful with gaps, two components by EM with marginals (solid),"
        " and with the mean of the column in each gap (dashed).",
    )
