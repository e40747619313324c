"""A NumPy function that computes the right side of a claim, to run and to read.

Its words say what each argument is, in which unit the value comes, what is assumed, and
which formula it is.
"""

from collections.abc import Iterator

from sympy import Expr, log

from derivations.kernel.calc import Chain
from derivations.kernel.names import Named
from derivations.publish.formats.arrays import Arrays
from derivations.publish.formats.conditions import conditions
from derivations.publish.formats.function import Function
from derivations.publish.formats.plainly import defined
from derivations.publish.formats.tex import side
from derivations.publish.formats.unicode import text, unicode
from derivations.publish.tags.registry import formula_of
from derivations.quantities.information import Log


def source_lines(f: Function) -> tuple[list[str], list[str]]:
    """The names of the arguments, and the lines of the body."""
    to = Arrays(f.shapes, f.counting, f.prepared)
    arrays = [to.names.letter(base) for base in sorted(f.shapes, key=str)]
    letters = [to.names.letter(x) for x in f.free]
    value = to._print(f.prepared(f.right))
    ranges = [f"{name} = {made}" for name, made in to.ranges.items()]
    body = [*ranges, *to.definitions(), f"return {value}"]
    return [*arrays, *letters], [*sizes(f, to), *body]


def sizes(f: Function, to: Arrays) -> list[str]:
    """Sizes that are used as numbers, read from the arrays."""
    lines = {}
    for base in sorted(f.shapes, key=str):
        for axis, extent in enumerate(f.shapes[base]):
            if extent is not None and extent.is_Symbol and extent not in lines:
                name = to.names.letter(base)
                if extent in to.names.of:
                    lines[extent] = f"{to.names.of[extent]} = {length(name, axis)}"
    return list(lines.values())


def length(name: str, axis: int) -> str:
    return f"len({name})" if axis == 0 else f"{name}.shape[{axis}]"


def described(f: Function, names: list[str]) -> Iterator[str]:
    """What each argument is."""
    shapes = [f.shapes[base] for base in sorted(f.shapes, key=str)]
    for name, shape in zip(names, shapes, strict=False):
        ends = ", ".join("any" if x is None else str(x) for x in shape)
        comma = "," if len(shape) == 1 else ""
        yield f"{name}: an array of shape ({ends}{comma}){meant(name)}"
    for name, letter in zip(names[len(shapes) :], f.free, strict=True):
        if letter in f.counting:
            yield f"{name}: an index, from 0 here and from 1 in the formula"
        else:
            yield f"{name}: a {'whole ' if letter.is_integer else ''}number"


def meant(name: str) -> str:
    """A joint is no letter of the field: it says which one it is."""
    word, _, at = name.partition("_")
    return f", p(X, z|θ{at and '_' + at}) for each z" if word == "joint" else ""


def unit(chain: Chain) -> list[str]:
    if not any(defined(side).has(log) for side in chain.claim.args):
        return []
    bases = {of.args[0] for side in chain.claim.args for of in logs(side)}
    if not bases:
        return ["Logarithms are natural, so that information is in nats."]
    if all(base == 2 for base in bases):
        return ["In bits where the base is 2, else in nats."]
    return ["To the base B: in bits for B = 2."]


def logs(e: Expr) -> set[Log]:
    """Logarithms to a base, in a formula or in what its names stand for."""
    found = set(e.atoms(Log))
    for name in e.atoms(Named) - found:
        found |= logs(name.unfold())
    return found


def called(slug: str, tag: str) -> str:
    """kl_nonnegative, and kl_nonnegative_3 for the third formula."""
    name = "".join(c if c.isalnum() else "_" for c in slug)
    number = tag.split(".")[1]
    return name if number == "1" else f"{name}_{number}"


def about(f: Function, names: list[str], tag: str) -> list[str]:
    paragraphs = (
        [
            f"The right side of {tag} of klem, {f.slug}:",
            text(f.chain),
            *unit(f.chain),
        ],
        list(described(f, names)),
        conditions(f.chain),
    )
    lines = [unicode(side(f.right, f.chain.nonnegative))]
    for paragraph in filter(None, paragraphs):
        lines += ["", *paragraph]
    return lines


def numpy_function(slug: str, chain: Chain) -> str:
    f = Function(slug, chain)
    tag = formula_of(slug, chain.name).tag
    names, body = source_lines(f)
    first, *words = about(f, names, tag)
    lines = [f'"""{first}', *words, '"""', *body]
    inside = "\n".join(f"    {line}" if line else "" for line in lines)
    head = f"def {called(slug, tag)}({', '.join(names)}):"
    return f"import numpy as np\n\n\n{head}\n{inside}\n"
