"""Compile the sources of an archive: run by Pyodide itself, whose bytecode it is.

It stands alone, for the interpreter that runs it has nothing of ours.
"""

import ast
import importlib.util
import io
import marshal
import struct
import zipfile

UNCHECKED = 1  # flags of a .pyc: by hash, and never compared with a source
DATE = (1980, 1, 1, 0, 0, 0)  # the same archive at any time


def compiled(archive: bytes, keep_docstrings: str) -> bytes:
    """The archive with .pyc for .py, stored: it is compressed as a whole later."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in sorted(n for n in old.namelist() if not n.endswith("/")):
            data = old.read(name)
            if name.endswith(".py"):
                documented = name.startswith(keep_docstrings)
                name, data = f"{name}c", bytecode(data, name, documented)
            new.writestr(zipfile.ZipInfo(name, DATE), data)
    return made.getvalue()


def bytecode(source: bytes, name: str, documented: bool) -> bytes:
    tree = ast.parse(source, name)
    if not documented:
        blank_docstrings(tree)
    code = compile(tree, name, "exec", dont_inherit=True, optimize=0)
    flags = struct.pack("<I", UNCHECKED)
    digest = importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + flags + digest + marshal.dumps(code)


def blank_docstrings(tree: ast.Module) -> None:
    """Empty ones stay, since some code reads its own."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module
    for node in ast.walk(tree):
        if isinstance(node, kinds) and node.body and is_text(node.body[0]):
            node.body[0].value.value = ""  # type: ignore[attr-defined]


def is_text(line: ast.stmt) -> bool:
    value = getattr(line, "value", None)
    return (
        isinstance(line, ast.Expr)
        and isinstance(value, ast.Constant)
        and isinstance(value.value, str)
    )
