"""The text of a result that a reader edits: its function, and what that uses.

Of the module of a result, these are the functions and constants that the function
leads to, in the order in which they stand; other results and imports stay outside.
"""

import ast
import inspect
from collections.abc import Callable, Iterable
from pathlib import Path

Named = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


def cut(make: Callable, others: Iterable[str]) -> str:
    """The text of the function `make` with all that it leads to in its module."""
    file = Path(inspect.getfile(inspect.unwrap(make)))
    source = file.read_text(encoding="utf-8")
    parts = pieces(source)
    inside = led_to(make.__name__, parts, set(others) - {make.__name__})
    lines = source.splitlines()
    texts = (text(node, lines) for node in dict.fromkeys(parts.values()))
    kept = {id(parts[name]) for name in inside}
    return (
        "\n\n\n".join(
            said
            for node, said in zip(dict.fromkeys(parts.values()), texts, strict=True)
            if id(node) in kept
        )
        + "\n"
    )


def pieces(source: str) -> dict[str, Named]:
    """What each name stands for, by the last statement that gives it a meaning."""
    found: dict[str, Named] = {}
    for node in ast.parse(source).body:
        if isinstance(node, Named):
            found |= dict.fromkeys(named(node), node)
    return found


def named(node: Named) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]


def led_to(name: str, parts: dict[str, Named], others: set[str]) -> set[str]:
    todo, seen = [name], set[str]()
    while todo:
        if (here := todo.pop()) in seen or here not in parts or here in others:
            continue
        seen.add(here)
        todo += [n.id for n in ast.walk(parts[here]) if isinstance(n, ast.Name)]
    return seen


def text(node: Named, lines: list[str]) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorators)])
    return "\n".join(lines[first - 1 : node.end_lineno])
