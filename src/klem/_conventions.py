"""What scikit-learn asks of an estimator, without importing it.

Parameters are what `__init__` takes, kept as given; `get_params`, `set_params` and the
tags let it clone, search and chain the estimator. Its own classes are used where it is
already in memory, so that its `except NotFittedError` catches ours.
"""

from __future__ import annotations

import inspect
import sys
from typing import Any, Self

import numpy as np

from klem._rows import names_of


class NotFittedError(ValueError, AttributeError):
    """A method needs what `fit` finds, and `fit` has not been called."""


def not_fitted(name: str) -> Exception:
    known = sys.modules.get("sklearn.exceptions")
    error: type[Exception] = getattr(known, "NotFittedError", NotFittedError)
    return error(f"expected a fitted {name}: call fit first")


class Parameters:
    """What `__init__` takes, to be read, set and shown."""

    @classmethod
    def _names(cls) -> list[str]:
        return sorted(set(inspect.signature(cls.__init__).parameters) - {"self"})

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters by name, as they were given.

        With `deep` those of a parameter that has its own too, as `prior__scatter`.
        """
        own = {name: getattr(self, name) for name in self._names()}
        if not deep:
            return own
        nested = {
            f"{name}__{inner}": value
            for name, held in own.items()
            if isinstance(held, Parameters)
            for inner, value in held.get_params().items()
        }
        return own | nested

    def set_params(self, **params: Any) -> Self:
        """Change parameters by name.

        Raises:
            ValueError: there is no such parameter.
        """
        for name in sorted(params, key=lambda name: "__" in name):
            own, _, inner = name.partition("__")
            held = getattr(self, own) if own in self._names() else None
            if inner and isinstance(held, Parameters):
                held.set_params(**{inner: params[name]})
            elif name in self._names():
                setattr(self, name, params[name])
            else:
                raise ValueError(
                    f"Invalid parameter {name!r} for estimator {self!r}. Valid "
                    f"parameters are: {self._names()!r}."
                )
        return self

    def __repr__(self) -> str:
        """The call that makes it, with the parameters that are not the default."""
        known = inspect.signature(type(self).__init__).parameters
        given = [
            f"{name}={value!r}"
            for name, value in self.get_params(deep=False).items()
            if value is not known[name].default
            and not (np.isscalar(value) and value == known[name].default)
        ]
        return f"{type(self).__name__}({', '.join(given)})"


class Conventions(Parameters):
    """An estimator's parameters, its tags, and the columns that it was fitted to."""

    def _marginalizes(self) -> bool:
        """Whether NaN is a missing entry."""
        return bool(self.get_params()["missing"] == "marginalize")

    def __sklearn_is_fitted__(self) -> bool:
        """Whether there are parameters to predict with."""
        return hasattr(self, "means_")

    def __sklearn_tags__(self) -> Any:
        """What scikit-learn may expect of us."""
        from sklearn.utils import InputTags, Tags, TargetTags

        return Tags(
            estimator_type="density_estimator",
            target_tags=TargetTags(required=False),
            transformer_tags=None,
            classifier_tags=None,
            regressor_tags=None,
            input_tags=InputTags(allow_nan=self._marginalizes()),
        )

    def _learn_columns(self, X: Any, D: int) -> None:
        """Keep how many columns there are, and their names, if they have any."""
        self.n_features_in_ = D
        names = names_of(X)
        if names is not None:
            self.feature_names_in_ = names
        elif hasattr(self, "feature_names_in_"):
            del self.feature_names_in_

    def _require_columns(self, X: Any, D: int) -> None:
        """Refuse other columns than those of the fit."""
        name = type(self).__name__
        if D != self.n_features_in_:
            raise ValueError(
                f"X has {D} features, but {name} is expecting {self.n_features_in_} "
                "features as input"
            )
        known, given = getattr(self, "feature_names_in_", None), names_of(X)
        if known is not None and given is not None and list(known) != list(given):
            raise ValueError(
                "The feature names should match those that were passed during fit: "
                f"expected {list(known)}, got {list(given)}"
            )
