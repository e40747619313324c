"""The modules that some can reach by any import, at the top or inside a function."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

Sources = dict[str, tuple[Path, str]]  # by module: its file, and its text


def reached(roots: Iterable[str], packages: tuple[str, ...]) -> Sources:
    """All modules of these packages that the roots lead to."""
    known: Sources = {}
    todo = [name for root in roots for name in with_parents(root)]
    while todo:
        name = todo.pop()
        if name in known or name.partition(".")[0] not in packages:
            continue
        if file := file_of(name):
            known[name] = file, file.read_text(encoding="utf-8")
            todo += led_to(name, file)
    return known


@cache
def led_to(module: str, file: Path) -> list[str]:
    """What a module imports, and the packages around that."""
    source, is_package = file.read_text(encoding="utf-8"), file.name == "__init__.py"
    found = imports(source, module, is_package)
    return [part for target in found for part in with_parents(target)]


def with_parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]


def folders() -> Callable[[str], Path | None]:
    """Where a top-level package lies; it is looked up once, and never imported."""
    known: dict[str, Path | None] = {}

    def folder(package: str) -> Path | None:
        if package not in known:
            spec = find_spec(package)
            known[package] = Path(spec.origin).parent if spec and spec.origin else None
        return known[package]

    return folder


folder = folders()


def file_of(module: str) -> Path | None:
    """Its source; none for a name that is no module."""
    package, _, rest = module.partition(".")
    if not (top := folder(package)):
        return None
    place = top.joinpath(*rest.split(".")) if rest else top
    found = (place / "__init__.py", place.with_suffix(".py"))
    return next((file for file in found if file.is_file()), None)


def imports(source: str, module: str, is_package: bool) -> Iterator[str]:
    """Names of modules, and names in them that may be modules too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, module, is_package)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and named_import(node):
            yield node.args[0].value  # type: ignore[attr-defined]


def absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    above = module.split(".")
    kept = len(above) - node.level + is_package if node.level else 0
    return ".".join([*above[:kept], *([node.module] if node.module else [])])


def named_import(node: ast.Call) -> bool:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    plain = bool(node.args) and isinstance(node.args[0], ast.Constant)
    return plain and name == "import_module" and isinstance(node.args[0].value, str)  # type: ignore[attr-defined]
