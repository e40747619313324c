"""A generator of random numbers, from whatever names one."""

from __future__ import annotations

from typing import Any

import numpy as np


def generator(state: Any) -> np.random.Generator:
    """The generator of a seed; an older RandomState gives the seed."""
    if isinstance(state, np.random.RandomState):
        state = state.randint(2**31)
    elif state is np.random:
        state = None  # scikit-learn's word for whatever comes
    return np.random.default_rng(state)
