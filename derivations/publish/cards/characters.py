"""Words and formulas where there is no HTML: indices and signs as characters."""

import re

from derivations.publish.cards.words import INDEX, RAISED
from derivations.publish.formats.signs import script

MINUS = re.compile(r"(?<!\w)-|-(?!\w)")  # not the hyphen of M-step


def characters(text: str) -> str:
    """Words and formulas with low indices and true minus signs: γ_nk - 1 is γₙₖ − 1."""
    raised = RAISED.sub(lambda old: script("^", old[1], ""), text)
    low = INDEX.sub(lambda index: script("_", index[1], ""), raised)
    return MINUS.sub("−", low)
