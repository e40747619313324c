"""`./dev live`: write what a browser needs to run derivations, and say its size.

What was written from the same sources is left as it is, at once.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path

from derivations.live.build import fetch, node
from derivations.memo import HERE, fingerprint

PLACE = HERE.parent / "docs" / "assets" / "live"


def main() -> int:
    if written(PLACE) == sources():
        print("docs/assets/live/ is of these sources already")
        return 0
    from derivations.live.build import assets  # with SymPy, which takes its time

    try:
        print(table(assets.write(PLACE, sources())))
    except (node.NoNode, fetch.WrongHash) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def sources() -> str:
    """A fingerprint of all that the files are made from."""
    scripts = sorted((HERE / "live" / "build").glob("*.mjs"))
    parts = [fingerprint("live", "").encode(), *(file.read_bytes() for file in scripts)]
    return sha256(b"".join(parts)).hexdigest()[:16]


def written(place: Path) -> str | None:
    """What the files that are there were made from; none if they are not whole."""
    try:
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    whole = all((place / f["path"]).exists() for f in manifest["files"].values())
    return manifest.get("sources") if whole else None


def table(manifest: dict) -> str:
    rows = [f"{f['bytes']:>11,}  {f['path']}" for f in manifest["files"].values()]
    total = f"{manifest['total']:>11,}  bytes for the first press, once"
    return "\n".join(["docs/assets/live/", *rows, total])


if __name__ == "__main__":
    sys.exit(main())
