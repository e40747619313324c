"""All that a browser needs to run derivations, in one folder."""

import json
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from derivations.catalogue import CATALOGUE
from derivations.live.build import fetch, javascript, licences, node, pack, results
from derivations.live.build.writing import Folder

PLACES = "derivations/live/places.json"
BREAKS = "derivations/live/breaks/{}.pickle"


def write(place: Path, sources: str) -> dict:
    """The manifest of what was written; `sources` says what it was made from."""
    node_, npm = node.tools()
    pyodide = fetch.pyodide(npm)
    rows, breaks = results.described()
    folder = Folder(place)
    engine(folder, pyodide)
    for name, data in archives(pyodide, rows, breaks).items():
        code, python = compiled(node_, pyodide, data)
        folder.put(name, ".zip", code, packed=True)
    said = json.dumps(rows, ensure_ascii=False).encode()
    folder.put("results", ".json", said, press=False)
    folder.put("licences", ".txt", licences.text().encode(), press=False)
    about = {"python": python, "sympy": version("sympy"), "pyodide": fetch.VERSION}
    return folder.finish(**about, lock=lock(pyodide), sources=sources)


def engine(folder: Folder, pyodide: Path) -> None:
    """Pyodide, and KaTeX."""
    folder.put("loader", ".js", (pyodide / "pyodide.mjs").read_bytes())
    folder.put("asm", ".js", (pyodide / "pyodide.asm.mjs").read_bytes())
    folder.put("typesetting", ".js", javascript.module().encode())
    wasm = (pyodide / "pyodide.asm.wasm").read_bytes()
    folder.put("wasm", ".wasm", wasm, packed=True)


def archives(pyodide: Path, rows: dict, breaks: dict) -> dict[str, bytes]:
    """Sources in Python: the standard library's, SymPy's, and ours with its data."""
    ours = pack.ours(sorted({make.__module__ for make in CATALOGUE}))
    places = {slug: results.place(slug, row) for slug, row in rows.items()}
    data = {BREAKS.format(slug): wrong for slug, wrong in breaks.items()}
    data[PLACES] = json.dumps(places).encode()
    return {
        "stdlib": (pyodide / "python_stdlib.zip").read_bytes(),
        "sympy": pack.archive(pack.files(pack.theirs(ours))),
        "derivations": pack.archive(pack.files(ours) | data),
    }


def lock(pyodide: Path) -> dict:
    """What Pyodide wants to know of itself."""
    text = (pyodide / "pyodide-lock.json").read_text(encoding="utf-8")
    return json.loads(text)["info"]


def compiled(node_: list[str], pyodide: Path, data: bytes) -> tuple[bytes, str]:
    """From memory if the sources and what compiles them are the same."""
    tools = ("bytecode.py", "compile.mjs")
    parts = [data, fetch.HASH.encode(), *((pack.HERE / t).read_bytes() for t in tools)]
    known = fetch.FOLDER / f"{sha256(b''.join(parts)).hexdigest()[:16]}.zip"
    said = known.with_suffix(".txt")
    if not said.exists():
        code, python = pack.compiled(node_, pyodide, data)
        known.write_bytes(code)
        said.write_text(python)
    return known.read_bytes(), said.read_text()
