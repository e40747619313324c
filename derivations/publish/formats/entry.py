"""Letters and entries of arrays in NumPy, where indices count from 0.

Each letter of the sums around an entry has an axis: mu[k, a] stands as mu[:, :, None]
where a third axis follows, and as mu where none does.
"""

from sympy import Expr, Indexed, Symbol

from derivations.publish.formats.extents import Extent, Extents, Scope, end
from derivations.publish.formats.naming import dashed
from derivations.publish.formats.plainly import NoCopy
from derivations.publish.formats.readable import Readable

FUNCTIONS = {"log": "np.log", "exp": "np.exp", "sqrt": "np.sqrt", "Abs": "np.abs"}


class Entries(Readable):
    """Prints letters and entries, within the sums that `scope` holds."""

    def __init__(self, extents: Extents, letters: set[Symbol]):
        super().__init__("np")
        self.extents, self.letters = extents, letters
        self.scope: Scope = {}
        self.axes: tuple[Symbol, ...] = ()
        self.ranges: dict[str, str] = {}  # names of letters as arrays, and how made

    def _print_Function(self, e):
        name = type(e).__name__
        if name not in FUNCTIONS:
            raise NoCopy(f"{name} has no NumPy name yet: add it to formats/entry.py")
        return f"{FUNCTIONS[name]}({', '.join(map(self._print, e.args))})"

    def _print_Abs(self, e):
        return self._print_Function(e)

    def _print_ExpBase(self, e):
        return self._print_Function(e)

    def _print_Pow(self, e, rational=False):
        text = super()._print_Pow(e)
        return f"np.{text}" if text.startswith("sqrt(") else text

    def _print_Pi(self, e):
        return "np.pi"

    def _print_Exp1(self, e):
        return "np.e"

    def _print_KroneckerDelta(self, e):
        one, other = map(self.index, e.args)
        return f"np.where({one} == {other}, 1, 0)"

    def _print_Symbol(self, e):
        """A letter as a number: one that counts entries is one more than its index."""
        if e not in self.letters:
            return self.numbers(e) if e in self.scope else self.names.letter(e)
        return f"({self.index(e)} + 1)"

    def numbers(self, letter: Symbol) -> str:
        lo, hi = self.scope[letter]
        return self.range(letter, f"{lo}, {hi + 1}, dtype=float")

    def index(self, e: Expr) -> str:
        """Counted from 0."""
        if e in self.scope:
            return self.range(e, self.stretch(e))
        if e.is_Indexed or e.is_Symbol:
            return self._print(e) if e.is_Indexed else self.names.letter(e)
        return self.whole(e - 1)

    def stretch(self, letter: Symbol) -> str:
        if self.is_masked(letter):
            return self.whole(end(letter, self.scope))
        lo, hi = self.scope[letter]
        start = "" if lo == 1 else f"{self.whole(lo - 1)}, "
        return start + self.whole(hi)

    def whole(self, e: Expr) -> str:
        """A whole number made of sizes and of letters, which count from 0."""
        found = e.xreplace({i: i + 1 for i in self.letters})
        return super()._print(found) if found.is_Number else self.raw(found)

    def raw(self, e: Expr) -> str:
        letters, self.letters = self.letters, set()
        text = " ".join(self._print(e).split())
        self.letters = letters
        return text

    def range(self, letter: Symbol, stretch: str) -> str:
        """The letter as an array along its axis."""
        after = ", None" * (len(self.axes) - 1 - self.axes.index(letter))
        made = f"np.arange({stretch})" + (f"[:{after}]" if after else "")
        name = self.names.named((letter, made), dashed(str(letter)))
        self.ranges[name] = made
        return name

    def _print_Indexed(self, e):
        base = self.names.letter(e.base)
        places = [self.axes.index(i) for i in e.indices if i in self.scope]
        plain = all(i.is_Symbol or i.is_Integer for i in e.indices)
        if plain and places == sorted(set(places)):
            index = self.slices(e)
        else:
            index = list(map(self.index, e.indices))
        return f"{base}[{', '.join(index)}]" if index else base

    def slices(self, e: Indexed) -> list[str]:
        """A colon for each letter, None for each axis that the array has not."""
        index, at = [], None
        for letter, extent in zip(e.indices, self.extents[e.base], strict=True):
            if letter in self.scope:
                place = self.axes.index(letter)
                index += ["None"] * (0 if at is None else place - at - 1)
                index.append(self.slice(letter, extent))
                at = place
            else:
                index.append(self.index(letter))
        index += ["None"] * (0 if at is None else len(self.axes) - 1 - at)
        while index and index[-1] == ":":
            index.pop()
        return index

    def slice(self, letter: Symbol, extent: Extent) -> str:
        if self.is_masked(letter):
            return ":"
        lo, hi = self.scope[letter]
        start = "" if lo == 1 else self.whole(lo - 1)
        return f"{start}:{'' if hi == extent else self.whole(hi)}"

    def is_masked(self, letter: Symbol) -> bool:
        """Its range depends on another letter, as in Σ_{j < i}."""
        return any(e.free_symbols & set(self.scope) for e in self.scope[letter])
