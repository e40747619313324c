"""The four forms of a covariance, by scikit-learn's names.

A form says which products of coordinates the log joint is linear in, T(x) = (1, x,
products), gives the natural parameters η with η·T(x) = ln π_k N(x|μ_k, Σ_k), and reads
covariances off the sums of T.
"""

from klem._axes import Axes
from klem._checks import Array
from klem._law import Law
from klem._matrices import Matrices

Form = Matrices | Axes
FORMS: dict[str, Form] = {
    "full": Matrices(tied=False),
    "tied": Matrices(tied=True),
    "diag": Axes(equal=False),
    "spherical": Axes(equal=True),
}


def law_of(form: Form, weights: Array, means: Array, covariances: Array) -> Law:
    return Law(weights, means, form.root(covariances))
