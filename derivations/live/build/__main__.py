"""`./dev live`: write what a browser needs to run derivations, and its size."""

import json
import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from derivations.catalogue import CATALOGUE
from derivations.live.build import fetch, javascript, licences, node, pack, results
from derivations.live.build.writing import Folder
from derivations.memo import HERE

PLACE = HERE.parent / "docs" / "assets" / "live"
PLACES = "derivations/live/places.json"
BREAKS = "derivations/live/breaks/{}.pickle"


def main() -> int:
    try:
        manifest = write(PLACE)
    except (node.NoNode, fetch.WrongHash) as error:
        print(error, file=sys.stderr)
        return 1
    print(table(manifest))
    return 0


def write(place: Path) -> dict:
    node_, npm = node.tools()
    pyodide = fetch.pyodide(npm)
    rows, breaks = results.described()
    ours = pack.ours(sorted({make.__module__ for make in CATALOGUE}))
    theirs = pack.theirs(ours)
    places = {slug: results.place(slug, row) for slug, row in rows.items()}
    local = pack.files(ours) | {PLACES: json.dumps(places).encode()}
    local |= {BREAKS.format(slug): data for slug, data in breaks.items()}
    library = (pyodide / "python_stdlib.zip").read_bytes()
    folder = Folder(place)
    folder.put("loader", ".js", (pyodide / "pyodide.mjs").read_bytes())
    folder.put("asm", ".js", (pyodide / "pyodide.asm.mjs").read_bytes())
    folder.put("typesetting", ".js", javascript.module().encode())
    folder.put(
        "wasm", ".wasm", (pyodide / "pyodide.asm.wasm").read_bytes(), packed=True
    )
    for name, data in (
        ("stdlib", library),
        ("sympy", pack.archive(pack.files(theirs))),
        ("derivations", pack.archive(local)),
    ):
        code, python = compiled(node_, pyodide, data)
        folder.put(name, ".zip", code, packed=True)
    said = json.dumps(rows, ensure_ascii=False).encode()
    folder.put("results", ".json", said, press=False)
    folder.put("licences", ".txt", licences.text().encode(), press=False)
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    return folder.finish(
        python=python, sympy=version("sympy"), pyodide=fetch.VERSION, lock=lock["info"]
    )


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


def table(manifest: dict) -> str:
    rows = [f"{f['bytes']:>11,}  {f['path']}" for f in manifest["files"].values()]
    total = f"{manifest['total']:>11,}  bytes for the first press, once"
    return "\n".join(["docs/assets/live/", *rows, total])


if __name__ == "__main__":
    sys.exit(main())
