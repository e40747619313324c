"""What MkDocs does around a page: read its fences, check its links, forget old code.

The first two make a strict build fail where it would pass in silence; the last makes
`serve` show the derivations that are on disk.
"""

import importlib
import logging
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError

from derivations.publish import fence, links, numbers, policy

log = logging.getLogger("mkdocs.hooks.klem")  # strict builds count its warnings


def on_config(config):
    """What is written before a build has to be there."""
    if not Path(config.docs_dir, "f").is_dir():
        raise PluginError(
            "docs/f, the pages of the tags, is missing: `./dev build` writes it, or "
            "`python -m derivations publish`"
        )


def on_pre_build(config):
    """Import derivations and klem afresh in every build."""
    for name in list(sys.modules):
        if name.partition(".")[0] in ("derivations", "klem"):
            del sys.modules[name]
    importlib.invalidate_caches()


def on_files(files, config):
    """The ids stand in objects.inv, which mkdocstrings writes when pages are read."""
    from derivations.publish.data import inventory

    inventory.register(config.plugins["mkdocstrings"].handlers.inventory)


def on_page_markdown(markdown, page, config, files):
    """An unknown id stops the build, or a fence that would be printed, not run."""
    # those of this build: see above
    from derivations.publish.tags import mentions
    from derivations.publish.typesetting import typeset

    typeset.turn_to(page.file.src_uri)
    if wrong := fence.problems(markdown):
        raise PluginError("\n".join([page.file.src_uri, *wrong]))
    if wrong := mentions.unknown(markdown):
        raise PluginError(f"{page.file.src_uri}: no result has the id {wrong}")


def on_page_content(html, page, config, files):
    """So does one that stands where Markdown is not read; and each offers notebooks."""
    from derivations.publish.notebooks import offer

    if n := fence.unrun(page.markdown, html):
        raise PluginError(f"{page.file.src_uri}: {n} derive blocks were not run")
    if n := numbers.unread(html):
        raise PluginError(f"{page.file.src_uri}: {n} numbers were not computed")
    return html + offer.offer(page.file.src_uri)


def on_post_page(output, page, config):
    """The page of a result says to machines what it is."""
    from derivations.publish.data import head

    return head.put(output, page.file.src_uri)


def on_post_build(config):
    """Every dangling link is a warning, and so an error in a strict build."""
    site = Path(config.site_dir).resolve()
    for fault in links.dangling(site):
        log.warning(fault)
    policy.write(site)
