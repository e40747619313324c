"""Versions side by side: a folder each, and above them what leads to the right one.

Plain folders, and not mike: what was published is never touched again, nothing depends
on the builder of the site, and a version needs no server and no branch to be looked at.
A script on the pages reads versions.json, so a page of an old version can say so
without being built again; hence the form of that file stays.
"""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from derivations.publish.tags.changes import number
from derivations.publish.tags.redirects import to

NEXT = "next"  # what is on main, not released yet
FOLDER = re.compile(rf"\d+\.\d+\.\d+|{NEXT}")
LIST = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>klem: all versions</title>
</head>
<body>
<main>
<h1>All versions</h1>
<p>A version stays as it was published. The current one is {current}.</p>
<ul>
{items}
</ul>
</main>
</body>
</html>
"""


def folder_of(address: str) -> str:
    """The address above the folder of a version; nothing for any other address."""
    *_, name, last = f"/{urlsplit(address).path}".rsplit("/", 2)
    is_version = not last and FOLDER.fullmatch(name)
    return address.removesuffix(f"{name}/") if is_version else ""


def published(root: Path) -> list[str]:
    """The versions in a folder, the newest first, and last what is not released."""
    found = [p.name for p in root.iterdir() if p.is_dir() and FOLDER.fullmatch(p.name)]
    released = sorted((v for v in found if v != NEXT), key=number, reverse=True)
    return released + [NEXT] * (NEXT in found)


def pages(site: Path) -> list[str]:
    """The addresses of the pages of a version, below its folder."""
    found = (page.parent.relative_to(site) for page in site.rglob("index.html"))
    return sorted("" if str(p) == "." else f"{p.as_posix()}/" for p in found)


def newest(root: Path) -> dict[str, str]:
    """Each page that a version has, and the newest version that has it."""
    old_to_new = reversed(published(root))
    return {page: version for version in old_to_new for page in pages(root / version)}


def write(root: Path) -> None:
    """versions.json, the list of versions, and each page without a version's name."""
    there = published(root)
    current = there[0]
    known = {"current": current, "versions": there, "pages": pages(root / current)}
    put(root / "versions.json", json.dumps(known, indent=1) + "\n")
    items = "\n".join(f'<li><a href="../{v}/">{v}</a></li>' for v in there)
    put(root / "versions/index.html", LIST.format(current=current, items=items))
    for page, version in newest(root).items():
        way = "../" * page.count("/")
        title = f"klem {version}: {page or 'start'}"
        put(root / page / "index.html", to(f"{way}{version}/{page}", title))


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
