"""A formula for a page: its LaTeX, which the page sets."""

from collections.abc import Callable


def tex(show: Callable[..., str], *formula) -> str:
    """As on the card; in SymPy's words where a reader made what cannot be set."""
    try:
        return show(*formula)
    except (AttributeError, TypeError, ValueError):  # a name with wrong arguments
        said = ", ".join(str(part) for part in formula if part is not None)
        return rf"\texttt{{{said.replace('_', ' ')}}}"
