"""Build this version into a folder of its own, beside the versions that are there.

python -m derivations.publish.releases.release FOLDER VERSION, where VERSION is that of
pyproject.toml, or `next` for what is not released; SITE_URL is the address of FOLDER.
Each page is built with the address of its version, so what is cited stays.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from shutil import rmtree

from derivations.publish.citing.work import work
from derivations.publish.releases import versions
from derivations.publish.releases.address import site_url
from derivations.publish.releases.edition import ROOT, version


class NotReady(ValueError):
    """What a release needs is not there, or is there already."""


def name(folder: Path, wanted: str) -> str:
    """The folder of what is to be published, if nothing stands against it."""
    found = wanted.removeprefix("v")
    if not site_url():
        raise NotReady("SITE_URL is empty: citations would not say where they lead")
    if found == versions.NEXT:
        return found
    if found != version():
        raise NotReady(f"pyproject.toml says {version()}, or write {versions.NEXT}")
    if work().released is None:
        raise NotReady(f"{found} has no date in CHANGELOG.md and CITATION.cff")
    if (folder / found).exists():
        raise NotReady(f"{found} is published, and stays as it is")
    return found


def build(site: Path, address: str) -> None:
    """What `./dev build` does, for an address; the folder is whole or not there."""
    part = site.with_name(f".{site.name}.part").absolute()
    settings = {"SITE_URL": address, "MKDOCS_STRICT": "true"}
    for words in (
        ("derivations", "verify"),
        ("derivations", "publish"),
        ("mkdocs", "build", "--strict", "--site-dir", str(part)),
    ):
        command = [sys.executable, "-m", *words]
        subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=True)
    rmtree(site, ignore_errors=True)  # only ever that of `next`
    part.rename(site)


def main(words: list[str] | None = None) -> None:
    parser = ArgumentParser(prog="./dev release", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("version")
    args = parser.parse_args(words)
    try:
        found = name(args.folder, args.version)
    except ValueError as error:
        raise SystemExit(str(error)) from error
    args.folder.mkdir(parents=True, exist_ok=True)
    build(args.folder / found, f"{site_url()}{found}/")
    versions.write(args.folder)
    print(f"{args.folder} holds {', '.join(versions.published(args.folder))}")


if __name__ == "__main__":
    main()
