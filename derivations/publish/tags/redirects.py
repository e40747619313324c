"""A slug as an address: f/kl.gibbs/ leads to the page of its tag, and so do old slugs.

They are plain files, which any builder of sites copies as they are: a script keeps the
place on the page, and without scripts the browser goes there by itself. The script is
the same in all, so that a Content-Security-Policy lets them in by one hash.
"""

from collections.abc import Iterable, Iterator

from derivations.publish.places import permanent, way
from derivations.publish.tags.registry import Entry, entries

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}</title>
<noscript><meta http-equiv="refresh" content="0; url={there}"></noscript>
</head>
<body>
<main><h1>{title}</h1><p><a href="{there}">It is here now.</a></p></main>
<script>
const {{ search, hash }} = location;
location.replace(document.links[0].href + search + hash);
</script>
</body>
</html>
"""


def files() -> Iterator[tuple[str, str]]:
    """f/slug/index.html for every slug that a tag has or had, and for each F17.2."""
    for slug, tag in named(entries().values()).items():
        there = way(permanent(tag), f"f/{slug}/")
        yield f"f/{slug}/index.html", to(there, f"{tag}: {slug}")
    for formula in (f for entry in entries().values() for f in entry.formulas):
        there = way(permanent(formula.tag), f"f/{formula.tag}/")
        yield f"f/{formula.tag}/index.html", to(there, formula.tag)


def named(found: Iterable[Entry]) -> dict[str, str]:
    """The tag that each slug leads to; what it names now outdoes what it once named."""
    by_age = sorted(found, key=lambda entry: not entry.removed)
    former = {old: entry.tag for entry in by_age for old in entry.slugs}
    return former | {entry.slug: entry.tag for entry in by_age}


def to(there: str, title: str) -> str:
    return PAGE.format(there=there, title=title)
