"""What the kernel asks of python-flint, by mpmath's intervals: for browsers only.

Results are enclosures, as FLINT's are, only slower. The field of quotients, by which
steps are decided, is not here: so in a browser no step is decided.
"""

from derivations.live.intervals.complexes import acb
from derivations.live.intervals.precision import ctx
from derivations.live.intervals.rationals import fmpq, fmpq_mat
from derivations.live.intervals.reals import arb

__all__ = ["acb", "arb", "ctx", "fmpq", "fmpq_mat", "fmpz"]
fmpz = int


def __getattr__(name: str):
    """The kernel's own series stand for FLINT's; they need `fmpq` from here first."""
    if name == "arb_series":
        from derivations.evaluation.series import Series

        return Series
    if name == "fmpq_mpoly_ctx":
        return None
    raise AttributeError(f"the intervals of a browser have no {name}")
