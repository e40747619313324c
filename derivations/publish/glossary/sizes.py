"""Indices, which run from 1 unless said, and the sizes that they run up to."""

from derivations.notation import D, J, K, N, a, b, d, ell, i, j, k, m, n
from derivations.publish.glossary.row import Row

ROWS = (
    Row((i,), "an outcome, a cell or a bin; in {D} dimensions a coordinate", "index"),
    Row((j,), "one more index beside {i}, {k} or {a}, over the same range", "index"),
    Row((k,), "a component of a mixture; in a sum over outcomes, an outcome", "index"),
    Row((n,), "a data point", "index"),
    Row((n,), "how many answers", "index", where=("information/index.md",)),
    Row((a,), "a coordinate of a point", "index"),
    Row((b, d), "a second coordinate, beside {a}", "index"),
    Row(
        (m,),
        "the outcome of a coin, 0 or 1",
        "index",
        where=("kl/families.md", "kl/not-a-distance.md"),
    ),
    Row(
        (m,),
        "the number of a bin, from 0; in 2ᵐ, how often the width is halved",
        "index",
        where=("information/", "kl/bin-width.md"),
    ),
    Row((m,), "any data point but {n}", "index", where=("gmm/",)),
    Row((ell,), "the number of a bin on the whole line: it begins at ℓΔ", "index"),
    Row((N,), "how many data points, or cells in a sum over {i} up to {N}", "size"),
    Row(
        (K,),
        "how many components, outcomes, or values of the hidden variable",
        "size",
        "components",
    ),
    Row((D,), "how many dimensions a point has", "size"),
    Row((J,), "how many values of {z} have a positive {q}", "size"),
)
