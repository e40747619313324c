"""A reader's text: run where the result's own text stood, with errors by its lines."""

import ast
import linecache
import traceback
from collections.abc import Callable

from derivations.kernel.calc import Derivation

FILE = "<your text>"


def made(source: str, function: str, names: dict) -> Derivation:
    """What the function returns, its text read among the names of its module."""
    linecache.cache[FILE] = len(source), None, source.splitlines(keepends=True), FILE
    here = dict(names)
    exec(compile(source, FILE, "exec"), here)
    found = here[function]()
    if not isinstance(found, Derivation):
        raise TypeError(f"{function}() has to return a derivation, not {found!r}")
    return found


def lines(source: str) -> Callable[[str], int | None]:
    """For the name of a step, asked in reading order, the line that it stands on."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # it is told when the text is run
        return lambda name: None
    known: dict[str, list[int]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and node.elts:
            first = node.elts[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                known.setdefault(first.value, []).append(first.lineno)
    return lambda name: only(known.get(name, []))


def only(found: list[int]) -> int | None:
    """A line that is meant for certain."""
    return found[0] if len(found) == 1 else None


def complaint(error: Exception) -> dict:
    """The error as a reader needs it: from the first line of the reader's own."""
    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename != FILE:
        trace = trace.tb_next
    own = [f.lineno for f in traceback.extract_tb(trace) if f.filename == FILE]
    if isinstance(error, SyntaxError) and error.filename == FILE:
        own = [error.lineno]
    whole = trace if own else error.__traceback__
    return {
        "type": "error",
        "line": own[-1] if own else None,
        "text": traceback.format_exception_only(error)[-1].strip(),
        "trace": "".join(traceback.format_exception(type(error), error, whole)),
    }
