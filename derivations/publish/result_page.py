"""The page of a tag: the card of its result, and all that one can take along.

The page is written before the site is built and holds hardly more than a call; what it
shows comes from memory where nothing has changed.
"""

from collections.abc import Iterator

from derivations.memo import remembered
from derivations.publish.places import places
from derivations.publish.registry import Entry, entries

PAGE = """---
title: "{tag}: {slug}"
search: {{exclude: true}}
---

# {tag}

```derive
from derivations.publish.result_page import show_tag
show_tag("{tag}")
```
"""


def files() -> Iterator[tuple[str, str]]:
    for tag, entry in entries().items():
        yield f"f/{tag}.md", PAGE.format(tag=tag, slug=entry.slug)


def show_tag(tag: str) -> None:
    """Print the page of a tag, for an executed block."""
    print(
        remembered("tags", f"{tag}.html", lambda: page(entries()[tag]), str(places()))
    )


def page(entry: Entry) -> str:
    from derivations.publish.html import result_html
    from derivations.verification import results, verified

    slug = entry.slug
    return result_html(results()[slug], verified(slug), f"f/{entry.tag}/")
