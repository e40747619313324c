"""The pages in the order in which they are read, and the part that each belongs to.

Both are read off the navigation in mkdocs.yml, so no part has a second name.
"""

import re
from functools import cache

from mkdocs.utils import yaml_load

from derivations.publish.places import DOCS

NAV = re.compile(r"^nav:\n(?:(?!\S).*\n)*", re.MULTILINE)


@cache
def contents() -> list[tuple[str, str]]:
    """Part, or nothing, and path below docs of each page."""
    return leaves(navigation((DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")))


def navigation(settings: str) -> list:
    """Alone, for the settings name functions, which would be imported to be read."""
    (found,) = NAV.findall(settings)
    return yaml_load(found)["nav"]


def leaves(nav: list, part: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in nav:
        named = entry if isinstance(entry, dict) else {"": entry}
        for name, below in named.items():
            found += leaves(below, name) if isinstance(below, list) else [(part, below)]
    return found


def parts() -> dict[str, str]:
    """The name of each part by the folder in which its pages are."""
    return {page.split("/")[0]: part for part, page in contents() if part}
