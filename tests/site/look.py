"""Pictures of built pages: python -m tests.site.look OUT [PAGE…], after ./dev build.

Each page (index.html, kl/gibbs/, …; all of them when none is named) is taken wide and
at 390 px, light and dark, with its steps open if --open is given.
"""

import argparse
from pathlib import Path

from derivations.publish.paper.printing import chromium
from tests.site.browser import PHONE, UNFOLD, WIDE, served, visit

SITE = Path(__file__).parents[2] / "site"


def pages() -> list[str]:
    found = sorted(SITE.rglob("index.html"))
    return [str(path.parent.relative_to(SITE)) + "/" for path in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--open", action="store_true", help="unfold the steps")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with served(SITE) as home, chromium() as browser:
        for page in args.pages or pages():
            for width in (WIDE, PHONE):
                for scheme in ("light", "dark"):
                    print(picture(browser, home, page, width, scheme, args))


def picture(browser, home, name, width, scheme, args) -> Path:
    stem = name.strip("./").replace("/", "-").removesuffix(".html") or "index"
    path = args.out / f"{stem}-{width}-{scheme}.png"
    with visit(browser, home + name.removeprefix("./"), width, scheme) as page:
        if args.open:
            page.evaluate(UNFOLD)
        page.screenshot(path=path, full_page=True)
    return path


if __name__ == "__main__":
    main()
