"""The eruptions of Old Faithful: two clusters that two Gaussians describe well."""

from importlib.resources import files

import numpy as np

from klem._checks import Array


def old_faithful() -> Array:
    """272 eruptions: minutes that each lasted, and minutes until the next.

    Source: A. Azzalini and A. W. Bowman (1990), "A look at some data on the Old
    Faithful geyser", Applied Statistics 39, 357-365; the 272 rows as distributed with
    R under the name `faithful`.

    Returns:
        Shape (272, 2), in minutes: column 0 `eruptions`, column 1 `waiting`.
    """
    with (files("klem") / "old_faithful.csv").open() as rows:
        return np.loadtxt(rows, delimiter=",", skiprows=1)
