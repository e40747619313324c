"""What a page has to know of each result before Python is there."""

import json
from functools import cache
from hashlib import sha256

from derivations.catalogue import CATALOGUE
from derivations.live.build import breaking, cutting
from derivations.memo import HERE, recall, remember
from derivations.publish.tags.registry import by_slug
from derivations.verification import results

NAMES = [make.__name__ for make in CATALOGUE]


def described() -> tuple[dict[str, dict], dict[str, bytes]]:
    """A row for each slug, and a file of wrong formulas for each."""
    rows, files = {}, {}
    for slug, make in zip(results(), CATALOGUE, strict=True):
        rows[slug], files[slug] = one(slug, make)
    return rows, files


def one(slug: str, make) -> tuple[dict, bytes]:
    """From memory if nothing has changed; the wrong formulas take a while to judge."""
    name = f"{slug}-{judges()}.json"
    if known := recall("live", name, make.__module__):
        described, pickled = json.loads(known)
        return described, bytes.fromhex(pickled)
    found = breaking.breaks(results()[slug])
    made = row(slug, make, found), breaking.pickled(found)
    text = json.dumps([made[0], made[1].hex()])
    remember("live", name, text, make.__module__)
    return made


@cache
def judges() -> str:
    """A fingerprint of what says which wrong formulas there are."""
    files = [HERE / "live/build/breaking.py", HERE / "live/build/cutting.py"]
    files += sorted((HERE / "checking").rglob("*.py"))
    sources = (file.read_bytes() for file in files)
    return sha256(b"".join(sources)).hexdigest()[:16]


def row(slug: str, make, found: list[breaking.Break]) -> dict:
    derivation, entry = results()[slug], by_slug(slug)
    return {
        "tag": entry.tag,
        "module": make.__module__,
        "function": make.__name__,
        "file": f"derivations/{make.__module__.removeprefix('derivations.')}.py",
        "source": cutting.cut(make, NAMES),
        "chains": len(derivation.chains),
        "steps": sum(len(chain.steps) for chain in derivation.chains),
        "tags": {f.name: f.tag for f in entry.formulas if not f.removed},
        "breaks": breaking.listed(derivation, found),
    }


def place(slug: str, row: dict) -> dict:
    """What the run itself has to know: where to find it, and the tags of its steps."""
    tags = {
        formula.name: {name: tag for tag, name in formula.steps.items()}
        for formula in by_slug(slug).formulas
        if not formula.removed
    }
    return {"module": row["module"], "function": row["function"], "tags": tags}
