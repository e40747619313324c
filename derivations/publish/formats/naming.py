"""Python names for letters: those of the field, and no two for different things."""

import re
from collections.abc import Iterator
from itertools import count
from keyword import iskeyword

from sympy import IndexedBase, Symbol

from derivations.kernel.names import Named

INNER = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def identifier(label: str) -> str:
    """theta__old is theta_old, and lambda, a word of Python's, is lambda_."""
    name = label.replace("__", "_")
    return f"{name}_" if iskeyword(name) else name


def snake(name: Named) -> str:
    """WeightedMean is weighted_mean, and KL is kl."""
    return INNER.sub("_", type(name).__name__).lower()


def dashed(label: str) -> Iterator[str]:
    """alpha, alpha_ and so on: letters that look alike, as alpha and alpha_k do."""
    return (f"{label}{'_' * more}" for more in count())


def numbered(label: str) -> Iterator[str]:
    """phi, phi_2, phi_3 and so on."""
    yield label
    yield from (f"{label}_{number}" for number in count(2))


class Names:
    """Gives each thing a name when it is first met, and keeps it."""

    def __init__(self, *reserved: str):
        self.taken = set(reserved)
        self.of: dict = {}

    def letter(self, thing: Symbol | IndexedBase) -> str:
        label = thing.label if isinstance(thing, IndexedBase) else thing
        return self.named(thing, dashed(identifier(str(label))))

    def part(self, name: Named) -> str:
        """A name for what a named quantity means."""
        return self.named(name, numbered(snake(name)))

    def named(self, thing, wanted: Iterator[str]) -> str:
        if thing not in self.of:
            self.of[thing] = next(name for name in wanted if name not in self.taken)
            self.taken.add(self.of[thing])
        return self.of[thing]
