"""Run the cells of a notebook from top to bottom, and store what they show.

In this process and without Jupyter, so that a build needs no server and no kernel; a
test runs the notebooks in a kernel and compares.
"""

import ast
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager

from derivations.publish.notebooks.cells import source
from derivations.publish.releases.edition import ROOT


class Stopped(Exception):
    """A cell of a notebook failed, so the notebook is not written."""


@contextmanager
def in_a_clone() -> Iterator[None]:
    """Where the first cell finds the sources; what it does to the path is undone."""
    path = sys.path.copy()
    try:
        with chdir(ROOT):
            yield
    finally:
        sys.path[:] = path


def executed(cells: list[dict], where: str) -> list[dict]:
    """The cells with what they show, each run after those above it."""
    with in_a_clone():
        return list(one_by_one(cells, where))


def one_by_one(cells: list[dict], where: str) -> Iterator[dict]:
    space: dict = {"__name__": "__main__"}
    count = 0
    for cell in cells:
        if cell["cell_type"] != "code":
            yield cell
            continue
        count += 1
        try:
            found = value(source(cell), space)
        except Exception as error:
            said = f"{where}, cell {cell['id']}: {error!r}\n{source(cell)}"
            raise Stopped(said) from error
        outputs = [] if found is None else [result(found, count)]
        yield cell | {"execution_count": count, "outputs": outputs}


def value(code: str, space: dict):
    """What the last line of a cell gives, if it is an expression."""
    *lines, last = ast.parse(code).body
    if not isinstance(last, ast.Expr):
        exec(code, space)
        return None
    exec(compile(ast.Module(lines, []), "<cell>", "exec"), space)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)


def result(found, count: int) -> dict:
    """As Jupyter stores it: in every form that the object has, or as Python has it."""
    forms: dict = {"text/plain": repr(found)}
    about: dict = {}
    if hasattr(found, "_repr_mimebundle_"):
        forms, about = found._repr_mimebundle_()
    return {
        "data": forms,
        "execution_count": count,
        "metadata": about,
        "output_type": "execute_result",
    }
